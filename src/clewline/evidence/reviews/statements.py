"""What a document says, from its statements."""

from collections.abc import Iterable, Mapping

from clewline.evidence.reviews.digests import long_digest_of
from clewline.evidence.reviews.model import WORDS, Part, Standing, Statement


def standing_of(said: Mapping[Part, Iterable[Statement]]) -> Standing:
    """What a document says, as digests."""
    words = " ".join(one.meant for part in Part if part in WORDS for one in said.get(part, ()))
    parts = {part: tuple(one.digest for one in said[part]) for part in Part if said.get(part)}
    return Standing(long_digest_of(words), parts)

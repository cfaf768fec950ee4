"""What links lead to."""

from enum import StrEnum
from typing import NamedTuple


class TargetKind(StrEnum):
    """What a link points to."""

    DOCUMENT = "document"
    TOPIC = "topic"
    TAG = "tag"
    REFERENCE = "reference"
    ATTACHMENT = "attachment"
    EXTERNAL = "external"
    WITHHELD = "withheld"
    BROKEN = "broken"


class Target(NamedTuple):
    """Where a link leads: ``key`` is a path (of a tag, too), a topic's name key, a reference's key or an
    address.

    ``anchor`` is the place in the document; ``first`` and ``end`` bound the blocks of an embedded part
    (``end`` 0: to the end).
    """

    kind: TargetKind
    key: str = ""
    anchor: str = ""
    first: int = 0
    end: int = 0

    def holds(self, block: int) -> bool:
        """Whether the part of a document that this is holds one of its blocks."""
        return self.first <= block and (not self.end or block < self.end)

"""How many things a sentence lists."""

from collections.abc import Iterator, Sequence

from clewline.evidence.languages.model import Language
from clewline.evidence.reading.tokens import Token

_LONGEST = 8
"""How many words an item in the middle of a list has at most."""


def list_lengths(tokens: Sequence[Token], language: Language) -> Iterator[float]:
    """How many items each list of a sentence has: three for Norway, Sweden and the UK."""
    items, words = 1, 0
    for token in tokens:
        if token.text in ",;":
            items = items + 1 if items == 1 or words <= _LONGEST else 2
            words = 0
        elif token.low in language.coordinators and items > 1 and words <= _LONGEST:
            yield items + (words > 0)
            items, words = 1, 0
        else:
            words += 1

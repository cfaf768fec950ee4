"""Relations that a note states behind a link, as claim vaults do: ``[[note]] — contradicts: …``."""

import re
from collections.abc import Iterable, Iterator, Mapping

from clewline.content.model import Passage, Relation, RelationKind, Role

_WORDS: Mapping[str, RelationKind] = {
    word: kind
    for kind, words in {
        RelationKind.OPPOSES: "contradicts opposes refutes disputes challenges",
        RelationKind.SUPPORTS: "supports confirms",
        RelationKind.QUALIFIES: "qualifies limits",
        RelationKind.BACKGROUND: "background",
        RelationKind.EXTENDS: "extends",
        RelationKind.FOUNDATION: "foundation",
        RelationKind.ENABLES: "enables",
        RelationKind.EXAMPLE: "example",
    }.items()
    for word in words.split()
}
"""What is said by each word."""
_STATED = re.compile(r"\s*(?:—|–|--?)\s*([A-Za-z]+)\s*(?::|\Z)")


def stated(text: str) -> RelationKind | None:
    """The relation that ``text``, which stands behind a link, begins with."""
    found = _STATED.match(text)
    return _WORDS.get(found[1].lower()) if found else None


def stated_in(passages: Iterable[Passage]) -> Iterator[Relation]:
    """The relations that paragraphs and items of a note state, each of which begins with a link."""
    for passage in passages:
        if passage.role is not Role.TEXT or not passage.cites:
            continue
        first = passage.cites[0]
        begins = first.start == 0 if first.start >= 0 else not passage.text[: first.offset].strip()
        if begins and (kind := stated(passage.text[first.offset :])):
            yield Relation(kind, first.link)

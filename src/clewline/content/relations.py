"""Relations that are stated behind a link: in a note as claim vaults do, ``[[note]] — contradicts: …``, and
in a line with a comment, ``[[note]] %% contradicts %%``, which Obsidian does not show.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from clewline.content.model import Link, Passage, Relation, RelationKind, Role
from clewline.content.stances import BY_NAME

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
_MARKED = re.compile(r"[ \t]*%%[ \t]*([A-Za-z]+)[ \t]*%%")
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


def marked(links: Iterable[Link], lines: Sequence[str]) -> Iterator[tuple[Link, RelationKind]]:
    """The links in the ``lines`` of a file that a comment follows with the word for a stance, and that
    stance.
    """
    for link in links:
        end = link.span.end
        found = _MARKED.match(lines[end.line - 1], end.column - 1) if end.line <= len(lines) else None
        kind = _WORDS.get(found[1].lower()) if found else None
        if kind is not None and kind.value in BY_NAME:
            yield link, kind

"""The stances that a citation can take: the one table from which front matter, graph, pages, colours and
words follow.
"""

from typing import NamedTuple

from clewline.content.model import RelationKind

CITED = "cited"
"""How a source is called whose stance the author does not state."""


class Stance(NamedTuple):
    """A stance: its key in front matter (empty: none is stated); where its mark stands beside the line of
    evidence (above, on or below it), its shape and the token of its colour; and its words, which the theme
    translates: what it says of an answer, how many do so, and how one note says it of another and is told so.
    """

    name: str
    side: str
    shape: str
    colour: str
    words: str
    one: str
    many: str
    outward: str = ""
    inward: str = ""

    @property
    def key(self) -> str:
        """Its name, also where none is stated."""
        return self.name or CITED

    @property
    def relation(self) -> RelationKind:
        """The relation that states it."""
        return RelationKind(self.name)


STANCES = (
    Stance(
        "supports",
        "above",
        "disc",
        "accent",
        "Supports the answer",
        "%(num)s supports",
        "%(num)s support",
        "Supports",
        "Supported by",
    ),
    Stance(
        "opposes",
        "below",
        "square",
        "ink",
        "Against the answer",
        "%(num)s against",
        "%(num)s against",
        "Opposes",
        "Opposed by",
    ),
    Stance(
        "qualifies",
        "on",
        "leaf",
        "accent",
        "Limits the answer",
        "%(num)s limits",
        "%(num)s limit",
        "Qualifies",
        "Qualified by",
    ),
    Stance(
        "background",
        "on",
        "dotted",
        "ink-2",
        "Background",
        "%(num)s background",
        "%(num)s background",
        "Background",
        "Background to",
    ),
    Stance("", "on", "ring", "ink-2", "Cited", "%(num)s cited", "%(num)s cited"),
)
"""All stances; where a source has several, the first holds."""

BY_NAME = {stance.key: stance for stance in STANCES}
STATED = tuple(stance for stance in STANCES if stance.name)
"""Those that an author states."""

"""What reviews are made of: statements of documents, the record of a review, and what has changed since."""

from enum import StrEnum
from typing import Literal, NamedTuple

from clewline.evidence.model import Change
from clewline.evidence.reviews.digests import digest_of


class Part(StrEnum):
    """What a statement is in its document; the value is how a record calls it."""

    QUESTION = "question"
    DECK = "deck"
    ANSWER = "answer"
    TITLE = "title"
    SUMMARY = "summary"
    TEXT = "text"
    CODE = "code"  # code and formulas, which sentences hold no words of
    STANCE = "stance"  # what a line says of a note: the word itself
    CITED = "cited"  # the sentences of a line that cite a note
    WORKS = "works"  # the works that a document rests on
    RETRACTED = "retracted"  # those of them that have been retracted
    OPPOSED = "opposed"  # the notes that contradict a note, or are contradicted by it
    RELATIONS = "relations"  # what else it says of others, and the notes that limit it


WORDS = frozenset((Part.QUESTION, Part.DECK, Part.ANSWER, Part.TITLE, Part.SUMMARY, Part.TEXT, Part.CODE))
"""The parts that a document says in its own words."""


class Statement(NamedTuple):
    """One statement of a document: its words, those of them that bear its meaning, and where they stand: from
    ``start`` to ``end`` of a passage (-1: in none).
    """

    text: str
    meant: str
    passage: int = -1
    start: int = 0
    end: int = 0

    @property
    def digest(self) -> str:
        """Four letters and digits that stand for its meaning."""
        return digest_of(self.meant)


Said = dict[Part, tuple[Statement, ...]]
"""What a document says, part by part."""


class Standing(NamedTuple):
    """What a document says, as digests: one of all its words, and one of each statement, part by part."""

    whole: str
    parts: dict[Part, tuple[str, ...]]


class Review(NamedTuple):
    """A review as it is recorded: the path of the line, who read it on which day, why if not for its own
    sake; what the line said then, and what each note that it cited did, by path.
    """

    line: str
    by: str
    on: str
    reason: str
    own: Standing
    notes: dict[str, Standing]
    changed: tuple[str, ...] = ()
    """What had changed in the line since the review before, in words."""


class State(StrEnum):
    """How a line stands to its last review."""

    REVIEWED = "reviewed"
    STALE = "stale"
    UNREVIEWED = "unreviewed"


class PartChange(NamedTuple):
    """What has changed in a part of a document: the digests of what is new, and how many statements are
    gone.
    """

    part: Part
    new: tuple[str, ...]
    gone: int


class Difference(NamedTuple):
    """A cited note that is not what it was: its path now, the path in the record (empty: it was not cited
    then), and what has changed; ``dropped``: the line cites it no more, or it is not there any more.
    """

    path: str
    was: str
    kind: Literal["changed", "added", "dropped"]
    parts: tuple[PartChange, ...] = ()


class Freshness(NamedTuple):
    """How a line stands: its last review (who, when, why), and what has changed since, in the line and in
    the notes that it cites.
    """

    state: State
    by: str = ""
    on: str = ""
    reason: str = ""
    own: tuple[PartChange, ...] = ()
    notes: tuple[Difference, ...] = ()


class Edit(NamedTuple):
    """What changed in a line on one day: the day (ISO 8601), and a word diff of each statement."""

    on: str
    diffs: tuple[tuple[Change, ...], ...]


class LineHistory(NamedTuple):
    """What has changed in the line at this path, the latest day first."""

    line: str
    edits: tuple[Edit, ...]

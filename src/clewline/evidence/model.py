"""What the evidence checks speak of: prose with its citations, the claims in it, and what became of each.

All offsets count code points of a `Prose.text`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

OWN = ""
"""`Place.source` of the question, deck and other prose that a document may repeat of itself."""

WORKS = "@"
"""What `Place.source` begins with for the title and year of a reference; its key follows, and `Place.passage`
is -1.
"""


class Mark(NamedTuple):
    """A citation: where it stands, and the path of the note that it cites.

    ``offset`` is the place of a bare mark, or the end of linked words, which ``start`` begins.
    """

    offset: int
    source: str
    start: int = -1

    @property
    def linked(self) -> bool:
        """Whether the citation has words of its own."""
        return self.start >= 0


class Prose(NamedTuple):
    """The plain text of one block or field: markup and citations taken out, entities decoded, code and maths
    replaced by runs of U+FFFC of the same length.

    ``role`` says what it is: title, summary, deck, question, answer, body, excerpt.
    """

    text: str
    citations: tuple[Mark, ...] = ()
    role: str = "body"


class Work(NamedTuple):
    """The title, the year and the key of a reference."""

    title: str
    year: str = ""
    key: str = ""


class Source(NamedTuple):
    """A text that claims are looked for in: the path of a note, its title, summary and body, and the works
    that it rests on.
    """

    key: str
    passages: tuple[Prose, ...]
    references: tuple[Work, ...] = ()


class Bound(StrEnum):
    """What the words beside a figure say about it. "Over" may say "more than", or how far something
    reaches; "within" may say "less than", or how long something took.
    """

    EXACT = ""
    ABOUT = "about"
    NEARLY = "nearly"
    JUST_OVER = "just over"
    OVER = "over"
    MORE = "more than"
    AT_LEAST = "at least"
    LESS = "less than"
    AT_MOST = "at most"
    UP_TO = "up to"
    WITHIN = "within"


class Nature(StrEnum):
    """What sort of figure a quantity is; figures of different natures do not stand for one another."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    FOLD = "fold"
    DATE = "date"
    CLOCK = "clock"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: a value or a range (``low`` to ``high``), as it was written.

    ``step`` is the size of the last place that is written: 0.1 for 23.7, 100,000 for 2.3 million.
    ``unit`` is a unit's sign (``%``, ``pp`` for percentage points, ``mg``, ``day``), empty for a bare number;
    ``per`` what the figure is measured against (``1000``, ``year``). A date has ``low`` as ``YYYYMMDD`` with
    zeros for what is not said; a time of day counts minutes. ``counted`` is the word for what is counted,
    ``label`` the sign of a statistic (``p``, ``n``, ``sd``).
    """

    start: int
    end: int
    low: float
    high: float
    step: float = 1.0
    unit: str = ""
    per: str = ""
    bound: Bound = Bound.EXACT
    nature: Nature = Nature.NUMBER
    spelled: bool = False
    counted: str = ""
    label: str = ""

    @property
    def is_nought(self) -> bool:
        """Whether this is nought, or a range from it: nothing can be divided by it."""
        return not self.low and self.nature is not Nature.CLOCK


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words. ``pieces`` are the stretches between ellipses and brackets, without these; ``start`` and
    ``end`` include the quotation marks.
    """

    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]


class Caution(StrEnum):
    """The ways in which a statement is held back."""

    DOUBT = "doubt"
    FREQUENCY = "frequency"
    QUANTIFIER = "quantifier"
    SCOPE = "scope"
    AVERAGE = "average"
    NOT_NECESSARILY = "not necessarily"


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that hold a statement back, and the clause that they govern."""

    start: int
    end: int
    caution: Caution
    clause: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Causal:
    """Words that say that one thing causes another or, if ``cause`` is false, that the two go together."""

    start: int
    end: int
    cause: bool
    clause: tuple[int, int]


class Claims(NamedTuple):
    """What a text claims, in the order of the text."""

    quantities: tuple[Quantity, ...]
    quotations: tuple[Quotation, ...]
    hedges: tuple[Hedge, ...]
    causals: tuple[Causal, ...]


class Place(NamedTuple):
    """A stretch of a passage: of the source with this key, of the document's own prose (`OWN`), of a work
    (`WORKS`).
    """

    source: str
    passage: int
    start: int
    end: int


class Change(NamedTuple):
    """A piece of a word diff: words that both have, or only the source (``-``), or only the claim (``+``)."""

    sign: Literal[" ", "-", "+"]
    words: str


class ClaimKind(StrEnum):
    """What sort of claim was traced."""

    FIGURE = "figure"
    QUOTATION = "quotation"
    HEDGE = "hedge"


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of one claim: found (no ``code``), or a finding with the code of its rule.

    ``prose`` is the number of the traced prose, ``start`` and ``end`` the claim in it. ``evidence`` is where
    the claim was found or, with a finding, the nearest passage. ``figure`` is the quantity of a figure.
    """

    kind: ClaimKind
    prose: int
    start: int
    end: int
    code: str = ""
    message: str = ""
    hint: str = ""
    evidence: Place | None = None
    diff: tuple[Change, ...] = ()
    figure: Quantity | None = None

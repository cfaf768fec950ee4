"""How much of each source card is shown at rest, so that every card stands beside the sentence that cites it.

All measures are here: the style sheet takes its own from `TIERS` and `SIZES`, so that the estimate and the
page cannot part. Lengths are in rem, as are those of the style sheet.
"""

from collections.abc import Sequence
from enum import Enum, StrEnum
from math import ceil
from typing import NamedTuple


class Density(StrEnum):
    """What a card shows at rest; pointed at, it shows everything."""

    FULL = "full"
    SHORT = "short"  # two lines of the summary
    BRIEF = "brief"  # title and paper
    SLIM = "slim"  # one line: as much of the title as it holds
    GONE = "gone"  # nothing: a stub for which there is no room


class Tier(NamedTuple):
    """A layout in two columns: the width of window from which it holds, and the widths of its parts."""

    start: float
    measure: float
    gutter: float
    side: float

    @property
    def content(self) -> float:
        """How wide the page is from there on without its margins, which are 5 % of the window each."""
        return 0.9 * self.start


TIERS = (Tier(60, 31, 2.25, 21), Tier(66, 33, 2.5, 21), Tier(75, 36, 3.5, 23), Tier(100, 36, 4, 28))


class Sizes(NamedTuple):
    """Sizes of a card: the padding above and below it, at its sides together, between its parts; heights of a
    line of title, of summary and of its foot; the height of a card of one line.
    """

    pad: float = 0.5
    beside: float = 2.25
    gap: float = 0.25
    title: float = 1.275
    gist: float = 1.375
    foot: float = 1.25
    slim: float = 1.75
    short: int = 2  # lines of the summary in a short card
    prose: float = 1.85  # a line of prose
    rise: float = 0.25  # how far a card begins above its sentence


SIZES = Sizes()
PHONE_GIST = 102
"""More characters of a summary than this may be more than the three lines that a phone shows."""

# Widths of a letter: a little more card than there will be, so that fonts may differ.
_TITLE_LETTER, _GIST_LETTER = 0.49, 0.475
_DRIFT = 1.7 * SIZES.prose
"""How far a card may stand below its sentence: more than this, estimated, could be over two lines."""
MOST_LIFT = 2
"""How many lines a card may be lifted above its sentence."""
_ROOM_BELOW = 3.0
"""How far cards may reach below the prose, into the space before the next section."""


class RunKind(Enum):
    """What a run of text is set as: the height of its lines, the width of a letter (0: it is not broken), the
    space above it. All say a little less than there will be, so that fonts may differ.
    """

    TEXT = SIZES.prose, 0.55, 1.25
    ITEM = SIZES.prose, 0.55, 0.25
    HEADING = 1.7, 0.6, 1.9
    ROW = 1.35, 0.45, 1.0
    CODE = 1.3, 0.0, 0.0

    def __init__(self, line: float, letter: float, above: float) -> None:
        self.line, self.letter, self.above = line, letter, above


class Run(NamedTuple):
    """A paragraph, an item, a row, a heading or a line of code: what it is and how many characters it has."""

    kind: RunKind
    length: int

    def height(self, length: int, tier: Tier) -> float:
        """The height of the lines that ``length`` characters fill."""
        return self.kind.line * (
            length // max(int(tier.measure / self.kind.letter), 1) if self.kind.letter else 0
        )


class Slot(NamedTuple):
    """A card to be placed: the run of its sentence, the characters before it there, and the lengths of its
    title and its summary; ``again``: it is a stub; ``foot``: it names its papers.
    """

    run: int
    before: int
    title: int
    gist: int
    again: bool
    foot: bool


class Fit(NamedTuple):
    """The density of each card, by how many lines of text it is lifted above its sentence, and whether the
    last one stands below the prose all the same.
    """

    densities: tuple[Density, ...]
    lifts: tuple[int, ...]
    outgrows: bool


def fit(slots: Sequence[Slot], runs: Sequence[Run]) -> Fit:
    """The densities of the cards in ``slots``, in order, beside the ``runs`` of the prose.

    All begin with as little as there is; then, round by round, each shows more if no card is pushed too far
    by it in any layout.
    """
    columns = [_Column(slots, runs, tier) for tier in TIERS]
    chosen = [Density.GONE if slot.again else Density.SLIM for slot in slots]
    lifts = [max(lifted) for lifted in zip(*(column.lifts(chosen) for column in columns), strict=True)]
    for column in columns:
        column.settle(chosen, lifts)
    for density in (Density.BRIEF, Density.SLIM, Density.SHORT, Density.FULL):
        for place, slot in enumerate(slots):
            if slot.again is (density is Density.SLIM) and all(c.holds(place, density) for c in columns):
                for column in columns:
                    column.show(place, density)
                chosen[place] = density
    return Fit(tuple(chosen), tuple(lifts), any(column.outgrows for column in columns))


class _Column:
    """The cards of one layout, each beside its sentence or below the card above."""

    def __init__(self, slots: Sequence[Slot], runs: Sequence[Run], tier: Tier) -> None:
        tops = []
        end = 0.0
        for run in runs:
            tops.append(end + run.kind.above * (end > 0))
            end = tops[-1] + run.height(run.length - 1, tier) + run.kind.line
        self._starts = [tops[slot.run] + runs[slot.run].height(slot.before, tier) for slot in slots]
        self._below = self._end = end + _ROOM_BELOW
        self._heights = [{density: height(slot, density, tier) for density in Density} for slot in slots]

    def lifts(self, chosen: Sequence[Density]) -> list[int]:
        """By how many lines each card is to begin above its sentence, so that those of many cards, which even
        with ``chosen`` push each other down, have as many above it as below.
        """
        lifts = [0] * len(chosen)
        self.settle(chosen, lifts)
        first = 0
        for place, (start, top) in enumerate(zip(self._starts, self._tops, strict=True)):
            if top <= start:
                first = place
            elif (excess := top - start - _DRIFT) > 0:
                lifts[first] = max(lifts[first], min(ceil(excess / SIZES.prose), MOST_LIFT))
        return lifts

    def settle(self, chosen: Sequence[Density], lifts: Sequence[int]) -> None:
        """Places all cards. What even so stands too low may stay as low as that."""
        self._lifted = [start - lift * SIZES.prose for start, lift in zip(self._starts, lifts, strict=True)]
        self._tall = [heights[density] for heights, density in zip(self._heights, chosen, strict=True)]
        self._tops = [0.0] * len(chosen)
        self._place(0)
        self._limits = [max(start + _DRIFT, top) for start, top in zip(self._starts, self._tops, strict=True)]
        self._end = max(self._end, self._bottom(len(chosen) - 1))

    @property
    def outgrows(self) -> bool:
        """Whether the last card reaches far below the prose."""
        return bool(self._tall) and self._bottom(len(self._tall) - 1) > self._below

    def holds(self, place: int, density: Density) -> bool:
        """Whether the card at ``place`` may show so much."""
        before = self._tall[place], self._tops[place:]
        self.show(place, density)
        fits = self._bottom(len(self._tall) - 1) <= self._end and all(
            top <= limit for top, limit in zip(self._tops[place:], self._limits[place:], strict=True)
        )
        self._tall[place], self._tops[place:] = before
        return fits

    def show(self, place: int, density: Density) -> None:
        """Shows so much of the card at ``place``."""
        self._tall[place] = self._heights[place][density]
        self._place(place + 1)

    def _place(self, first: int) -> None:
        """Places the cards from ``first`` on, as far as anything changes."""
        for place in range(first, len(self._tops)):
            top = max(self._lifted[place], self._bottom(place - 1))
            if top == self._tops[place] and place > first:
                return
            self._tops[place] = top

    def _bottom(self, place: int) -> float:
        return self._tops[place] + self._tall[place] if place >= 0 else 0.0


def height(slot: Slot, density: Density, tier: Tier) -> float:
    """How high a card is estimated to be."""
    if density in (Density.SLIM, Density.GONE):
        return SIZES.slim if density is Density.SLIM else 0.0
    width = tier.side - SIZES.beside
    gist_lines = ceil(slot.gist * _GIST_LETTER / width) if density in (Density.FULL, Density.SHORT) else 0
    if density is Density.SHORT:
        gist_lines = min(gist_lines, SIZES.short)
    parts = [gist_lines * SIZES.gist] if gist_lines else []
    parts += [SIZES.foot] if slot.foot else []
    title = ceil(slot.title * _TITLE_LETTER / width) * SIZES.title
    return 2 * SIZES.pad + title + sum(part + SIZES.gap for part in parts)

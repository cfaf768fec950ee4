"""What the register of figures shows: figures by work, with the sentences that have them."""

from typing import NamedTuple


class SaidView(NamedTuple):
    """A sentence with a figure: its address, the title of its document, what stands before the figure, the
    figure, and what follows.
    """

    href: str
    title: str
    before: str
    words: str
    after: str


class FigureView(NamedTuple):
    """A figure: as its note writes it, the sentences of notes that have it, and those of lines that use it.

    ``counted`` are the things that it is said to count, where they differ; ``differs``: the wordings do, in
    that or in how they bound it.
    """

    words: str
    said: tuple[SaidView, ...]
    used: tuple[SaidView, ...]
    counted: tuple[str, ...]
    differs: bool


class WorkFigures(NamedTuple):
    """The figures that come from one work (or from a note that names none): its address, label, title."""

    href: str
    label: str
    title: str
    figures: tuple[FigureView, ...]

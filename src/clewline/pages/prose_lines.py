"""How a woven block is broken into lines: what `fit` has to know of it to reckon where each claim stands."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from clewline.content.model import HoleKind
from clewline.pages.filled import ChipView, EmbedView, Filled, LinkView, MediaView, View
from clewline.pages.fit import Run, RunKind
from clewline.pages.holes import cites

_TAG = re.compile(r"""<(/?)(\w+)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_RUNS: Mapping[str, RunKind] = {
    "p": RunKind.TEXT,
    "dt": RunKind.TEXT,
    "summary": RunKind.TEXT,
    "figcaption": RunKind.TEXT,
    "li": RunKind.ITEM,
    "dd": RunKind.ITEM,
    "tr": RunKind.ROW,
    "pre": RunKind.CODE,
    **{f"h{level}": RunKind.HEADING for level in range(1, 7)},
}
_MARK = 3
"""How many characters of prose the mark of a citation is as wide as."""


class Place(NamedTuple):
    """Where a claim begins: its run, counted within the block, and the characters before it there."""

    run: int
    before: int


class Lines(NamedTuple):
    """The runs of a block, and the place of each of its claims, by sentence."""

    runs: tuple[Run, ...]
    claims: Mapping[int, Place]


def lines(block: Filled) -> Lines:
    """The runs of text that ``block`` is made of, and where its claims begin."""
    reader = _Reader()
    for part in block.parts:
        if isinstance(part, str):
            reader.read(part)
        elif part.kind is HoleKind.CLAIM_OPEN:
            reader.claims[part.index] = reader.place()
        elif part.kind is HoleKind.LINK:
            reader.say(_width(block.views[part.index] if part.index < len(block.views) else None))
        elif part.kind is HoleKind.CITE:
            reader.say(sum(len(view.label) + 2 for view in cites(part, block)))
    return reader.lines()


def _width(view: View | None) -> int:
    """How many characters a link takes."""
    if isinstance(view, ChipView):
        return len(view.text) + _MARK
    if isinstance(view, LinkView):
        return len(view.text)
    return len(view.title) if isinstance(view, EmbedView | MediaView) else 0


class _Reader:
    """Reads HTML piece by piece. Of a folded passage only the title takes room; its claims stand there."""

    def __init__(self) -> None:
        self.claims: dict[int, Place] = {}
        self._kinds = [RunKind.TEXT]
        self._lengths = [0]
        self._folds: list[bool] = []  # whether each passage that is open here is folded
        self._hidden = 0  # how many passages deep the outermost one lies whose text is hidden here

    def place(self) -> Place:
        """Where the next character stands."""
        return Place(len(self._lengths) - 1, self._lengths[-1])

    def say(self, length: int) -> None:
        """Counts characters that are shown."""
        if not self._hidden:
            self._lengths[-1] += length

    def read(self, html: str) -> None:
        """Counts what ``html`` shows."""
        at = 0
        for tag in _TAG.finditer(html):
            self._text(html[at : tag.start()])
            self._tag(tag[2].lower(), bool(tag[1]), tag[3])
            at = tag.end()
        self._text(html[at:])

    def lines(self) -> Lines:
        """What was read."""
        runs = map(Run, self._kinds, self._lengths)
        return Lines(tuple(run for run in runs if run.length) or (Run(RunKind.TEXT, 0),), self.claims)

    def _text(self, text: str) -> None:
        if self._kinds[-1] is RunKind.CODE:
            *ended, text = text.split("\n")
            for line in ended:
                self.say(max(len(line), 1))
                self._begin(RunKind.CODE)
        self.say(len(text.strip("\n")))

    def _tag(self, name: str, closes: bool, attributes: str) -> None:
        if name == "details" and not closes:
            self._folds.append(" open" not in attributes)
        elif name == "details" and self._folds:
            self._folds.pop()
            self._hidden = self._hidden if self._hidden <= len(self._folds) else 0
        elif name == "summary" and closes and self._folds and self._folds[-1]:
            self._hidden = self._hidden or len(self._folds)
        elif name in _RUNS:
            self._begin(RunKind.TEXT if closes else _RUNS[name])

    def _begin(self, kind: RunKind) -> None:
        """Begins a run, unless one has just begun."""
        if self._hidden:
            return
        if self._lengths[-1]:
            self._kinds.append(kind)
            self._lengths.append(0)
        elif kind is not RunKind.TEXT:
            self._kinds[-1] = kind

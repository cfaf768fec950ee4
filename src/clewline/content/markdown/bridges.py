"""Bridging paragraphs: text that leads from one claim to the next and needs no source.

An author marks one with the comment ``%% bridge %%``, in the paragraph (or list, or table), at its end, or on
a line of its own right above or below it. Obsidian shows no comments, and neither do we.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

_MARK = re.compile(r"%%[ \t]*bridg(?:e|ing)[ \t]*%%", re.IGNORECASE)

Rows = tuple[int, int]
"""The first line of a block, and the line after its last."""


def bridging(
    blocks: Sequence[Sequence[Token]], written: Sequence[str], read: Sequence[str]
) -> tuple[int, ...]:
    """The numbers of those of ``blocks`` that need no source: the marked ones, and footnotes, which belong to
    other text. ``written`` are the lines of the file, ``read`` the same without comments.
    """
    notes = {number for number, tokens in enumerate(blocks) if tokens[0].type == "footnote_block_open"}
    marks = list(_marks(written, read))
    if not marks:
        return tuple(sorted(notes))
    rows = {number: place for number, tokens in enumerate(blocks) if (place := _rows(tokens))}
    meant = (number for mark in marks for number in _meant(mark, rows, written))
    return tuple(sorted(notes.union(meant)))


def _marks(written: Sequence[str], read: Sequence[str]) -> Iterator[int]:
    """The lines with a mark that was read as a comment: in code it is an example."""
    for row, (line, left) in enumerate(zip(written, read, strict=False)):
        if any(left[found.start() : found.start() + 2] != "%%" for found in _MARK.finditer(line)):
            yield row


def _rows(tokens: Sequence[Token]) -> Rows | None:
    maps = [token.map for token in tokens if token.map]
    return (min(first for first, _ in maps), max(end for _, end in maps)) if maps else None


def _meant(mark: int, rows: dict[int, Rows], written: Sequence[str]) -> Sequence[int]:
    """The blocks that the mark in a line speaks of: the one that it stands in, else those right above and
    below it.
    """

    def joined(first: int, end: int) -> bool:
        return all(line.strip() for line in written[first:end])

    around = [number for number, (first, end) in rows.items() if first <= mark < end]
    above = [number for number, (_, end) in rows.items() if end <= mark and joined(end, mark)]
    below = [number for number, (first, _) in rows.items() if mark < first and joined(mark, first)]
    return around or [*above[-1:], *below[:1]]

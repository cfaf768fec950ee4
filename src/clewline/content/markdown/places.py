"""From a place in inline text to line and column of the file.

markdown-it gives a block its lines and an inline token no place at all; but every line of inline text is a
piece of one raw line, so the offset at which a rule began leads back to the file.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol

from clewline.text.spans import Position, Span, span_at

_BLANK_LINES = 20


class Where(Protocol):
    """Knows where a piece of inline text stands in its file."""

    def span(self, at: int, length: int) -> Span:
        """The span of the ``length`` characters at offset ``at`` of the text."""


class Places:
    """The raw lines of a text that begins at line ``first_line`` of ``path``."""

    def __init__(self, path: str, lines: Sequence[str], first_line: int) -> None:
        self._path = path
        self._lines = lines
        self._first = first_line
        self._cell_row = -1
        self._cell_end = 0

    def line(self, row: int) -> str:
        """Raw line ``row`` (from 0); empty beyond the last."""
        return self._lines[row] if row < len(self._lines) else ""

    def whole_line(self, row: int) -> Span:
        """The text of raw line ``row`` (from 0) without the white space around it."""
        raw = self.line(row)
        return self.at(row, len(raw) - len(raw.lstrip()), len(raw.strip()))

    def at(self, row: int, column: int, length: int) -> Span:
        """The span of ``length`` characters at ``column`` of raw line ``row`` (both from 0)."""
        return span_at(self._path, self._first + row, column + 1, length)

    def position(self, row: int, column: int) -> Position:
        """The position of ``column`` of raw line ``row`` (both from 0)."""
        return Position(self._first + row, column + 1)

    def text(self, content: str, row: int) -> Where:
        """Where the inline text ``content``, which begins in raw line ``row``, stands."""
        return _Text(self, self._path, content, row)

    def first_row(self, content: str, row: int) -> int:
        """The raw line in which ``content`` begins, which the parser says is ``row``."""
        # The parser drops lines of unusual blanks from the beginning of a paragraph.
        first = content.partition("\n")[0].strip()
        begins = (
            place
            for place in range(row, min(row + _BLANK_LINES, len(self._lines)))
            if first in self._lines[place]
        )
        return next(begins, row)

    def cell(self, content: str, row: int) -> Where:
        """Where the table cell ``content`` of raw line ``row`` stands; the cells of a row must be asked for
        from left to right.
        """
        if row != self._cell_row:
            self._cell_row, self._cell_end = row, 0
        raw = self.line(row)
        escaped = content.replace("|", "\\|")
        start = max(raw.find(escaped, self._cell_end), 0)
        bar = raw.find("|", start + len(escaped))
        self._cell_end = bar + 1 if bar >= 0 else len(raw)
        return _Cell(self, content, row, start)


class _Text:
    """A paragraph or heading: line by line the rest of a raw line, of which the end may be cut off.

    Of most nobody asks where they stand, so that is found out when somebody does.
    """

    def __init__(self, places: Places, path: str, content: str, row: int) -> None:
        self._places = places
        self._path = path
        self._content = content
        self._row = row
        self._lines: list[str] = []
        self._starts = [0]
        self._columns: dict[int, int] = {}

    def span(self, at: int, length: int) -> Span:
        if not self._lines:
            self._row = self._places.first_row(self._content, self._row)
            self._lines = self._content.split("\n")
            for line in self._lines:
                self._starts.append(self._starts[-1] + len(line) + 1)
        start = self._position(at)
        if len(self._lines) == 1:
            return Span(self._path, start, Position(start.line, start.column + max(length, 1)))
        return Span(self._path, start, self._position(at + max(length, 1) - 1, 1))

    def _position(self, at: int, after: int = 0) -> Position:
        line = min(bisect_right(self._starts, at), len(self._lines)) - 1
        column = self._columns.get(line)
        if column is None:
            column = self._columns[line] = self._column(line)
        return self._places.position(self._row + line, column + at - self._starts[line] + after)

    def _column(self, line: int) -> int:
        """The raw column at which line ``line`` of the text begins; blanks at its start may stand for the
        rest of a tab.
        """
        raw, written = self._places.line(self._row + line), self._lines[line]
        start = raw.rfind(written)
        if start >= 0:
            return start
        bare = written.lstrip()
        return max(raw.rfind(bare), 0) - (len(written) - len(bare))


class _Cell:
    """A table cell: one piece of a raw line, in which pipes are escaped."""

    def __init__(self, places: Places, content: str, row: int, start: int) -> None:
        self._places = places
        self._row = row
        self._start = start
        self._pipes = (
            [index for index, character in enumerate(content) if character == "|"] if "|" in content else []
        )

    def span(self, at: int, length: int) -> Span:
        before = bisect_left(self._pipes, at)
        inside = bisect_left(self._pipes, at + length) - before
        return self._places.at(self._row, self._start + at + before, length + inside)


class Part:
    """A piece of another inline text, from its offset ``start``: the words of a footnote written in a
    sentence.
    """

    def __init__(self, whole: Where, start: int) -> None:
        self._whole = whole
        self._start = start

    def span(self, at: int, length: int) -> Span:
        """The span of the ``length`` characters at offset ``at`` of the piece."""
        return self._whole.span(self._start + at, length)


def places_in_value(words: str, span: Span, lines: Sequence[str]) -> tuple[int, ...]:
    """Triples of an offset in ``words``, the plain text of a value of the front matter, and the line and
    column where what begins there was written.

    The value stands at ``span`` of the raw ``lines`` of its file.
    """
    first = span.start
    line = lines[first.line - 1] if first.line <= len(lines) else ""
    found = line.find(words, first.column - 1)
    if found >= 0:
        return 0, first.line, found + 1
    raw = "\n".join(lines[first.line - 1 : span.end.line])
    places: list[int] = []
    at = first.column - 1
    ahead = 0
    for word in re.finditer(r"\S+", words):
        found = raw.find(word[0], at)
        if found < 0:
            continue
        if not places or found - word.start() != ahead:
            column = found - raw.rfind("\n", 0, found)
            places += (word.start(), first.line + raw.count("\n", 0, found), column)
            ahead = found - word.start()
        at = found + len(word[0])
    return tuple(places) or (0, first.line, first.column)


class Value:
    """A value of the front matter, whose words are searched for in the raw text of its ``span``, in order.

    What cannot be found there (it holds an escape, or is broken over lines) stands where the value stands.
    """

    def __init__(self, content: str, span: Span, lines: Sequence[str]) -> None:
        self._content = content
        self._span = span
        raw = list(lines[span.start.line - 1 : span.end.line])
        self._text = "\n".join(raw)
        self._next = span.start.column - 1

    def span(self, at: int, length: int) -> Span:
        """The span of the ``length`` characters at offset ``at`` of the value; to be asked for from left to
        right.
        """
        found = self._text.find(self._content[at : at + length], self._next)
        if found < 0:
            return self._span
        self._next = found + 1
        line = self._text.count("\n", 0, found)
        return span_at(
            self._span.path, self._span.start.line + line, found - self._text.rfind("\n", 0, found), length
        )

"""Source files and places in them."""

from typing import NamedTuple


class Position(NamedTuple):
    """A place in a text: line and column, both counted from 1; columns are code points."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of one source file, from ``start`` up to but not including ``end``."""

    path: str
    start: Position
    end: Position


class SourceFile(NamedTuple):
    """One file as it was read: its path below the site folder (with ``/``) and its bytes."""

    path: str
    data: bytes


def span_at(path: str, line: int, column: int, length: int) -> Span:
    """The span of ``length`` code points on one line of ``path``."""
    return Span(path, Position(line, column), Position(line, column + max(length, 1)))


def file_start(path: str) -> Span:
    """The span that stands for a file as a whole: its first character."""
    return span_at(path, 1, 1, 1)

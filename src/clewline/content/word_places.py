"""Where the words of a passage were written."""

from bisect import bisect_right

from clewline.content.model import Passage
from clewline.text.spans import Position, Span


def words_span(path: str, passage: Passage, start: int, end: int) -> Span:
    """Where the words from ``start`` to ``end`` of a passage of the file at ``path`` were written."""
    first, last = _place(passage.places, start), _place(passage.places, max(end - 1, start))
    return Span(path, first, last._replace(column=last.column + 1))


def _place(places: tuple[int, ...], offset: int) -> Position:
    """Where the character at ``offset`` was written; what has no place stands at the start of the file."""
    if not places:
        return Position(1, 1)
    index = max(bisect_right(places[::3], offset) - 1, 0) * 3
    begin, line, column = places[index : index + 3]
    return Position(line, column + max(offset - begin, 0))

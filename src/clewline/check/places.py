"""Where in a built file an address or an id stands. Only files in which something is wrong are looked
through.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeVar

from clewline.check.extract import SHEETS, is_xml
from clewline.check.tags import elements, text_uses
from clewline.check.uses import Use, css_uses
from clewline.text.spans import Position, Span, file_start

Key = TypeVar("Key")

_LINE_END = re.compile(r"\r\n?|\n")


def places(path: str, text: str, wanted: Iterable[Use] | None = None) -> dict[Use, tuple[Span, ...]]:
    """Where each of ``wanted`` (None: every address) stands in the file: all places, in order.

    What cannot be found has the beginning of the file.
    """
    found: dict[Use, list[tuple[int, int]]] = {use: [] for use in wanted or ()}
    for use, start, end in css_uses(text) if path.lower().endswith(SHEETS) else text_uses(text, is_xml(path)):
        if use in found:
            found[use].append((start, end))
        elif wanted is None:
            found[use] = [(start, end)]
    return _spans(path, text, found)


def repeated_places(path: str, text: str, ids: Iterable[str]) -> dict[str, tuple[Span, ...]]:
    """Where each of ``ids`` is given in the page: every place, in order."""
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in ids}
    for element in elements(text, is_xml(path)):
        own = element.attributes.get("id")
        if own and own.value in found:
            found[own.value].append((own.start, own.end))
    return _spans(path, text, found)


def _spans(path: str, text: str, found: dict[Key, list[tuple[int, int]]]) -> dict[Key, tuple[Span, ...]]:
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def position(offset: int) -> Position:
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def span(start: int, end: int) -> Span:
        return Span(path, position(start), position(max(end, start + 1)))

    return {key: tuple(span(*place) for place in at) or (file_start(path),) for key, at in found.items()}

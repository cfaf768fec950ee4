"""HTML with holes that holds its own views and no others, so that a piece of a page costs what it shows.

The holes of a document count through all its links and anchors; those of a piece count from its own first.
"""

from clewline.content.model import Hole, HoleKind, Rich
from clewline.pages.filled import Filled, View

_OF_LINKS = frozenset((HoleKind.LINK, HoleKind.OPEN, HoleKind.CLOSE, HoleKind.CITE, HoleKind.PASSAGE))


def compact(parts: Rich, views: tuple[View | None, ...], anchors: tuple[str, ...]) -> Filled:
    """``parts`` of a document, of all whose ``views`` and ``anchors`` only those in use are kept."""
    first, end = reach(parts)
    places = [part.index for part in parts if isinstance(part, Hole) and part.kind is HoleKind.ANCHOR]
    start = min(places, default=0)
    kept = anchors[start : max(places) + 1] if places else ()
    return Filled(moved(parts, first, start), views[first:end], kept)


def reach(parts: Rich) -> tuple[int, int]:
    """The first link that ``parts`` have a hole for, and the one after the last."""
    first, end = -1, 0
    for part in parts:
        if not isinstance(part, str) and part.kind in _OF_LINKS:
            first = part.index if first < 0 else min(first, part.index)
            width = part.extra if part.kind is HoleKind.CITE else 1
            end = max(end, part.index + width)
    return max(first, 0), end


def moved(parts: Rich, links: int, anchors: int = 0) -> Rich:
    """``parts`` whose holes count their links and anchors from these numbers on."""
    if not links and not anchors:
        return parts
    return tuple(
        part if isinstance(part, str) else part._replace(index=part.index - _start(part, links, anchors))
        for part in parts
    )


def _start(hole: Hole, links: int, anchors: int) -> int:
    if hole.kind in _OF_LINKS:
        return links
    return anchors if hole.kind is HoleKind.ANCHOR else 0

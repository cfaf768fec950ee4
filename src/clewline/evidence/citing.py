"""Which notes a place of a text cites."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import NamedTuple

from clewline.evidence.model import Mark, Prose

_WORD = re.compile(r"\w+")
_FEW = 2
"""Citations with no more words between them speak together: [[one]] and [[another]]."""


class Cited(NamedTuple):
    """The notes that speak for a place: those of its clause, and all of its sentence; both empty without
    any.
    """

    clause: tuple[str, ...]
    sentence: tuple[str, ...]


_NONE = Cited((), ())


class _Group(NamedTuple):
    end: int
    keys: tuple[str, ...]
    linked: bool


class Citing:
    """The citations of a text, by sentence."""

    def __init__(self, prose: Prose, bounds: Sequence[tuple[int, int]], known: Collection[str]) -> None:
        self._starts = [start for start, _ in bounds]
        owned: list[list[Mark]] = [[] for _ in bounds]
        for mark in prose.citations:
            if mark.source in known:
                owned[self._owner(mark)].append(mark)
        self._groups = [_grouped(prose.text, marks) for marks in owned]

    def _owner(self, mark: Mark) -> int:
        """The sentence that a mark belongs to: the one it follows, or for words the one that they stand
        in.
        """
        if mark.linked:
            return max(bisect_right(self._starts, mark.start) - 1, 0)
        return max(bisect_left(self._starts, mark.offset) - 1, 0)

    def at(self, offset: int) -> Cited:
        """What is cited for the place ``offset``."""
        groups = self._groups[max(bisect_right(self._starts, offset) - 1, 0)]
        if not groups:
            return _NONE
        everything = tuple(dict.fromkeys(key for group in groups for key in group.keys))
        if any(group.linked for group in groups):
            return Cited(everything, everything)
        clause = next((group.keys for group in groups if offset < group.end), everything)
        return Cited(clause, everything)


def _grouped(text: str, marks: Sequence[Mark]) -> list[_Group]:
    groups: list[_Group] = []
    for mark in sorted(marks):
        start = mark.start if mark.linked else mark.offset
        if groups and len(_WORD.findall(text, groups[-1].end, start)) <= _FEW:
            last = groups.pop()
            groups.append(_Group(mark.offset, (*last.keys, mark.source), last.linked or mark.linked))
        else:
            groups.append(_Group(mark.offset, (mark.source,), mark.linked))
    return groups

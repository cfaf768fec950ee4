"""Choice: which lines and notes a map shows when there are more than a reader can follow."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Choice(NamedTuple):
    """What a map shows: the notes of each line in the order of citation, by line; the first line is the
    trunk. And how many lines are left out, and how many notes of the lines shown.
    """

    lines: dict[str, tuple[str, ...]]
    left_lines: int
    left_notes: int


def choose(cited: Mapping[str, Sequence[str]], most_lines: int, most_notes: int, longest: int) -> Choice:
    """The lines of ``cited`` (notes by line) that cross most: at most ``most_lines``, with ``most_notes``
    notes between them.

    First the line that shares most notes, then time after time the one that shares most with those chosen. Of
    a line with more than ``longest`` notes those are kept that most lines cite.
    """
    citing: dict[str, list[str]] = {}
    for line, notes in cited.items():
        for note in notes:
            citing.setdefault(note, []).append(line)
    shared = {line: sum(len(citing[note]) > 1 for note in notes) for line, notes in cited.items() if notes}
    meeting = dict.fromkeys(shared, 0)
    chosen: dict[str, tuple[str, ...]] = {}
    shown: set[str] = set()
    waiting = sorted(shared)
    while waiting and len(chosen) < most_lines:
        line = min(waiting, key=lambda line: (-meeting[line], -shared[line], line))
        waiting.remove(line)
        kept = set(sorted(cited[line], key=lambda note: -len(citing[note]))[:longest])
        new = kept - shown
        if len(shown) + len(new) > most_notes:
            continue
        chosen[line] = tuple(note for note in cited[line] if note in kept)
        shown |= new
        for note in new:
            for other in citing[note]:
                meeting[other] += 1
    every = {note for line in chosen for note in cited[line]}
    return Choice(chosen, len(shared) - len(chosen), len(every) - len(shown))

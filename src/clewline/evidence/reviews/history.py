"""The record of what has changed in a line, day by day: plain text, a file for each line::

    clewline-history 1
    line: lines/does-it-hold.md

    2026-11-12
      It holds for
    - all
    + most
      of the plots.

    + A sentence that is new.

A day has the changed statements, with an empty row between them; ``-`` are words that went, ``+`` words that
came. The latest day stands first.
"""

import re
from collections.abc import Iterator
from datetime import date

from clewline.evidence.model import Change
from clewline.evidence.reviews.model import Edit, LineHistory
from clewline.evidence.reviews.record import Damage, Damaged, on_one_line

HISTORY = "clewline-history 1"
"""What such a record begins with."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SIGNS: dict[str, Change] = {f"{sign} ": Change(sign, "") for sign in (" ", "-", "+")}


def history_text(history: LineHistory) -> str:
    """The record of ``history``."""
    rows = [HISTORY, f"line: {history.line}"]
    for edit in history.edits:
        rows += ["", edit.on]
        for number, diff in enumerate(edit.diffs):
            rows += [""] * bool(number) + [f"{change.sign} {on_one_line(change.words)}" for change in diff]
    return "\n".join(rows) + "\n"


def is_history(data: bytes) -> bool:
    """Whether ``data`` means to be the record of a history."""
    return data.removeprefix(b"\xef\xbb\xbf").startswith(HISTORY.partition(" ")[0].encode())


def read_history(data: bytes) -> LineHistory | Damage:
    """The history that ``data`` is the record of, or what is wrong with it."""
    try:
        rows = data.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n").split("\n")
        line = rows[1].removeprefix("line: ").strip() if len(rows) > 1 else ""
        if rows[0].rstrip() != HISTORY or not line or not rows[1].startswith("line: "):
            raise Damaged(1, f"a history begins with the words “{HISTORY}” and a row `line: …`")
        return LineHistory(line, tuple(_edits(rows)))
    except UnicodeDecodeError as error:
        return Damage(data.count(b"\n", 0, error.start) + 1, "this is not UTF-8")
    except Damaged as damaged:
        return damaged.damage


def _edits(rows: list[str]) -> Iterator[Edit]:
    day, diffs = "", list[list[Change]]()
    fresh = True
    for number, row in enumerate(rows[2:], 3):
        if _DAY.fullmatch(row.strip()):
            if day:
                yield _edit(day, diffs)
            day, diffs, fresh = _day(row.strip(), number), [], True
        elif not row.strip():
            fresh = True
        elif (change := _SIGNS.get(row[:2])) and day:
            diffs += [[]] if fresh else []
            diffs[-1].append(change._replace(words=row[2:].strip()))
            fresh = False
        else:
            raise Damaged(number, "a row is a day, or words behind `+ `, `- ` or two spaces, below a day")
    if day:
        yield _edit(day, diffs)


def _edit(day: str, diffs: list[list[Change]]) -> Edit:
    return Edit(day, tuple(map(tuple, diffs)))


def _day(text: str, number: int) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Damaged(number, f"there is no such day: {text}") from None

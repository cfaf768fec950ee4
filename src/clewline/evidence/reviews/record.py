"""The record of a review: plain text, a file for each line, a row for each part of what was read.

So reviews of two lines never meet in a merge, and where two of the same line do, one sees of what::

    clewline-review 1
    line: lines/does-it-hold.md
    by: The authors
    on: 2026-05-31

    line 1a2B3
    question 5e6F
    text 7g8H9i0J-k1L
    note 2m3N4 supports notes/first-finding.md
    title 6q7R

A block begins with the digest of all that its document says in its own words; for a note, the stance of the
line follows. Each row below it has the digests of the statements of one part, one after the other.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from clewline.content.stances import CITED
from clewline.evidence.reviews.model import LineHistory, Part, Review, Standing

FORMAT = "clewline-review 1"
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_DIGESTS = re.compile(r"(?:[\w-]{4})+", re.ASCII)
_BLOCK = re.compile(r"(?:line ([\w-]{5})|note ([\w-]{5}) ([a-z]+) (\S.*))", re.ASCII)
_ROWS = frozenset(Part) - {Part.STANCE}
_KEYS = ("line", "by", "on", "reason", "changed")


class Damage(NamedTuple):
    """What is wrong with a record, and in which row of it."""

    row: int
    message: str


class Label(NamedTuple):
    """What a record is the review of, or the history: the path of the line, and the day of the review; or
    what is wrong with it.
    """

    line: str
    on: str
    damage: Damage | None = None
    is_history: bool = False


class Damaged(Exception):
    """What is wrong with a record, where it is found."""

    def __init__(self, row: int, message: str) -> None:
        super().__init__(message)
        self.damage = Damage(row, message)


def record_text(review: Review) -> str:
    """The record of ``review``."""
    head = [FORMAT, f"line: {review.line}", f"by: {on_one_line(review.by)}", f"on: {review.on}"]
    head += [f"reason: {on_one_line(review.reason)}"] if review.reason else []
    head += [f"changed: {on_one_line(change)}" for change in review.changed]
    rows = [*head, "", f"line {review.own.whole}", *_rows(review.own)]
    for path, note in review.notes.items():
        (stance,) = note.parts.get(Part.STANCE, (CITED,))
        rows += [f"note {note.whole} {stance} {path}", *_rows(note)]
    return "\n".join(rows) + "\n"


def label_of(record: Review | LineHistory | Damage) -> Label:
    """The label of what `read_record` or `read_history` gave."""
    if isinstance(record, Damage):
        return Label("", "", record)
    return Label(record.line, record.on) if isinstance(record, Review) else Label(record.line, "", None, True)


def _rows(standing: Standing) -> Iterator[str]:
    parts = standing.parts
    return (f"{part} {''.join(parts[part])}" for part in Part if part is not Part.STANCE and parts.get(part))


def on_one_line(text: str) -> str:
    """``text`` on one line."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def read_record(data: bytes) -> Review | Damage:
    """The review that ``data`` is the record of, or what is wrong with it."""
    try:
        return _review(data.decode("utf-8-sig").replace("\r\n", "\n").split("\n"))
    except UnicodeDecodeError as error:
        return Damage(data.count(b"\n", 0, error.start) + 1, "this is not UTF-8")
    except Damaged as damaged:
        return damaged.damage


def _review(rows: list[str]) -> Review:
    for number, row in enumerate(rows, 1):
        if row.startswith(_CONFLICT):
            raise Damaged(number, "two reviews were merged, and nobody has chosen one of them")
    if rows[0].rstrip() != FORMAT:
        raise Damaged(1, f"a record begins with the words “{FORMAT}”")
    end = next((number for number, row in enumerate(rows) if not row.strip()), len(rows))
    head, changed = _head(rows, end)
    own, notes = _blocks(rows, end)
    return Review(head["line"], head["by"], head["on"], head.get("reason", ""), own, notes, changed)


def _head(rows: list[str], end: int) -> tuple[dict[str, str], tuple[str, ...]]:
    """The keys of the head, and those values of which there may be several."""
    head: dict[str, str] = {}
    changed: list[str] = []
    for number, row in enumerate(rows[1:end], 2):
        key, colon, value = row.partition(":")
        if not colon or key not in _KEYS or not value.strip():
            raise Damaged(number, "a row of the head is a key, a colon and a value")
        if key == "changed":
            changed.append(value.strip())
        elif key in head:
            raise Damaged(number, f"`{key}` is given twice")
        else:
            head[key] = value.strip()
    for key in ("line", "by", "on"):
        if key not in head:
            raise Damaged(1, f"the record does not say `{key}: …`")
    try:
        head["on"] = date.fromisoformat(head["on"]).isoformat()
    except ValueError:
        raise Damaged(1, f"there is no such day: {head['on']}") from None
    return head, tuple(changed)


def _blocks(rows: list[str], start: int) -> tuple[Standing, dict[str, Standing]]:
    """What was said then by the line, and by each note."""
    own: Standing | None = None
    notes: dict[str, Standing] = {}
    parts: dict[Part, tuple[str, ...]] | None = None
    for number, row in enumerate(rows[start:], start + 1):
        if not row.strip():
            continue
        if block := _BLOCK.fullmatch(row.rstrip()):
            line, whole, stance, path = block.groups()
            if bool(line) is not (own is None):
                raise Damaged(number, "the line stands first and once, the notes come after it")
            if path in notes:
                raise Damaged(number, f"{path} stands here twice")
            parts = {Part.STANCE: (stance,)} if stance and stance != CITED else {}
            if line:
                own = Standing(line, parts)
            else:
                notes[path] = Standing(whole, parts)
            continue
        name, _, digests = row.rstrip().partition(" ")
        if parts is None or name not in _ROWS or Part(name) in parts:
            raise Damaged(number, "a row has the name of a part, which stands once below a line or a note")
        if not _DIGESTS.fullmatch(digests):
            raise Damaged(number, "after the name of a part come digests of four letters and digits")
        parts[Part(name)] = tuple(digests[at : at + 4] for at in range(0, len(digests), 4))
    if own is None:
        raise Damaged(len(rows), "the record does not say what was read")
    return own, notes

import pytest

from clewline.evidence import Change
from clewline.evidence.reviews import Edit, LineHistory, history_text, is_history, read_history
from clewline.evidence.reviews.record import Damage

TEXT = """\
clewline-history 1
line: lines/q.md

2026-11-12
  It holds for
- all
+ most
  of them.

+ New here.

2026-10-01
- Gone.
"""
HISTORY = LineHistory(
    "lines/q.md",
    (
        Edit(
            "2026-11-12",
            (
                (
                    Change(" ", "It holds for"),
                    Change("-", "all"),
                    Change("+", "most"),
                    Change(" ", "of them."),
                ),
                (Change("+", "New here."),),
            ),
        ),
        Edit("2026-10-01", ((Change("-", "Gone."),),)),
    ),
)


def test_what_is_written_is_read() -> None:
    assert history_text(HISTORY) == TEXT
    assert read_history(TEXT.encode()) == HISTORY
    assert read_history(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()) == HISTORY
    assert read_history(b"clewline-history 1\nline: a.md\n") == LineHistory("a.md", ())


def test_a_history_is_told_from_a_review() -> None:
    assert is_history(TEXT.encode()) and is_history(b"clewline-history 2\n")
    assert not is_history(b"clewline-review 1\n") and not is_history(b"")


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("history 1", "history 9", 1),
        ("line: lines/q.md", "by: somebody", 1),
        ("2026-11-12", "2026-13-12", 4),
        ("+ most", "most", 7),
        ("2026-11-12\n", "", 4),
        ("+ New", "<<<<<<< here\n+ New", 10),
    ],
)
def test_damage_is_named_with_its_row(old: str, new: str, row: int) -> None:
    damage = read_history(TEXT.replace(old, new, 1).encode())
    assert isinstance(damage, Damage) and damage.row == row


def test_bytes_that_are_no_text() -> None:
    damage = read_history(TEXT.encode() + b"\n\xff")
    assert isinstance(damage, Damage) and damage.row == TEXT.count("\n") + 2

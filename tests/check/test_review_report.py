"""The review of a line on a terminal."""

from clewline.check.review_report import review_text
from clewline.check.reviewing import Changed, ChangedNote, LineReview
from clewline.evidence import Change
from clewline.evidence.reviews import Part, State

REVIEW = LineReview("lines/q.md", "Is it?", State.STALE, "Me\x1b[2J", "2026-01-02", "", (), ())


def test_how_it_stands() -> None:
    fresh = REVIEW._replace(state=State.REVIEWED, reason="a reason")
    assert review_text(fresh, None, False).endswith("on 2026-01-02 (a reason); nothing has changed since\n")
    assert review_text(REVIEW._replace(state=State.UNREVIEWED), None, False) == (
        "Is it?  lines/q.md\nnobody has recorded a review of it\n"
    )


def test_what_has_changed() -> None:
    diff = (Change(" ", "It is"), Change("-", "not"), Change("+", "so"))
    note = ChangedNote(2, "notes/a.md", "A", "changed", (Changed(Part.TEXT, (diff,), (), 0),), ("So it is.",))
    added = ChangedNote(3, "notes/b.md", "B", "added", (), ("Yes.",))
    dropped = ChangedNote(0, "notes/c.md", "", "dropped", (), ())
    own = (Changed(Part.ANSWER, (), ("New words.",), 2),)
    assert review_text(REVIEW._replace(notes=(note, added, dropped), own=own), None, False).splitlines()[
        2:
    ] == [
        "",
        "note 2  A  notes/a.md",
        "  text",
        "    It is [-not-] {+so+}",
        "  cited for  So it is.",
        "",
        "note 3  B  notes/b.md",
        "  was not cited then",
        "  cited for  Yes.",
        "",
        "  notes/c.md",
        "  is not cited any more",
        "",
        "the line itself",
        "  answer",
        "    + New words.",
        "    - 2 gone",
    ]


def test_nothing_in_it_drives_the_terminal() -> None:
    assert "\x1b" not in review_text(REVIEW, None, False)
    assert "\x1b[1mIs it?\x1b[0m" in review_text(REVIEW, None, True) and "\x1b[2J" not in review_text(
        REVIEW, None, True
    )

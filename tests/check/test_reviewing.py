"""What a person looks at before they say that an answer still stands."""

from pathlib import Path

from clewline.check.history import History
from clewline.check.reviewing import LineReview, Past, line_review, new_review
from clewline.content.options import DEFAULT_OPTIONS
from clewline.evidence.reviews import Part, State
from driver import SiteDriver
from pages.test_reviews import site, swap

__all__ = ["site"]


class Remembered(History):
    """A history with these versions of files."""

    def __init__(self, **versions: str) -> None:
        self._versions = versions

    def versions(self, path: str):  # type: ignore[no-untyped-def]
        return (
            ("2026-01-01", text.encode())
            for name, text in self._versions.items()
            if f"{name}.md" == path.rpartition("/")[2]
        )


def reviewed(site: SiteDriver, **versions: str) -> LineReview:
    reviews = site.build().site.planner.reviews
    return line_review("lines/q.md", reviews, Past(Remembered(**versions), DEFAULT_OPTIONS))


def old(site: SiteDriver, path: str) -> str:
    return (site.root / path).read_text(encoding="utf-8")


def test_without_a_review(site: SiteDriver) -> None:
    site.remove("reviews/q.txt")
    assert reviewed(site) == LineReview(
        "lines/q.md", "Do birds return?", State.UNREVIEWED, "", "", "", (), ()
    )


def test_without_history_what_is_new_and_how_much_is_gone(site: SiteDriver) -> None:
    swap("notes/a.md", "57", "58")(site)
    found = reviewed(site)
    (note,) = found.notes
    (part,) = note.parts
    assert (found.state, note.number, note.path, note.title) == (State.STALE, 1, "notes/a.md", "Reeds")
    assert (part.part, part.diffs, part.new, part.gone) == (
        Part.TEXT, (), ("Perhaps 58 left, compare the other note.",), 1,
    )  # fmt: skip
    assert note.cited == ("They counted 44 birds.",)


def test_with_history_word_by_word(site: SiteDriver) -> None:
    before, line = old(site, "notes/a.md"), old(site, "lines/q.md")
    swap("notes/a.md", "57 left", "58 left at last")(site)
    swap("lines/q.md", " Few stayed [[b]].", "")(site)
    found = reviewed(site, a=before, q=line)
    (diff,) = found.notes[0].parts[0].diffs
    assert "".join(f"{change.sign}{change.words}|" for change in diff) == (
        " Perhaps|-57 left,|+58 left at last,| compare the other note.|"
    )
    (gone,) = found.own[0].diffs
    assert [(change.sign, change.words) for change in gone] == [("-", "Few stayed.")]
    assert [(one.kind, one.path, one.number) for one in found.notes] == [
        ("changed", "notes/a.md", 1), ("dropped", "notes/b.md", 0),
    ]  # fmt: skip


def test_a_version_that_is_not_the_one_that_was_read_says_nothing(site: SiteDriver) -> None:
    swap("notes/a.md", "57", "58")(site)
    (part,) = reviewed(site, a="---\ntitle: Another text\n---\nx\n").notes[0].parts
    assert part.diffs == () and part.gone == 1


def test_a_new_review_tells_in_numbers_what_had_changed(site: SiteDriver, tmp_path: Path) -> None:
    swap("notes/a.md", "57", "58")(site)
    swap("notes/c.md", "title", "opposes: ['[[b]]']\ntitle")(site)
    made = new_review("lines/q.md", "Me", "2026-05-06", "why", site.build().site.planner.reviews)
    assert made.changed == ("note 1 (text: 1 new, 1 gone)", "note 2 (contradiction with: 1 new)")
    assert (made.line, made.by, made.on, made.reason) == ("lines/q.md", "Me", "2026-05-06", "why")
    assert list(made.notes) == ["notes/a.md", "notes/b.md"]

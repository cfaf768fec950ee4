"""Which headers are set aside, and which files are not believed to be empty."""

from pathlib import Path

import pytest

from clewline.content.loader import Content, ContentFile
from clewline.content.model import Kind
from clewline.serve.last_good import Emptied, Headers
from clewline.text.spans import SourceFile

GOOD = "---\ntitle: Good\n---\nWords.\n"
BROKEN = "---\ntitle: [Good\n---\nWords.\n"


def content(**texts: str) -> Content:
    files = (
        ContentFile(SourceFile(f"{name}.md", text.encode()), Kind.NOTE)
        for name, text in sorted(texts.items())
    )
    return Content(tuple(files), (), ())


def shown(headers: Headers, **texts: str) -> list[str]:
    """The texts that are shown for those that are there."""
    return [file.source.data.decode() for file in headers.hold(content(**texts)).files]


def test_a_broken_header_is_set_aside_until_it_is_mended() -> None:
    headers = Headers()
    assert shown(headers, a=GOOD, b="B") == [GOOD, "B"]
    assert shown(headers, a=BROKEN, b="B") == [GOOD, "B"]
    assert [fault.code for fault in headers.faults("a.md")] == ["front-matter-syntax"]
    assert shown(headers, a=BROKEN + "More.", b="Other", c="New") == [GOOD, "Other", "New"]
    assert shown(headers, a="---\ntitle: Mended\n---\n", c="New") == ["---\ntitle: Mended\n---\n", "New"]
    assert headers.all_faults() == []


def test_what_was_there_before_comes_back_without_a_fault() -> None:
    headers = Headers()
    for good in (GOOD, "", "x"):
        shown(headers, a=good)
        assert shown(headers, a=BROKEN) == [good]
        assert shown(headers, a=good) == [good]
        assert headers.all_faults() == []


def test_a_header_that_was_never_whole_is_shown_and_so_is_one_in_another_place() -> None:
    headers = Headers()
    assert shown(headers, a=BROKEN) == [BROKEN]
    assert shown(headers, a=BROKEN + "More.") == [BROKEN + "More."]
    shown(headers, a=GOOD)
    assert shown(headers, a=BROKEN) == [GOOD]
    assert shown(headers, b=BROKEN) == [BROKEN]
    assert headers.all_faults() == []


@pytest.mark.parametrize(
    "fault", ["---\ntitle: a\ntitle: b\n---\n", "---\nstatus: [a, b]\n---\n", "---\n\nWords after a rule.\n"]
)
def test_faults_that_lose_nothing_are_shown(fault: str) -> None:
    headers = Headers()
    shown(headers, a=GOOD)
    assert shown(headers, a=fault) == [fault]


def test_a_limit_loses_fields_too() -> None:
    headers = Headers()
    shown(headers, a=GOOD)
    assert shown(headers, a="---\ntitle: &x Good\n---\n") == [GOOD]
    assert [found.code for found in headers.all_faults()] == ["front-matter-limit"]


def test_a_header_that_may_hide_more_than_before_is_shown() -> None:
    headers = Headers()
    hiding = BROKEN.replace("title", "private: true\ntitle")
    shown(headers, a=GOOD)
    assert shown(headers, a=hiding) == [hiding]
    good = GOOD.replace("title", "private: true\ntitle")
    shown(headers, a=good)
    assert shown(headers, a=hiding) == [good]
    assert shown(headers, a=BROKEN) == [good]  # nothing that was hidden comes to light


def test_the_kind_is_that_of_now() -> None:
    headers = Headers()
    headers.hold(content(a=GOOD))
    now = Content((ContentFile(SourceFile("a.md", BROKEN.encode()), Kind.LINE),), (), ())
    assert headers.hold(now).files == (ContentFile(SourceFile("a.md", GOOD.encode()), Kind.LINE),)


def test_an_empty_file_is_believed_after_a_while(tmp_path: Path) -> None:
    now = [0.0]
    emptied = Emptied(lambda: now[0])
    (tmp_path / "a.md").write_bytes(b"")
    (tmp_path / "b.md").write_bytes(b"Words.")
    assert emptied.settled(tmp_path, ["a.md", "b.md", "gone.md"]) == {"b.md", "gone.md"}
    assert emptied.waiting == {"a.md"}
    now[0] = 0.2
    assert emptied.settled(tmp_path, ["a.md"]) == set()
    now[0] = 0.6
    assert emptied.settled(tmp_path, ["a.md"]) == {"a.md"}
    assert emptied.waiting == frozenset()


def test_a_file_that_is_written_in_time_was_never_empty(tmp_path: Path) -> None:
    emptied = Emptied(lambda: 0.0)
    (tmp_path / "a.md").write_bytes(b"")
    assert emptied.settled(tmp_path, ["a.md"]) == set()
    (tmp_path / "a.md").write_bytes(b"Words.")
    assert emptied.settled(tmp_path, emptied.waiting) == {"a.md"}
    assert emptied.waiting == frozenset()

"""What counts as content, and how changes to it are found."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clewline.content.loader import Content, read_file, rescan, scan
from clewline.content.model import Kind
from clewline.content.selection import Selection
from clewline.content.states import may_count, states
from history import Vault

ALL = Selection({}, (), "_site")


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(f"text of {path}".encode())


def paths(content: Content) -> list[str]:
    return [file.source.path for file in content.files]


def codes(content: Content) -> list[tuple[str, str]]:
    return [(found.code, found.span.path) for found in content.diagnostics]


def test_kinds_go_by_folder(tmp_path: Path) -> None:
    write(
        tmp_path,
        "notes/a.md",
        "notes/lines/b.md",
        "lines/c.md",
        "topics/d.md",
        "references/e.md",
        "references/f.bib",
        "README.md",
    )
    kinds = {file.source.path: file.kind for file in scan(tmp_path, ALL).files}
    assert kinds == {
        "README.md": Kind.NOTE,
        "lines/c.md": Kind.LINE,
        "notes/a.md": Kind.NOTE,
        "notes/lines/b.md": Kind.LINE,
        "references/e.md": Kind.REFERENCE,
        "references/f.bib": Kind.REFERENCE,
        "topics/d.md": Kind.TOPIC,
    }


def test_any_folder_of_markdown_is_a_vault(tmp_path: Path) -> None:
    hidden = ("_site/index.md", ".obsidian/x.md", "x.md~", ".x.md.swp", "4913", "node_modules/y.md")
    write(tmp_path, "a.md", "deep/b.md", "deep/pic.png", *hidden)
    content = scan(tmp_path, ALL)
    assert paths(content) == ["a.md", "deep/b.md"]
    assert [attachment.path for attachment in content.attachments] == ["deep/pic.png"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, "secret.md")
    root = tmp_path / "root"
    write(root, "notes/a.md")
    (root / "notes" / "link.md").symlink_to(outside / "secret.md")
    (root / "notes" / "folder").symlink_to(outside)
    (root / "notes" / "loop").symlink_to(root)
    (root / "lines").symlink_to(outside)
    content = scan(root, ALL)
    assert paths(content) == ["notes/a.md"]
    links = ("lines", "notes/folder", "notes/link.md", "notes/loop")
    assert codes(content) == [("path-symlink", name) for name in links]
    (root / "notes" / "a.md").unlink()
    (root / "notes" / "a.md").symlink_to(outside / "secret.md")
    assert read_file(root, "notes/a.md") is None


def test_special_files_do_not_stop_the_scan(tmp_path: Path) -> None:
    write(tmp_path, "notes/a.md")
    os.mkfifo(tmp_path / "notes" / "pipe.md")
    assert paths(scan(tmp_path, ALL)) == ["notes/a.md"]
    os.mkfifo(tmp_path / "notes" / "pipe.png")
    assert read_file(tmp_path, "notes/pipe.png") is None


def test_names_that_are_no_text_are_reported(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / os.fsdecode(b"notes/caf\xe9.md")).write_bytes(b"x")
    (tmp_path / "notes" / "two\nlines.md").write_bytes(b"x")
    assert [code for code, _ in codes(scan(tmp_path, ALL))] == ["path-name", "path-name"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_what_cannot_be_read_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, "notes/a.md", "notes/b.md", "notes/deep/c.md")
    (tmp_path / "notes" / "b.md").chmod(0)
    (tmp_path / "notes" / "deep").chmod(0)
    content = scan(tmp_path, ALL)
    (tmp_path / "notes" / "deep").chmod(0o755)
    assert paths(content) == ["notes/a.md"]
    assert codes(content) == [("file-unreadable", "notes/b.md"), ("file-unreadable", "notes/deep/")]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        scan(tmp_path / "nowhere", ALL)


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("notes/a.md", True),
        ("templates/note.html", True),
        ("clewline.toml", True),
        ("notes", True),
        ("_site/index.html", False),
        ("_site", False),
        ("_sites/a.md", True),
        (".git/index", False),
        ("notes/.a.md.swp", False),
        ("notes/a.md~", False),
        ("notes/4913", False),
        ("notes/templates/a.md", True),
        ("Templates/a.md", False),
        ("node_modules/a.md", False),
        (".clewline/store", False),
        (".gitignore", True),
        (".obsidian/app.json", True),
        (".obsidian/workspace.json", False),
    ],
)
def test_names_that_may_count(path: str, counts: bool) -> None:
    assert may_count(path, ALL) is counts


def test_states_show_every_kind_of_change(tmp_path: Path) -> None:
    write(tmp_path, "notes/a.md", "notes/b.md", "templates/note.html", "clewline.toml", "notes/.hidden")
    before = states(tmp_path, ALL)
    os.utime(tmp_path / "notes" / "b.md")

    def changed() -> set[str]:
        nonlocal before
        old, before = before, states(tmp_path, ALL)
        return {path for path in old.keys() | before.keys() if old.get(path) != before.get(path)}

    changed()
    file = tmp_path / "notes" / "a.md"
    times = file.stat()
    file.write_bytes(b"TEXT OF notes/a.md")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "notes/a.md" in changed()
    (tmp_path / "templates" / "note.html").write_bytes(b"other")
    assert "templates/note.html" in changed()
    (tmp_path / "lines").mkdir()
    assert "lines" in changed()
    (tmp_path / "notes" / ".hidden").write_bytes(b"other")
    assert "notes/.hidden" not in changed()
    (tmp_path / "notes" / "b.md").rename(tmp_path / "notes" / "c.md")
    assert {"notes/b.md", "notes/c.md"} <= changed()


_STEP = st.tuples(*[st.integers(0, 59)] * 3)


@given(history=st.lists(_STEP, min_size=1, max_size=10))
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_second_scan_of_what_has_changed_is_as_good_as_a_new_one(
    tmp_path: Path, history: list[tuple[int, int, int]]
) -> None:
    vault = Vault(tmp_path / "site")
    content = scan(vault.root, ALL)
    for step in history:
        named = vault.step(*step)
        content = rescan(vault.root, ALL, content, named)
        assert content == scan(vault.root, ALL)


@pytest.mark.parametrize(
    ("path", "text"),
    [(".gitignore", "b.md\n"), (".obsidian/app.json", '{"userIgnoreFilters": ["b.md"]}')],
)
def test_a_change_of_the_rules_is_followed(tmp_path: Path, path: str, text: str) -> None:
    write(tmp_path, "a.md", "b.md")
    before = scan(tmp_path, ALL)
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    assert may_count(path, ALL)
    after = rescan(tmp_path, ALL, before, [path])
    assert after == scan(tmp_path, ALL) and paths(after) == ["a.md"]


def test_a_name_that_no_address_can_hold_is_found_where_it_matters(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "Icon\r", "b\r.md")
    content = scan(tmp_path, ALL)
    assert (paths(content), codes(content)) == (["a.md"], [("path-name", "b\r.md")])
    assert [(one.path, one.fault) for one in content.attachments] == [
        ("Icon\r", "its name holds control characters")
    ]

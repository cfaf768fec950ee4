"""What is seen of changes without reading any file."""

import os
from pathlib import Path

import pytest

from clewline.content.selection import Selection
from clewline.content.watching import may_count, states

ALL = Selection({}, (), "_site")


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(f"text of {path}".encode())


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

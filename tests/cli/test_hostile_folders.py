"""Site folders that strangers have arranged: nothing outside is read, shown or written, and nothing hangs."""

import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from clewline.engine.state_dir import FOLDER

SECRET = "SECRET-7351"


def clewline(*words: str, cwd: Path, **options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "clewline", *words]
    environment = {**os.environ, "NO_COLOR": "1", **options}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "notes").mkdir(parents=True)
    (root / "notes" / "alpha.md").write_text("---\ntitle: Alpha\n---\nWords.\n")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text(f"{SECRET}\n")
    return root


def published(root: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (root / "_site").rglob("*") if path.is_file())


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_report_shows_nothing_of_what_a_link_leads_to(site: Path, command: str) -> None:
    (site / "notes" / "link.md").symlink_to(site.parent / "outside" / "secret.md")
    (site / "notes" / "folder").symlink_to(site.parent / "outside")
    ended = clewline(command, ".", cwd=site)
    assert "notes/link.md:1:1: warning[path-symlink]" in ended.stderr
    assert SECRET not in ended.stdout + ended.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_pipes_sockets_and_devices_are_named_and_never_waited_for(site: Path, command: str) -> None:
    os.mkfifo(site / "pipe")
    os.mkfifo(site / "notes" / "pipe.md")
    (site / "notes" / "to-pipe.md").symlink_to(site / "pipe")
    (site / "notes" / "zero.md").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(site / "notes")  # the name of a socket must be short
        listening.bind("socket.md")
        ended = clewline(command, ".", cwd=site)
    assert ended.returncode == 1
    for name in ("pipe.md", "socket.md"):
        assert f"notes/{name}:1:1: error[file-unreadable]" in ended.stderr
    for name in ("to-pipe.md", "zero.md"):
        assert f"notes/{name}:1:1: warning[path-symlink]" in ended.stderr


@pytest.mark.parametrize("name", ["clewline.toml", "pyproject.toml"])
def test_settings_are_not_read_through_a_link(site: Path, name: str) -> None:
    (site.parent / "outside" / "settings").write_text(f"{SECRET} = 1\n")
    (site / name).symlink_to(site.parent / "outside" / "settings")
    ended = clewline("build", ".", cwd=site)
    assert (ended.returncode, SECRET in ended.stderr) == (2, False)
    assert f"{name} is a link" in ended.stderr
    assert not (site / "_site").exists()


def test_nothing_is_written_where_our_own_folder_leads(site: Path) -> None:
    (site / FOLDER).symlink_to(site.parent / "outside")
    ended = clewline("build", ".", cwd=site)
    assert (ended.returncode, "move it away" in ended.stderr) == (2, True)
    assert [path.name for path in (site.parent / "outside").iterdir()] == ["secret.md"]


@pytest.mark.parametrize(
    "name",
    ["store", "store/nodes", "store/values", "_site.lock", "_site.twin", "_site.stage"],
)
def test_nothing_is_written_where_a_file_in_our_own_folder_leads(site: Path, name: str) -> None:
    (site / FOLDER / name).parent.mkdir(parents=True)
    (site / FOLDER / name).symlink_to(site.parent / "outside" / "secret.md")
    ended = clewline("build", ".", cwd=site)
    assert ended.returncode in (0, 2)
    assert (site.parent / "outside" / "secret.md").read_text() == f"{SECRET}\n"


def test_templates_and_assets_are_not_read_through_links(site: Path) -> None:
    (site / "templates" / "assets").mkdir(parents=True)
    (site / "templates" / "assets" / "x.css").symlink_to(site.parent / "outside" / "secret.md")
    (site / "templates" / "assets" / "folder").symlink_to(site.parent / "outside")
    (site / "templates" / "note.html").symlink_to(site.parent / "outside" / "secret.md")
    ended = clewline("build", ".", cwd=site)
    for name in ("assets/x.css", "assets/folder", "note.html"):
        assert f"templates/{name}:1:1: warning[path-symlink]" in ended.stderr
    assert SECRET.encode() not in published(site)
    assert SECRET not in ended.stderr


def test_a_folder_of_templates_that_is_a_link_is_not_followed(site: Path) -> None:
    (site / "templates").symlink_to(site.parent / "outside")
    ended = clewline("build", ".", cwd=site)
    assert "templates:1:1: warning[path-symlink]" in ended.stderr
    assert SECRET.encode() not in published(site)


def test_a_cache_that_another_user_has_made_is_not_believed(site: Path, tmp_path: Path) -> None:
    stranger = {"XDG_STATE_HOME": str(tmp_path / "stranger")}
    clewline("build", ".", cwd=site, **stranger)
    assert clewline("build", ".", "--no-cache", cwd=site).returncode == 0
    clean = published(site)
    # As a forger would: with a key of their own, for words that are others.
    alpha = site / "notes" / "alpha.md"
    true, status = alpha.read_bytes(), alpha.stat()
    alpha.write_bytes(true.replace(b"Words.", b"Forged"))
    os.utime(alpha, ns=(status.st_atime_ns, status.st_mtime_ns))
    clewline("build", ".", cwd=site, **stranger)
    assert b"Forged" in published(site)
    alpha.write_bytes(true)
    ended = clewline("build", ".", cwd=site)
    assert "somebody else's" in ended.stderr
    assert published(site) == clean
    (site / "notes" / "beta.md").write_text("Other.\n")
    clewline("build", ".", cwd=site)
    (site / "notes" / "beta.md").unlink()
    clewline("build", ".", cwd=site)
    assert published(site) == clean


def test_a_cache_that_cannot_be_opened_only_costs_time(site: Path) -> None:
    (site / FOLDER).mkdir()
    (site / FOLDER / "store").write_text("no folder")
    ended = clewline("build", ".", cwd=site)
    assert (ended.returncode, "working without a cache" in ended.stderr) == (0, True)


def test_a_part_of_the_cache_that_cannot_be_used_only_costs_time(site: Path) -> None:
    clewline("build", ".", cwd=site)
    store = site / FOLDER / "store"
    names = sorted(path.name for path in store.iterdir())
    assert {"nodes", "values"} < set(names)
    for name in names:
        (store / name).unlink(missing_ok=True)
        (store / name).mkdir()
        (site / "notes" / "alpha.md").write_text(f"Without {name}.\n")
        ended = clewline("build", ".", cwd=site)
        assert (ended.returncode, "the cache could not be" in ended.stderr) == (0, True), name
        (store / name).rmdir()
    assert clewline("build", ".", cwd=site).returncode == 0


def test_a_file_that_is_larger_than_allowed_is_a_fault_of_the_machine(site: Path) -> None:
    (site / "notes" / "x.pdf").write_bytes(os.urandom(3_000_000))
    (site / "notes" / "alpha.md").write_text("[x](x.pdf)\n")
    command = [sys.executable, "-m", "clewline", "build", "."]
    ended = subprocess.run(
        command,
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert (ended.returncode, "bug" in ended.stderr) == (3, False)
    assert not (site / "_site").exists()

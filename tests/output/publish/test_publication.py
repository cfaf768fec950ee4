"""Publishing keeps what is not ours, refuses what is unsafe, and never shows half a site."""

import errno
import json
import multiprocessing
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clewline.engine.state_dir import FOLDER
from clewline.output.publish import (
    MANIFEST,
    Busy,
    OutputRefused,
    check_output,
    drafts,
    exchange,
    file_states,
    present_files,
    publish,
    read_manifest,
)
from output.publish.twins import DAMAGE, WHOLE, assert_twin, inodes, twin_of

OLD = {
    "index.html": b"old home",
    "notes/a.html": b"a",
    "notes/b.html": b"b",
    "assets/style.css": b"old style",
}
NEW = {
    "index.html": b"new home",
    "notes/a.html": b"a",
    "lines/c.html": b"c",
    "assets/style.css": b"new style",
}


def cannot(first: Path, second: Path) -> bool:
    """A system that cannot exchange folders."""
    return False


@pytest.fixture(params=[exchange, cannot], ids=["exchange", "fallback"])
def way(request: pytest.FixtureRequest) -> Callable[[Path, Path], bool]:
    chosen: Callable[[Path, Path], bool] = request.param
    return chosen


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` but the manifest; links as where they lead."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(path.readlink())
        elif path.is_file() and name != MANIFEST:
            found[name] = path.read_bytes()
    return found


def test_the_output_is_the_site_and_nothing_is_left_beside_it(
    tmp_path: Path, way: Callable[[Path, Path], bool]
) -> None:
    out = tmp_path / "deep" / "site"
    assert publish(out, OLD, exchange=way)[:3] == (4, 0, 0)
    assert tree(out) == OLD
    assert publish(out, NEW, exchange=way)[:3] == (3, 1, 1)
    assert tree(out) == NEW
    assert sorted(read_manifest(out)) == sorted(NEW)
    assert not (out / "topics").exists()
    assert {path.name for path in out.parent.iterdir()} == {"site", FOLDER}
    assert {path.name for path in (out.parent / FOLDER).iterdir()} - {"site.twin"} == {
        ".gitignore",
        "site.lock",
    }
    assert (out.parent / FOLDER / ".gitignore").read_text() == "*\n"
    assert_twin(out, expected=way is exchange)


def test_without_changes_nothing_is_written(tmp_path: Path, way: Callable[[Path, Path], bool]) -> None:
    out = tmp_path / "site"
    first = publish(out, OLD, exchange=way)
    before = [(path, path.lstat()) for path in sorted(tmp_path.rglob("*"))]
    again = publish(out, OLD, exchange=way)
    assert (again.written, again.unchanged, again.removed) == (0, 4, 0)
    assert again.states == first.states == file_states(out, OLD)
    again = publish(out, {}, first.states, exchange=way)
    assert (again.written, again.unchanged, again.removed, again.states) == (0, 4, 0, first.states)
    assert [
        (path, path.lstat().st_mtime_ns, path.lstat().st_ino) for path, _ in before if path.suffix != ".lock"
    ] == [(path, status.st_mtime_ns, status.st_ino) for path, status in before if path.suffix != ".lock"]


def test_what_others_put_there_stays(tmp_path: Path, way: Callable[[Path, Path], bool]) -> None:
    out = tmp_path / "site"
    publish(out, OLD, exchange=way)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_bytes(b"keep me")
    (out / "CNAME").write_bytes(b"example.org")
    (out / ".git" / "refs" / "heads").mkdir(parents=True)
    (out / ".git" / "config").write_bytes(b"[core]")
    (out / ".git").chmod(0o750)
    (out / "notes" / "mine.txt").write_bytes(b"mine")
    (out / "shared").symlink_to(outside)
    (out / "dangling").symlink_to("nowhere")
    publish(out, NEW, exchange=way)
    others = {"CNAME": b"example.org", ".git/config": b"[core]", "notes/mine.txt": b"mine"}
    links = {"shared": b"-> " + os.fsencode(outside), "dangling": b"-> nowhere"}
    assert tree(out) == NEW | others | links
    assert (out / ".git" / "refs" / "heads").is_dir()
    assert (out / ".git").stat().st_mode & 0o777 == 0o750
    assert_twin(out, expected=way is exchange)
    publish(out, {}, exchange=way)
    assert tree(out) == others | links
    assert_twin(out, expected=way is exchange)
    assert tree(outside) == {"precious": b"keep me"}


def test_the_folder_keeps_its_permissions(tmp_path: Path, way: Callable[[Path, Path], bool]) -> None:
    out = tmp_path / "site"
    publish(out, OLD, exchange=way)
    out.chmod(0o2755)
    publish(out, NEW, exchange=way)
    assert out.stat().st_mode & 0o7777 == 0o2755
    assert_twin(out, expected=way is exchange)


def test_what_somebody_puts_there_during_a_publication_stays(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, OLD)
    (out / "CNAME").write_bytes(b"example.org")

    def late(first: Path, second: Path) -> bool:
        if second == out:
            (second / "notes" / "late.txt").write_bytes(b"just in time")
            (second / "late" / "empty").mkdir(parents=True)
            (second / "CNAME.new").write_bytes(b"example.com")
            (second / "CNAME.new").rename(second / "CNAME")
        return exchange(first, second)

    publish(out, NEW, exchange=late)
    found = {"notes/late.txt": b"just in time", "CNAME": b"example.com"}
    assert tree(out) == NEW | found
    assert (out / "late" / "empty").is_dir()
    assert_twin(out)
    # The same when the build was killed before it could do that: the old site still lies beside the new one.
    left = tmp_path / FOLDER / "site.stage"
    publish(tmp_path / "other", OLD)
    (tmp_path / "other").rename(left)
    (left / "notes" / "later.txt").write_bytes(b"later")
    (left / "CNAME").write_bytes(b"example.net")
    (left / "empty").mkdir()
    publish(out, NEW)
    assert tree(out) == NEW | found | {"notes/later.txt": b"later"}
    assert (out / "empty").is_dir()
    assert not left.exists()
    assert_twin(out)


@pytest.mark.parametrize(
    "put",
    [
        lambda out: (out / "lines").write_bytes(b"a file where a folder must be"),
        lambda out: (out / "lines").symlink_to(out.parent / "elsewhere"),
        lambda out: ((out / "lines").mkdir(), (out / "lines" / "c.html").write_bytes(b"by hand")),
        lambda out: (
            (out / "lines" / "c.html").mkdir(parents=True),
            (out / "lines" / "c.html" / "x").write_bytes(b"by hand"),
        ),
        lambda out: (out / MANIFEST).write_bytes(b"not a manifest"),
    ],
    ids=["file for folder", "link for folder", "file", "folder for file", "manifest"],
)
def test_a_foreign_file_where_one_of_ours_must_be_is_named_and_stays(
    tmp_path: Path, way: Callable[[Path, Path], bool], put: Callable[[Path], object]
) -> None:
    out = tmp_path / "site"
    (tmp_path / "elsewhere").mkdir()
    publish(out, OLD, exchange=way)
    put(out)
    before = tree(tmp_path)
    with pytest.raises(OutputRefused, match="was not made by Clewline"):
        publish(out, NEW, exchange=way)
    assert tree(tmp_path) == before


def test_a_page_that_was_replaced_by_a_link_is_replaced_not_written_through(
    tmp_path: Path, way: Callable[[Path, Path], bool]
) -> None:
    out = tmp_path / "site"
    publish(out, OLD, exchange=way)
    for page in ("index.html", "notes/a.html"):  # one that changes, and one that stays as it is
        victim = tmp_path / page.replace("/", "-")
        victim.write_bytes(OLD[page])
        (out / page).unlink()
        (out / page).symlink_to(victim)
    publish(out, NEW, exchange=way)
    assert tree(out) == NEW
    assert (tmp_path / "index.html").read_bytes() == b"old home"


def test_a_page_that_somebody_edited_is_ours_again(tmp_path: Path, way: Callable[[Path, Path], bool]) -> None:
    out = tmp_path / "site"
    states = publish(out, OLD, exchange=way).states
    (out / "notes" / "a.html").write_bytes(b"A")
    os.utime(out / "index.html", ns=(1, 1))
    present = present_files(out, states)
    assert present == {"notes/b.html", "assets/style.css"}
    done = publish(
        out,
        {path: OLD[path] for path in OLD if path not in present},
        {path: states[path] for path in present},
        exchange=way,
    )
    assert done[:3] == (1, 3, 0)
    assert tree(out) == OLD
    assert done.states == file_states(out, OLD)
    assert_twin(out, expected=way is exchange)


@pytest.mark.parametrize("path", ["../precious", "/etc/hostname", "notes/../../precious", "", MANIFEST])
def test_a_manifest_cannot_name_what_is_not_ours(
    tmp_path: Path, way: Callable[[Path, Path], bool], path: str
) -> None:
    out = tmp_path / "site"
    publish(out, OLD, exchange=way)
    (tmp_path / "precious").write_bytes(b"keep me")
    manifest = json.loads((out / MANIFEST).read_bytes())
    manifest["files"][path] = "0" * 32
    (out / MANIFEST).write_text(json.dumps(manifest))
    assert read_manifest(out) == {}
    with pytest.raises(OutputRefused):
        publish(out, NEW, exchange=way)
    assert (tmp_path / "precious").read_bytes() == b"keep me"


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"version": 1}',
        b'{"version": 2, "files": {}}',
        b'{"version": 1, "files": {"a": 1}}',
        b"[" * 100_000,
    ],
)
def test_a_manifest_that_cannot_be_read_makes_nothing_ours(tmp_path: Path, manifest: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(manifest)
    assert read_manifest(tmp_path) == {}


def refused_outputs(base: Path) -> Iterator[tuple[Path, Path]]:
    """Site folders and output folders that do not go with them."""
    root = base / "vault"
    for folder in ("notes/sub", "public", "made", "foreign"):
        (root / folder).mkdir(parents=True)
    (root / "notes" / "a.md").write_bytes(b"a")
    (root / "foreign" / "thesis.doc").write_bytes(b"years of work")
    (root / "file").write_bytes(b"")
    (root / "link").symlink_to(root / "public")
    outs = [
        root,
        base,
        Path(root.anchor),
        Path.home(),
        root / "notes",
        root / "notes" / "sub",
        root / "notes" / "new",
        root / "templates",
    ]
    outs += [root / FOLDER, root / FOLDER / "site.twin", base / FOLDER, base / FOLDER / "other"]
    outs += [
        root / "foreign",
        root / "file",
        root / "link",
        root / "public" / "..",
        root / "notes" / ".." / "notes",
    ]
    yield from ((root, out) for out in outs)


def test_unsafe_outputs_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    cases = list(refused_outputs(tmp_path))
    before = tree(tmp_path)
    for root, out in cases:
        with pytest.raises(OutputRefused):
            check_output(root, out)
    assert tree(tmp_path) == before
    root = tmp_path / "vault"
    for fine in (root / "_site", root / "public", root / "new" / "deep", tmp_path / "other"):
        check_output(root, fine)


def test_a_second_build_waits_or_says_that_another_is_at_it(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, OLD)
    held = FileLock(tmp_path / FOLDER / "site.lock")
    with held, pytest.raises(Busy, match="another build"):
        publish(out, NEW, wait=0.1)
    assert tree(out) == OLD
    errors: list[BaseException] = []

    def run(files: dict[str, bytes]) -> None:
        try:
            for _ in range(10):
                publish(out, files)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(files,)) for files in (OLD, NEW)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert tree(out) in (OLD, NEW)
    assert_twin(out)


def test_two_processes_publish_at_once(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, OLD)
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=publish_often, args=(out, files)) for files in (OLD, NEW)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert tree(out) in (OLD, NEW)
    assert_twin(out)


def publish_often(out: Path, files: dict[str, bytes]) -> None:
    for number in range(8):
        publish(out, files | {"number.html": str(number).encode()})
    publish(out, files)


def test_a_reader_sees_whole_generations_only(tmp_path: Path) -> None:
    out = tmp_path / "site"
    if not WHOLE:
        pytest.skip("this file system cannot exchange folders")

    def generation(number: int) -> dict[str, bytes]:
        return {f"notes/{name}.html": str(number).encode() for name in range(8)} | {
            f"only/{number}.html": str(number).encode()
        }

    publish(out, generation(0))
    stop = threading.Event()
    torn: list[set[str]] = []
    looks = 0

    def read() -> None:
        nonlocal looks
        while not stop.is_set():
            # as a server does: what was opened once is one site, whatever happens to its name
            folder = os.open(out, os.O_RDONLY)
            try:
                names = [f"notes/{name}.html" for name in range(8)]
                seen = {content(folder, name) for name in names}
            finally:
                os.close(folder)
            looks += 1
            if len(seen - {""}) > 1 or (out / "notes" / "0.html").stat().st_size == 0:
                torn.append(seen)

    reader = threading.Thread(target=read)
    reader.start()
    missing = 0
    for number in range(1, 51):
        publish(out, generation(number))
        missing += not (out / "notes" / "7.html").exists()
        time.sleep(0.002)
    stop.set()
    reader.join()
    assert torn == []
    assert missing == 0
    assert looks > 50
    assert sorted(path.name for path in (out / "only").iterdir()) == ["50.html"]


def content(folder: int, name: str) -> str:
    """What the file ``name`` in an open folder holds; empty when the folder is being taken away."""
    try:
        handle = os.open(name, os.O_RDONLY, dir_fd=folder)
    except FileNotFoundError:
        return ""
    try:
        return os.read(handle, 100).decode()
    finally:
        os.close(handle)


def test_only_what_changes_is_made_anew(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, OLD)
    (out / "CNAME").write_bytes(b"example.org")
    before = inodes(out)
    publish(out, NEW)
    after = inodes(out)
    assert after["notes/a.html"] == before["notes/a.html"]
    assert after["CNAME"] == before["CNAME"]
    assert after["index.html"] != before["index.html"]
    links = {path: (out / path).stat().st_nlink for path in (*NEW, "CNAME", MANIFEST)}
    assert set(links.values()) == {2 if WHOLE else 1}


def test_nothing_that_was_withdrawn_stays_beside_the_output(
    tmp_path: Path, way: Callable[[Path, Path], bool]
) -> None:
    out = tmp_path / "site"
    publish(out, OLD | {"notes/private.html": b"secret"}, exchange=way)
    publish(out, OLD | {"notes/private.html": b"secret", "notes/x.html": b"x"}, exchange=way)
    publish(out, OLD, exchange=way)
    assert b"secret" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.skipif(not WHOLE, reason="this file system cannot exchange folders")
def test_whoever_stands_in_the_old_folder_is_told(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, OLD)
    inside = os.open(out, os.O_RDONLY)
    publish(out, NEW)
    with pytest.raises(FileNotFoundError):
        os.open("mine.txt", os.O_CREAT | os.O_WRONLY, dir_fd=inside)
    os.close(inside)


@pytest.mark.skipif(not WHOLE, reason="this file system cannot exchange folders")
@pytest.mark.parametrize("after", [NEW, OLD], ids=["changes", "no changes"])
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_nothing_is_believed_about_the_twin(
    tmp_path: Path, damage: Callable[[Path, Path], object], after: dict[str, bytes]
) -> None:
    out, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    (outside / "c.html").write_bytes(b"keep me")
    publish(out, OLD)
    for path, data in {"CNAME": b"example.org", "notes/mine.txt": b"mine"}.items():
        (out / path).write_bytes(data)
    publish(out, OLD | {"notes/a.html": b"A"})
    publish(out, OLD)
    damage(twin_of(out), outside)
    publish(out, after)
    assert tree(out) == after | {"CNAME": b"example.org", "notes/mine.txt": b"mine"}
    assert tree(outside) == {"c.html": b"keep me"}
    if twin_of(out).exists() or after is NEW:
        assert_twin(out)
    publish(out, OLD | {"notes/a.html": b"A"})
    assert tree(out) == OLD | {"notes/a.html": b"A", "CNAME": b"example.org", "notes/mine.txt": b"mine"}
    assert_twin(out)


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EMLINK, errno.EPERM], ids=["EXDEV", "EMLINK", "EPERM"])
def test_where_files_cannot_be_linked_there_is_no_twin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    out = tmp_path / "site"
    publish(out, OLD)
    (out / "CNAME").write_bytes(b"example.org")

    def refused(source: str, target: str, follow_symlinks: bool = True) -> None:
        raise OSError(number, os.strerror(number), source)

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", refused)
        publish(out, NEW)
        assert tree(out) == NEW | {"CNAME": b"example.org"}
        assert_twin(out, expected=False)
        publish(tmp_path / "other", NEW)
        assert tree(tmp_path / "other") == NEW
        assert_twin(tmp_path / "other", expected=False)
    publish(out, OLD)
    assert tree(out) == OLD | {"CNAME": b"example.org"}
    assert_twin(out)


def test_what_clewline_keeps_may_be_on_another_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other disk")
    with tempfile.TemporaryDirectory(dir=other) as elsewhere:
        monkeypatch.setattr(
            sys.modules[drafts.__module__], "own_file", lambda place, name: Path(elsewhere, name)
        )
        out = tmp_path / "site"
        for files in (OLD, NEW, OLD):
            publish(out, files)
            assert tree(out) == files
            assert_twin(out, expected=False)


def test_numbers_that_are_made_up_are_not_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Entry:
        """An entry as some file systems give it: with one number for all."""

        def __init__(self, entry: os.DirEntry[str]) -> None:
            self.name, self.is_dir = entry.name, entry.is_dir

        def inode(self) -> int:
            return 0xFFFFFFFF

    class Entries(list[Entry]):
        def __enter__(self) -> "Entries":
            return self

        def __exit__(self, *_: object) -> None:
            pass

    scandir = os.scandir

    def made_up(place: str) -> object:
        return Entries(map(Entry, scandir(place))) if isinstance(place, str) else scandir(place)

    out = tmp_path / "site"
    publish(out, OLD)
    monkeypatch.setattr(os, "scandir", made_up)
    for files in (NEW, OLD, NEW):
        publish(out, files)
        assert tree(out) == files
        assert_twin(out, expected=False)


def test_a_file_that_was_to_stay_and_has_gone_is_named(
    tmp_path: Path, way: Callable[[Path, Path], bool]
) -> None:
    out = tmp_path / "site"
    states = publish(out, OLD, exchange=way).states
    (out / "notes" / "a.html").unlink()
    with pytest.raises(FileNotFoundError, match=r"notes/a\.html"):
        publish(
            out,
            {"index.html": b"new home"},
            {path: states[path] for path in states if path != "index.html"},
            exchange=way,
        )
    assert (out / "index.html").read_bytes() == b"old home"


PATHS = ("index.html", "notes/a.html", "notes/b.html", "notes/deep/c.html", "lines/d.html")
FOREIGN = ("CNAME", "notes/mine.txt", ".git/config", ".git/refs/head", "lines/x/y")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_output_is_what_the_model_says(tmp_path: Path, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory(dir=tmp_path) as base:
        out, outside = Path(base) / "site", Path(base) / "outside"
        outside.mkdir()
        (outside / "c.html").write_bytes(b"keep me")
        site: dict[str, bytes] = {}
        others: dict[str, bytes] = {}
        states: dict[str, tuple[int, int]] = {}
        for _ in range(data.draw(st.integers(2, 5))):
            wanted = data.draw(
                st.dictionaries(
                    st.sampled_from(PATHS), st.sampled_from([b"one", b"two", b"three"]), min_size=1
                )
            )
            kept = {
                path: states[path]
                for path in states
                if wanted.get(path) == site.get(path) and data.draw(st.booleans())
            }
            done = publish(out, {path: text for path, text in wanted.items() if path not in kept}, kept)
            states, site = dict(done.states), wanted
            assert tree(out) == site | others
            assert states == file_states(out, site)
            assert tree(outside) == {"c.html": b"keep me"}
            if twin_of(out).exists():
                assert inodes(twin_of(out)) == inodes(out)
            for path in data.draw(st.lists(st.sampled_from(FOREIGN), unique=True, max_size=3)):
                if path in others and data.draw(st.booleans()):
                    (out / path).unlink()
                    del others[path]
                else:
                    others[path] = data.draw(st.sampled_from([b"mine", b"yours"]))
                    (out / path).parent.mkdir(parents=True, exist_ok=True)
                    (out / path).write_bytes(others[path])
            with suppress(OSError):  # not all of it can be done to any twin
                data.draw(st.sampled_from([lambda twin, outside: None, *DAMAGE.values()]))(
                    twin_of(out), outside
                )
        assert tree(outside) == {"c.html": b"keep me"}


def test_an_output_may_begin_with_the_name_of_a_folder_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    check_output(tmp_path, tmp_path / "notes-published")
    with pytest.raises(OutputRefused):
        check_output(tmp_path, tmp_path / "notes" / "published")

"""Publishing: the files of a site into its output folder, so that a reader sees the old site or the new one, never half of one.

The new site is made whole in a folder beside the output (files that did not change are hard links), then the two folders are exchanged by
one call of the kernel (``renameat2`` with ``RENAME_EXCHANGE``, see renameat2(2); ``renameatx_np`` with ``RENAME_SWAP`` on macOS).

Where there is no such call, each file is replaced by a whole one: first what pages need, then pages, and stale files go last. A reader then
may see new pages beside old ones for a moment, but no file that is half written, and no page whose style or picture is missing.

A manifest says what is ours: nothing else is ever deleted or overwritten.
"""

import ctypes
import errno
import json
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from filelock import FileLock, Timeout

from clewline.text import digest

MANIFEST = ".clewline-manifest.json"
_STAGE = ".clewline-stage"
_VERSION = 1
_NO_NAMES = frozenset(("", ".", ".."))
_AT_FDCWD, _EXCHANGE = -100, 2
_NO_EXCHANGE = frozenset((errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EBUSY, errno.ENOTSUP, errno.EPERM))
"""What kernels, file systems and sandboxes answer that cannot exchange two folders."""

State = tuple[int, int]
"""Size of a file, and time of its last change in nanoseconds."""


class OutputRefused(Exception):
    """The output folder is not safe to write to; the message says why and what to do."""


class Busy(Exception):
    """Another build is publishing to the same folder."""


class Published(NamedTuple):
    """What a publication did: files written, left as they were, and removed; and the states of all files of the site afterwards."""

    written: int
    unchanged: int
    removed: int
    states: Mapping[str, State] = MappingProxyType({})


def check_output(root: Path, out: Path) -> None:
    """Raises `OutputRefused` when ``out`` cannot be the output folder of the site at ``root``."""
    root, resolved = root.resolve(), out.resolve()
    if out.is_symlink():
        raise OutputRefused(f"{out} is a symbolic link: name the folder itself")
    if resolved in (root, Path.home(), Path(resolved.anchor)) or resolved in root.parents:
        raise OutputRefused(f"{out} holds the site's own content or more: choose a folder of its own with --out")
    if any(resolved == root / name or root / name in resolved.parents for name in ("notes", "lines", "topics", "references", "templates")):
        raise OutputRefused(f"{out} lies within the content: choose a folder of its own with --out")
    if out.exists() and not out.is_dir():
        raise OutputRefused(f"{out} is a file")
    if out.is_dir() and not (out / MANIFEST).is_file():
        foreign = next(iter(sorted(out.iterdir())), None)
        if foreign is not None:
            raise OutputRefused(
                f"{out} is not empty and was not made by Clewline (it holds {foreign.name}): choose another folder, or empty it"
            )


def present_files(out: Path, states: Mapping[str, State]) -> frozenset[str]:
    """The files below ``out`` that nobody has touched since they were in these states (size, time of change in nanoseconds)."""
    found = file_states(out, states)
    return frozenset(path for path, state in states.items() if found.get(path) == state)


def file_states(out: Path, paths: Iterable[str]) -> dict[str, State]:
    """Size and time of change of each of ``paths`` below ``out`` that is a regular file."""
    states = {}
    base = os.fspath(out)
    for path in paths:
        try:
            status = os.lstat(f"{base}/{path}")  # a `Path` for each of so many files takes longer than the call
        except OSError:
            continue
        if stat.S_ISREG(status.st_mode):
            states[path] = (status.st_size, status.st_mtime_ns)
    return states


def exchange(first: Path, second: Path) -> bool:
    """Exchanges two folders in one step; False where the system cannot. Raises `OSError` when it can but the disk does not play along."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):
        return False
    call = getattr(library, "renameat2", None) or getattr(library, "renameatx_np", None)
    if call is None:
        return False
    # The numbers of the folders that relative paths start from differ between systems, so the paths are absolute.
    paths = (os.fsencode(first.absolute()), os.fsencode(second.absolute()))
    if call(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NO_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), os.fspath(second))


def publish(
    out: Path, files: Mapping[str, bytes], kept: Collection[str] = (), exchange: Callable[[Path, Path], bool] = exchange, wait: float = 10
) -> Published:
    """Makes ``out`` hold exactly ``files`` (by path) and those of its own that are ``kept``, beside what others put there.

    ``exchange`` exchanges two folders or says that it cannot. Another build is waited for, ``wait`` seconds long. Raises `Busy` when it
    goes on, `OutputRefused` when a file of somebody else stands where one of ours must, `OSError` when the disk does not play along;
    the old site then still stands.
    """
    if out.is_symlink():
        raise OutputRefused(f"{out} is a symbolic link: name the folder itself")
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out.parent / f".{out.name}.lock", timeout=wait):
            return _publish(out, files, kept, exchange)
    except Timeout:
        raise Busy(f"another build is publishing to {out}") from None


def read_manifest(out: Path) -> dict[str, str]:
    """The digest of each file that we published to ``out``, by path; empty when there is no manifest that makes sense.

    Raises `OSError` when there is one that cannot be read.
    """
    return _read_manifest(out) or {}


def _read_manifest(out: Path) -> dict[str, str] | None:
    """See `read_manifest`; None when there is no manifest that makes sense."""
    try:
        manifest = json.loads((out / MANIFEST).read_bytes())
        entries = dict(manifest["files"])
        if manifest["version"] == _VERSION and all(isinstance(entry, str) for entry in entries.values()) and all(map(_is_below, entries)):
            return entries
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError, RecursionError):
        pass
    return None


def _is_below(path: str) -> bool:
    """Whether ``path`` stays in the folder that it is taken from, and is no name of our own."""
    parts = path.split("/")
    return parts[0] not in (_STAGE, MANIFEST) and _NO_NAMES.isdisjoint(parts) and "\0" not in path


def _publish(out: Path, files: Mapping[str, bytes], unchanged: Collection[str], exchange: Callable[[Path, Path], bool]) -> Published:
    stage = out.parent / f".{out.name}.stage"
    for left in (stage, out / _STAGE):
        _clear(left, out)  # left by a build that was killed
    old = read_manifest(out)
    foreign = [path for path in _entries(out) if path not in old]
    _check_room(out, foreign, {*files, *unchanged})
    new = {path: digest(data) for path, data in files.items()} | {path: old.get(path, "") for path in unchanged}
    kept = {path for path in files if old.get(path) == new[path] and _holds(out / path, files[path])} | set(unchanged)
    gone = [path for path in old if path not in new]
    if len(kept) < len(new) or gone or not new:
        changed = {path: data for path, data in files.items() if path not in kept}
        try:
            _fill(stage, out, changed, kept, foreign)
            (stage / MANIFEST).write_bytes(_manifest(new))
            if not out.exists():
                stage.rename(out)
            elif not exchange(stage, out):
                _replace_files(out, changed, gone, _manifest(new | old), _manifest(new))
        finally:
            _clear(stage, out)
    return Published(len(new) - len(kept), len(kept), len(gone), file_states(out, new))


def _clear(stage: Path, out: Path) -> None:
    """Takes away a folder that served a publication. If it is an old site, what somebody put there meanwhile moves into the new one."""
    if stage.is_symlink() or not stage.is_dir():
        return
    ours = _read_manifest(stage)
    if ours is not None and out.is_dir():
        for path in [path for path in _entries(stage) if path not in ours]:
            if not os.path.lexists(out / path) and os.path.lexists(stage / path):
                (out / path).parent.mkdir(parents=True, exist_ok=True)
                (stage / path).rename(out / path)
    shutil.rmtree(stage, ignore_errors=True)


def _entries(out: Path) -> Iterator[str]:
    """Every file, link and empty folder below ``out`` but for our manifest and stage."""
    for folder, names, files in os.walk(out, onerror=_raise):
        prefix = "" if Path(folder) == out else f"{Path(folder).relative_to(out).as_posix()}/"
        if not prefix and _STAGE in names:
            names.remove(_STAGE)
        links = [name for name in names if (Path(folder) / name).is_symlink()]
        yield from (prefix + name for name in (*files, *links) if prefix or name != MANIFEST)
        if prefix and not files and not names:
            yield prefix.removesuffix("/")


def _raise(error: OSError) -> None:
    """What we cannot look into we cannot carry over either."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _check_room(out: Path, foreign: Collection[str], wanted: Collection[str]) -> None:
    """Raises `OutputRefused` when something that is not ours stands where one of our files, or a folder for it, must."""
    folders = {folder for path in wanted for folder in _folders(path)}
    ours = set(wanted)
    for path in foreign:
        empty = not (out / path).is_symlink() and (out / path).is_dir()
        if path in ours or (path in folders and not empty) or any(folder in ours for folder in _folders(path)):
            raise OutputRefused(f"{out / path} was not made by Clewline and stands where the site needs a place: move it out of {out}")


def _folders(path: str) -> Iterator[str]:
    """Every folder that ``path`` lies in."""
    while path := path.rpartition("/")[0]:
        yield path


def _holds(path: Path, data: bytes) -> bool:
    """Whether ``path`` is a regular file with these bytes."""
    try:
        return not path.is_symlink() and path.read_bytes() == data
    except OSError:
        return False


def _fill(stage: Path, out: Path, changed: Mapping[str, bytes], kept: Collection[str], foreign: Collection[str]) -> None:
    """Makes the new site in ``stage``: what has changed is written, what stays and what others put there is linked."""
    stage.mkdir()
    for folder in sorted({path.rpartition("/")[0] for path in (*changed, *kept, *foreign)}):
        (stage / folder).mkdir(parents=True, exist_ok=True)
    for path, data in changed.items():
        (stage / path).write_bytes(data)
    empty = {path for path in foreign if (out / path).is_dir() and not (out / path).is_symlink()}
    for path in empty:
        (stage / path).mkdir(exist_ok=True)
    for path in (*kept, *(path for path in foreign if path not in empty)):
        _link(f"{out}/{path}", f"{stage}/{path}")
    for name in {"", *(name for path in (*kept, *foreign) for name in _folders(path))}:
        if (out / name).is_dir():
            shutil.copymode(out / name, stage / name)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _manifest(files: Mapping[str, str]) -> bytes:
    listed = {"version": _VERSION, "files": dict(sorted(files.items()))}
    return json.dumps(listed, separators=(",\n", ": ")).encode() + b"\n"


def _replace_files(out: Path, changed: Mapping[str, bytes], gone: Collection[str], meanwhile: bytes, manifest: bytes) -> None:
    """The way without an exchange; ``meanwhile`` is the manifest of all that may be there until it is done."""
    stage = out / _STAGE  # within, as the output may be a disk of its own
    stage.mkdir()
    try:
        _put(out / MANIFEST, meanwhile, stage)
        for path in sorted(changed, key=lambda path: (path.endswith(".html"), path)):
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            _put(out / path, changed[path], stage)
        for path in gone:
            (out / path).unlink(missing_ok=True)
        _put(out / MANIFEST, manifest, stage)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    for folder in sorted({(out / path).parent for path in gone}, reverse=True):
        if folder != out and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _put(path: Path, data: bytes, stage: Path) -> None:
    """Makes ``path`` a file with these bytes in one step."""
    (stage / "file").write_bytes(data)
    (stage / "file").replace(path)

"""Confinement of every process of a test run: an audit hook takes note of what Clewline must not do.

https://docs.python.org/3/library/audit_events.html. Whoever imports this is watched from then on, and so are
all that it forks. Faults go to the file ``CLEWLINE_FAULTS``, a line each; see `conftest`.

Anything may be written below the folders in ``CLEWLINE_FOLDERS``, which are those of the test run, and what a
test does itself is not looked at. A build writes only its output, its own folder beside that, and the report
that it was asked for; a check only what it was asked for. Both may touch the key of the user. Nobody opens a
socket or starts a program but the server, the check of external links, and the readers of a repository's
history.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import PurePath
from types import FrameType

_CHANGES: dict[str, tuple[tuple[int, int], ...]] = {
    "os.remove": ((0, 1),),
    "os.rmdir": ((0, 1),),
    "os.rename": ((0, 2), (1, 3)),
    "os.link": ((1, 3),),
    "os.symlink": ((1, 2),),
    "os.mkdir": ((0, 2),),
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.utime": ((0, 3),),
    "os.truncate": ((0, -1),),
    "os.setxattr": ((0, -1),),
    "shutil.rmtree": ((0, -1),),
    "tempfile.mkstemp": ((0, -1),),
    "tempfile.mkdtemp": ((0, -1),),
    "sqlite3.connect": ((0, -1),),
    "open": ((0, -1),),
}
"""Which arguments of an event are paths that are changed, each with the one (-1: none) that is a handle of
the folder it lies in.
"""
_OUTSIDE = frozenset(
    "socket.__new__ socket.connect socket.bind socket.getaddrinfo socket.sendto subprocess.Popen os.exec "
    "os.system os.posix_spawn os.spawn os.startfile pty.spawn urllib.Request".split()
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_MAY_ASK = (
    "clewline.serve",
    "clewline.cli.serve",
    "clewline.check.external",
    "clewline.cli.external",
    "clewline.check.history",
    "webbrowser",
)
"""The modules below which sockets and programs belong."""
_is_busy = False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    global _is_busy
    if _is_busy or not (event in _CHANGES or event in _OUTSIDE):
        return
    if event == "open" and not (isinstance(flags := arguments[2], int) and flags & _WRITES):
        return
    _is_busy = True
    try:
        frames = list(_frames())
        if not any(_module(frame).startswith("clewline.") for frame in frames):
            if event == "tempfile.mkdtemp":  # a test has made a folder of its own
                os.environ["CLEWLINE_FOLDERS"] += os.pathsep + os.fsdecode(str(arguments[0]))
            return
        if event in _OUTSIDE:
            if not any(_module(frame).startswith(_MAY_ASK) for frame in frames):
                _note(f"{event} {arguments[:2]!r}", frames)
            return
        for place, folder in _CHANGES[event]:
            path, handle = arguments[place], arguments[folder] if folder >= 0 else -1
            if isinstance(path, str | bytes | os.PathLike) and path != ":memory:":
                whole = _absolute(path, handle if isinstance(handle, int) else -1)
                if not _may_write(event, whole, frames):
                    _note(f"{event} {whole}", frames)
    finally:
        _is_busy = False


def _frames() -> Iterator[FrameType]:
    """All that is being called, the last first."""
    frame: FrameType | None = sys._getframe(2)
    while frame:
        yield frame
        frame = frame.f_back


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__"))


def _absolute(path: str | bytes | os.PathLike[str], folder: int = -1) -> str:
    """The whole path; what is not below the working folder, is below that with the handle ``folder``."""
    # Not resolved: what matters is what is named, and links are looked at by tests of their own.
    base = os.readlink(f"/proc/self/fd/{folder}") if folder >= 0 and sys.platform == "linux" else ""  # noqa: PTH115
    return os.path.abspath(os.path.join(base, os.fsdecode(path)))  # noqa: PTH100, PTH118


def _may_write(event: str, path: str, frames: list[FrameType]) -> bool:
    """Whether those who are being called may change ``path`` in this way."""
    if path == os.devnull or "__pycache__" in PurePath(path).parts:  # what Python keeps of modules
        return True
    if any(_module(frame) == "clewline.cli.bug" for frame in frames):
        return _is_below(path, tempfile.gettempdir())
    if not any(_is_below(path, folder) for folder in os.environ["CLEWLINE_FOLDERS"].split(os.pathsep)):
        return False
    return all(_is_allowed(event, path, frame) for frame in frames)


def _is_allowed(event: str, path: str, frame: FrameType) -> bool:
    """Whether what is called in ``frame`` may change ``path`` in this way."""
    called, given = f"{_module(frame)}.{frame.f_code.co_name}", frame.f_locals
    if called in ("clewline.build.build.build", "clewline.cli.build.build_command"):
        out = given.get("target") or given.get("out")
        places = [out, out and out.parent / ".clewline", given.get("list_to")]
    elif called == "clewline.cli.check.check_command":
        files = given["baseline"], given["list_to"], given["external_cache"] or given["root"] / ".clewline/x"
        places = [file and file.parent for file in files]
    else:
        return True
    allowed = [_absolute(place) for place in (*places, os.environ["XDG_STATE_HOME"]) if place]
    if event == "os.mkdir" and any(_is_below(place, path) for place in allowed):
        return True  # a folder that one of them lies in
    return any(_is_below(path, place) for place in allowed)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _note(fault: str, frames: list[FrameType]) -> None:
    by = next(frame for frame in frames if _module(frame).startswith("clewline."))
    with open(os.environ["CLEWLINE_FAULTS"], "a", encoding="utf-8") as file:  # noqa: PTH123
        file.write(f"{fault} in {_module(by)}:{by.f_lineno}\n")


sys.addaudithook(_watch)

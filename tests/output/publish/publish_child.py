"""A publication that is killed, or told that the disk fails, at its k-th call of the file system.

``python publish_child.py OUT WAY WHAT K``, where ``WHAT`` is ``kill`` or the name of an error number. Exit
code 0: it was done before the k-th call; 3: it ended with `OSError`; 4: the disk failed, and it was done all
the same.
"""

import builtins
import errno
import io
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from clewline.output.publish import drafts, exchange, publish

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
_EVENTS = ("open", "os.", "shutil.", "ctypes.dlsym")
_CALLS = (
    "open",
    "link",
    "rename",
    "replace",
    "mkdir",
    "rmdir",
    "unlink",
    "remove",
    "scandir",
    "listdir",
    "lstat",
    "stat",
    "chmod",
    "write",
    "fsync",
)


def cannot(first: Path, second: Path) -> bool:
    """A system that cannot exchange folders."""
    return False


def late(first: Path, second: Path) -> bool:
    """An exchange, with somebody who puts a file into the old site at the last moment."""
    if (second / "notes").is_dir():
        (second / "notes" / "late.txt").write_bytes(b"just in time")
    return exchange(first, second)


WAYS = {"exchange": exchange, "fallback": cannot, "late": late, "drafts": exchange}


class Countdown:
    """Does something at the k-th call."""

    def __init__(self, calls: int, act: Callable[[], None]) -> None:
        self.left = calls
        self.act = act

    def __call__(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.act()


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def watch_events(tick: Countdown) -> None:
    """Counts every event of the file system that the interpreter tells of; the act comes before the call."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(_EVENTS) and event != "os.kill":
            tick()

    sys.addaudithook(hook)


def fail_calls(tick: Countdown) -> None:
    """Counts every call of the functions that publishing uses; writing a file fails half way."""

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            tick()
            return function(*arguments, **options)

        return call

    for name in _CALLS:
        setattr(os, name, counted(getattr(os, name)))
    opened = io.open

    def opening(*arguments: Any, **options: Any) -> Any:
        tick()
        file = opened(*arguments, **options)
        if {"w", "x"} & set(str(arguments[1:2])):
            write = file.write

            def half(data: bytes) -> int:
                try:
                    tick()
                except OSError:
                    write(data[: len(data) // 2])
                    raise
                return int(write(data))

            return Halved(file, half)
        return file

    io.open = builtins.open = opening


class Halved:
    """A file whose writing is another."""

    def __init__(self, file: Any, write: Callable[[bytes], int]) -> None:
        self._file = file
        self.write = write

    def __enter__(self) -> "Halved":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def main() -> int:
    out, way, what, calls = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
    if what == "kill":
        tick = Countdown(calls, kill)
        watch_events(tick)
    else:

        def fail() -> None:
            number = getattr(errno, what)
            raise OSError(number, os.strerror(number))

        tick = Countdown(calls, fail)
        fail_calls(tick)
    try:
        if way == "drafts":
            with drafts(out, wait=0.2) as room:
                publish(out, {path: room.add(data) for path, data in NEW.items()}, wait=0.2)
        else:
            publish(out, NEW, exchange=WAYS[way], wait=0.2)
    except OSError:
        return 3
    return 0 if tick.left > 0 else 4


if __name__ == "__main__":
    os._exit(main())

"""What long work of a command needs: worker processes, progress on the terminal, the cache of the site."""

import gc
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from clewline.cli.exits import complain

if TYPE_CHECKING:
    from clewline.cache import Cache


def workers(jobs: int) -> "nullcontext[None] | Executor":
    """The worker processes for work that can be shared; none for a single job. They are started when they are needed."""
    # As in the command itself; a process that is not forked from it would not know.
    return ProcessPoolExecutor(jobs, initializer=gc.disable) if jobs > 1 else nullcontext()


@contextmanager
def open_cache(root: Path, wanted: bool) -> "Iterator[Cache | None]":
    """The cache of the site; none where it is not wanted or cannot be made."""
    from clewline.cache import Cache

    try:
        cache = Cache(root) if wanted else None
    except OSError as error:
        complain(f"working without a cache: {error.strerror}")
        cache = None
    try:
        yield cache
    finally:
        if cache:
            cache.close()
            if cache.note:
                complain(cache.note)


@contextmanager
def shown_progress() -> "Iterator[_Shown]":
    """Progress bars on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield _Shown(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Shown(bars)


class _Shown:
    """Shows the progress of each stage as one bar."""

    def __init__(self, bars: "Progress | None") -> None:  # type: ignore[name-defined]  # noqa: F821  # rich is imported only on a terminal
        self._bars = bars
        self._tasks: dict[str, int] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._bars is None:
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)

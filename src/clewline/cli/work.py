"""What long work of a command needs: worker processes, progress on the terminal, the cache of the site."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from clewline.cli.exits import USAGE, Stop, complain
from clewline.cli.values import cluster_address, whole_number

if TYPE_CHECKING:
    from clewline.engine.store import FileStore

Result = TypeVar("Result")


JOBS = typer.Option(
    parser=whole_number(1), metavar="NUMBER", help="Worker processes.", show_default="one for each processor"
)
"""The option that says how many `workers` there are."""
CLUSTER = typer.Option(
    "--executor",
    parser=cluster_address,
    metavar="dask://HOST:PORT",
    help="Share the work with the workers of this Dask cluster.",
    show_default=False,
)
"""The option that names a cluster whose workers take their place."""


def workers(jobs: int | None) -> "nullcontext[None] | Executor":
    """``jobs`` worker processes (None: one for each processor) for work that can be shared; none for a single
    job.
    """
    return _Workers(count) if (count := processes(jobs)) > 1 else nullcontext()


@contextmanager
def shared(jobs: int | None, cluster: str | None) -> Iterator[tuple[Executor | None, int]]:
    """Who shares the work: the workers of a ``cluster``, or else ``jobs`` processes; and how many processes
    make pages (0: the workers).
    """
    if cluster is None:
        with workers(jobs) as executor:
            yield executor, processes(jobs)
        return
    if jobs is not None:
        raise Stop(USAGE, "--jobs is for this machine and --executor for a cluster: give one of them")
    from clewline.cli.cluster import opened_cluster

    with opened_cluster(cluster) as executor:
        yield executor, 0


def processes(jobs: int | None) -> int:
    """How many processes share the work: ``jobs``, or one for each processor."""
    if jobs is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return jobs


class _Workers(Executor):
    """Worker processes, which are there only while there is work for them: most builds have none to share,
    and what they hold in memory is of no use to the rest of a build.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def map(
        self,
        fn: Callable[..., Result],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[Result]:
        """See `Executor.map`."""
        from concurrent.futures import ProcessPoolExecutor

        # As in the command itself; a process that is not forked from it would not know.
        with ProcessPoolExecutor(self._jobs, initializer=gc.disable) as pool:
            yield from pool.map(fn, *iterables, timeout=timeout, chunksize=chunksize)


@contextmanager
def opened_store(out: Path, wanted: bool, writable: bool = True) -> "Iterator[FileStore | None]":
    """What is kept between processes of the site at ``out``; none where it is not wanted or cannot be
    made.
    """
    from clewline.build.store import open_store

    try:
        cache = open_store(out, writable) if wanted else None
    except OSError as error:
        complain(f"working without a cache: {error.filename}: {error.strerror}")
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
    """One line of progress on a terminal, for whatever stage is at work; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield _Shown(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Shown(bars)


class _Shown:
    """Shows the progress of the stage that is at work."""

    # rich is imported only on a terminal
    def __init__(self, bars: "Progress | None") -> None:  # type: ignore[name-defined]  # noqa: F821
        self._bars = bars
        self._line = bars.add_task("", total=None) if bars else None

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._bars is not None and self._line is not None:
            self._bars.update(self._line, description=stage, completed=done, total=total)

"""Work in batches, on any executor of `concurrent.futures`, with the results in the order of the items."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from itertools import chain, islice
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

SIZE = 128
"""Items a task; below two batches the work is done at once, where it stands."""

Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how many of its items are done, and how many there are."""


def silent(stage: str, done: int, total: int) -> None:
    """The progress of a build that nobody watches."""


def in_batches(
    work: Callable[[Sequence[Item]], list[Result]],
    items: Iterable[Item],
    executor: Executor | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> list[Result]:
    """What ``work`` makes of ``items``: one result for each, in their order. ``progress`` is told how many
    are done.

    With an executor, ``work`` must be a function at the top of a module and everything it takes and gives
    must pickle. It then begins while later items are still being made.
    """
    coming = iter(items)
    batches = iter(lambda: list(islice(coming, SIZE)), [])
    first = list(islice(batches, 2))
    results: list[Result] = []
    every = chain(first, batches)
    for batch in map(work, every) if executor is None or len(first) < 2 else executor.map(work, every):
        results.extend(batch)
        progress(len(results))
    return results

"""Work in batches gives the same results on every executor."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from threading import Event

from clewline.engine.parallel import SIZE, in_batches


def doubled(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


def test_results_are_in_the_order_of_the_items() -> None:
    items = list(range(SIZE * 3 + 5))
    told: list[int] = []
    assert in_batches(doubled, items, None, told.append) == doubled(items)
    assert told == [SIZE, 2 * SIZE, 3 * SIZE, 3 * SIZE + 5]
    with ThreadPoolExecutor(4) as threads, ProcessPoolExecutor(2) as processes:
        assert in_batches(doubled, items, threads) == in_batches(doubled, items, processes) == doubled(items)
    assert in_batches(doubled, []) == []


def test_work_begins_while_items_are_still_being_made() -> None:
    begun = Event()

    def doubling(numbers: Sequence[int]) -> list[int]:
        begun.set()
        return doubled(numbers)

    def numbers() -> Iterator[int]:
        yield from range(2 * SIZE)
        assert begun.wait(30)
        yield 7

    with ThreadPoolExecutor(1) as thread:
        assert in_batches(doubling, numbers(), thread)[-1] == 14

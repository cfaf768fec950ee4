"""What a recorder leaves to the next build: exactly that is stale which an input that differs has reached."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clewline.build.cache import Cache
from clewline.build.reads import Kinds, Name, Reads, seal
from clewline.build.recorder import RecordedMapping, Recorder

PLACES = "abcdef"
KINDS = Kinds(("number",), {"large": bool}, ("end",))


class Sums:
    """Numbers by place; pieces that say only whether a number is large; ends that add them up from a place
    on.
    """

    def __init__(self, numbers: Mapping[str, int], before: Reads, cache: Cache | None = None) -> None:
        self.recorder = Recorder(KINDS, lambda name: seal(numbers[name[1]]), before, cache)
        self.numbers = RecordedMapping("number", numbers, self.recorder)

    def large(self, place: str) -> bool:
        return self.recorder.get(("large", place), lambda: self.numbers[place] > 4)

    def within(self, place: str) -> int:
        """Neither a piece nor an end: part of what it is computed for."""
        return self.recorder.get(("within", place), lambda: self.numbers[place] if self.large(place) else 0)

    def end(self, place: str) -> int:
        return self.recorder.get(("end", place), lambda: sum(map(self.within, PLACES[PLACES.index(place) :])))

    def stale(self, touched: str | None = None) -> set[Name]:
        suspects = None if touched is None else [("number", place) for place in touched]
        return self.recorder.stale(lambda kind, place: self.large(place), suspects)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    opened = Cache(tmp_path)
    yield opened
    opened.close()


_NUMBERS = st.fixed_dictionaries({place: st.integers(0, 9) for place in PLACES})


@pytest.mark.parametrize("of_some", [False, True])
@pytest.mark.parametrize("most", [0, 3, 50_000])
@given(history=st.lists(_NUMBERS, min_size=2, max_size=6))
@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_ends_that_are_not_stale_are_what_they_were(
    monkeypatch: pytest.MonkeyPatch, cache: Cache, history: list[dict[str, int]], most: int, of_some: bool
) -> None:
    monkeypatch.setattr("clewline.build.reads._MOST_LATER", most)
    first, *others = history
    sums = Sums(first, Reads(), cache)
    known = {place: sums.end(place) for place in PLACES}
    for before, numbers in zip(history, others, strict=False):
        touched = "".join(place for place in PLACES if numbers[place] != before[place]) if of_some else None
        sums = Sums(numbers, sums.recorder.reads(), cache)
        stale = sums.stale(touched)
        known |= {place: sums.end(place) for place in PLACES if ("end", place) in stale}
        clean = Sums(numbers, Reads())
        assert known == {place: clean.end(place) for place in PLACES}


def test_a_change_ends_at_a_piece_that_turns_out_as_it_was() -> None:
    before = Sums(dict.fromkeys(PLACES, 1), Reads())
    for place in PLACES:
        before.end(place)
    small = Sums({**dict.fromkeys(PLACES, 1), "b": 3}, before.recorder.reads())
    assert small.stale() == set()
    large = Sums({**dict.fromkeys(PLACES, 1), "b": 7}, before.recorder.reads())
    assert large.stale() == {("end", "a"), ("end", "b")}


def test_what_was_read_once_is_not_noted_again() -> None:
    before = Sums(dict.fromkeys(PLACES, 7), Reads())
    before.end("a")
    again = Sums(dict.fromkeys(PLACES, 8), before.recorder.reads())
    assert again.stale() == {("end", "a")}
    again.end("a")
    reads = again.recorder.reads()
    assert reads.whole == before.recorder.reads().whole
    assert [later.users for later in reads.later.values()] == [b""] * len(reads.later)

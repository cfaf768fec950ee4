"""Files of values: what is kept is there again, and a process that was forked writes beside, never into, a store."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from clewline.engine.between import Parted
from clewline.engine.value_file import Spilled, ValueFile


@pytest.fixture(params=[0, 1 << 22], ids=["written at once", "waiting"])
def values(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ValueFile]:
    monkeypatch.setattr("clewline.engine.value_file._BUFFER", request.param)
    handle = os.open(tmp_path / "values", os.O_RDWR | os.O_CREAT)
    yield ValueFile(handle, 0)
    os.close(handle)


def test_the_last_that_was_kept_is_there_before_and_after_it_is_written(values: ValueFile) -> None:
    for number, data in ((1, b"one"), (2, b"two"), (1, b"more than one"), (3, b"")):
        values.keep(number, data)
    for _ in range(2):
        assert [values.load(number) for number in (1, 2, 3, 4)] == [b"more than one", b"two", b"", None]
        assert dict(values.items()) == {1: b"more than one", 2: b"two", 3: b""}
        values.flush()


def test_what_is_kept_later_stands_behind_what_the_file_holds(tmp_path: Path) -> None:
    (tmp_path / "values").write_bytes(b"before")
    handle = os.open(tmp_path / "values", os.O_RDWR)
    values = ValueFile(handle, len(b"before"))
    values.keep(7, b"after")
    values.flush()
    os.close(handle)
    assert (tmp_path / "values").read_bytes() == b"beforeafter"
    assert values.places == {7: (6, 5)} and values.length == 11


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Spilled]:
    """A store over one with two values."""
    apart = Spilled(Parted(None, {1: b"one", 2: b"two"}), tmp_path)
    handle = apart._values.handle
    yield apart
    os.close(handle)


def test_a_store_apart_leaves_the_other_as_it_is_and_no_file_behind(tmp_path: Path, apart: Spilled) -> None:
    apart.keep(2, b"another two")
    apart.keep(3, b"three")
    assert [apart.load(number) for number in (1, 2, 3, 4)] == [b"one", b"another two", b"three", None]
    assert dict(apart.items()) == {2: b"another two", 3: b"three"}
    assert apart._store.load(2) == b"two" and apart._store.load(3) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_disk_that_is_full_costs_time_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clewline.engine.value_file._BUFFER", 0)
    apart = Spilled(Parted(None, {1: b"one"}), tmp_path)
    full = os.open("/dev/full", os.O_RDWR)
    monkeypatch.setattr(apart._values, "handle", full)
    apart.keep(1, b"another one")
    os.close(full)
    assert apart.load(1) == b"one"
    assert dict(apart.items()) == {}

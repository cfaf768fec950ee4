import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clewline.check.external.cache import Cache, Known, read_cache
from clewline.check.external.model import Outcome

NOW = datetime(2026, 11, 23, tzinfo=UTC)
A = "https://user:pw@example.org/?token=abc"


@pytest.mark.parametrize(
    ("outcome", "days"), [(Outcome.OK, 7), (Outcome.MOVED, 7), (Outcome.FRAGMENT, 1), (Outcome.UNVERIFIED, 1)]
)
def test_verdicts_last_for_days(outcome: Outcome, days: int) -> None:
    known = Known(outcome, NOW.timestamp())
    assert known.fresh(NOW) and known.fresh(NOW + timedelta(days=days, seconds=-1))
    assert not known.fresh(NOW + timedelta(days=days))


def test_failures_and_the_future_are_never_relied_on() -> None:
    assert not Known(Outcome.UNVERIFIED, NOW.timestamp(), 1).fresh(NOW)
    assert not Known(Outcome.BROKEN, NOW.timestamp()).fresh(NOW)
    assert not Known(Outcome.OK, NOW.timestamp() + 1).fresh(NOW)


def test_what_is_written_is_read_and_holds_no_address(tmp_path: Path) -> None:
    path = tmp_path / "new" / "links.json"
    cache = Cache({})
    cache.put(A, Known(Outcome.MOVED, NOW.timestamp(), 0, "x", "https://b/"))
    cache.write(path, NOW)
    assert read_cache(path).get(A) == Known(Outcome.MOVED, NOW.timestamp(), 0, "x", "https://b/")
    text = path.read_text("utf-8")
    assert "example" not in text and "pw" not in text and "abc" not in text
    assert [entry.name for entry in path.parent.iterdir()] == ["links.json"]


def test_what_is_old_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    cache = Cache({})
    cache.put(A, Known(Outcome.OK, NOW.timestamp()))
    cache.write(path, NOW + timedelta(days=91))
    assert read_cache(path).get(A) is None


GOOD = {"outcome": "ok", "at": 1.0, "failures": 0, "reason": "", "moved_to": ""}


@pytest.mark.parametrize(
    "text",
    [
        *(
            b"",
            b"{",
            b"[]",
            b"null",
            b"\xff\xfe\x00",
            b'{"format": 1}',
            b'{"format": 1, "addresses": []}',
            b"[" * 100_000,
        ),
        *(json.dumps({"format": 2, "addresses": {"k": GOOD}}).encode(), b"\x80\x04]."),
    ],
)
def test_damaged_files_are_empty(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "links.json"
    path.write_bytes(text)
    cache = read_cache(path)
    cache.write(path, NOW)
    assert json.loads(path.read_text("utf-8"))["addresses"] == {}


@pytest.mark.parametrize(
    "bad",
    [
        7,
        None,
        [],
        {},
        {**GOOD, "outcome": "x"},
        {**GOOD, "at": "1"},
        {**GOOD, "failures": -1},
        {**GOOD, "more": 1},
        {**GOOD, "reason": 3},
    ],
)
def test_damaged_entries_are_dropped_and_others_kept(tmp_path: Path, bad: object) -> None:
    path = tmp_path / "links.json"
    path.write_text(json.dumps({"format": 1, "addresses": {"bad": bad, "good": GOOD}}), "utf-8")
    read_cache(path).write(path, datetime.fromtimestamp(2, UTC))
    assert list(json.loads(path.read_text("utf-8"))["addresses"]) == ["good"]


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="needs /proc as a place where nothing can be written"
)
@pytest.mark.unconfined
def test_a_place_that_cannot_be_written_is_said() -> None:
    with pytest.raises(OSError):
        Cache({}).write(Path("/proc/clewline/links.json"), NOW)

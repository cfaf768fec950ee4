"""What earlier runs found out: one JSON file, keyed by digests, so that it holds no address and no secret.

A file in the site folder may have come with the repository, to have its links believed: it must bear the seal
of this user.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from clewline.check.external.model import Outcome
from clewline.engine.state_dir import seal
from clewline.text.digest import digest

_FORMAT = 1
_LARGEST = 64 * 1024 * 1024
_DAY = timedelta(days=1).total_seconds()
_LASTING = {
    Outcome.OK: 7 * _DAY,
    Outcome.MOVED: 7 * _DAY,
    Outcome.FRAGMENT: 1 * _DAY,
    Outcome.UNVERIFIED: 1 * _DAY,
}
_FORGOTTEN = 90 * _DAY


class Known(NamedTuple):
    """What is remembered of one address."""

    outcome: Outcome
    at: float
    """When it was found out, in seconds since 1970."""
    failures: int = 0
    """In how many runs in a row it was found broken."""
    reason: str = ""
    moved_to: str = ""

    def fresh(self, now: datetime) -> bool:
        """Whether it can still be relied on. What has failed is always asked again."""
        age = now.timestamp() - self.at
        return not self.failures and 0 <= age < _LASTING.get(self.outcome, 0)


class Cache:
    """The memory of a run, by address."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self._known = dict(known)

    def get(self, address: str) -> Known | None:
        """What is remembered of ``address``, fresh or not."""
        return self._known.get(digest(address.encode("utf-8", "replace")))

    def put(self, address: str, known: Known) -> None:
        """Remembers ``known``."""
        self._known[digest(address.encode("utf-8", "replace"))] = known

    def write(self, path: Path, now: datetime) -> None:
        """Writes the file, whole or not at all. Raises ``OSError``."""
        kept = {
            key: known
            for key, known in sorted(self._known.items())
            if now.timestamp() - known.at < _FORGOTTEN
        }
        entries = {key: known._asdict() for key, known in kept.items()}
        whole = {"format": _FORMAT, "addresses": entries, "seal": _seal_of(entries)}
        text = json.dumps(whole, indent=1)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=path.name + ".", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise


def read_cache(path: Path, is_trusted: bool = True) -> Cache:
    """The memory in the file at ``path``; none in one that is not trusted and does not bear our seal. What is
    missing or cannot be read is forgotten, entry by entry.
    """
    try:
        with path.open("rb") as file:
            stored = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return Cache({})
    entries = (
        stored.get("addresses") if isinstance(stored, dict) and stored.get("format") == _FORMAT else None
    )
    if not isinstance(entries, dict) or not (is_trusted or stored.get("seal") == _seal_of(entries)):
        return Cache({})
    return Cache({key: known for key, value in entries.items() if (known := _known(value)) is not None})


def _seal_of(entries: Mapping[str, object]) -> str:
    return seal(b"external", json.dumps(entries, sort_keys=True).encode())


def _known(value: object) -> Known | None:
    if not isinstance(value, dict):
        return None
    try:
        known = Known(**value)
        sound = (
            isinstance(known.at, int | float)
            and type(known.failures) is int
            and known.failures >= 0
            and isinstance(known.reason, str)
            and isinstance(known.moved_to, str)
        )
        return known._replace(outcome=Outcome(known.outcome)) if sound else None
    except (TypeError, ValueError):
        return None

"""How a host is treated: two requests at once, a rate, and patience with limits."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime

from aiolimiter import AsyncLimiter

from clewline.check.external.model import ExternalOptions

AT_ONCE = 2
"""Requests at the same time to one host."""
SILENCES = 4
"""After so many requests in a row without an answer, a host is left alone for the rest of the run."""


class Host:
    """What we owe one host, and how it has answered so far."""

    def __init__(self, options: ExternalOptions) -> None:
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._rate = AsyncLimiter(AT_ONCE, AT_ONCE / options.per_second)
        self._patience = options.longest_wait
        self._resume = 0.0
        self._silences = 0
        self.given_up = ""
        """Why the host is asked nothing more; the words end a sentence that begins with the address. Empty
        while it is asked.
        """

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """The right to make one request, once it is due."""
        async with self._slots:
            while not self.given_up and (left := self._resume - _clock()) > 0:
                await asyncio.sleep(left)
            if not self.given_up:
                await self._rate.acquire()
            yield

    def pause(self, seconds: float) -> None:
        """Asks nothing for so many seconds; gives the host up when it would cost more than the patience that
        is left.
        """
        resume = _clock() + max(seconds, 0.0)
        cost = resume - max(self._resume, _clock())
        if cost > self._patience:
            self.given_up = "is on a host that asks to come back much later"
        elif cost > 0:
            self._patience -= cost
            self._resume = resume

    def heard(self, answered: bool) -> None:
        """Notes whether a request was answered."""
        self._silences = 0 if answered else self._silences + 1
        if self._silences >= SILENCES:
            self.given_up = "is on a host that does not answer"


class Hosts:
    """All hosts of a run by name."""

    def __init__(self, options: ExternalOptions) -> None:
        self._options = options
        self._hosts: dict[str, Host] = {}

    def __getitem__(self, name: str) -> Host:
        if name not in self._hosts:
            self._hosts[name] = Host(self._options)
        return self._hosts[name]


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that ``Retry-After`` asks for (RFC 9110, 10.2.3); None when it is missing or cannot be
    read.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    then, here = _date(value), _date(headers.get("date", ""))
    return max((then - (here or now)).total_seconds(), 0.0) if then else None


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found if found.tzinfo else None


def _clock() -> float:
    return asyncio.get_running_loop().time()

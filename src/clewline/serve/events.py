"""The stream of events: what has changed, told to every open page in the order in which it happened."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from typing import NamedTuple

_KEPT = 500
"""Events that are remembered, for pages that were being loaded when they happened."""


class Event(NamedTuple):
    """One event: its name, the pages that differ, those that have moved; ``again``: nobody can tell, and
    every page must be loaded.
    """

    name: str
    pages: tuple[str, ...] = ()
    moved: dict[str, str] = {}  # noqa: RUF012  # never changed
    again: bool = False

    def data(self) -> dict[str, object]:
        """The event as it is sent."""
        return self._asdict()


class Events:
    """Hands every event to every open stream; everything here belongs to the event loop."""

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)
        self._count = 0
        self._kept: list[Event] = []
        self._queues: set[asyncio.Queue[Event]] = set()

    @property
    def listeners(self) -> int:
        """How many streams are open."""
        return len(self._queues)

    @property
    def last(self) -> str:
        """The name of the last event."""
        return f"{self._run}-{self._count}"

    def tell(self, pages: tuple[str, ...], moved: dict[str, str]) -> None:
        """Tells all streams which pages differ and which have moved."""
        self._count += 1
        event = Event(self.last, pages, moved)
        self._kept = [*self._kept[1 - _KEPT :], event]
        for queue in self._queues:
            queue.put_nowait(event)

    def since(self, name: str) -> list[Event]:
        """The events after the one called ``name``; of another run of the server, or of long ago, nothing is
        known any more.
        """
        run, _, number = name.partition("-")
        if run != self._run or not number.isdecimal() or int(number) < self._count - len(self._kept):
            return [Event(self.last, again=True)]
        missed = self._count - int(number)
        return self._kept[-missed:] if missed > 0 else []

    async def stream(self, name: str) -> AsyncIterator[str]:
        """All events after the one called ``name``, as server-sent events
        (https://html.spec.whatwg.org/multipage/server-sent-events.html).
        """
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield "retry: 500\n\n"
            for event in self.since(name) if name else []:
                yield _sent(event)
            while True:
                try:
                    yield _sent(await asyncio.wait_for(queue.get(), 15))
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._queues.discard(queue)


def _sent(event: Event) -> str:
    return f"id: {event.name}\ndata: {json.dumps(event.data())}\n\n"

"""Whose turn it is: a lock that requests never stand in line for behind work that can wait."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_PATIENCE = 0.1
"""Seconds that work which can wait does wait at most, so that it comes to its end however many requests there
are.
"""


class Turns:
    """A lock for one at a time, in which work that can wait lets all others go first. It must not be taken
    twice by one thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._changing = threading.Condition()
        self._urgent = 0

    @contextmanager
    def now(self) -> Iterator[None]:
        """A turn for somebody who waits for an answer."""
        with self._changing:
            self._urgent += 1
        try:
            with self._lock:
                yield
        finally:
            with self._changing:
                self._urgent -= 1
                self._changing.notify_all()

    @contextmanager
    def later(self) -> Iterator[None]:
        """A turn for a small piece of work that nobody waits for."""
        with self._changing:
            self._changing.wait_for(lambda: not self._urgent, _PATIENCE)
        with self._lock:
            yield

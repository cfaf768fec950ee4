"""What the stages of a build cost: processor time and memory, as the system counts them."""

import sys
import time
from typing import NamedTuple


class Cost(NamedTuple):
    """What a stage cost: its name, processor seconds of this process and of those that it has waited for, and
    the most memory that this process had held by its end, in megabytes (0: unknown).
    """

    stage: str
    seconds: float
    memory: float


class Meter:
    """Measures one stage after another, each from where it begins to where the next one does."""

    def __init__(self) -> None:
        self.costs: list[Cost] = []
        self._stage = ""
        self._since = 0.0

    def begin(self, stage: str = "") -> None:
        """Begins a stage; without a name, only ends the last one."""
        now, memory = _used()
        if self._stage:
            self.costs.append(Cost(self._stage, now - self._since, memory))
        self._stage, self._since = stage, now


def _used() -> tuple[float, float]:
    """Processor seconds and the most memory so far."""
    try:
        import resource
    except ImportError:  # not on Windows
        return time.process_time(), 0.0
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    # in bytes on macOS, elsewhere in kilobytes
    return seconds, own.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)

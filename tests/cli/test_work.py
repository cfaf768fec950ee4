"""What long work shows."""

import io
import multiprocessing
import os

import pytest

from clewline.cli import work


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_for_whatever_stage_is_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    with work.shown_progress() as progress:
        for stage in ("parse", "format", "render", "publish"):
            progress(stage, 1, 2)
            assert progress._bars is not None and len(progress._bars.tasks) == 1
    assert "\n\n" not in screen.getvalue()


def _process(number: int) -> tuple[int, int]:
    return number, os.getpid()


def test_worker_processes_are_there_only_while_there_is_work() -> None:
    with work.workers(2) as executor:
        assert executor is not None and multiprocessing.active_children() == []
        results = executor.map(_process, range(8))
        first = next(results)
        assert len(multiprocessing.active_children()) == 2
        numbers, processes = zip(first, *results, strict=True)
        assert numbers == tuple(range(8))
        assert os.getpid() not in processes
        assert multiprocessing.active_children() == []

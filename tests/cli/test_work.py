"""What long work shows."""

import io

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

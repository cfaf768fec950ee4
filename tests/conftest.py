"""Options of the test run, its confinement, and a real browser. Without one its tests are skipped, but never
where `CI` is set.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

_FLAGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


# The same examples in every run, however busy the machine is.
settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.load_profile("same")

# The key that caches are sealed with is the user's own; tests have theirs, for as long as they run.
_STATE = tempfile.TemporaryDirectory(prefix="clewline-state-")
os.environ["XDG_STATE_HOME"] = _STATE.name

# What this process does is watched from here on, and what others do that it starts: see `confined`.
_FAULTS = Path(_STATE.name, "faults")
_HOOK = os.fspath(Path(__file__).parent / "confined")
os.environ["CLEWLINE_FAULTS"] = os.fspath(_FAULTS)
os.environ["CLEWLINE_FOLDERS"] = _STATE.name
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (_HOOK, os.environ.get("PYTHONPATH"))))
sys.path.insert(0, _HOOK)
import confined  # noqa: E402, F401


def pytest_unconfigure() -> None:
    _STATE.cleanup()


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["CLEWLINE_FOLDERS"] = os.pathsep.join((_STATE.name, os.fspath(tmp_path_factory.getbasetemp())))


@pytest.fixture(autouse=True)
def _confined(request: pytest.FixtureRequest, _own_folders: None) -> Iterator[None]:
    """Fails every test in which Clewline does what it must not, unless the test asks for it."""
    yield
    faults = _FAULTS.read_text("utf-8") if _FAULTS.exists() else ""
    _FAULTS.unlink(missing_ok=True)
    if faults and "unconfined" not in request.keywords:
        pytest.fail(f"Clewline did what it must not:\n{faults}", pytrace=False)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-cases",
        action="store_true",
        help="write what comes out into the cases of tests/content/markdown, to be reviewed",
    )
    parser.addoption(
        "--rewrite-golden", action="store_true", help="write what comes out into tests/golden, to be reviewed"
    )


# Not for the whole session: while it runs, no other test of this process can have an event loop of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium, and CI must not do without")
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()

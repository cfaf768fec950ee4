"""Options of the test run, and a real browser. Without one its tests are skipped, but never where `CI` is
set.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

_FLAGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


# The key that caches are sealed with is the user's own; tests have theirs, for as long as they run.
_STATE = tempfile.TemporaryDirectory(prefix="clewline-state-")
os.environ["XDG_STATE_HOME"] = _STATE.name


def pytest_unconfigure() -> None:
    _STATE.cleanup()


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

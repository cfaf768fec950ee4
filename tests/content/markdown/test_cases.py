"""Runs the suites in tests/content/markdown/cases: Markdown that people can read, with what comes of each
case.
"""

import re
from pathlib import Path

import pytest

from clewline.content.model import Kind
from content.markdown.shown import shown

FOLDER = Path(__file__).parent / "cases"
CASE = re.compile(
    r"^## (.+)\n\n~~~~~~ (note|line)\n((?:.*\n)*?)~~~~~~\n(?:\n~~~~~~ html\n((?:.*\n)*?)~~~~~~\n)?",
    re.MULTILINE,
)
KINDS = {"note": Kind.NOTE, "line": Kind.LINE}


def cases() -> list[tuple[str, str, str, str, str]]:
    """Suite, name, kind, input and expected outcome of every case."""
    return [
        (suite.stem, found[1], found[2], found[3], found[4] or "")
        for suite in sorted(FOLDER.glob("*.md"))
        for found in CASE.finditer(suite.read_text("utf-8"))
    ]


@pytest.fixture(scope="session", autouse=True)
def rewritten(request: pytest.FixtureRequest) -> None:
    """With ``--rewrite-cases``, writes into each suite what comes out now."""
    if request.config.getoption("--rewrite-cases"):
        for suite in FOLDER.glob("*.md"):
            text = CASE.sub(
                lambda m: (
                    f"## {m[1]}\n\n~~~~~~ {m[2]}\n{m[3]}~~~~~~\n\n~~~~~~ "
                    f"html\n{shown(m[3], KINDS[m[2]])}~~~~~~\n"
                ),
                suite.read_text("utf-8"),
            )
            suite.write_text(text, "utf-8")


@pytest.mark.parametrize(("suite", "name"), [case[:2] for case in cases()], ids=lambda value: str(value))
def test_case(suite: str, name: str) -> None:
    kind, written, expected = next(case[2:] for case in cases() if case[:2] == (suite, name))
    assert shown(written, KINDS[kind]) == expected


def test_every_heading_of_a_suite_is_a_case_with_a_name_of_its_own() -> None:
    for suite in FOLDER.glob("*.md"):
        outside = re.sub(r"^~~~~~~ .*\n(?:.*\n)*?~~~~~~\n", "", suite.read_text("utf-8"), flags=re.MULTILINE)
        names = re.findall(r"^## (.+)$", outside, re.MULTILINE)
        assert names == [case[1] for case in cases() if case[0] == suite.stem]
        assert len(names) == len(set(names)) > 2

import fnmatch
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clewline.content.gitignore import ignored_above


def covers(root: Path, lines: str, path: str) -> bool:
    (root / ".gitignore").write_text(lines)
    (root / ".git").mkdir(exist_ok=True)
    return ignored_above(root).within(root, "").covers(path, False)


@pytest.mark.parametrize("line", ["*a" * 60 + "b", "*" * 200 + "b", "**/a/" * 60 + "b", "?*" * 90 + "b"])
def test_many_stars_end(tmp_path: Path, line: str) -> None:
    for path in ("a" * 250, "/".join(["a"] * 200)):
        assert not covers(tmp_path, line, path)


@pytest.mark.parametrize(
    ("line", "path", "ignored"),
    [
        ("[[:alpha:]][[:digit:]].md", "a1.md", True),
        ("[[:alpha:]][[:digit:]].md", "11.md", False),
        ("*a*b*.md", "xaybz.md", True),
        ("a/*b*c*/d", "a/xbyc/d", True),
        ("a/*b*c*/d", "a/xcyb/d", False),
        ("**/build/**/*.md", "x/build/y/z.md", True),
    ],
)
def test_lines_mean_what_git_reads(tmp_path: Path, line: str, path: str, ignored: bool) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert covers(tmp_path, line, path) is ignored


@given(st.text("ab*?", min_size=1, max_size=9), st.text("ab", min_size=1, max_size=9))
def test_stars_match_as_globs_do(tmp_path_factory: pytest.TempPathFactory, glob: str, name: str) -> None:
    if "**" not in glob:
        root = tmp_path_factory.mktemp("g")
        assert covers(root, f"/x{glob}", f"x{name}") is fnmatch.fnmatchcase(f"x{name}", f"x{glob}")

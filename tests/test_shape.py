"""The shape of the code: imports point one way, each library has one home, modules stay small, every rule is
provoked.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from clewline.diagnostics.rules import RULES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "clewline"
MODULES = sorted(PACKAGE.rglob("*.py"))

ORDER = "text diagnostics engine content settings corpus evidence pages theme output build check serve cli".split()
"""The rooms of the source, each importing only from those before it (and from itself)."""

HOMES = {
    "yaml": "content/front_matter",
    "markdown_it": "content/markdown",
    "mdit_py_plugins": "content/markdown",
    "nh3": "content/markdown",
    "pygments": "content/markdown",
    "quickjs": "content/markdown/temml",
    "sentencex": "text/sentences",
    "text_to_num": "evidence/reading/tokens",
    "snowballstemmer": "evidence/reading/stems",
    "pathspec": "content/gitignore",
    "pybtex": "content/bibliography",
    "citeproc": "content/bibliography",
    "networkx": "corpus/graph",
    "jinja2": "theme",
    "typer": "cli",
    "platformdirs": "cli/handbook",
    "rich": "cli",
    "distributed": "cli/cluster",
    "starlette": "serve",
    "uvicorn": "serve",
    "watchfiles": "serve",
    "filelock": "output/publish",
    "msgspec": "engine",
    "selectolax": "check",
    "rapidfuzz": "text/did_you_mean",
    "polib": "theme/i18n",
    "PIL": "theme/beside",
    "font_source_serif_pro": "theme/beside",
}
"""The one module or folder in which each third-party library may be imported."""

SPEAKING = {"cli", "serve"}


def room(path: Path) -> str:
    """The folder at the top of the source that ``path`` stands in."""
    return path.relative_to(PACKAGE).parts[0]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "clewline":
                yield from (f"clewline.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    mine = room(path)
    if mine in ("__init__.py", "__main__.py"):
        return
    assert mine in ORDER, f"{mine} has no place in the order of rooms"
    for name in imports(path):
        if name.startswith("clewline.") and (other := name.split(".")[1]) != "__version__":
            assert ORDER.index(other) <= ORDER.index(mine), f"{mine} imports {other}, which comes after it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_library_has_one_home(path: Path) -> None:
    here = path.relative_to(PACKAGE).with_suffix("").as_posix()
    for name in imports(path):
        place = HOMES.get(name.split(".")[0])
        assert place is None or f"{here}/".startswith(f"{place}/"), f"{name} is imported outside {place}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_are_small(path: Path) -> None:
    # A registry is a list of facts, which has no inside to be split at.
    limit = 550 if path.name == "rules.py" else 380
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_core_is_silent(path: Path) -> None:
    if room(path) in SPEAKING:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        assert called != "print"
    assert "logging" not in set(imports(path))


def strings(path: Path) -> Iterator[str]:
    """Every string constant of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_rule_is_provoked_by_a_test() -> None:
    named = {text for path in (ROOT / "tests").rglob("*.py") for text in strings(path)}
    shown = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("cases/*.md"))
    named |= {word for text in shown for word in re.findall(r"^\d+:\d+ ([a-z-]+):", text, re.MULTILINE)}
    named |= {word for text in named for word in text.split()}
    assert sorted(set(RULES) - named) == []


CODE_AT = {"Diagnostic": 0, "report": 0, "_Refused": 0, "Finding": 1}
"""The calls that make a finding, and which of their arguments is its code."""


def test_every_code_that_is_used_is_a_rule_and_every_rule_is_used() -> None:
    used: set[str] = set()
    named: set[str] = set()
    for path in MODULES:
        if path.name == "rules.py":
            continue
        named |= set(strings(path))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            place = CODE_AT.get(name, len(node.args))
            if place < len(node.args) and isinstance(code := node.args[place], ast.Constant):
                used.add(str(code.value))
    assert used <= set(RULES)
    assert set(RULES) <= named

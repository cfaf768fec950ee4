"""The shape of the code: imports point one way, each library has one home, modules stay small, every rule is provoked."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from clewline.rules import RULES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "clewline"
MODULES = sorted(PACKAGE.rglob("*.py"))

ORDER = (
    "text own_folder near diagnostic fingerprint rules toml_places model bibliography frontmatter fields markdown parse memo "
    "addresses corpus linker graph next_lines pages fill passages views lists metro weave surroundings inventory plan i18n theme "
    "exports compact engine render option_values config sightings loader audit batches search cache connect reads recorder replan "
    "publish suppress reasons renew recall compile build follow live settings_reference explain suggest starter report check serve "
    "cli"
).split()
"""Modules and packages of the source, each importing only from those before it (a package also from itself)."""

HOMES = {
    "yaml": {"frontmatter"},
    "markdown_it": {"markdown"},
    "mdit_py_plugins": {"markdown"},
    "nh3": {"markdown"},
    "pygments": {"markdown"},
    "latex2mathml": {"markdown"},
    "sentencex": {"markdown"},
    "pybtex": {"bibliography"},
    "citeproc": {"bibliography"},
    "networkx": {"graph"},
    "jinja2": {"theme", "engine", "render"},
    "typer": {"cli"},
    "rich": {"cli"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "watchfiles": {"serve"},
    "filelock": {"publish"},
    "msgspec": {"cache"},
    "selectolax": {"check"},
    "rapidfuzz": {"near"},
    "babel": {"i18n"},
    "PIL": {"exports"},
    "font_source_serif_pro": {"exports"},
}
"""Where each third-party library may be imported."""

SPEAKING = {"cli", "serve"}


def home(path: Path) -> str:
    """The module or package at the top of the source that ``path`` belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


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
    mine = home(path)
    if mine in ("__init__", "__main__"):
        return
    assert mine in ORDER, f"{mine} has no place in the order of modules"
    for name in imports(path):
        if name.startswith("clewline."):
            other = name.split(".")[1]
            if other in ("__version__",):
                continue
            assert other == mine or ORDER.index(other) < ORDER.index(mine), f"{mine} imports {other}, which comes after it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_library_has_one_home(path: Path) -> None:
    for name in imports(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or home(path) in homes, f"{name} is imported outside {homes}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_are_small(path: Path) -> None:
    # Registries are lists of facts, which have no inside to be split at.
    limit = 600 if path.name in ("rules.py", "pages.py") else 300
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_core_is_silent(path: Path) -> None:
    if home(path) in SPEAKING:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        assert called != "print"
    assert "logging" not in set(imports(path))


def test_every_rule_is_provoked_by_a_test() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*") if path.suffix in (".py", ".md", ".txt"))
    quoted = set(re.findall(r"[a-z]+(?:-[a-z]+)+", tests))
    assert sorted(set(RULES) - quoted) == []


def test_every_code_that_is_used_is_a_rule() -> None:
    used: set[str] = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Diagnostic":
                code = node.args[0] if node.args else None
                if isinstance(code, ast.Constant):
                    used.add(str(code.value))
    assert used <= set(RULES)

"""Settings for a folder that holds notes already: which of its folders are content."""

import json
from collections.abc import Iterable
from pathlib import Path

from clewline.content.loader import scan
from clewline.content.obsidian import vault_of
from clewline.content.selection import KIND_FOLDERS, Selection
from clewline.settings.config import HIDDEN_OUT

_OF_PROJECTS = frozenset(
    "readme license licence changelog contributing code_of_conduct security support agents claude".split()
)
"""Names of files at the top that speak of a project, and are no notes."""
_OF_CODE = frozenset("src source test tests scripts tools benchmarks examples packages dist build".split())


def adopted_settings(root: Path) -> str:
    """The settings for the notes in ``root``; empty when there are none."""
    paths = [file.source.path for file in scan(root, Selection({})).files]
    notes = [path for path in paths if "/" in path or not _is_of_project(path)]
    if not notes:
        return ""
    vault = vault_of(root)
    folders = ["."] if vault == root.resolve() else content_folders(notes)
    lines = [f"title = {json.dumps(root.resolve().name, ensure_ascii=False)}"]
    lines += [f'out = "{HIDDEN_OUT}"'] if vault else []
    return "\n".join([*lines, "", "[content]", f"folders = {json.dumps(folders, ensure_ascii=False)}", ""])


def content_folders(notes: Iterable[str]) -> list[str]:
    """The folders at the top that hold these ``notes`` (paths), as far as they look like content, and the one
    where lines will be; ``.`` when there are notes beside them.
    """
    notes = list(notes)
    tops = {path.partition("/")[0] for path in notes if "/" in path}
    if "notes" in tops:
        return sorted(KIND_FOLDERS)
    likely = {name for name in tops if name.casefold() not in _OF_CODE}
    return sorted({*likely, "lines"}) if likely and all("/" in path for path in notes) else ["."]


def _is_of_project(path: str) -> bool:
    return path.partition(".")[0].casefold() in _OF_PROJECTS

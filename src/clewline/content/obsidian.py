"""What Obsidian's own settings say of a vault: which files are excluded, where templates lie, and whether
the ends of lines are shown.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.engine.regular_file import read_regular
from clewline.text.names import name_key
from clewline.text.spans import file_start

FOLDER = ".obsidian"
_APP = f"{FOLDER}/app.json"
_TEMPLATES = (
    (f"{FOLDER}/templates.json", "folder"),
    (f"{FOLDER}/plugins/templater-obsidian/data.json", "templates_folder"),
)
"""Files that name the folder of templates (of Obsidian itself, and of the plugin that most people use), and
by which key.
"""
FILES = frozenset((_APP, *(path for path, _ in _TEMPLATES)))
"""All files that are looked at."""
_MOST = 1024 * 1024
_ENDLESS = re.compile(r"\([^()]*[*+|}][^()]*\)[*+{]")
"""What is repeated that repeats, or that may be read in several ways."""
_REPEATS = re.compile(r"[*+}]")
_MOST_REPEATS = 4
_NAMED = re.compile(r"\(\?<(?=\w)")


class Vault(NamedTuple):
    """What is set in a vault: the beginnings of paths (as `name_key` gives them) and the expressions that
    exclude files, and the folders of templates.
    """

    beginnings: tuple[str, ...] = ()
    expressions: tuple[re.Pattern[str], ...] = ()
    templates: tuple[str, ...] = ()

    def excludes(self, path: str) -> bool:
        """Whether the file or folder at ``path`` (a folder ends with a slash) is excluded."""
        if not self.beginnings and not self.expressions:
            return False
        return name_key(path).startswith(self.beginnings) or any(
            expression.search(path) for expression in self.expressions
        )

    def holds_templates(self, path: str) -> bool:
        """Whether ``path`` is a folder of templates."""
        return bool(self.templates) and name_key(path) in self.templates


def vault_of(folder: Path) -> Path | None:
    """The vault of Obsidian that ``folder`` is or lies in."""
    place = folder.resolve()
    return next((above for above in (place, *place.parents) if (above / FOLDER).is_dir()), None)


def line_breaks(root: Path) -> bool:
    """Whether the vault in the folder ``root`` shows the end of a line in a paragraph as one: Obsidian does
    unless it is told not to. A folder that is no vault of Obsidian's does not.
    """
    return (root / FOLDER).is_dir() and _object(root, _APP).get("strictLineBreaks") is not True


def read_vault(root: Path) -> Checked[Vault]:
    """What Obsidian's settings in ``root`` say, and which of them cannot be understood."""
    found: list[Diagnostic] = []
    beginnings: list[str] = []
    expressions: list[re.Pattern[str]] = []
    filters = _object(root, _APP).get("userIgnoreFilters")
    for written in filters if isinstance(filters, list) else []:
        if not isinstance(written, str) or not written:
            continue
        if len(written) > 2 and written.startswith("/") and written.endswith("/"):
            if _ENDLESS.search(written) or len(_REPEATS.findall(written)) > _MOST_REPEATS:
                message = f"the excluded files {written} could take without end to find"
                hint = "exclude the folder by its name, or in clewline.toml: `ignore = […]`"
                found.append(Diagnostic("obsidian-filter", message, file_start(_APP), hint))
                continue
            try:
                # Names of groups are all that JavaScript writes differently and people use.
                expressions.append(re.compile(_NAMED.sub("(?P<", written[1:-1]), re.IGNORECASE))
            except (re.error, OverflowError, RecursionError) as error:
                message = f"the excluded files {written} cannot be understood: {error}"
                hint = "exclude the folder by its name, or in clewline.toml: `ignore = […]`"
                found.append(Diagnostic("obsidian-filter", message, file_start(_APP), hint))
        else:
            beginnings.append(name_key(written))
    named = (_object(root, path).get(key) for path, key in _TEMPLATES)
    folders = tuple(dict.fromkeys(name_key(name.strip("/")) for name in named if isinstance(name, str)))
    return Checked(Vault(tuple(beginnings), tuple(expressions), tuple(filter(None, folders))), tuple(found))


def _object(root: Path, path: str) -> Mapping[str, object]:
    """The object that the JSON file at ``path`` holds; empty when there is none that makes sense."""
    try:
        value = json.loads(read_regular(root, path, _MOST) or b"{}")
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}

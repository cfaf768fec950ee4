"""What Obsidian's own settings say of a vault: they hold where a site's settings are silent."""

import json
from pathlib import Path

_SETTINGS = Path(".obsidian", "app.json")
_LONGEST = 1 << 20


def line_breaks(root: Path) -> bool:
    """Whether the vault in the folder ``root`` shows the end of a line in a paragraph as one: Obsidian does
    unless it is told not to. A folder that is no vault of Obsidian's does not.
    """
    if not (root / _SETTINGS.parent).is_dir():
        return False
    try:
        with (root / _SETTINGS).open("rb") as file:
            settings = json.loads(file.read(_LONGEST))
    # Damaged settings are for Obsidian to mend: it then goes by its defaults, and so do we.
    except (OSError, ValueError, RecursionError):
        return True
    return not (isinstance(settings, dict) and settings.get("strictLineBreaks") is True)

"""The folder that Clewline keeps for itself beside what it works on."""

from pathlib import Path

FOLDER = ".clewline"


def own_folder(place: Path) -> Path:
    """The folder `FOLDER` in ``place``, which is there afterwards; version control passes over it."""
    folder = place / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")
    return folder

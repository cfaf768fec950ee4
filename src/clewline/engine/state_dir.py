"""What is ours on the disk: the folder that Clewline keeps for itself beside a site, and the file by which a
built site is known.
"""

from pathlib import Path

FOLDER = ".clewline"
MANIFEST = ".clewline-manifest.json"
"""The file in a built site that says what in it is ours."""


def own_folder(place: Path) -> Path:
    """The folder `FOLDER` in ``place``, which is there afterwards; version control passes over it."""
    folder = place / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")
    return folder

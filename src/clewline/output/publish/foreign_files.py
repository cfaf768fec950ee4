"""What others left in an old site, while a new one was being made."""

import os
from collections.abc import Collection
from pathlib import Path

from clewline.engine.state_dir import MANIFEST
from clewline.output.publish.folder import NOTHING, Listing, above, clear, listed
from clewline.output.publish.manifest import manifest_of


def move_over(
    place: Path, held: Listing, ours: Collection[str], out: Path, seen: Listing = NOTHING
) -> list[str]:
    """Moves what others put into the old site at ``place`` into the new one at ``out``, if there is room for
    it; all that is moved.

    The old site holds ``held``, of which ``ours`` is nobody else's. What was there when it was ``seen`` is in
    the new site already.
    """
    late = [
        path
        for path, number in held.files.items()
        if path not in ours and path != MANIFEST and seen.files.get(path) != number
    ]
    late += [folder for folder in held.empty if folder not in seen.folders]
    moved = []
    for path in late:
        # Of a file that was replaced by a newer one, the new site has the one that was seen.
        there = os.path.lexists(out / path) and path not in seen.files
        if (
            not there
            and os.path.lexists(place / path)
            and all(_is_room(out / folder) for folder in above(path))
        ):
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).replace(out / path)
            moved.append(path)
    return moved


def take_back(place: Path, out: Path, ours: Collection[str] | None = None) -> list[str]:
    """Takes away the folder ``place``, if there is one. If it is an old site, what others put there moves
    into the new one at ``out``; all that is moved. ``ours`` is what is not of others, by its manifest when it
    is not told.
    """
    moved: list[str] = []
    if place.is_dir() and not place.is_symlink() and out.is_dir() and (place / MANIFEST).is_file():
        ours = manifest_of(place) if ours is None else ours
        if ours is not None:
            moved = move_over(place, listed(place), ours, out)
        # First of all: whoever finds the rest must not take folders that are empty by then for somebody
        # else's.
        (place / MANIFEST).unlink()
    clear(place)
    return moved


def _is_room(folder: Path) -> bool:
    """Whether files can be put into ``folder`` without leaving the site, once it is made if it is not
    there.
    """
    return not os.path.lexists(folder) or (folder.is_dir() and not folder.is_symlink())

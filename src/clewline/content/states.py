"""What the file system says of the files of a site, so that changes are found without reading them."""

import os
import time
from pathlib import Path

from clewline.content import gitignore, obsidian
from clewline.content.selection import MARKS, PROGRAMS, THEME, Selection
from clewline.text.names import is_passing

State = tuple[int, ...]
"""What the file system says of a file without reading it; equal as long as nobody has touched the file."""

_MOMENT = 50_000_000
"""Nanoseconds in which two changes to a file may bear the same time."""


def states(root: Path, selection: Selection) -> dict[str, State]:
    """The state of everything below ``root`` that may count: content, templates, settings, and folders. Cheap
    enough to be asked for often.

    What was written a moment ago may be written again without a sign of it: its state differs from the one
    that it has later.
    """
    recent = time.time_ns() - _MOMENT
    found: dict[str, State] = {}
    waiting = [("", os.fspath(root))]
    while waiting:
        prefix, folder = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = list(listing)
        except OSError:
            continue  # gone meanwhile, or unreadable: what is below it is missing, and that is a change
        if not MARKS.isdisjoint(entry.name for entry in entries):
            continue
        for entry in entries:
            path = prefix + entry.name
            if not may_count(path, selection):
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if entry.is_dir(follow_symlinks=False):
                found[path] = (status.st_mode,)
                waiting.append((f"{path}/", entry.path))
            else:
                times = (status.st_mtime_ns, status.st_ctime_ns, int(status.st_ctime_ns > recent))
                found[path] = (*times, status.st_size, status.st_ino, status.st_mode)
    return found


def may_count(path: str, selection: Selection) -> bool:
    """Whether a change to ``path`` (below the root) can make a difference to the site, as far as its name
    tells.
    """
    if path == selection.output or (selection.output and path.startswith(f"{selection.output}/")):
        return False
    names = path.split("/")
    if names[-1] == gitignore.NAME or path in obsidian.FILES:
        return True
    if any(is_passing(name) or name.casefold() in PROGRAMS for name in names):
        return False
    return names[0].casefold() != THEME or names[0] == THEME

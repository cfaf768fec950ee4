"""Sightings: what builds remember of files, so that what nobody has touched since need not be read again.

A file is taken for untouched when all that the file system says of it is as it was: size, inode, and the
times of its last change, of which the one of the inode cannot be set by programs. As in Git's index, a file
is not relied on when it was seen so soon after a change that another one might bear the same time
(https://git-scm.com/docs/racy-git).
"""

import os
import time
from collections.abc import Mapping
from typing import NamedTuple

from clewline.content.model import Attachment
from clewline.text.digest import digest

State = tuple[int, int, int, int]
"""Size, inode, and times of the last change to the content and to the inode in nanoseconds."""

_MOMENT = 50_000_000
_LONG_MOMENT = 3_000_000_000
_COARSE = 1_000_000
"""Nanoseconds. Where times are whole milliseconds, the file system may count in seconds (FAT in two)."""


class Sighting(NamedTuple):
    """A file as it was seen: its state, and the digest of its bytes if it is content, else how it can be
    shown.
    """

    state: State
    digest: str = ""
    attachment: Attachment | None = None


class Sightings:
    """The files of a site as they were seen ``before``; ``seen`` are those of the present scan that can be
    relied on by the next one.

    Content that holds the words ``always_read`` is not among them.
    """

    def __init__(self, before: Mapping[str, Sighting], always_read: bytes) -> None:
        self._before = before
        self._always_read = always_read
        self._started = time.time_ns()
        self._states: dict[str, State] = {}
        self.seen: dict[str, Sighting] = {}

    def untouched(self, path: str, entry: "os.DirEntry[str]") -> Sighting | None:
        """The sighting of the file at ``path`` if nobody has touched it since."""
        try:
            state = state_of(entry.stat(follow_symlinks=False))
        except OSError:
            return None
        last = self._before.get(path)
        if last is not None and last.state == state:
            self.seen[path] = last
            return last
        self._states[path] = state
        return None

    def note_content(self, path: str, data: bytes) -> None:
        """Remembers content that was not `untouched`, and was read then."""
        if self._always_read not in data:
            self._note(path, digest(data), None)

    def note_attachment(self, path: str, attachment: Attachment) -> None:
        """Remembers an attachment that was not `untouched`, and was looked at then."""
        self._note(path, "", attachment)

    def is_new(self) -> bool:
        """Whether the present scan knows anything else than was known before."""
        return self.seen != self._before

    def _note(self, path: str, digest: str, attachment: Attachment | None) -> None:
        state = self._states.get(path)
        if state and is_settled(state, self._started):
            self.seen[path] = Sighting(state, digest, attachment)


def state_of(status: os.stat_result) -> State:
    """The state of a file."""
    return (status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns)


def is_settled(state: State, now: int) -> bool:
    """Whether any change to a file after ``now`` (nanoseconds since 1970) will show in its state."""
    latest = max(state[2:])
    return now - latest > (_MOMENT if latest % _COARSE else _LONG_MOMENT)

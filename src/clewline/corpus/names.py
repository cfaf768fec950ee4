"""Names: what documents and attachments answer to, and which of them one means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import normpath

from clewline.text.names import folder as folder_of
from clewline.text.names import name_key, without_markdown

_NO_FILE = re.compile(r'[?:*"<>|\\#%]')
"""What Logseq encodes in the name of a file."""
INDEXES = ("index", "_index", "readme", "home")
"""The names of the notes that stand for the folder that they are in."""


@dataclass(frozen=True, slots=True)
class Names:
    """What documents (by stem, alias and title) and attachments (by file name) answer to, in the form of
    `name_key`; the values are paths. Withheld documents are among them: a link to one must be known for what
    it is.
    """

    stems: Mapping[str, tuple[str, ...]]
    aliases: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, tuple[str, ...]]
    files: Mapping[str, tuple[str, ...]]


def candidates(name: str, names: Names, folder: str = "") -> tuple[str, ...]:
    """The paths of the documents that ``name`` may mean in a file in ``folder``: one when it is clear,
    several when it is ambiguous.

    Endings do not count: a site that was made by another program links to pages.

    Obsidian's order: the exact path (``./`` and ``../`` start from the folder), the end of a path, a file
    name (which of several, `nearest_to` says), an alias, a title. What is left may be a path as Logseq
    writes it into the name of a file (``a___b``), or a slug: the same with blanks for hyphens.
    """
    key = name_key(name.replace("\\", "/"))
    relative = key.startswith(("./", "../"))
    key = without_markdown(key.strip("/")).removesuffix(".html")
    if "/" in key:
        place = normpath(f"{name_key(folder)}/{key}" if relative else key).lstrip("/")
        same = names.stems.get(place.rpartition("/")[2], ())
        keys = {path: without_markdown(name_key(path)) for path in same}
        exact = tuple(path for path in same if keys[path] == place)
        below = exact or tuple(path for path in same if keys[path].endswith(f"/{place}"))
        if below:
            return nearest_to(folder, below)
        key = key.removeprefix("./")
    in_file = key.replace("/", "___")
    encoded = _NO_FILE.sub(lambda sign: f"%{ord(sign[0]):02x}", in_file)
    ways = (key, in_file, encoded, key.replace("-", " "))
    return next((found for way in ways if (found := _named(way, names, folder))), ())


def _named(key: str, names: Names, folder: str) -> tuple[str, ...]:
    """The paths of the documents with this stem, else this alias, else this title."""
    stems = nearest_to(folder, names.stems.get(key, ()))
    return stems or names.aliases.get(key, ()) or names.titles.get(key, ())


def nearest_to(folder: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The one of ``paths`` that lies in ``folder``, below it, at the top, or alone below the nearest folder
    above; all of them if there is none.
    """
    if len(paths) < 2:
        return paths
    places = [folder_of(path) for path in paths]
    above = [folder]
    while above[-1]:
        above.append(folder_of(above[-1]))
    ways = [
        [place == folder for place in places],
        [place.startswith(f"{folder}/") for place in places],
        [not place for place in places],
        *([f"{place}/".startswith(f"{one}/") for place in places] for one in above[1:-1]),
    ]
    for way in ways:
        if sum(way) == 1:
            return (paths[way.index(True)],)
    return paths


def folder_indexes(name: str, names: Names) -> tuple[str, ...]:
    """The paths of the documents that stand for a folder ``name``: the first of its index files."""
    place = name_key(name).strip("/")
    for index in INDEXES if place else ():
        folders = {path: name_key(folder_of(path)) for path in names.stems.get(index, ())}
        exact = tuple(path for path, folder in folders.items() if folder == place)
        found = exact or tuple(path for path, folder in folders.items() if f"/{folder}".endswith(f"/{place}"))
        if found:
            return found
    return ()

"""Names: what documents and attachments answer to, and which of them one means."""

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import normpath

from clewline.text.names import folder as folder_of
from clewline.text.names import name_key

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

    Obsidian's order: the exact path (``./`` and ``../`` start from the folder), the end of a path, a file in
    the same folder, one at the top, a file name, an alias, a title. What is left may be a path as Logseq
    writes it into the name of a file (``a___b``), or a slug: the same with blanks for hyphens.
    """
    key = name_key(name.replace("\\", "/"))
    relative = key.startswith(("./", "../"))
    key = key.strip("/").removesuffix(".md").removesuffix(".html")
    if "/" in key:
        place = normpath(f"{name_key(folder)}/{key}" if relative else key).lstrip("/")
        same = names.stems.get(place.rpartition("/")[2], ())
        keys = {path: name_key(path).removesuffix(".md") for path in same}
        exact = tuple(path for path in same if keys[path] == place)
        below = exact or tuple(path for path in same if keys[path].endswith(f"/{place}"))
        if below:
            return below
        key = key.removeprefix("./")
    ways = (key, key.replace("/", "___"), key.replace("-", " "))
    return next((found for way in ways if (found := _named(way, names, folder))), ())


def _named(key: str, names: Names, folder: str) -> tuple[str, ...]:
    """The paths of the documents with this stem, else this alias, else this title; of files of one name the
    one beside the file that asks wins, then the one at the top.
    """
    stems = names.stems.get(key, ())
    for place in (folder, ""):
        there = tuple(path for path in stems if path.rpartition("/")[0] == place)
        if len(stems) > 1 and len(there) == 1:
            return there
    return stems or names.aliases.get(key, ()) or names.titles.get(key, ())


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

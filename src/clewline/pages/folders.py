"""Folders: a site without lines is laid out as its files are, with a page for each folder of notes."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from clewline.content.model import Kind
from clewline.corpus.addresses import distinguishing_folder, page_slug
from clewline.corpus.names import INDEXES
from clewline.engine.query import adopt, query
from clewline.pages.part_models import Titled
from clewline.pages.place_models import FolderView
from clewline.pages.vault_models import FolderTree
from clewline.pages.views import Views
from clewline.text.digest import digest
from clewline.text.names import stem, upward

TREE = "folders/index.html"
"""The address of the tree of all folders."""
_SHOWN = frozenset((Kind.NOTE, Kind.TOPIC))
_DAY = re.compile(r"\d{4}([-_. ]?)\d\d\1\d\d")


def folder_addresses(notes: Iterable[str]) -> dict[str, str]:
    """The address of the page of each folder that holds notes, at any depth, in the order of folders."""
    addresses: dict[str, str] = {}
    taken: set[str] = set()
    for folder in sorted({above for path in notes for above in upward(distinguishing_folder(path))}):
        slug = "/".join(map(page_slug, folder.split("/")))
        slug = f"{slug}-{digest(folder.encode())[:8]}" if slug in taken else slug
        taken.add(slug)
        addresses[folder] = f"folders/{slug}.html"
    return addresses


def folder_notes(kinds: Iterable[tuple[str, Kind]]) -> tuple[str, ...]:
    """The paths of the documents that stand in folders, from the kind of each."""
    return tuple(path for path, kind in kinds if kind in _SHOWN)


class Folders:
    """The folders of one site; none where it has lines."""

    def __init__(self, views: Views) -> None:
        self.db = views.db
        self.views = views
        self.corpus = views.corpus
        adopt(self)

    @query(cut=True)
    def folder_pages(self) -> dict[str, str]:
        """The address of the page of each folder, in the order of folders."""
        return folder_addresses(folder_notes(self.corpus.kinds.items()))

    @query(cut=True)
    def notes_by_folder(self) -> dict[str, tuple[str, ...]]:
        """The notes that stand in each folder itself, by path; those at the top in one without a name."""
        groups: dict[str, list[str]] = {}
        for path in folder_notes(self.corpus.kinds.items()):
            groups.setdefault(distinguishing_folder(path), []).append(path)
        return {folder: tuple(sorted(paths)) for folder, paths in sorted(groups.items())}

    @query(cut=True)
    def notes_in_folder(self, folder: str) -> tuple[str, ...]:
        """The notes that stand in a folder itself, by path."""
        return self.notes_by_folder().get(folder, ())

    @query(cut=True)
    def folders_below(self, folder: str) -> tuple[FolderView, ...]:
        """The folders in a folder (of no name: the top), each with the number of notes in it at any depth."""
        counts: dict[str, int] = {}
        for path, notes in self.notes_by_folder().items():
            for above in upward(path):
                counts[above] = counts.get(above, 0) + len(notes)
        return tuple(
            FolderView(url, path.rpartition("/")[2], counts[path])
            for path, url in self.folder_pages().items()
            if path.rpartition("/")[0] == folder
        )

    def way(self, folder: str) -> tuple[FolderView, ...]:
        """The folders that lead to a folder and the folder itself, the outermost first."""
        addresses = self.folder_pages()
        found = [FolderView(addresses[above], above.rpartition("/")[2]) for above in upward(folder)]
        return tuple(reversed(found))

    @query(cut=True)
    def folder_index(self, folder: str) -> str:
        """The path of the note that stands for a folder; empty when there is none."""
        name = folder.rpartition("/")[2].casefold()
        stems = {stem(path).casefold(): path for path in self.notes_in_folder(folder)}
        return next((stems[index] for index in (*INDEXES, name) if index in stems), "")

    @query(cut=True)
    def days_in_folder(self, folder: str) -> tuple[tuple[str, str], ...]:
        """The notes of a folder that are named by a day, in the order of days: name and path."""
        named = ((stem(path), path) for path in self.notes_in_folder(folder))
        return tuple(sorted(one for one in named if _DAY.match(one[0])))

    @query(cut=True)
    def days_beside(self, path: str) -> tuple[str, str]:
        """The paths of the notes of the day before and of the day after that of the note at ``path``."""
        days = self.days_in_folder(distinguishing_folder(path))
        at = bisect_left(days, (stem(path), path))
        if at == len(days) or days[at][1] != path:
            return "", ""
        before = days[at - 1][1] if at else ""
        return before, days[at + 1][1] if at + 1 < len(days) else ""

    def titled(self, path: str) -> Titled | None:
        """A note by its title; None for no path."""
        return Titled(self.views.url(path), self.views.title(path)) if path else None

    def tree(self, folder: str = "") -> tuple[FolderTree, ...]:
        """All folders in a folder, with all that is in them."""
        addresses = self.folder_pages()
        paths = {url: path for path, url in addresses.items()}
        return tuple(
            FolderTree(view, self.tree(paths[view.href]), self.titles(paths[view.href]))
            for view in self.folders_below(folder)
        )

    def titles(self, folder: str) -> tuple[Titled, ...]:
        """The notes in a folder itself, by title."""
        paths = sorted(
            self.notes_in_folder(folder), key=lambda path: (self.views.title_text(path).casefold(), path)
        )
        return tuple(Titled(self.views.url(path), self.views.title(path)) for path in paths)

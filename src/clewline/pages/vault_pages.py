"""What a vault is laid out by, as pages: folders and tags; and what it adds to the pages of notes. There is
nothing of it on a site where it is not wanted.
"""

from clewline.content.model import Document, Kind
from clewline.corpus.addresses import distinguishing_folder, tag_address
from clewline.corpus.node import Node
from clewline.pages.folders import TREE, Folders
from clewline.pages.listings import listing
from clewline.pages.part_models import Titled
from clewline.pages.place_models import FolderView, HeadingView
from clewline.pages.site_view import SiteView
from clewline.pages.tags import TAGS, Tags
from clewline.pages.vault_models import FolderPage, TagPage, TagsPage, TreePage
from clewline.pages.views import Views

_HEADINGS = 4
"""So many headings make a list of contents."""


class VaultPages:
    """Makes the pages of folders and tags of one site."""

    def __init__(self, views: Views) -> None:
        self.views = views
        self.folders = Folders(views)
        self.tags = Tags(views)

    def folder(self, folder: str, site: SiteView) -> FolderPage:
        """The page of a folder."""
        *above, own = self.folders.way(folder)
        index = self.folders.folder_index(folder)
        others = [path for path in self.folders.notes_in_folder(folder) if path != index]
        return FolderPage(
            url=own.href,
            name=own.name,
            description="",
            site=site,
            way=tuple(above),
            index=self.folders.titled(index),
            folders=self.folders.folders_below(folder),
            notes=listing(others, self.views),
        )

    def tree(self, site: SiteView) -> TreePage:
        """The page of all folders."""
        return TreePage(TREE, "", "", site, self.folders.tree(), self.folders.titles(""))

    def tag(self, tag: str, site: SiteView) -> TagPage:
        """The page of a tag."""
        name, paths = self.tags.with_tag(tag)
        kinds = {path: self.views.graph.kind(path) for path in paths}
        lines = [path for path in paths if kinds[path] is Kind.LINE]
        notes = [path for path in paths if kinds[path] in (Kind.NOTE, Kind.TOPIC)]
        return TagPage(
            url=tag_address(tag),
            name=f"#{name}",
            description="",
            site=site,
            nested=self.tags.nested_tags(tag),
            lines=listing(lines, self.views),
            notes=listing(notes, self.views),
        )

    def all_tags(self, site: SiteView) -> TagsPage:
        """The page of all tags."""
        return TagsPage(TAGS, "", "", site, self.tags.tag_tree())

    def at_the_top(self, site: SiteView) -> tuple[FolderView, ...]:
        """The folders that the front page lists."""
        return self.folders.folders_below("") if _in_folders(site) else ()

    def way(self, path: str, site: SiteView) -> tuple[FolderView, ...]:
        """The folders that lead to the note at ``path``."""
        return self.folders.way(distinguishing_folder(path)) if _in_folders(site) else ()

    def led_to(self, path: str, site: SiteView) -> frozenset[Node]:
        """The notes that the introduction of a topic leads to itself: a list of them would say so twice."""
        if not path or Kind.LINE in site.sections:
            return frozenset()
        outward = self.views.graph.outward(path)
        return frozenset(other for ends in outward.ends.values() for other in ends)

    def contents(self, document: Document, site: SiteView) -> tuple[HeadingView, ...]:
        """The headings of a document that has enough of them to be in need of a list."""
        headings = document.body.headings
        if len(headings) < _HEADINGS or not _in_folders(site):
            return ()
        top = min(heading.level for heading in headings)
        return tuple(HeadingView(f"#{one.anchor}", one.text, one.level - top + 1) for one in headings)

    def days_beside(self, path: str, site: SiteView) -> tuple[Titled | None, Titled | None]:
        """The notes of the day before and of the day after that of the note at ``path``."""
        before, after = self.folders.days_beside(path) if _in_folders(site) else ("", "")
        return self.folders.titled(before), self.folders.titled(after)


def _in_folders(site: SiteView) -> bool:
    """Whether pages are laid out in folders."""
    return "folders" in site.sections

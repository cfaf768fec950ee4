"""Page models of what a vault is laid out by: its folders and its tags."""

from dataclasses import dataclass
from typing import NamedTuple

from clewline.pages.models import Page
from clewline.pages.part_models import Listing, Titled
from clewline.pages.place_models import FolderView


class FolderTree(NamedTuple):
    """A folder, the folders in it, and its notes by title."""

    folder: FolderView
    folders: "tuple[FolderTree, ...]"
    notes: tuple[Titled, ...]


class TagView(NamedTuple):
    """A tag: address, how it is written, how many notes have it or one nested in it."""

    href: str
    name: str
    count: int  # type: ignore[assignment]  # the word is right, though tuples have a method of that name


class TagTree(NamedTuple):
    """A tag and those that are nested in it."""

    tag: TagView
    nested: "tuple[TagTree, ...]"


@dataclass(frozen=True, slots=True)
class FolderPage(Page):
    """A folder: the folders that lead to it, the note that stands for it, the folders and notes in it."""

    way: tuple[FolderView, ...]
    index: Titled | None
    folders: tuple[FolderView, ...]
    notes: Listing


@dataclass(frozen=True, slots=True)
class TreePage(Page):
    """All folders as a tree, and the notes at the top."""

    tree: tuple[FolderTree, ...]
    notes: tuple[Titled, ...]


@dataclass(frozen=True, slots=True)
class TagPage(Page):
    """A tag: the tags nested in it, and the lines and notes that have it or one of those."""

    nested: tuple[TagView, ...]
    lines: Listing
    notes: Listing


@dataclass(frozen=True, slots=True)
class TagsPage(Page):
    """All tags."""

    tree: tuple[TagTree, ...]

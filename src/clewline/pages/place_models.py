"""Views of places: folders, and the headings of a page."""

from typing import NamedTuple


class FolderView(NamedTuple):
    """A folder by its name: address, name, how many notes are in it at any depth (0: not said)."""

    href: str
    name: str
    count: int = 0  # type: ignore[assignment]  # the word is right, though tuples have a method of that name


class HeadingView(NamedTuple):
    """A heading in the contents of a page: the address of its place, its text, its level from 1."""

    href: str
    text: str
    level: int

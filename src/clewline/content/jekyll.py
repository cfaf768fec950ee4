"""Posts of Jekyll, whose files are named by day and title: ``_posts/2020-01-02-a-title.md``."""

import re
from datetime import date
from typing import NamedTuple

from clewline.text.names import folder, stem

_NAME = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)-(.+)")


class Post(NamedTuple):
    """What the name of a post says: its day, and the words of its title with hyphens between them."""

    day: date
    slug: str

    @property
    def title(self) -> str:
        """The title that the post has if it gives none itself."""
        return " ".join(word.capitalize() for word in self.slug.split("-") if word)

    @property
    def address(self) -> str:
        """Where Jekyll puts the post, unless it is told otherwise, below the folders of its categories."""
        return f"{self.day:%Y/%m/%d}/{self.slug}.html"


def post_at(path: str) -> Post | None:
    """The post that the file at ``path`` is; None for other files."""
    named = _NAME.fullmatch(stem(path)) if "_posts" in folder(path).split("/") else None
    if not named:
        return None
    try:
        return Post(date(*map(int, named.groups()[:3])), named[4])
    except ValueError:
        return None


def is_draft(path: str) -> bool:
    """Whether the file at ``path`` stands where Jekyll keeps drafts."""
    return "_drafts" in folder(path).split("/")

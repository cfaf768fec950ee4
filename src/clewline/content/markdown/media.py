"""Pictures, films, sound and frames that notes show with raw HTML: what each leads to."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_ELEMENT = re.compile(
    r"<(?:img|source)\b(?P<img>[^>]*)>"
    r"|<(?P<name>video|audio|iframe)\b(?P<tag>[^>]*)>(?:(?P<inside>(?:(?!<(?P=name)\b).)*?)</(?P=name)\s*>)?",
    re.IGNORECASE | re.DOTALL,
)
_SOURCE = re.compile(r"<source\b([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_SIZE = re.compile(r"\d{1,4}")


WRAPPERS = frozenset(("audio", "picture", "source", "track", "video"))
"""Elements that are taken away without loss: what they show is shown, what they say stays."""


class Shown(NamedTuple):
    """An element that shows a file: where it stands in the HTML, what it leads to, its words, and whether it
    is a frame.
    """

    start: int
    end: int
    address: str
    label: str
    frame: bool


def shown_in(html: str) -> Iterator[Shown]:
    """The elements in ``html`` that show a file, in order; those that name none are left out."""
    for found in _ELEMENT.finditer(html) if "<" in html else ():
        attributes = _attributes(found["img"] or found["tag"] or "")
        address = attributes.get("src", "")
        if not address and (source := _SOURCE.search(found["inside"] or "")):
            address = _attributes(source[1]).get("src", "")
        if address:
            frame = (found["name"] or "").lower() == "iframe"
            label = attributes.get("title", "") if frame else _label(attributes)
            yield Shown(found.start(), found.end(), address, label, frame)


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): unescape(value.strip("\"'")).strip() for name, value in _ATTRIBUTE.findall(tag)}


def _label(attributes: dict[str, str]) -> str:
    """The description, with the size as Obsidian writes it behind a bar."""
    words = attributes.get("alt") or attributes.get("title") or ""
    sizes = [attributes.get(side, "").removesuffix("px") for side in ("width", "height")]
    if not _SIZE.fullmatch(sizes[0]):
        return words
    return f"{words}|{'x'.join(size for size in sizes if _SIZE.fullmatch(size))}"

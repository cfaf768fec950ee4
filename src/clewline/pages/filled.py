"""Rich text as pages show it: HTML with holes, and the views that fill them.

Every address (``href``, ``src``) is relative to the root of the site, or that of another host.
"""

from enum import StrEnum
from typing import NamedTuple

from clewline.content.model import Rich


class LinkState(StrEnum):
    """What became of a link."""

    FOUND = "found"
    EXTERNAL = "external"
    BROKEN = "broken"
    WITHHELD = "withheld"  # its target is private or a draft: the words stay, the link goes


class LinkView(NamedTuple):
    """A link as shown: address, words (plain text; those of the author, else the target's title), state."""

    href: str
    text: str
    state: LinkState


class ChipView(NamedTuple):
    """A citation in a synthesis: number of its card, stance, the author's words (may be empty), address of
    the note.
    """

    number: int
    stance: str
    text: str
    href: str


class CiteView(NamedTuple):
    """A reference cited in running text: address and short label ("Zhou et al. 2023"); no address when
    unknown.

    ``passage`` is the address of the quoted words in the work itself, where a quotation ends with the
    citation.
    """

    href: str
    label: str
    passage: str = ""


class ImageView(NamedTuple):
    """An image: address, alternative text, width and height in pixels (0: as it is)."""

    src: str
    alt: str
    width: int = 0
    height: int = 0


class MediaView(NamedTuple):
    """A film, a sound, a document or a page of another host that is shown in place: address, words, and which
    of them it is (``video``, ``audio``, ``pdf``, ``frame``).
    """

    src: str
    title: str
    kind: str


class EmbedView(NamedTuple):
    """A piece of another document, shown in place: its title and address, its blocks and what fills them."""

    href: str
    title: str
    blocks: "tuple[Filled, ...]"


class FoundView(NamedTuple):
    """Words that were found in a source: the address of where (``#…``: on this page), and the number of that
    place, which both ends have (class ``t<number>``).
    """

    href: str
    number: int


View = LinkView | ChipView | CiteView | ImageView | MediaView | EmbedView | FoundView


class Filled(NamedTuple):
    """HTML with holes, and the views that fill them, by index of the link."""

    parts: Rich
    views: tuple[View | None, ...] = ()
    anchors: tuple[str, ...] = ()


class ClaimView(NamedTuple):
    """A sentence that cites: running number (id ``c<number>``), its margin items (classes ``k<n>``), its
    sources.
    """

    number: int
    items: tuple[int, ...]
    sources: tuple[int, ...]

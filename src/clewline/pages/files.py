"""Files in pages: how an attachment that a document shows is seen."""

import re

from clewline.content.model import Attachment, Link, LinkKind
from clewline.pages.filled import ImageView, LinkState, LinkView, MediaView

_IMAGES = ("png", "jpg", "jpeg", "gif", "webp", "avif", "apng", "bmp", "svg")
_MEDIA = {
    "mp4": "video",
    "webm": "video",
    "mov": "video",
    "ogv": "video",
    "mp3": "audio",
    "ogg": "audio",
    "wav": "audio",
    "m4a": "audio",
    "flac": "audio",
    "pdf": "pdf",
}
_SIZE = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?")


def file_view(link: Link, attachment: Attachment, href: str) -> ImageView | MediaView | LinkView:
    """``attachment``, which has the address ``href``, as ``link`` shows it: in place where a browser can, at
    the size that the author asks for, else as a link.
    """
    path = attachment.path
    ending = path.rpartition(".")[2].lower()
    if ending in _MEDIA:
        words = link.label.partition("|")[0] or path.rpartition("/")[2]
        return MediaView(href, words, _MEDIA[ending])
    if ending not in _IMAGES:
        return LinkView(href, link.label or link.target, LinkState.FOUND)
    asked = _SIZE.fullmatch(link.label.rpartition("|")[2])
    if not asked:
        return ImageView(href, link.label, attachment.width, attachment.height)
    width = int(asked[1])
    height = int(asked[2] or 0) or (attachment.width and round(width * attachment.height / attachment.width))
    return ImageView(href, described(link), width, height)


def loaded_view(link: Link, href: str) -> ImageView | MediaView:
    """An image or a frame of another host, as ``link`` shows it."""
    if link.kind is LinkKind.URL:
        return MediaView(href, link.label or link.target, "frame")
    asked = _SIZE.fullmatch(link.label.rpartition("|")[2])
    return ImageView(href, described(link), int(asked[1]) if asked else 0, int(asked[2] or 0) if asked else 0)


def described(link: Link) -> str:
    """The words of a link to a picture, without the size that may follow them."""
    words, _, size = link.label.rpartition("|")
    return words if _SIZE.fullmatch(size) else link.label

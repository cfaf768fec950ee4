"""Which addresses HTML and CSS use, and for what: the knowledge that the reader of trees and the finder of
places share.

Attributes that hold addresses: https://html.spec.whatwg.org/multipage/indices.html#attributes-3 and
https://www.w3.org/TR/SVG2/linking.html.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple


class UseKind(StrEnum):
    """What a page uses an address for, as the word for it in messages."""

    LINK = "link"
    IMAGE = "image"
    SHEET = "style sheet"
    SCRIPT = "script"
    MEDIA = "media file"
    FRAME = "frame"
    FORM = "form"
    FILE = "address"
    REDIRECT = "redirect"
    BASE = "base"


class Use(NamedTuple):
    """An address as it is authored, and what it is used for."""

    kind: UseKind
    address: str


_DRAWN = (
    "use feimage textpath tref mpath lineargradient radialgradient pattern filter cursor "
    "animate animatemotion animatetransform set discard"
)
_ATTRIBUTES: Mapping[str, Mapping[str, UseKind]] = {
    "a": {"href": UseKind.LINK, "xlink:href": UseKind.LINK},
    "area": {"href": UseKind.LINK},
    "base": {"href": UseKind.BASE},
    "img": {"src": UseKind.IMAGE, "longdesc": UseKind.LINK},
    "image": {"href": UseKind.IMAGE, "xlink:href": UseKind.IMAGE},
    "input": {"src": UseKind.IMAGE},
    "body": {"background": UseKind.IMAGE},
    "table": {"background": UseKind.IMAGE},
    "tr": {"background": UseKind.IMAGE},
    "td": {"background": UseKind.IMAGE},
    "th": {"background": UseKind.IMAGE},
    "script": {"src": UseKind.SCRIPT, "href": UseKind.SCRIPT, "xlink:href": UseKind.SCRIPT},
    "iframe": {"src": UseKind.FRAME, "longdesc": UseKind.LINK},
    "frame": {"src": UseKind.FRAME, "longdesc": UseKind.LINK},
    "video": {"src": UseKind.MEDIA, "poster": UseKind.IMAGE},
    "audio": {"src": UseKind.MEDIA},
    "source": {"src": UseKind.MEDIA},
    "track": {"src": UseKind.MEDIA},
    "embed": {"src": UseKind.MEDIA},
    "object": {"data": UseKind.FILE},
    "html": {"manifest": UseKind.FILE},
    "blockquote": {"cite": UseKind.LINK},
    "q": {"cite": UseKind.LINK},
    "ins": {"cite": UseKind.LINK},
    "del": {"cite": UseKind.LINK},
    **{name: {"href": UseKind.FILE, "xlink:href": UseKind.FILE} for name in _DRAWN.split()},
}
_HINTS = frozenset(("preconnect", "dns-prefetch"))  # they name a host, not a file
_IMAGE_RELATIONS = frozenset(
    ("icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon", "image_src")
)
_SHOWN_ELSEWHERE = frozenset(
    ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
)
_REFRESH = re.compile(
    r"\s*[\d.]+\s*(?:[;,]\s*|\s)(?:url\s*=\s*)?(?:\"([^\"]*)|'([^']*)|(\S.*))", re.IGNORECASE | re.DOTALL
)
_CANDIDATE = re.compile(r"[\s,]*([^\s,]\S*)")
_DESCRIPTORS = re.compile(r"(?:\([^)]*(?:\)|\Z)|[^(,])*,?")
_CSS = re.compile(
    r"/\*.*?(?:\*/|\Z)"
    r"|@namespace\b[^;]*"
    r"|(?P<import>@import\s*+)(?:url\(\s*+)?(?P<name>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|(?<=\()[^\"'()\s]+)"
    r"|(?<![\w-])url\(\s*+(?P<url>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|(?:[^\"'()\\\s]|\\[0-9a-f]{1,6}\s?|\\.)*)\s*+\)"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'",
    re.DOTALL | re.IGNORECASE,
)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(\n)|(.))", re.DOTALL)


def uses_of(tag: str, attributes: Mapping[str, str | None]) -> list[tuple[Use, str]]:
    """The addresses that an element uses, each with the name of the attribute that holds it. Names are in
    lower case.
    """
    found = []
    if tag in _ATTRIBUTES:
        for name, kind in _ATTRIBUTES[tag].items():
            if name in attributes:
                found.append((Use(kind, attributes[name] or ""), name))
    if tag in _RULES:
        found.extend(_RULES[tag](attributes))
    return found


def candidates(srcset: str) -> Iterator[str]:
    """The addresses of a ``srcset``
    (https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute).
    """
    at = 0
    while found := _CANDIDATE.match(srcset, at):
        address = found[1].rstrip(",")
        yield address
        at = found.end()
        if address == found[1]:
            described = _DESCRIPTORS.match(srcset, at)
            at = described.end() if described else at


def css_uses(css: str) -> Iterator[tuple[Use, int, int]]:
    """The addresses that a style sheet or a ``style`` attribute uses, each with where it stands (start and
    end).

    What only means a place in the same document (``url(#gradient)``) is left out: which document that is, the
    page decides.
    """
    if "url(" not in css and "@import" not in css and "URL(" not in css:
        return
    for found in _CSS.finditer(css):
        group = "name" if found["name"] is not None else "url"
        text = found[group]
        if text is None:
            continue
        quoted = text[:1] in ("'", '"')
        address = _CSS_ESCAPE.sub(_unescaped, text[1:-1] if quoted else text)
        if address and not address.startswith("#"):
            kind = UseKind.SHEET if group == "name" else UseKind.FILE
            yield Use(kind, address), found.start(group) + quoted, found.end(group) - quoted


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        number = int(found[1], 16)
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return found[3] or ""


def _form(attributes: Mapping[str, str | None]) -> Iterator[tuple[Use, str]]:
    """A form that posts talks to a program, not to a file: it uses nothing."""
    if attributes.get("action") and (attributes.get("method") or "").strip().lower() not in (
        "post",
        "dialog",
    ):
        yield Use(UseKind.FORM, attributes["action"] or ""), "action"


def _button(attributes: Mapping[str, str | None]) -> Iterator[tuple[Use, str]]:
    """A button does as its form does, unless it says otherwise."""
    if attributes.get("formaction") and (attributes.get("formmethod") or "").strip().lower() == "get":
        yield Use(UseKind.FORM, attributes["formaction"] or ""), "formaction"


def _pictures(attributes: Mapping[str, str | None]) -> Iterator[tuple[Use, str]]:
    for address in candidates(attributes.get("srcset") or ""):
        yield Use(UseKind.IMAGE, address), "srcset"


def _meta(attributes: Mapping[str, str | None]) -> Iterator[tuple[Use, str]]:
    """A redirect, or a picture for those who pass the page on (https://ogp.me)."""
    content = attributes.get("content") or ""
    refreshes = (attributes.get("http-equiv") or "").strip().lower() == "refresh"
    if refreshes and (found := _REFRESH.match(content)):
        yield Use(UseKind.REDIRECT, next(part for part in found.groups() if part is not None)), "content"
    elif (
        content
        and (attributes.get("property") or attributes.get("name") or "").strip().lower() in _SHOWN_ELSEWHERE
    ):
        yield Use(UseKind.IMAGE, content), "content"


def _link(attributes: Mapping[str, str | None]) -> Iterator[tuple[Use, str]]:
    relations = (attributes.get("rel") or "").lower().split()
    address = attributes.get("href")
    if address is not None and not _HINTS.intersection(relations):
        kind = (
            UseKind.SHEET
            if "stylesheet" in relations
            else UseKind.IMAGE
            if _IMAGE_RELATIONS.intersection(relations)
            else UseKind.FILE
        )
        yield Use(kind, address), "href"
    for candidate in candidates(attributes.get("imagesrcset") or ""):
        yield Use(UseKind.IMAGE, candidate), "imagesrcset"


_RULES: Mapping[str, Callable[[Mapping[str, str | None]], Iterator[tuple[Use, str]]]] = {
    "link": _link,
    "meta": _meta,
    "form": _form,
    "button": _button,
    "input": _button,
    "img": _pictures,
    "source": _pictures,
}
"""Elements whose addresses depend on more than the name of an attribute."""
ELEMENTS = frozenset((*_ATTRIBUTES, *_RULES, "style"))
"""The names, in lower case, of all elements that may hold addresses otherwise than in a ``style``
attribute.
"""

"""What a built file uses and defines: bytes to links and places. The only module that knows selectolax.

What stands in a ``template`` element is not part of the page, and comments and scripts hold no links.
"""

import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

from clewline.check.tags import elements, text_uses, too_intricate
from clewline.check.uses import ELEMENTS, Use, UseKind, css_uses, uses_of
from clewline.diagnostics.suppress import MARK

PAGES = (".html", ".htm", ".xhtml")
DRAWINGS = (".svg",)
SHEETS = (".css",)
READ = PAGES + DRAWINGS + SHEETS
"""The endings of the files that can hold links, in lower case."""

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:.-]+)|@charset \"([\w:.-]+)\"", re.IGNORECASE)
_EMPTY_ELEMENT = re.compile(
    r"<(script|style|title|textarea|iframe)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)/>", re.IGNORECASE
)


class PageLinks(NamedTuple):
    """What a file defines (ids and names of anchors), which ids it gives twice, and the distinct addresses it
    uses, in order.

    Those of its own places that are there are only counted (``sound``): a page has more of them than of all
    others. ``base`` is the address that relative ones start from; None: that of the file. ``suppresses``: it
    has comments that suppress findings. ``hands_on``: it is a redirect with a script, which may hand the
    fragment on; browsers by themselves drop it.
    """

    defines: frozenset[str]
    repeated: tuple[str, ...]
    uses: tuple[Use, ...]
    base: str | None = None
    sound: int = 0
    suppresses: bool = False
    hands_on: bool = False


def extract(path: str, data: bytes) -> PageLinks:
    """The links of the file at ``path``, which decides by its ending whether it is a style sheet or a page.
    Any bytes give links.
    """
    if path.lower().endswith(SHEETS):
        return PageLinks(frozenset(), (), tuple(dict.fromkeys(use for use, _, _ in css_uses(decoded(data)))))
    return _page(path, data)


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, else the encoding that it declares, else Windows-1252, as browsers read
    it.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:1024])
        try:
            return data.decode((declared[1] or declared[2]).decode() if declared else "cp1252", "replace")
        except (LookupError, UnicodeError):
            return data.decode("utf-8-sig", "replace")


def is_xml(path: str) -> bool:
    """Whether the ending of ``path`` says that any element of the file may be closed by its own tag."""
    return path.lower().endswith((".xhtml", *DRAWINGS))


def _page(path: str, data: bytes) -> PageLinks:
    text = decoded(data)
    found = (
        _by_tags(text, is_xml(path))
        if too_intricate(text)
        else _by_tree(_EMPTY_ELEMENT.sub(r"<\1\2></\1>", text) if is_xml(path) else text)
    )
    defined = frozenset(found.ids)
    defines = defined.union(found.names)
    uses, base = found.uses, found.base
    left = tuple(
        uses
        if base is not None
        else [use for use in uses if use.address[:1] != "#" or use.address[1:] not in defines]
    )
    repeated = _repeated(found.ids) if len(found.ids) > len(defined) else ()
    hands_on = any(use.kind is UseKind.REDIRECT for use in left) and b"<script" in data.lower()
    return PageLinks(defines, repeated, left, base, len(uses) - len(left), MARK in data, hands_on)


class _Found(NamedTuple):
    """What a page holds: its ids in order, the names of its anchors, the addresses that it uses, and its
    base.
    """

    ids: list[str]
    names: set[str]
    uses: dict[Use, None]
    base: str | None


def _by_tree(text: str) -> _Found:
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    tree = LexborHTMLParser(text, options=LexborDocumentOptions.WO_EVENTS.value)
    ids: list[str] = []
    names: set[str] = set()
    uses: dict[Use, None] = {}
    base = None
    # One walk through the tree: to select elements would take several times as long.
    for node in tree.root.traverse() if tree.root else ():
        attributes = node.attributes
        if own := attributes.get("id"):
            ids.append(own)
        if style := attributes.get("style"):
            uses.update((use, None) for use, _, _ in css_uses(style))
        tag = (node.tag or "").lower()
        if tag not in ELEMENTS:
            continue
        if tag == "style":
            uses.update((use, None) for use, _, _ in css_uses(node.text()))
        if tag == "a" and (name := attributes.get("name")):
            names.add(name)
        for use, _ in uses_of(tag, attributes):
            uses[use] = None
            if tag == "base" and base is None:
                base = use.address
    return _Found(ids, names, uses, base)


def _by_tags(text: str, xml: bool) -> _Found:
    """What a page holds that is too intricate for a tree."""
    ids: list[str] = []
    names: set[str] = set()
    for element in elements(text, xml):
        own, name = element.attributes.get("id"), element.attributes.get("name")
        if own and own.value:
            ids.append(own.value)
        if name and name.value and element.name == "a":
            names.add(name.value)
    uses = dict.fromkeys(use for use, _, _ in text_uses(text, xml))
    return _Found(ids, names, uses, next((use.address for use in uses if use.kind is UseKind.BASE), None))


def _repeated(ids: Sequence[str]) -> tuple[str, ...]:
    seen: set[str] = set()
    return tuple(dict.fromkeys(name for name in ids if name in seen or seen.add(name)))  # type: ignore[func-returns-value]

"""Cutting the text of a page into tags, without building its tree.

The rules are those of https://html.spec.whatwg.org/multipage/parsing.html#tokenization, as far as they decide
where an attribute begins.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from typing import NamedTuple

from clewline.check.uses import Use, css_uses, uses_of

_TAG = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*>|</?([a-zA-Z][^\s/>]*)", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"[\s/]*(?:(>)|([^\s/>][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'][^\s>]*)))?)", re.DOTALL
)
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*(?:;|(?![=a-zA-Z0-9])))")
_LINE_END = re.compile(r"\r\n?|\n")
_OPENED = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_DEEPEST = 3000
_LARGE = 200_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{50000}")
_MARKUP = re.compile(rf"{_REFERENCE.pattern}|<!\[CDATA\[|\]\]>|<!--.*?-->|<[^>]*>", re.DOTALL)
_STYLE = re.compile(r"</?style(?=[\s/>])", re.IGNORECASE)
_FOREIGN = frozenset(("svg", "math"))
# fmt: off
# What ends a drawing that was left open, or stands in a part of it that is HTML.
_LEAVING = frozenset((
    "body", "div", "dl", "foreignobject", "h1", "h2", "h3", "h4", "h5", "h6", "head", "img", "li",
    "ol", "p", "pre", "span", "table", "ul",
))
# Void elements, and those that another of their kind closes.
_FLAT = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
    "dd", "dt", "li", "option", "p", "td", "th", "tr",
))
# fmt: on


class Attribute(NamedTuple):
    """An attribute as it stands in the text: its value with character references resolved, and where it is
    written.
    """

    value: str | None
    start: int
    end: int


class Element(NamedTuple):
    """An element as it stands in the text; for those that hold no HTML, ``begin`` and ``end`` enclose what
    they hold.

    ``foreign``: it belongs to a drawing or a formula.
    """

    name: str
    attributes: dict[str, Attribute]
    begin: int
    end: int
    foreign: bool


def too_intricate(html: str) -> bool:
    """Whether elements are nested deeper, or have more attributes, than in any real page: for such a page a
    tree may take minutes.
    """
    if len(html) > _LARGE and _LONG_TAG.search(html):
        return True
    if html.count("<") <= _DEEPEST:
        return False
    unclosed: Counter[str] = Counter()
    depth = 0
    for close, name in _OPENED.findall(html):
        name = name.lower()
        if name in _FLAT or (close and not unclosed[name]):
            continue
        unclosed[name] += -1 if close else 1
        depth += -1 if close else 1
        if depth > _DEEPEST:
            return True
    return False


def elements(text: str, xml: bool = False) -> Iterator[Element]:
    """Every element outside of templates. In ``xml`` any element may be closed by its own tag; in HTML only
    drawings and formulas are.
    """
    at = templates = foreign = 0
    while tag := _TAG.search(text, at):
        at = tag.end()
        if tag[1] is None:
            continue
        name, closes = tag[1].lower(), text[tag.start() + 1] == "/"
        attributes, at, empty = ({}, at + 1, False) if text.startswith(">", at) else _attributes(text, at)
        if name in _FOREIGN:
            foreign = max(foreign + (-1 if closes else not empty), 0)
        elif name in _LEAVING:
            foreign = 0
        elif name == "template" and not foreign:
            templates = max(templates + (-1 if closes else 1), 0)
        begin, end = at, at
        if foreign and name == "style" and not closes and not empty:
            following = _STYLE.search(text, at)
            end = following.start() if following else len(text)
        elif not foreign and name in _RAW and not closes and not (empty and xml):
            close = _closing(name).search(text, at)
            at = end = close.start() if close else len(text)
        if not closes and not templates:
            yield Element(name, attributes, begin, end, bool(foreign))


def text_uses(text: str, xml: bool = False) -> Iterator[tuple[Use, int, int]]:
    """Every address that the page uses, with where it stands."""
    for element in elements(text, xml):
        if not element.attributes and element.name != "style":
            continue
        values = {name: attribute.value for name, attribute in element.attributes.items()}
        styled = ((use, "style") for use, _, _ in css_uses(values.get("style") or ""))
        for use, name in (*uses_of(element.name, values), *styled):
            held = element.attributes[name]
            at = text.find(use.address, held.start, held.end)
            yield (use, at, at + len(use.address)) if at >= 0 else (use, held.start, held.end)
        if element.name == "style":
            css, where = _style(text, element)
            for use, start, stop in css_uses(css):
                yield use, where[start], where[stop - 1] + 1


def _style(text: str, element: Element) -> tuple[str, Sequence[int]]:
    """The rules in a ``style`` element, and where each of their characters stands. Those of a drawing are
    markup: with references.
    """
    if not element.foreign:
        return text[element.begin : element.end], range(element.begin, element.end)
    css: list[str] = []
    where: list[int] = []
    at = element.begin
    for found in (*_MARKUP.finditer(text, element.begin, element.end), None):
        plain = found.start() if found else element.end
        css.append(text[at:plain])
        where.extend(range(at, plain))
        if found:
            resolved = unescape(found[0]) if found[0].startswith("&") else ""
            css.append(resolved)
            where.extend([plain] * len(resolved))
            at = found.end()
    return "".join(css), where


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def _attributes(text: str, at: int) -> tuple[dict[str, Attribute], int, bool]:
    """The attributes of the tag whose name ends at ``at``, by name in lower case, where the tag ends, and
    whether it closes itself.
    """
    attributes: dict[str, Attribute] = {}
    while at < len(text):
        found = _ATTRIBUTE.match(text, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        if found[1]:
            return attributes, at, found[0].endswith("/>")
        group = found.lastindex or 2
        value = None if group == 2 else found[group]
        if value and ("&" in value or "\r" in value):
            value = _REFERENCE.sub(lambda reference: unescape(reference[0]), _LINE_END.sub("\n", value))
        attributes.setdefault(found[2].lower(), Attribute(value, *found.span(group)))
    return attributes, at, False

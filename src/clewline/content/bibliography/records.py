"""References from CSL-JSON items: which variables are kept, and what is derived from them."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

from clewline.content.bibliography.dates import clean_date, year_of
from clewline.content.bibliography.identifiers import (
    arxiv_address,
    arxiv_in,
    arxiv_of,
    doi_address,
    doi_of,
    web_address,
)
from clewline.content.bibliography.markup import fit, plain
from clewline.content.bibliography.names import NAME_PARTS, OTHERS, CslName, full_name, person, short_names
from clewline.content.bibliography.notices import own_notices
from clewline.content.bibliography.vocabulary import DATES, NAMES, TEXTS, TYPES
from clewline.content.works import Person, Reference
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.text.spans import Span

Item = dict[str, Any]
Place = Callable[[str], Span]

_ALIASES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
_LABEL_LENGTH = 40
_MARKUP = re.compile(r"</?[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?>")


def reference_from_csl(
    key: str, item: Mapping[str, Any], span: Span, place: Place | None = None
) -> Checked[Reference]:
    """The reference that a CSL-JSON ``item`` describes, and which of its values are unusable (they are
    dropped).

    ``span`` is the place of the key; ``place`` gives that of a variable, by its name in CSL-JSON.
    """
    at = place or (lambda name: span)
    found: list[Diagnostic] = []

    def unusable(name: str, message: str, hint: str) -> None:
        found.append(Diagnostic("reference-field", f"`{key}`: {message}", at(name), hint))

    clean = _clean(item, unusable)
    clean["id"] = key
    title = plain(clean.get("title", ""))
    if not title:
        unusable("title", "the reference has no title", "add a title; its key stands in for it")
    year = year_of(clean.get("issued", {}))
    arxiv = _arxiv(item, clean)
    authors = [full_name(name) for name in clean.get("author", []) if name != OTHERS]
    reference = Reference(
        key=key,
        span=span,
        csl=canonical(clean),
        title=title or key,
        label=_label(clean, title or key, year),
        authors=tuple(authors),
        year=year,
        container=plain(clean.get("container-title") or clean.get("publisher") or ("arXiv" if arxiv else "")),
        doi=clean.get("DOI", ""),
        arxiv=arxiv,
        url=clean.get("URL")
        or (doi_address(clean["DOI"]) if "DOI" in clean else arxiv_address(arxiv) if arxiv else ""),
        abstract=_abstract(item.get("abstract")),
        people=_people(item.get("author")),
        notices=own_notices(item),
    )
    return Checked(reference, tuple(found))


def _abstract(value: object) -> str:
    """The plain words of an abstract, which publishers send with tags of JATS or HTML and with entities."""
    return fit(unescape(_MARKUP.sub(" ", value))) if isinstance(value, str) else ""


def canonical(item: Item) -> str:
    """``item`` as JSON in the one form that equal items share."""
    return json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def work_address(item: Item) -> str:
    """Where a clean item's work is found: its DOI before its URL before its arXiv page; empty when
    unknown.
    """
    if "DOI" in item:
        return doi_address(item["DOI"])
    arxiv = _arxiv({}, item)
    return str(item.get("URL") or (arxiv_address(arxiv) if arxiv else ""))


def _clean(item: Mapping[str, Any], unusable: Callable[[str, str, str], None]) -> Item:
    clean: Item = {}
    for given, value in item.items():
        name = _ALIASES.get(given, given)
        if name in TEXTS:
            text = (
                fit(str(value)).replace("&amp;", "&")
                if isinstance(value, str | int) and not isinstance(value, bool)
                else ""
            )
            if text:
                clean[name] = text
        elif name in NAMES:
            names = clean_names(value)
            if names:
                clean[name] = names
        elif name in DATES:
            date = clean_date(value)
            if date:
                clean[name] = _fit_literal(date)
            elif value:
                unusable(
                    name,
                    f"no date can be read from `{name}`",
                    "write the year with four digits, or the date as 2024-05-31",
                )
    kind = item.get("type")
    clean["type"] = kind if isinstance(kind, str) and kind in TYPES else "document"
    _clean_addresses(clean, unusable)
    return clean


def _clean_addresses(clean: Item, unusable: Callable[[str, str, str], None]) -> None:
    if "DOI" in clean:
        written = clean.pop("DOI")
        doi = doi_of(written)
        if doi:
            clean["DOI"] = doi
        else:
            unusable("DOI", f"`{written}` is not a DOI", "a DOI begins with 10. and has a slash")
    if "URL" in clean:
        written = clean.pop("URL")
        if web_address(written):
            clean["URL"] = written
        else:
            unusable(
                "URL",
                f"`{written}` is not a web address",
                "write an address that begins with https:// or http://",
            )


def clean_names(value: object) -> list[CslName]:
    """The names in ``value`` (a CSL-JSON list of names) that say something, with the parts that CSL knows."""
    return [name for name, _ in _names(value)]


def _people(value: object) -> tuple[Person, ...]:
    """The same as people; Crossref sends the ORCID iD beside the parts of a name."""
    return tuple(person(name, entry.get("ORCID")) for name, entry in _names(value) if name != OTHERS)


def _names(value: object) -> Iterator[tuple[CslName, Mapping[str, object]]]:
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, str):
            entry = {"literal": entry}
        if not isinstance(entry, dict):
            continue
        literal = entry.get("literal")
        whole = isinstance(literal, str) and literal.strip()
        parts = {"literal": literal} if whole else {part: entry.get(part) for part in NAME_PARTS}
        name = {part: fit(text) for part, text in parts.items() if isinstance(text, str) and fit(text)}
        if name:
            yield name, entry


def _fit_literal(date: Item) -> Item:
    return {**date, "literal": fit(date["literal"])} if "literal" in date else date


def _arxiv(item: Mapping[str, Any], clean: Item) -> str:
    if str(clean.get("archive", "")).lower() == "arxiv" and arxiv_of(clean.get("archive_location", "")):
        return arxiv_of(clean["archive_location"])
    if "arxiv" in (str(clean.get(name, "")).lower() for name in ("archive", "publisher")) and arxiv_of(
        clean.get("number", "")
    ):
        return arxiv_of(clean["number"])
    own = item.get("eprint")
    if isinstance(own, str) and arxiv_of(own):
        return arxiv_of(own)
    names = ("DOI", "number", "archive", "archive_location", "URL", "container-title", "publisher")
    places = [*(clean.get(name, "") for name in names), item.get("note")]
    return next((arxiv for text in places if isinstance(text, str) and (arxiv := arxiv_in(text))), "")


def _label(clean: Item, title: str, year: str) -> str:
    names = short_names(clean.get("author", [])) or short_names(clean.get("editor", []))
    return f"{names or _short_title(clean, title)} {year}".strip()


def _short_title(clean: Item, title: str) -> str:
    if "title-short" in clean:
        return plain(clean["title-short"])
    head = title.partition(": ")[0]
    if len(head) <= _LABEL_LENGTH:
        return head
    words, space, _ = head[: _LABEL_LENGTH + 1].rpartition(" ")
    return words.rstrip(",;:") + " …" if space else head[:_LABEL_LENGTH] + "…"

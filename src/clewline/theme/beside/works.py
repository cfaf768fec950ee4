"""What reference managers read of one work: embedded citation tags, and a COinS.

Both are made from the CSL-JSON record. Tags: the names that Google Scholar's guide for webmasters gives
(https://scholar.google.com/intl/en/scholar/inclusion.html#indexing), with a Dublin Core type, by which
Zotero's translator "Embedded Metadata" chooses the type of the item. COinS: an OpenURL 1.0 context object
(ANSI/NISO Z39.88-2004) in key/encoded-value format.
"""

import json
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from clewline.content.bibliography import plain_csl, work_address

Pairs = tuple[tuple[str, str], ...]

# Types of items in Zotero by those of CSL; everything else is saved as a document.
_ZOTERO_TYPES = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "book": "book",
    "chapter": "bookSection",
    "dataset": "dataset",
    "legislation": "statute",
    "manuscript": "manuscript",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report",
    "software": "computerProgram",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
_CONTAINERS = {"paper-conference": "citation_conference_title", "chapter": "citation_book_title"}
_INSTITUTIONS = {
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}
_SIMPLE_TAGS = {
    "volume": "citation_volume",
    "issue": "citation_issue",
    "DOI": "citation_doi",
    "ISSN": "citation_issn",
    "ISBN": "citation_isbn",
    "PMID": "citation_pmid",
    "language": "citation_language",
}
_KEV = "info:ofi/fmt:kev:mtx:"
_POINTER = frozenset(
    ("ctx_ver", "rft_val_fmt", "rft.genre", "rft.type", "rft.title", "rft.atitle", "rft.btitle")
)


@lru_cache(maxsize=4096)
def record(csl: str) -> dict[str, Any]:
    """The CSL-JSON object ``csl``; not to be changed."""
    loaded: dict[str, Any] = json.loads(csl)
    return loaded


def work_tags(csl: str, arxiv: str) -> Pairs:
    """Name and content of each tag for the work with the record ``csl``; ``arxiv`` is its arXiv identifier,
    if it has one.
    """
    item = record(csl)
    kind = item["type"]
    tags = [
        ("DC.type", _ZOTERO_TYPES.get(kind, "document")),
        ("citation_title", _text(item, "title") or item["id"]),
    ]
    tags += [("citation_author", _tag_name(name)) for name in _people(item, "author")]
    tags += [("citation_editor", _tag_name(name)) for name in _people(item, "editor")]
    if date := _date(item):
        tags.append(("citation_publication_date", date.replace("-", "/")))
    if container := _text(item, "container-title"):
        tags.append((_CONTAINERS.get(kind, "citation_journal_title"), container))
    if publisher := _text(item, "publisher"):
        tags.append((_INSTITUTIONS.get(kind, "citation_publisher"), publisher))
    tags += [(tag, _text(item, variable)) for variable, tag in _SIMPLE_TAGS.items() if variable in item]
    first, _, last = _text(item, "page").partition("-")
    tags += [
        (tag, page) for tag, page in (("citation_firstpage", first), ("citation_lastpage", last)) if page
    ]
    if arxiv:
        tags += [("citation_arxiv_id", arxiv), ("citation_pdf_url", f"https://arxiv.org/pdf/{arxiv}")]
    if address := work_address(item):
        tags.append(("citation_public_url", address))
    return tuple(tags)


@lru_cache(maxsize=4096)
def context_object(csl: str) -> str:
    """The record ``csl`` as a context object, for the title of a span of the class ``Z3988``."""
    item = record(csl)
    kind = item["type"]
    pairs = [("ctx_ver", "Z39.88-2004")]
    if kind in ("article-journal", "article-magazine", "article-newspaper", "paper-conference"):
        pairs += [
            ("rft_val_fmt", f"{_KEV}journal"),
            ("rft.genre", "proceeding" if kind == "paper-conference" else "article"),
        ]
        pairs += _given(item, {"rft.atitle": "title", "rft.jtitle": "container-title", "rft.issn": "ISSN"})
    elif kind in ("book", "chapter", "report"):
        pairs += [("rft_val_fmt", f"{_KEV}book"), ("rft.genre", {"chapter": "bookitem"}.get(kind, kind))]
        titles = (
            {"rft.atitle": "title", "rft.btitle": "container-title"}
            if kind == "chapter"
            else {"rft.btitle": "title"}
        )
        facts = {
            "rft.pub": "publisher",
            "rft.place": "publisher-place",
            "rft.isbn": "ISBN",
            "rft.edition": "edition",
        }
        pairs += _given(item, titles | facts)
    elif kind == "thesis":
        pairs += [("rft_val_fmt", f"{_KEV}dissertation")]
        pairs += _given(item, {"rft.title": "title", "rft.inst": "publisher", "rft.degree": "genre"})
    else:
        pairs += [("rft_val_fmt", f"{_KEV}dc"), ("rft.type", _ZOTERO_TYPES.get(kind, "document"))]
        pairs += _given(
            item, {"rft.title": "title", "rft.source": "container-title", "rft.publisher": "publisher"}
        )
        address = work_address(item)
        pairs += [("rft.identifier", address)] if address else []
    pairs += _given(item, {"rft.volume": "volume", "rft.issue": "issue", "rft.pages": "page"})
    author = "rft.creator" if pairs[1][1].endswith(":dc") else "rft.au"
    pairs += [(author, _inverted(name)) for name in _people(item, "author")]
    if date := _date(item):
        pairs.append(("rft.date", date))
    if "DOI" in item:
        pairs.append(("rft_id", f"info:doi/{item['DOI']}"))
    elif address := work_address(item):
        pairs.append(("rft_id", address))
    return urlencode(pairs, safe="/:,()")


@lru_cache(maxsize=4096)
def pointer(csl: str, doi: str) -> str:
    """A context object of kind and title alone, for a work with this DOI. Of an item without authors, Zotero
    looks up everything by the DOI when a reader saves it. Blanks stay as they are: the page already holds the
    same words, so that they cost nothing when it is compressed.
    """
    pairs = [pair for pair in parse_qsl(context_object(csl)) if pair[0] in _POINTER]
    return urlencode([*pairs, ("rft_id", f"info:doi/{doi}")], safe="/:,() ", quote_via=quote)


def _given(item: dict[str, Any], names: dict[str, str]) -> list[tuple[str, str]]:
    """Keys with the variables of ``item`` that ``names`` gives for them, as far as they are there."""
    return [(key, _text(item, variable)) for key, variable in names.items() if variable in item]


def _text(item: dict[str, Any], variable: str) -> str:
    return plain_csl(str(item.get(variable, "")))


def _people(item: dict[str, Any], role: str) -> list[dict[str, str]]:
    """The names in a role, without the one that stands for all others."""
    return [name for name in item.get(role, ()) if name != {"literal": "others"}]


def _inverted(name: dict[str, str]) -> str:
    """A name as "Family, Given"; that of an organisation as it is."""
    if "literal" in name:
        return name["literal"]
    family = " ".join(
        name[part] for part in ("dropping-particle", "non-dropping-particle", "family") if part in name
    )
    return ", ".join(part for part in (family, name.get("given", ""), name.get("suffix", "")) if part)


def _tag_name(name: dict[str, str]) -> str:
    """A name for a tag: "Family, Given", or spoken when both have a space, as Zotero would then read two
    people.
    """
    inverted = _inverted(name)
    family, comma, given = inverted.partition(", ")
    return f"{given} {family}" if comma and " " in family and " " in given else inverted


def _date(item: dict[str, Any]) -> str:
    """The (first) day, month or year of publication in ISO 8601; empty when there is none."""
    parts = item.get("issued", {}).get("date-parts")
    if not parts or parts[0][0] < 1:
        return ""
    return "-".join(f"{number:0{4 if place == 0 else 2}}" for place, number in enumerate(parts[0]))

"""How a page is cited: a reference as its work, a line or note as a page of its site in the version of its
date.
"""

import json
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape

from clewline.pages.models import DocumentPage, Page, ReferencePage
from clewline.theme.beside.bibtex import bibtex_entry
from clewline.theme.beside.head import stated_authors
from clewline.theme.beside.ris import ris_record

_UNSAFE = re.compile(r"[^\w!$()*,./:;=?@\[\]{|}~-]+", re.ASCII)
"""What has to be encoded in an address that holds data, within quotation marks."""


class CitationFile(NamedTuple):
    """A citation in a format of reference managers: what the format is called, a file name, and an address
    that holds the file itself.
    """

    label: str
    name: str
    href: str


class PageCitation(NamedTuple):
    """A page as it is cited: formatted, and as files."""

    formatted: Markup
    files: tuple[CitationFile, ...]


def page_citation(page: Page) -> PageCitation:
    """How ``page`` is cited."""
    name = page.url.rpartition("/")[2].removesuffix(".html")
    if isinstance(page, ReferencePage):
        return PageCitation(Markup(page.reference.entry), _files(name, page.reference.csl, page.arxiv))
    assert isinstance(page, DocumentPage)
    return PageCitation(_formatted(page), _files(name, _csl(page, name), ""))


def _files(name: str, csl: str, arxiv: str) -> tuple[CitationFile, ...]:
    if not csl:
        return ()
    return (
        CitationFile("BibTeX", f"{name}.bib", _held("application/x-bibtex", bibtex_entry(csl, arxiv))),
        CitationFile("RIS", f"{name}.ris", _held("application/x-research-info-systems", ris_record(csl))),
        CitationFile("CSL-JSON", f"{name}.json", _held("application/json", f"[{csl}]\n")),
    )


def _held(kind: str, data: str) -> str:
    """An address that holds ``data``."""
    return f"data:{kind};charset=utf-8,{_UNSAFE.sub(_encoded, data)}"


def _encoded(signs: re.Match[str]) -> str:
    return _quoted(signs[0])


_quoted = lru_cache(maxsize=1024)(quote)


def _formatted(page: DocumentPage) -> Markup:
    """A line or note in words: authors, title, site, version, address."""
    authors = ", ".join(stated_authors(page))
    version = page.updated or page.created
    parts = [escape(f"{authors}.") if authors else "", Markup("<cite>{}</cite>").format(page.name)]
    parts[-1] += "" if page.name.endswith(("?", "!", ".")) else "."
    parts.append(escape(f"{page.site.title}{f', {version}' if version else ''}."))
    parts.append(Markup('<a href="{0}">{0}</a>').format(page.address) if page.address else "")
    return Markup(" ").join(part for part in parts if part)


def _csl(page: DocumentPage, name: str) -> str:
    """A line or note as a record of CSL-JSON."""
    item: dict[str, object] = {"id": name, "type": "webpage", "title": page.name}
    item["container-title"] = page.site.title
    item["author"] = [{"literal": author} for author in stated_authors(page)]
    if version := page.updated or page.created:
        item["issued"] = {"date-parts": [[int(part) for part in version.split("-")]]}
    item |= {"URL": page.address, "language": page.language}
    return json.dumps(
        {key: value for key, value in item.items() if value},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )

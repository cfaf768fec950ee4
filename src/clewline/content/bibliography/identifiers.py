"""Persistent identifiers and addresses of works: DOI, arXiv id, URL."""

import re
from urllib.parse import quote

from clewline.content.works import Reference

_DOI = re.compile(
    r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/)?(?:doi:\s*)?(10\.\d+(?:\.\d+)*/\S+)", re.IGNORECASE
)
_ARXIV_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/\d{7})(?:v\d+)?"
_ARXIV = re.compile(
    rf"(?:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*)?({_ARXIV_ID})(?:\.pdf)?(?![\w/])",
    re.IGNORECASE,
)
_ARXIV_MARKED = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*|10\.48550/arxiv\.)({_ARXIV_ID})(?!\w)", re.IGNORECASE
)
_VERSION = re.compile(r"v\d+\Z")
_WEB = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20\x7f]+\Z", re.IGNORECASE)


def doi_of(text: str) -> str:
    """The DOI in ``text`` (bare, with ``doi:``, or as address of a resolver) in lower case; empty when it is
    none.
    """
    found = _DOI.fullmatch(text.strip())
    return found[1].lower() if found else ""


def arxiv_of(text: str) -> str:
    """The arXiv id that ``text`` is (bare, with ``arXiv:``, or as address), with its version if given; else
    empty.
    """
    found = _ARXIV.match(text.strip())
    return found[1] if found else ""


def arxiv_in(text: str) -> str:
    """The arXiv id that ``text`` mentions in a form that cannot mean anything else; else empty."""
    found = _ARXIV_MARKED.search(text)
    return found[1] if found else ""


def web_address(text: str) -> str:
    """``text`` when it is an absolute http(s) address; else empty."""
    return text if _WEB.match(text) else ""


def doi_address(doi: str) -> str:
    """The resolver's address for ``doi``."""
    return "https://doi.org/" + quote(doi, safe="/:;().,_-~!*'@+=")


def arxiv_address(arxiv: str) -> str:
    """The address of the abstract of an arXiv id."""
    return f"https://arxiv.org/abs/{arxiv}"


def identifiers(reference: Reference) -> tuple[str, ...]:
    """The names under which a work is known anywhere: ``arxiv:<id without version>`` and ``doi:<doi>``, as
    far as given.
    """
    found = []
    if reference.arxiv:
        found.append("arxiv:" + _VERSION.sub("", reference.arxiv).lower())
    if reference.doi:
        found.append("doi:" + reference.doi)
    return tuple(found)


def without_version(arxiv: str) -> str:
    """``arxiv`` without the number of its version."""
    return _VERSION.sub("", arxiv)

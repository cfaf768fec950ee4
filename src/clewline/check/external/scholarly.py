"""Asking the registries of scholarly works: the handle system for DOIs, arXiv for its ids.

The publisher's page is not asked. Publishers turn programs away, while the registry knows whether an
identifier exists.
"""

import asyncio
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, unquote, urlencode
from xml.etree import ElementTree

from clewline.check.external.addresses import Target, parse
from clewline.check.external.model import Outcome
from clewline.check.external.visit import Visit, Visitor
from clewline.content.bibliography.identifiers import doi_of, without_version

ANSWER_BYTES = 64 * 1024
"""The part of an answer about one work that is read."""
FEED_BYTES = 4 * 1024 * 1024
"""The part of an answer about many works that is read."""
ARXIV_BATCH = 100
"""Ids in one query to arXiv."""

_DOI_HOSTS = frozenset(("doi.org", "dx.doi.org", "www.doi.org"))
_ARXIV_HOSTS = frozenset(("arxiv.org", "www.arxiv.org", "export.arxiv.org"))
_ARXIV_PATH = re.compile(r"/(?:abs|pdf)/(.+?)(?:\.pdf)?/?\Z")
# The forms of ids: https://info.arxiv.org/help/arxiv_identifier.html
_ARXIV_ID = re.compile(
    r"(?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v[1-9]\d*)?\Z"
)
_ENTRY_ID = re.compile(r"arxiv\.org/abs/(\S+)\Z")
_ATOM = "{http://www.w3.org/2005/Atom}"


def doi_at(target: Target) -> str:
    """The DOI that ``target`` is the resolver's address of; empty when it is another address."""
    return (
        doi_of(unquote(target.path.partition("?")[0]).removeprefix("/")) if target.host in _DOI_HOSTS else ""
    )


def arxiv_at(target: Target) -> str:
    """What stands where arXiv's addresses have an id, whatever it is; empty when ``target`` is another
    address.
    """
    found = _ARXIV_PATH.match(unquote(target.path.partition("?")[0])) if target.host in _ARXIV_HOSTS else None
    return found[1] if found else ""


def is_arxiv_id(text: str) -> bool:
    """Whether ``text`` has the form of an arXiv id."""
    return bool(_ARXIV_ID.match(text))


async def ask_doi(visitor: Visitor, handles: str, doi: str) -> Visit:
    """Whether ``doi`` is registered."""
    found = await visitor.visit(parse(handles + quote(doi, safe="/:;().,_-~")), ANSWER_BYTES, robots=False)
    code = _response_code(found.answer.body) if found.answer and found.answer.status in (200, 404) else None
    if code in (1, 200):
        return Visit(Outcome.OK)
    if code == 100:
        return Visit(Outcome.BROKEN, "names a DOI that is not registered")
    return Visit(
        Outcome.UNVERIFIED,
        "could not be looked up: the handle system " + (found.reason or "gives no clear answer"),
    )


async def ask_arxiv(visitor: Visitor, query: str, ids: Sequence[str], pause: float) -> dict[str, Visit]:
    """Whether each of ``ids`` exists, in as few queries as may be, ``pause`` seconds apart."""
    verdicts: dict[str, Visit] = {}
    waiting = list(ids)
    while waiting:
        if verdicts:
            await asyncio.sleep(pause)
        batch = waiting[:ARXIV_BATCH]
        address = query + "?" + urlencode({"id_list": ",".join(batch), "max_results": len(batch)}, safe=",/")
        found = await visitor.visit(parse(address), FEED_BYTES, robots=False)
        answered = _feed(batch, found)
        verdicts |= answered
        waiting = [each for each in waiting if each not in verdicts]
    return verdicts


def _response_code(body: bytes) -> object:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return answer.get("responseCode") if isinstance(answer, dict) else None


def _feed(ids: Sequence[str], found: Visit) -> Mapping[str, Visit]:
    """The verdicts that an answer gives: for all ``ids``, or only for the one that made the query fail."""
    unsure = Visit(
        Outcome.UNVERIFIED, "could not be looked up: arXiv " + (found.reason or "gives no clear answer")
    )
    try:
        feed = ElementTree.fromstring(found.answer.body if found.answer and found.answer.whole else b"")
    except (ElementTree.ParseError, ValueError, LookupError):
        return dict.fromkeys(ids, unsure)
    if feed.tag != f"{_ATOM}feed":
        return dict.fromkeys(ids, unsure)
    known: set[str] = set()
    for id_, title, summary in _entries(feed):
        if "/errors" in id_ or title == "Error":
            culprit = next(
                (
                    each
                    for each in ids
                    if re.search(rf"(?<![\w.]){re.escape(each)}(?![\w.])", f"{id_} {summary}")
                ),
                "",
            )
            return {culprit: _unknown()} if culprit else dict.fromkeys(ids, unsure)
        match = _ENTRY_ID.search(id_)
        if match and title:
            known |= {match[1], without_version(match[1])}
    if found.answer is None or found.answer.status != 200:
        return dict.fromkeys(ids, unsure)
    return {each: Visit(Outcome.OK) if _same(each, known) else _unknown() for each in ids}


def _same(wanted: str, known: set[str]) -> bool:
    # An old id may be written with its subject class (math.GT/0309136), which arXiv leaves out.
    return wanted in known or re.sub(r"\.[A-Z]{2}/", "/", wanted) in known


def _unknown() -> Visit:
    return Visit(Outcome.BROKEN, "names a paper that arXiv does not know")


def _entries(feed: ElementTree.Element) -> Iterator[tuple[str, str, str]]:
    """Id, title and summary of each entry."""
    for entry in feed.iter(f"{_ATOM}entry"):
        id_, title, summary = (
            (entry.findtext(_ATOM + name) or "").strip() for name in ("id", "title", "summary")
        )
        yield id_, title, summary

"""The standing of works: what has become of them since they were published.

A work is found in a list by its DOI, else by its PubMed id, else by title, year and an author; never by its
title where both DOIs are known and differ.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from clewline.content.works import Listed, Nature, Notice, Reference

_PREPRINTS = re.compile(
    r"10\.(?:48550/arxiv|1101/(?:\d{6}|20\d\d\.)|31234/osf|31219/osf|26434/chemrxiv|20944/preprints|21203/rs|2139/ssrn)"
)
"""How the DOIs of preprints begin: arXiv, bioRxiv and medRxiv, PsyArXiv, OSF, ChemRxiv, Preprints.org,
Research Square, SSRN.
"""


class Lists(NamedTuple):
    """The rows of all lists, by DOI, by PubMed id, and by the key of the title."""

    by_doi: Mapping[str, tuple[Listed, ...]] = {}
    by_pmid: Mapping[str, tuple[Listed, ...]] = {}
    by_title: Mapping[str, tuple[Listed, ...]] = {}


def lists_of(listed: Iterable[Listed]) -> Lists:
    """The rows of lists, ready to be looked up."""
    dois: dict[str, list[Listed]] = {}
    pmids: dict[str, list[Listed]] = {}
    titles: dict[str, list[Listed]] = {}
    for row in listed:
        for key, table in ((row.doi, dois), (row.pmid, pmids), (title_key(row.title), titles)):
            if key:
                table.setdefault(key, []).append(row)
    return Lists(*({key: tuple(rows) for key, rows in table.items()} for table in (dois, pmids, titles)))


def standing(reference: Reference, lists: Lists) -> tuple[Notice, ...]:
    """All notices on a work that still hold, the gravest first: its own, and those of ``lists``. What was
    reinstated is no longer retracted.
    """
    found = [*reference.notices, *(row.notice for row in _rows(reference, lists))]
    back = max((notice.day for notice in found if notice.nature is Nature.REINSTATED), default=None)
    held = [
        notice
        for notice in dict.fromkeys(found)
        if notice.nature is not Nature.REINSTATED
        and not (notice.nature is Nature.RETRACTED and back is not None and notice.day <= back)
    ]
    order = list(Nature)
    return tuple(sorted(held, key=lambda notice: (order.index(notice.nature), notice)))


def _rows(reference: Reference, lists: Lists) -> tuple[Listed, ...]:
    pmid = str(json.loads(reference.csl).get("PMID", "")).strip()
    if rows := lists.by_doi.get(reference.doi) if reference.doi else None:
        return rows
    if rows := lists.by_pmid.get(pmid) if pmid else None:
        return rows
    families = _families(reference)
    return tuple(
        row
        for row in lists.by_title.get(title_key(reference.title), ())
        if not (row.doi and reference.doi)
        and row.year == reference.year
        and any(families & set(_folded(name).split()) for name in row.authors)
    )


def is_retracted(notices: Iterable[Notice]) -> bool:
    """Whether a work with these notices is retracted."""
    return any(notice.nature is Nature.RETRACTED for notice in notices)


def is_preprint(reference: Reference) -> bool:
    """Whether a work is known as a preprint only."""
    if reference.doi:
        return bool(_PREPRINTS.match(reference.doi))
    return bool(reference.arxiv) and reference.container.casefold() in ("", "arxiv", "arxiv.org", "corr")


def published_version(preprint: Reference, same_title: Iterable[Reference]) -> str:
    """The key of the first of the works with the title of ``preprint`` that is its published version; empty
    when none is.
    """
    if not is_preprint(preprint):
        return ""
    families = _families(preprint)
    return next(
        (
            other.key
            for other in same_title
            if not is_preprint(other) and other.year >= preprint.year and families & _families(other)
        ),
        "",
    )


def title_key(title: str) -> str:
    """A title as it is compared: its words, without case, accents, signs and spaces."""
    return _folded(title).replace(" ", "")


def _families(reference: Reference) -> set[str]:
    """The words of the family names of a work's authors."""
    return {word for person in reference.people for word in _folded(person.family).split() if len(word) > 1}


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c)).split()
    )

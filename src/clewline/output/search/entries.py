"""What can be found: the words of each page, taken from its model, which holds nothing that the page does not
show.
"""

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from clewline.content.model import HoleKind, Kind
from clewline.pages.filled import Filled
from clewline.pages.holes import text
from clewline.pages.models import (
    DocumentPage,
    FiguresPage,
    LinePage,
    NotePage,
    Page,
    ReferencePage,
    TopicPage,
)
from clewline.pages.part_models import ReferenceView
from clewline.theme.quotation_marks import as_shown

_HEADING = re.compile(r"<h[1-6][\s>]")


class SearchEntry(NamedTuple):
    """A page as it is found: address, kind, plain title, what it is in short, its headings with their
    anchors, what is known of it (topics, papers with their authors, a line each) and its text; other titles
    that it has, and the names (`work_names`) of the works that it rests on, or is.
    """

    url: str
    kind: Kind
    title: str
    summary: str
    headings: tuple[tuple[str, str], ...]
    facts: str
    text: str
    aliases: tuple[str, ...] = ()
    works: tuple[str, ...] = ()


def search_entry(page: Page) -> SearchEntry | None:
    """The entry of ``page``, with quotation marks as the page shows them; None for a page that only lists or
    leads to others.
    """
    entry = _entry(page)
    if entry is None:
        return None
    shown = partial(as_shown, page=page)
    return entry._replace(
        title=shown(entry.title),
        summary=shown(entry.summary),
        headings=tuple((shown(words), anchor) for words, anchor in entry.headings),
        facts=shown(entry.facts),
        text=shown(entry.text),
        aliases=tuple(map(shown, entry.aliases)),
    )


def _entry(page: Page) -> SearchEntry | None:
    if isinstance(page, LinePage):
        blocks = [part.block for part in page.weave]
        works = [work for card in page.sources for work in card.references]
        return _document(page, Kind.LINE, blocks, [change.words for change in page.would_change], works)
    if isinstance(page, NotePage):
        return _document(page, Kind.NOTE, page.body, (), page.references)
    if isinstance(page, TopicPage):
        return _document(page, Kind.TOPIC, page.body)
    if isinstance(page, FiguresPage):
        return _figures(page)
    return _reference(page) if isinstance(page, ReferencePage) else None


def work_names(work: ReferenceView) -> tuple[str, ...]:
    """The names by which a work is found: ``arxiv:2303.08774``, ``doi:10.1000/182``, and the address of one
    that has neither, without scheme and ``www.``: ``url:example.org/report``.
    """
    if work.names or not work.work:
        return work.names
    address = work.work.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/").lower()
    return (f"url:{address}",)


def _document(
    page: DocumentPage,
    kind: Kind,
    blocks: Sequence[Filled],
    more: Sequence[Filled] = (),
    works: Sequence[ReferenceView] = (),
) -> SearchEntry:
    body = " ".join([text(block) for block in (*blocks, *more)])
    # A summary that the author did not write is the beginning of the text.
    whole = body if body.startswith(page.description) else f"{page.description} {body}"
    deck = text(page.summary)
    whole = whole if deck in whole else f"{deck} {whole}"
    facts = dict.fromkeys([*(topic.text for topic in page.topics), *map(_credit, works)])
    return SearchEntry(
        page.url,
        kind,
        page.name,
        page.description,
        _headings(blocks),
        "\n".join(facts),
        whole,
        page.aliases,
        tuple(dict.fromkeys(name for work in works for name in work_names(work))),
    )


@lru_cache(maxsize=1 << 13)
def _credit(work: ReferenceView) -> str:
    """A work with all its authors, so that it is found by each of them, on the pages that rest on it."""
    return ", ".join(filter(None, (work.title, *work.authors, work.label)))


def _reference(page: ReferencePage) -> SearchEntry:
    label = " · ".join(filter(None, (", ".join(page.authors), page.year, page.reference.container)))
    facts = " · ".join(filter(None, (page.reference.label, page.doi, page.arxiv)))
    body = " ".join(map(text, page.annotation))
    return SearchEntry(
        page.url,
        Kind.REFERENCE,
        page.name,
        label,
        _headings(page.annotation),
        f"{label} · {facts}",
        body,
        (),
        work_names(page.reference),
    )


def _figures(page: FiguresPage) -> SearchEntry | None:
    """A part of the register is found by its figures and the sentences that use them."""
    if not page.works:
        return None
    title = " – ".join(dict.fromkeys((page.works[0].label, page.works[-1].label)))
    labels = " · ".join(work.label for work in page.works)
    figures = [figure for work in page.works for figure in work.figures]
    said = [
        f"{said.before}{said.words}{said.after}"
        for figure in figures
        for said in (*figure.said, *figure.used)
    ]
    return SearchEntry(page.url, Kind.REFERENCE, title, labels, (), labels, " ".join(dict.fromkeys(said)))


def _headings(blocks: Sequence[Filled]) -> tuple[tuple[str, str], ...]:
    """The headings among ``blocks``: words and anchor."""
    found = []
    for block in blocks:
        opening = block.parts[0] if block.parts else ""
        if isinstance(opening, str) and opening.startswith("<h") and _HEADING.match(opening):
            anchors = (
                block.anchors[part.index]
                for part in block.parts
                if not isinstance(part, str) and part.kind is HoleKind.ANCHOR
            )
            found.append((text(block), next(anchors, "")))
    return tuple(found)

"""What can be found: the words of each page, taken from its model, which holds nothing that the page does not
show.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from clewline.content.model import HoleKind, Kind
from clewline.pages.holes import text
from clewline.pages.models import DocumentPage, Filled, LinePage, NotePage, Page, ReferencePage, TopicPage

_HEADING = re.compile(r"<h[1-6][\s>]")


class SearchEntry(NamedTuple):
    """A page as it is found: address, kind, plain title, what it is in short, its headings with their
    anchors, what is known of it (topics, papers, authors) and its text.
    """

    url: str
    kind: Kind
    title: str
    summary: str
    headings: tuple[tuple[str, str], ...]
    facts: str
    text: str


def search_entry(page: Page) -> SearchEntry | None:
    """The entry of ``page``; None for a page that only lists or leads to others."""
    if isinstance(page, LinePage):
        return _document(page, Kind.LINE, [part.block for part in page.weave], page.would_change)
    if isinstance(page, NotePage):
        return _document(page, Kind.NOTE, page.body, (), [reference.label for reference in page.references])
    if isinstance(page, TopicPage):
        return _document(page, Kind.TOPIC, page.body)
    return _reference(page) if isinstance(page, ReferencePage) else None


def _document(
    page: DocumentPage,
    kind: Kind,
    blocks: Sequence[Filled],
    more: Sequence[Filled] = (),
    papers: Sequence[str] = (),
) -> SearchEntry:
    body = " ".join([text(block) for block in (*blocks, *more)])
    # A summary that the author did not write is the beginning of the text.
    whole = body if body.startswith(page.description) else f"{page.description} {body}"
    facts = " · ".join([*(topic.text for topic in page.topics), *papers])
    return SearchEntry(page.url, kind, page.name, page.description, _headings(blocks), facts, whole)


def _reference(page: ReferencePage) -> SearchEntry:
    label = " · ".join(filter(None, (", ".join(page.authors), page.year, page.reference.container)))
    facts = " · ".join(filter(None, (page.reference.label, page.doi, page.arxiv)))
    body = " ".join(map(text, page.annotation))
    return SearchEntry(
        page.url, Kind.REFERENCE, page.name, label, _headings(page.annotation), f"{label} · {facts}", body
    )


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

"""Lines as data, for the page on which two of them are compared: a script beside the page of each line,
because a page that is opened from a disk can load nothing else.
"""

import json
from collections.abc import Iterator
from functools import partial

from clewline.content.model import HoleKind
from clewline.pages.filled import Filled
from clewline.pages.holes import text
from clewline.pages.models import LinePage, Page
from clewline.pages.part_models import CardView
from clewline.theme.quotation_marks import as_shown


def compared_url(page: Page) -> str:
    """The address of the data of ``page``; empty when it is no line."""
    return f"{page.url.removesuffix('.html')}.js" if isinstance(page, LinePage) else ""


def compared(page: Page) -> bytes:
    """The data of a line: a script that calls ``clewlineLine`` with its address, its title and what it is in
    short; address, title, stance and citing claims (number and words) of each source; and the lines that
    cross it.
    """
    assert isinstance(page, LinePage)
    shown = partial(as_shown, page=page)
    said = {number: shown(words) for number, words in _claims(page)}
    line = {
        "url": page.url,
        "title": shown(page.name),
        "short": shown(page.description),
        "sources": [_source(card, page, said, shown(text(card.title))) for card in page.sources],
        "near": [[line.href, shown(line.title)] for line in page.crossings.lines] if page.crossings else [],
    }
    data = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    return f"clewlineLine({data})\n".encode(errors="replace")


def _source(card: CardView, page: LinePage, said: dict[int, str], title: str) -> list[object]:
    claims = [claim for claim in page.claims if claim and card.number in claim.sources]
    sentences = [[claim.number, said.get(claim.number, "")] for claim in claims]
    return [card.href, title, card.stance, sentences]


def _claims(page: LinePage) -> Iterator[tuple[int, str]]:
    """The number and the words of each sentence that cites."""
    for block in (part.block for part in page.weave):
        starts: dict[int, int] = {}
        for place, part in enumerate(block.parts):
            if isinstance(part, str):
                continue
            if part.kind is HoleKind.CLAIM_OPEN:
                starts[part.index] = place
            elif part.kind is HoleKind.CLAIM_CLOSE and part.index in starts:
                claim = page.claims[part.index]
                if claim:
                    inside = block.parts[starts[part.index] : place]
                    yield claim.number, text(Filled(inside, block.views, block.anchors))

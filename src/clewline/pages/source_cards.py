"""The weave of a line: its blocks, each with the source cards that stand beside it.

Sources are numbered by first citation. A source that is cited again beside a later block has a stub there.
Margin items (cards and stubs) are counted through the page, and a claim knows its items: that is what ties
them together in the theme.
"""

from math import ceil
from typing import NamedTuple

from clewline.content.model import Body, Document, HoleKind, Rich
from clewline.pages.holes import text
from clewline.pages.models import CardView, ChipView, ClaimView, Filled, View, WeaveBlock
from clewline.pages.views import Views

# Measures of the default theme, in characters and pixels, for the estimate in `outgrows`.
_PROSE_CHARACTERS, _PROSE_LINE, _PARAGRAPH_GAP = 62, 31, 26
_CARD_CHARACTERS, _CARD_LINE, _CARD_REST = 42, 22.5, 55
_TAIL, _SOURCE_LINE = 200, 34


class Weave(NamedTuple):
    """A woven synthesis: its blocks, a claim (or None) for each sentence, its sources, whether its cards
    outgrow the prose.
    """

    blocks: tuple[WeaveBlock, ...]
    claims: tuple[ClaimView | None, ...]
    sources: tuple[CardView, ...]
    rows: bool


def weave(line: Document, views: Views) -> Weave:
    """The weave of ``line``."""
    citations = views.graph.citations(line.path)
    numbers = {note: number for number, note in enumerate(dict.fromkeys(c.note for c in citations), 1)}
    claim_numbers = views.claim_numbers(line.path)
    items: dict[int, list[int]] = {}
    sources: dict[int, list[int]] = {}
    beside: dict[int, list[CardView]] = {}
    placed: dict[str, int] = {}
    count = 0
    for citation in citations:
        link = line.links[citation.link]
        number = numbers[citation.note]
        claim_sources = sources.setdefault(link.sentence, [])
        if number not in claim_sources:
            claim_sources.append(number)
        # One card or stub for a source beside a block; none where the block has it already.
        if any(card.number == number for card in beside.get(link.block, ())):
            continue
        count += 1
        again = citation.note in placed
        placed.setdefault(citation.note, number)
        items.setdefault(link.sentence, []).append(count)
        card = _card(line, citation.note, number, count, claim_numbers.get(link.sentence, 0), again, views)
        beside.setdefault(link.block, []).append(card)
    claims = tuple(
        ClaimView(claim_numbers[sentence], tuple(items.get(sentence, ())), tuple(sources[sentence]))
        if sentence in sources
        else None
        for sentence in range(len(line.body.sentences))
    )
    filled = views.blocks(line.path, _chips(line, numbers, views))
    blocks = tuple(WeaveBlock(block, tuple(beside.get(place, ()))) for place, block in enumerate(filled))
    cards = tuple(card for block in blocks for card in block.cards if not card.again)
    return Weave(blocks, claims, cards, outgrows(views.bodies[line.path], blocks, claims))


def _chips(line: Document, numbers: dict[str, int], views: Views) -> tuple[View | None, ...]:
    """The views of a line's links, with a chip for each citation."""
    chips = list(views.views(line.path))
    stances, targets = views.graph.outward(line.path).stances, views.graph.targets[line.path]
    for citation in views.graph.citations(line.path):
        target = targets[citation.link]
        stance = stances.get(citation.note, "")
        chips[citation.link] = ChipView(
            numbers[citation.note], stance, line.links[citation.link].label, views.href(target)
        )
    return tuple(chips)


def _card(
    line: Document, note: str, number: int, item: int, claim: int, again: bool, views: Views
) -> CardView:
    return CardView(
        number=number,
        item=item,
        claim=claim,
        again=again,
        href=views.url(note),
        title=views.title(note),
        gist=Filled(()) if again else views.gist(note),
        summary=Filled(()) if again else views.summary(note),
        stance=views.graph.stance(line.path, note),
        references=() if again else views.references(note),
    )


def outgrows(body: Body, blocks: tuple[WeaveBlock, ...], claims: tuple[ClaimView | None, ...]) -> bool:
    """Whether anchored cards would end far below the prose, by the measures of the default theme's widest
    layout.
    """
    top = 0.0
    bottom = 0.0
    sentences = {item: sentence for sentence, claim in enumerate(claims) if claim for item in claim.items}
    for block, written in zip(blocks, body.blocks, strict=True):
        starts = _claim_starts(written.parts)
        for card in block.cards:
            start = top + starts.get(sentences.get(card.item, -1), 0) // _PROSE_CHARACTERS * _PROSE_LINE
            lines = ceil(len(text(card.title)) / _CARD_CHARACTERS) + ceil(
                len(text(card.gist)) / _CARD_CHARACTERS
            )
            bottom = max(start - 10, bottom + 2) + lines * _CARD_LINE + (_CARD_REST if not card.again else 20)
        top += max(ceil(written.length / _PROSE_CHARACTERS), 1) * _PROSE_LINE + _PARAGRAPH_GAP
    # Beside the list of sources, which keeps to the prose column, there is room for more cards.
    listed = sum(not card.again for block in blocks for card in block.cards)
    return bottom > top + _TAIL + listed * _SOURCE_LINE


def _claim_starts(parts: Rich) -> dict[int, int]:
    """How many characters into a block each of its claims begins, markup counted too."""
    starts: dict[int, int] = {}
    at = 0
    for part in parts:
        if isinstance(part, str):
            at += len(part)
        elif part.kind is HoleKind.CLAIM_OPEN:
            starts[part.index] = at
    return starts

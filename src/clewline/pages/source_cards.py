"""The weave of a line: its blocks, each with the source cards that stand beside it.

Sources are numbered by first citation. A source that is cited again beside a later block has a stub there.
Margin items (cards and stubs) are counted through the page, and a claim knows its items: that is what ties
them together in the theme.
"""

from collections.abc import Sequence
from typing import NamedTuple

from clewline.content.model import Document
from clewline.corpus.graph import CitationGraph
from clewline.pages.filled import ChipView, ClaimView, Filled, View
from clewline.pages.fit import PHONE_GIST, Density, Fit, Run, Slot, fit
from clewline.pages.holes import text
from clewline.pages.part_models import CardView, WeaveBlock
from clewline.pages.prose_lines import Place, lines
from clewline.pages.views import Views


class Weave(NamedTuple):
    """A woven synthesis: its blocks, a claim (or None) for each sentence, its sources, whether its cards
    reach below the prose.
    """

    blocks: tuple[WeaveBlock, ...]
    claims: tuple[ClaimView | None, ...]
    sources: tuple[CardView, ...]
    outgrows: bool


def weave(line: Document, views: Views) -> Weave:
    """The weave of ``line``."""
    citations = views.graph.citations(line.path)
    numbers = source_numbers(line.path, views.graph)
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
    fitted = _fitted(blocks, claims)
    shown = iter(zip(fitted.densities, fitted.lifts, strict=True))
    blocks = tuple(block._replace(cards=tuple(map(_shown, block.cards, shown))) for block in blocks)
    cards = tuple(card for block in blocks for card in block.cards if not card.again)
    return Weave(blocks, claims, cards, fitted.outgrows)


def source_numbers(line: str, graph: CitationGraph) -> dict[str, int]:
    """The number of each source of the line at this path, by note, in the order of first citation."""
    return {note: number for number, note in enumerate(graph.cited(line), 1)}


def _chips(line: Document, numbers: dict[str, int], views: Views) -> tuple[View | None, ...]:
    """The views of a line's links, with a chip for each citation."""
    chips = list(views.views(line.path))
    stances, targets = views.graph.outward(line.path).stances, views.graph.targets[line.path]
    for citation in views.graph.citations(line.path):
        target = targets[citation.link]
        stance = stances.get(citation.note, "")
        chips[citation.link] = ChipView(
            numbers[citation.note],
            stance,
            views.words_of_citation(line.links[citation.link], target),
            views.href(target),
        )
    return tuple(chips)


def _card(
    line: Document, note: str, number: int, item: int, claim: int, again: bool, views: Views
) -> CardView:
    gist = Filled(()) if again else views.gist(note)
    return CardView(
        number=number,
        item=item,
        claim=claim,
        again=again,
        href=views.url(note),
        title=views.title(note),
        gist=gist,
        summary=Filled(()) if again else views.summary(note),
        stance=views.graph.stance(line.path, note),
        references=() if again else views.references(note),
        lines=0 if again else len(views.graph.cited_by(note)),
        density=Density.FULL,
        lift=0,
        cut=len(text(gist)) > PHONE_GIST,
    )


def _shown(card: CardView, shown: tuple[Density, int]) -> CardView:
    return card._replace(density=shown[0], lift=shown[1])


def _fitted(blocks: Sequence[WeaveBlock], claims: Sequence[ClaimView | None]) -> Fit:
    """How much of each card beside ``blocks`` is shown."""
    sentences = {item: sentence for sentence, claim in enumerate(claims) if claim for item in claim.items}
    slots: list[Slot] = []
    runs: list[Run] = []
    for block in blocks:
        prose = lines(block.block)
        for card in block.cards:
            place = prose.claims.get(sentences.get(card.item, -1), Place(0, 0))
            title, gist = len(text(card.title)), len(text(card.gist))
            foot = bool(card.stance or card.references)
            slots.append(Slot(len(runs) + place.run, place.before, title, gist, card.again, foot))
        runs += prose.runs
    return fit(slots, runs)

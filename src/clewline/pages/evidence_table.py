"""What a line rests on, as a table: every source with its stance, its papers, the sentence that uses it, and
the other lines that do.
"""

from collections import Counter

from clewline.content.stances import STANCES
from clewline.corpus.graph import Edge
from clewline.pages.part_models import CardView, Evidence, EvidenceRow, Titled
from clewline.pages.sentence import sentence_text
from clewline.pages.source_cards import Weave
from clewline.pages.views import Views

_OTHER_LINES = 3
_DOWNWARDS = sorted(STANCES, key=lambda stance: ("above", "on", "below").index(stance.side))
"""The stances as their marks stand, from above the line of evidence to below it."""


def evidence(path: str, weave: Weave, views: Views) -> Evidence:
    """The evidence of the line at ``path``, woven into ``weave``."""
    notes = views.graph.cited(path)
    rows = tuple(_row(path, note, card, views) for note, card in zip(notes, weave.sources, strict=True))
    stances = Counter(card.stance for card in weave.sources)
    counts = tuple((stance, stances[stance.name]) for stance in _DOWNWARDS if stances[stance.name])
    years = sorted(year for note in notes for year in _years(note, views))
    return Evidence(rows, counts, years[0] if years else "", years[-1] if years else "")


def _row(path: str, note: str, card: CardView, views: Views) -> EvidenceRow:
    graph = views.graph
    document = views.corpus.documents[path]
    first = graph.first_link(path, note, Edge.CITES)
    index = document.links[first].sentence
    sentence = sentence_text(path, document.body.sentences[index].text, views) if index >= 0 else ""
    others = [line for line in graph.cited_by(note) if line != path][:_OTHER_LINES]
    lines = tuple(Titled(views.url(line), views.title(line)) for line in others)
    return EvidenceRow(card, max(_years(note, views), default=""), sentence, lines)


def _years(note: str, views: Views) -> list[str]:
    """The years of the papers that a note rests on, as far as they are known."""
    works = (views.corpus.references[key] for key in views.graph.rests_on(note))
    return [work.year for work in works if work.year[:4].isdigit()]

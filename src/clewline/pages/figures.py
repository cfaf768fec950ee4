"""The register of figures: each figure that a line takes from a note, by the work that it comes from, with
every sentence that uses it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

from clewline.content.model import COVERED, Kind
from clewline.corpus.graph import Edge
from clewline.corpus.node import reference_node
from clewline.engine.query import adopt, query
from clewline.evidence import Quantity, read_claims
from clewline.evidence.reading.stems import stem
from clewline.pages.evidence import Evidence
from clewline.pages.figure_views import FigureView, SaidView, WorkFigures
from clewline.pages.found_words import passage_href
from clewline.pages.traced import Hop, Traced, is_telling
from clewline.pages.views import Views
from clewline.text.sentences import sentences

_PART = 50
_HIDDEN = re.compile(f"{COVERED}+")

Value = tuple[float, float, str, str, str]
"""What makes a figure the same figure: its bounds, unit, what it is measured against, and its nature."""


class Use(NamedTuple):
    """A sentence that has a figure: of a line, or of the note that the line takes it from.

    ``note`` is the path of that note; ``counted`` is what the figure counts by this sentence, ``bound`` how
    the sentence bounds it.
    """

    note: str
    value: Value
    path: str
    href: str
    before: str
    words: str
    after: str
    counted: str
    bound: str


def figure_parts(works: int, notes: int) -> int:
    """How many pages the register has: it is parted by works or, where there are none, by notes."""
    return max(1, ceil((works or notes) / _PART))


def figure_address(part: int) -> str:
    """The address of a part of the register."""
    return "figures.html" if part == 1 else f"lists/figures-{part}.html"


class Register:
    """The register of figures of one corpus."""

    def __init__(self, evidence: Evidence, views: Views) -> None:
        self.db = evidence.db
        self._evidence = evidence
        self._views = views
        adopt(self)

    def part(self, part: int, works: Sequence[str], notes: Sequence[str]) -> tuple[WorkFigures, ...]:
        """The figures of one part, by work; those of notes that name no work come last."""
        views = self._views
        mine = slice((part - 1) * _PART, part * _PART)
        found: list[WorkFigures] = []
        for key in works[mine]:
            users = views.graph.into(reference_node(key), Edge.RESTS_ON)
            if figures := self._figures(note for note in users if _is_note(note, views)):
                reference = views.reference(key)
                found.append(WorkFigures(reference.href, reference.label, reference.title, figures))
        if not works or part == figure_parts(len(works), len(notes)):
            bare = (note for note in notes if not views.graph.rests_on(note))
            for note in list(notes)[mine] if not works else bare:
                if figures := self._figures([note]):
                    found.append(WorkFigures(views.url(note), views.title_text(note), "", figures))
        return tuple(found)

    def _figures(self, notes: Iterable[str]) -> tuple[FigureView, ...]:
        """The figures that lines take from ``notes``, in the order of their values."""
        by_value: dict[Value, list[Use]] = {}
        for note in notes:
            for line in self._views.graph.cited_by(note):
                for use in self.figures_used(line):
                    if use.note == note:
                        by_value.setdefault(use.value, []).append(use)
        return tuple(
            _figure(list(dict.fromkeys(by_value[value])), self._views, self._evidence.language)
            for value in sorted(by_value)
        )

    @query(cut=True, lazy=True)
    def figures_used(self, line: str) -> tuple[Use, ...]:
        """The figures that a line takes from notes: for each its own sentence, then that of the note."""
        return tuple(_uses(line, self._evidence, self._views))


def _is_note(path: str, views: Views) -> bool:
    return views.graph.kind(path) is Kind.NOTE


def _figure(held: Sequence[Use], views: Views, language: str) -> FigureView:
    said = [use for use in held if use.path == use.note]
    used = [use for use in held if use.path != use.note]
    things = {stem(use.counted, language): use.counted for use in held if use.counted}
    bounds = {use.bound for use in held}
    return FigureView(
        said[0].words if said else used[0].words,
        tuple(_said(use, views) for use in said),
        tuple(_said(use, views) for use in used),
        tuple(things.values()) if len(things) > 1 else (),
        len(things) > 1 or len(bounds) > 1,
    )


def _said(use: Use, views: Views) -> SaidView:
    return SaidView(use.href, views.title_text(use.path), use.before, use.words, use.after)


def _uses(line: str, evidence: Evidence, views: Views) -> Iterator[Use]:
    for one in evidence.traced(line):
        figure, words = one.trace.figure, one.words
        if one.trace.code or one.hop is not Hop.CARDS or not is_telling(one.trace):
            continue
        if figure is None or words is None or words.path not in views.corpus.kinds or words.path == line:
            continue
        passage = evidence.passage(words.path, words.passage)
        text = passage.text
        there = read_claims(text, evidence.language_of(words.path)).quantities
        origin = next((found for found in there if found.start == words.start), None)
        value = _value(origin or figure)
        href = _claim_href(line, one, evidence, views)
        yield _use(line, words.path, value, href, evidence.passage(line, one.passage).text, figure, evidence)
        if origin:
            href = passage_href(views.url(words.path), passage)
            yield _use(words.path, words.path, value, href, text, origin, evidence)


def _value(figure: Quantity) -> Value:
    return figure.low, figure.high, figure.unit, figure.per, figure.nature.value


def _use(
    path: str, note: str, value: Value, href: str, text: str, figure: Quantity, evidence: Evidence
) -> Use:
    """The sentence of ``text`` with a figure."""
    start, end = sentence_round(text, figure.start, evidence.language_of(path))
    end = max(end, figure.end)
    pieces = (text[start : figure.start], text[figure.start : figure.end], text[figure.end : end])
    before, words, after = (_HIDDEN.sub("…", piece) for piece in pieces)
    return Use(note, value, path, href, before, words, after, figure.counted, figure.bound.value)


def sentence_round(text: str, at: int, language: str) -> tuple[int, int]:
    """Start and end of the sentence of ``text`` in which offset ``at`` lies."""
    bounds = sentences(text, language)
    return next((bound for bound in reversed(bounds) if bound[0] <= at), bounds[0])


def _claim_href(line: str, one: Traced, evidence: Evidence, views: Views) -> str:
    """The address of the sentence of a claim, if it is one that cites; else of its line."""
    document = views.corpus.documents[line]
    passage = evidence.passage(line, one.passage)
    start, end = sentence_round(passage.text, one.trace.start, evidence.language_of(line))
    cited = (document.links[cite.link].sentence for cite in passage.cites if start < cite.offset <= end + 1)
    numbers = views.claim_numbers(line)
    number = next((numbers[sentence] for sentence in cited if sentence in numbers), 0)
    return f"{views.url(line)}#c{number}" if number else views.url(line)

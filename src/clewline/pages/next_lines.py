"""Next inquiring lines: what to read after a line, and why.

Authored ones come first. The derived ones are looked for near the line only: the notes that it cites, those
that these oppose, the papers that these rest on, its topics. A note that many lines cite counts little (after
Adamic and Adar, doi:10.1016/S0378-8733(03)00009-1, with the degree rounded to a power of two, so that one
more citation somewhere seldom changes a weight). Each kind of reason may propose its best line before any may
propose a second, and shared notes that an earlier proposal already covers count half: different lines are
worth more than similar ones.
"""

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from clewline.content.model import Kind
from clewline.corpus.graph import CitationGraph, Edge
from clewline.corpus.node import Named, Node, reference_node
from clewline.engine.query import adopt, query

MOST = 4
_HUB = 64
"""Neighbours beyond this many say nothing about a line."""


class Next(NamedTuple):
    """A proposed line and its reason: ``authored``, ``opposite``, ``paper``, ``shared`` or ``topic``.

    ``via`` are the nodes that it turns on: shared notes, the opposing note, the paper, the topic.
    """

    line: str
    reason: str
    via: tuple[Node, ...] = ()


class Neighbourhoods:
    """What lies near a node, as long as it is no hub: one says little of any line, and would tie an edit to
    the whole site.
    """

    def __init__(self, graph: CitationGraph) -> None:
        self.db = graph.db
        self.graph = graph
        adopt(self)

    @query(cut=True)
    def citing(self, note: str) -> tuple[str, ...]:
        """The lines that cite ``note``; none when it is a hub."""
        found = self.graph.cited_by(note)
        return found if len(found) <= _HUB else ()

    @query(cut=True)
    def opponents(self, note: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The notes in opposition to ``note``, each with the lines that cite it."""
        stances = self.graph.stances(note)
        return tuple((other, self.citing(other)) for other, stance, _ in stances if stance == Edge.OPPOSES)

    @query(cut=True)
    def resting(self, reference: Named) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What rests on ``reference``, each with the lines that cite it; nothing when the paper is a hub."""
        found = self.graph.into(reference, Edge.RESTS_ON)
        return tuple((note, self.citing(note)) for note in found) if len(found) <= _HUB else ()

    @query(cut=True)
    def filed(self, topic: Node) -> tuple[str, ...]:
        """The lines filed under ``topic``; none when it is a hub."""
        found = tuple(
            other for other in self.graph.into(topic, Edge.FILED_UNDER) if self.graph.kind(other) is Kind.LINE
        )
        return found if len(found) <= _HUB else ()


def next_lines(line: str, near: Neighbourhoods) -> tuple[Next, ...]:
    """At most `MOST` lines to read after ``line``, beside those that its author names."""
    graph = near.graph
    authored = [
        Next(other, "authored")
        for other in graph.out(line, Edge.NEXT)
        if isinstance(other, str) and other != line and graph.kind(other) is Kind.LINE
    ]
    taken = {line, *(proposal.line for proposal in authored)}
    notes = graph.cited(line)
    sources = [_opposite(line, notes, near), _papers(line, notes, near), _topics(line, near)]
    shared = _Shared(line, notes, near)
    derived: list[Next] = []
    while len(authored) + len(derived) < MOST:
        # Opposition first, then a paper, then one more line on shared notes, and so on in turn; a topic only
        # when nothing else is left.
        turn: list[Next | None] = [
            next((n for n in source if n.line not in taken), None) for source in sources[:2]
        ]
        turn.append(shared.best(taken))
        if not any(turn):
            turn = [next((n for n in sources[2] if n.line not in taken), None)]
        if not any(turn):
            break
        for proposal in turn:
            if proposal and proposal.line not in taken and len(authored) + len(derived) < MOST:
                derived.append(proposal)
                taken.add(proposal.line)
                if proposal.reason == "shared":
                    shared.cover(proposal.via)
    return (*authored, *derived)


def _weight(lines: Sequence[str]) -> int:
    """What sharing a note that ``lines`` cite is worth, from 64 down: halved with each doubling of them
    beyond two.
    """
    return 64 >> max(len(lines).bit_length() - 2, 0)


class _Shared:
    """The other lines that cite notes of a line, and what sharing those is worth."""

    def __init__(self, line: str, notes: Iterable[str], near: Neighbourhoods) -> None:
        self._notes: dict[str, list[str]] = {}
        self._scores: dict[str, int] = {}
        self._citing = {note: near.citing(note) for note in notes}
        self._weights = {note: _weight(lines) for note, lines in self._citing.items()}
        for note, lines in self._citing.items():
            weight = self._weights[note]
            for other in lines:
                if other != line:
                    self._notes.setdefault(other, []).append(note)
                    self._scores[other] = self._scores.get(other, 0) + weight
        self._covered: set[str] = set()

    def best(self, taken: Container[str]) -> Next | None:
        """The line, not ``taken``, that shares most; on a tie the one with the fewest notes that are covered
        already.
        """
        scores = {other: score for other, score in self._scores.items() if other not in taken}
        most = max(scores.values(), default=0)
        equals = (other for other, score in scores.items() if score == most)
        best = min(
            equals,
            key=lambda other: (len(self._covered.intersection(self._notes[other])), other),
            default=None,
        )
        return Next(best, "shared", tuple(self._notes[best])) if best else None

    def cover(self, notes: Iterable[Node]) -> None:
        """Takes ``notes`` at half their weight from now on."""
        for note in notes:
            if isinstance(note, str) and note not in self._covered:
                self._covered.add(note)
                lost = self._weights[note] - self._weights[note] // 2
                for other in self._citing[note]:
                    if other in self._scores:
                        self._scores[other] -= lost


def _opposite(line: str, notes: Sequence[str], near: Neighbourhoods) -> list[Next]:
    """Lines that cite a note in opposition to one of ``notes``, without citing that one themselves."""
    found: list[Next] = []
    for note in notes:
        for other, lines in near.opponents(note):
            if other not in notes:
                found.extend(
                    Next(candidate, "opposite", (note, other)) for candidate in lines if candidate != line
                )
    return found


def _papers(line: str, notes: Sequence[str], near: Neighbourhoods) -> list[Next]:
    """Lines that rest on the same paper through another note, where there is only one such line."""
    found: list[Next] = []
    works = dict.fromkeys(work for note in notes for work in near.graph.rests_on(note))
    for reference in map(reference_node, works):
        through = (lines for note, lines in near.resting(reference) if note not in notes)
        others = (other for lines in through for other in lines if other != line)
        only = next(others, "")
        if only and all(other == only for other in others):
            found.append(Next(only, "paper", (reference,)))
    return found


def _topics(line: str, near: Neighbourhoods) -> list[Next]:
    """Other lines of the same topics, the topic with the fewest lines first."""
    topics = [(topic, near.filed(topic)) for topic in near.graph.out(line, Edge.FILED_UNDER)]
    small = sorted(topics, key=lambda found: (len(found[1]), not isinstance(found[0], str), found[0]))
    return [Next(other, "topic", (topic,)) for topic, lines in small for other in lines if other != line]

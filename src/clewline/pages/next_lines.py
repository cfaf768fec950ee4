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

MOST = 4
_HUB = 64
"""Neighbours beyond this many say nothing about a line."""


class Next(NamedTuple):
    """A proposed line and its reason: ``authored``, ``opposite``, ``paper``, ``shared`` or ``topic``.

    ``via`` are the nodes that it turns on: shared notes, the opposing note, the paper, the topic.
    """

    line: str
    reason: str
    via: tuple[str, ...] = ()


def next_lines(line: str, graph: CitationGraph) -> tuple[Next, ...]:
    """At most `MOST` lines to read after ``line``, beside those that its author names."""
    authored = [
        Next(other, "authored")
        for other in graph.out(line, Edge.NEXT)
        if other != line and _is_line(other, graph)
    ]
    taken = {line, *(proposal.line for proposal in authored)}
    notes = tuple(dict.fromkeys(citation.note for citation in graph.citations(line)))
    sources = [_opposite(line, notes, graph), _papers(line, notes, graph), _topics(line, graph)]
    shared = _Shared(line, notes, graph)
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


def _is_line(path: str, graph: CitationGraph) -> bool:
    return graph.kind(path) is Kind.LINE


def citing(note: str, graph: CitationGraph) -> tuple[str, ...]:
    """The lines that cite ``note``; none when it is a hub, which says little of any line and would tie an
    edit to the whole site.
    """

    def lines() -> tuple[str, ...]:
        found = graph.into(note, Edge.CITES)
        return found if len(found) <= _HUB else ()

    return graph.memo.get(("citing", note), lines)


def _weight(lines: Sequence[str]) -> int:
    """What sharing a note that ``lines`` cite is worth, from 64 down: halved with each doubling of them
    beyond two.
    """
    return 64 >> max(len(lines).bit_length() - 2, 0)


class _Shared:
    """The other lines that cite notes of a line, and what sharing those is worth."""

    def __init__(self, line: str, notes: Iterable[str], graph: CitationGraph) -> None:
        self._notes: dict[str, list[str]] = {}
        self._scores: dict[str, int] = {}
        self._citing = {note: citing(note, graph) for note in notes}
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

    def cover(self, notes: Iterable[str]) -> None:
        """Takes ``notes`` at half their weight from now on."""
        for note in notes:
            if note not in self._covered:
                self._covered.add(note)
                lost = self._weights[note] - self._weights[note] // 2
                for other in self._citing[note]:
                    if other in self._scores:
                        self._scores[other] -= lost


def _opposite(line: str, notes: Sequence[str], graph: CitationGraph) -> list[Next]:
    """Lines that cite a note in opposition to one of ``notes``, without citing that one themselves."""
    found: list[Next] = []
    for note in notes:
        for other, lines in opponents(note, graph):
            if other not in notes:
                found.extend(
                    Next(candidate, "opposite", (note, other)) for candidate in lines if candidate != line
                )
    return found


def opponents(note: str, graph: CitationGraph) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The notes in opposition to ``note``, each with the lines that cite it."""

    def found() -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple(
            (other, citing(other, graph))
            for other, stance, _ in graph.stances(note)
            if stance == Edge.OPPOSES
        )

    return graph.memo.get(("opponents", note), found)


def _papers(line: str, notes: Sequence[str], graph: CitationGraph) -> list[Next]:
    """Lines that rest on the same paper through another note, where there is only one such line."""
    found: list[Next] = []
    for reference in dict.fromkeys(r for note in notes for r in graph.out(note, Edge.RESTS_ON)):
        through = (lines for note, lines in resting(reference, graph) if note not in notes)
        others = (other for lines in through for other in lines if other != line)
        only = next(others, "")
        if only and all(other == only for other in others):
            found.append(Next(only, "paper", (reference,)))
    return found


def resting(reference: str, graph: CitationGraph) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What rests on ``reference``, each with the lines that cite it; nothing when the paper is a hub."""

    def through() -> tuple[tuple[str, tuple[str, ...]], ...]:
        found = graph.into(reference, Edge.RESTS_ON)
        return tuple((note, citing(note, graph)) for note in found) if len(found) <= _HUB else ()

    return graph.memo.get(("resting", reference), through)


def _topics(line: str, graph: CitationGraph) -> list[Next]:
    """Other lines of the same topics, the topic with the fewest lines first."""
    topics = [(topic, filed(topic, graph)) for topic in graph.out(line, Edge.FILED_UNDER)]
    small = sorted((len(lines), topic, lines) for topic, lines in topics)
    return [Next(other, "topic", (topic,)) for _, topic, lines in small for other in lines if other != line]


def filed(topic: str, graph: CitationGraph) -> tuple[str, ...]:
    """The lines filed under ``topic``; none when there are so many that the topic says nothing about a
    line.
    """

    def lines() -> tuple[str, ...]:
        found = tuple(other for other in graph.into(topic, Edge.FILED_UNDER) if _is_line(other, graph))
        return found if len(found) <= _HUB else ()

    return graph.memo.get(("lines filed", topic), lines)

"""Tensions: notes that contradict or qualify each other, and lines that cite one side of them only."""

from collections.abc import Iterator
from typing import NamedTuple

from clewline.content.model import Kind
from clewline.corpus.graph import CitationGraph, Edge
from clewline.engine.query import adopt, query
from clewline.engine.tables import Gathered

OPPOSING = (Edge.OPPOSES, Edge.QUALIFIES)
"""What a note may say of another that it is in tension with, the stronger first."""

Said = tuple[tuple[str, str], ...]
"""Other notes, each with the stance that is taken on it."""


class Tension(NamedTuple):
    """Two notes: what ``note`` says of ``other``."""

    note: str
    other: str
    stance: str

    @property
    def ends(self) -> tuple[str, str]:
        """Both notes, in the order of paths."""
        return min(self.note, self.other), max(self.note, self.other)


class Uncited(NamedTuple):
    """A note that a line does not cite, though it is in tension with one that it does cite; ``tension`` says
    how.
    """

    note: str
    cited: str
    tension: Tension


class Tensions:
    """The tensions of one corpus."""

    def __init__(self, graph: CitationGraph) -> None:
        self.db = graph.db
        self.graph = graph
        self._stated = Gathered[str, Said](
            graph.db,
            "tension from",
            dict[str, Said],
            lambda: graph.corpus.kinds,
            self.opposed_by,
            "opposed_by",
        )
        adopt(self)

    @query(cut=True)
    def opposed_by(self, path: str) -> Said:
        """What the note at ``path`` says against other notes; the stronger word on each."""
        if self.graph.kind(path) is not Kind.NOTE:
            return ()
        said = [(other, edge.value) for edge in reversed(OPPOSING) for other in self._notes(path, edge)]
        return tuple(sorted(dict(said).items()))

    def _notes(self, path: str, edge: Edge) -> Iterator[str]:
        for other in self.graph.out(path, edge):
            if isinstance(other, str) and self.graph.kind(other) is Kind.NOTE:
                yield other

    @query(cut=True)
    def tensions(self) -> tuple[Tension, ...]:
        """All pairs of notes in tension, each once, in the order of paths."""
        stated = self._stated.whole()
        found = [Tension(note, other, stance) for note, said in stated.items() for other, stance in said]
        found.sort(key=_strength, reverse=True)
        return tuple(sorted({one.ends: one for one in found}.values(), key=lambda one: one.ends))

    @query(cut=True)
    def tensions_of(self, note: str) -> tuple[Tension, ...]:
        """The tensions that ``note`` is an end of."""
        found = [
            Tension(other, note, stance) if inward else Tension(note, other, stance)
            for other, stance, inward in self.graph.stances(note)
            if stance in OPPOSING and self.graph.kind(other) is Kind.NOTE
        ]
        found.sort(key=_strength, reverse=True)
        return tuple(sorted({one.ends: one for one in found}.values(), key=_strength))

    @query(cut=True)
    def uncited(self, line: str) -> tuple[Uncited, ...]:
        """The notes that ``line`` does not cite though they are in tension with one that it cites; each once,
        what contradicts first.
        """
        cited = self.graph.cited(line)
        found: dict[str, Uncited] = {}
        against = [(one, note) for note in cited for one in self.tensions_of(note)]
        for one, note in sorted(against, key=lambda pair: OPPOSING.index(Edge(pair[0].stance))):
            other = one.other if one.note == note else one.note
            if other not in cited:
                found.setdefault(other, Uncited(other, note, one))
        return tuple(found.values())


def _strength(one: Tension) -> tuple[int, str, str]:
    return OPPOSING.index(Edge(one.stance)), one.note, one.other

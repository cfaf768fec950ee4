"""Open questions: what would change the answers of lines, and notes that may be what was waited for.

An item names a note, or says what a note must hold. A note that fits and that the line does not cite has
arrived: somebody must read it, and cite it or narrow the query.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from clewline.content.model import Awaited, Kind, Passage, Role
from clewline.corpus.graph import CitationGraph, Edge
from clewline.corpus.node import Named
from clewline.corpus.target import TargetKind
from clewline.engine.query import adopt, query
from clewline.engine.tables import Gathered, Inverse
from clewline.text.names import name_key, stem

Terms = tuple[str, ...]


class Asking(NamedTuple):
    """What a line asks: how many items it has, on how many notes it rests, and all terms of its queries."""

    items: int
    sources: int
    terms: Terms


class Settling:
    """The open questions of one corpus. ``texts`` are the plain words of documents."""

    def __init__(self, graph: CitationGraph, texts: Mapping[str, tuple[Passage, ...]]) -> None:
        self.db = graph.db
        self.corpus = graph.corpus
        self.graph = graph
        self._texts = texts
        kinds = graph.corpus.kinds
        self._asking = Gathered[str, Asking](
            graph.db, "question of", dict[str, Asking], lambda: kinds, self.asking, "asking"
        )
        self._holding = Inverse[str, dict[str, bool]](
            graph.db, "term held", dict[str, dict[str, bool]], lambda: kinds, self.held, "held"
        )
        adopt(self)

    @query(cut=True)
    def asking(self, path: str) -> Asking:
        """What the document at ``path`` asks; nothing unless it is a line."""
        if self.graph.kind(path) is not Kind.LINE:
            return Asking(0, 0, ())
        document = self.corpus.documents[path]
        terms = dict.fromkeys(term for item in document.awaited for term in item.terms)
        return Asking(len(document.would_change), len(self.graph.cited(path)), tuple(terms))

    @query(cut=True)
    def awaited_terms(self) -> Terms:
        """All terms of all queries."""
        return tuple(sorted({term for asking in self._asking.whole().values() for term in asking.terms}))

    @query(cut=True)
    def held(self, path: str) -> dict[str, bool]:
        """Those of all terms that the note at ``path`` holds."""
        terms = self.awaited_terms() if self.graph.kind(path) is Kind.NOTE else ()
        if not terms:
            return {}
        said = (passage.text for passage in self._texts[path] if passage.role is not Role.HEADING)
        text = " ".join(" ".join(said).casefold().split())
        topics = {f"#{name}" for name in self._topics(path)}
        return {term: True for term in terms if (term in topics if term[0] == "#" else _stands(term, text))}

    def _topics(self, path: str) -> set[str]:
        nodes = self.graph.out(path, Edge.FILED_UNDER)
        return {node.key if isinstance(node, Named) else name_key(stem(node)) for node in nodes}

    @query(cut=True)
    def questions(self) -> tuple[tuple[str, int], ...]:
        """Every item of every line, as the path of the line and the number of the item; those of the lines
        with the fewest sources first.
        """
        asking = sorted(self._asking.whole().items(), key=lambda pair: (pair[1].sources, pair[0]))
        return tuple((path, number) for path, one in asking for number in range(one.items))

    @query(cut=True)
    def arrived(self, line: str) -> tuple[tuple[str, ...], ...]:
        """For each item of ``line``, the notes that fit it and that the line does not cite."""
        cited = set(self.graph.cited(line))
        return tuple(
            tuple(sorted((self._named(line, item) | self._found(item)) - cited))
            for item in self.corpus.documents[line].awaited
        )

    def _named(self, line: str, item: Awaited) -> set[str]:
        targets = (self.graph.targets[line][index] for index in item.links)
        return {
            target.key
            for target in targets
            if target.kind is TargetKind.DOCUMENT and self.graph.kind(target.key) is Kind.NOTE
        }

    def _found(self, item: Awaited) -> set[str]:
        holding = [set(self._holding.of(term)) for term in item.terms]
        return set.intersection(*holding) if holding else set()


def _stands(term: str, text: str) -> bool:
    """Whether ``term`` stands in ``text`` at the beginning of a word."""
    return re.search(rf"(?<!\w){re.escape(term)}", text) is not None

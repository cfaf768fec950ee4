"""The citation graph: lines, notes, references and topics with typed edges. The only module that knows
networkx.

Nodes are documents by path, references by ``@`` and their key, topics without an introduction by ``topic:``
and their name key.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from clewline.content.model import STANCES, Document, Kind, LinkKind, RelationKind
from clewline.corpus.assemble import Corpus
from clewline.corpus.resolve import Target, TargetKind
from clewline.engine.memo import Memo

if TYPE_CHECKING:
    import networkx as nx


class Edge(StrEnum):
    """What an edge says of its target; stances are edges of their own beside a citation."""

    CITES = "cites"
    LINKS = "links"
    EMBEDS = "embeds"
    RESTS_ON = "rests-on"
    FILED_UNDER = "filed-under"
    NEXT = "next"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    QUALIFIES = "qualifies"
    BACKGROUND = "background"


Neighbours = Mapping[str, Mapping[str, Mapping[str, tuple[int, ...]]]]
"""By node, then by the other end, the indexes of the links between them by kind of edge."""

_OF_RELATION = {
    RelationKind.SUPPORTS: Edge.SUPPORTS,
    RelationKind.OPPOSES: Edge.OPPOSES,
    RelationKind.QUALIFIES: Edge.QUALIFIES,
    RelationKind.BACKGROUND: Edge.BACKGROUND,
    RelationKind.NEXT: Edge.NEXT,
    RelationKind.TOPIC: Edge.FILED_UNDER,
    RelationKind.REFERENCE: Edge.RESTS_ON,
}
STANCE_EDGES = tuple(_OF_RELATION[stance] for stance in STANCES)


class Citation(NamedTuple):
    """One place in a line's synthesis that cites a note: the line, the index of the link, the note."""

    line: str
    link: int
    note: str


class Outward(NamedTuple):
    """What leaves a node, by kind of edge: the links (index and other end) and the other ends, both in the
    order of the links; what it says of each of them; its citations.
    """

    links: Mapping[str, tuple[tuple[int, str], ...]]
    ends: Mapping[str, tuple[str, ...]]
    stances: Mapping[str, str]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class CitationGraph:
    """Documents, their kinds and their targets (by path, then by index of the link), and the graph that they
    make: for each node what it leads to (``leaving``) and what leads to it (``arriving``), with the indexes
    of the links by kind of edge.
    """

    documents: Mapping[str, Document]
    kinds: Mapping[str, Kind]
    targets: Mapping[str, tuple[Target, ...]]
    leaving: Neighbours
    arriving: Neighbours
    memo: Memo

    def kind(self, path: str) -> Kind | None:
        """What the document at ``path`` is; None when there is none."""
        return self.kinds.get(path)

    def citations(self, line: str) -> tuple[Citation, ...]:
        """Every citation in the synthesis of ``line``, in the order of the text."""
        return self.outward(line).citations

    def out(self, node: str, edge: Edge) -> tuple[str, ...]:
        """What ``node`` has an ``edge`` to, in the order of its links."""
        return self.outward(node).ends.get(edge, ())

    def into(self, node: str, *edges: Edge) -> tuple[str, ...]:
        """What has one of ``edges`` to ``node``, in the order of paths."""
        inward = self.inward(node)
        if len(edges) == 1:
            return inward.get(edges[0], ())
        return tuple(sorted({other for edge in edges for other in inward.get(edge, ())}))

    def first_link(self, source: str, target: str, *edges: Edge) -> int:
        """The index of the first link of ``source`` that makes one of ``edges`` to ``target``."""
        outward = self.outward(source)
        return min(link for edge in edges for link, other in outward.links.get(edge, ()) if other == target)

    def stance(self, source: str, target: str) -> str:
        """What ``source`` says of ``target``: one of the stances, or empty when it says nothing."""
        return self.outward(source).stances.get(target, "")

    def stances(self, node: str) -> Iterator[tuple[str, str, bool]]:
        """Every stated relation of ``node`` to another document: the other, the stance, whether the other
        states it.
        """
        outward, inward = self.outward(node).ends, self.inward(node)
        for edge in STANCE_EDGES:
            yield from ((other, edge.value, False) for other in outward.get(edge, ()))
        for edge in STANCE_EDGES:
            yield from ((other, edge.value, True) for other in inward.get(edge, ()))

    def edges(self, node: str) -> list[tuple[int, str, str]]:
        """Every edge that leaves ``node``, in the order of its links: index of the link, kind, other end."""
        return sorted(
            (link, edge, other) for edge, links in self.outward(node).links.items() for link, other in links
        )

    def outward(self, node: str) -> Outward:
        """All that leaves ``node``."""
        return self.memo.get(("outward", node), lambda: self._group_outward(node))

    def inward(self, node: str) -> Mapping[str, tuple[str, ...]]:
        """By kind of edge, the nodes that have one to ``node``, in the order of paths."""
        return self.memo.get(("inward", node), lambda: self._group_inward(node))

    def _group_outward(self, node: str) -> Outward:
        self.memo.read(("edges from", node))
        grouped: dict[str, list[tuple[int, str]]] = {}
        for other, kinds in self.leaving.get(node, {}).items():
            for edge, numbers in kinds.items():
                grouped.setdefault(edge, []).extend((number, other) for number in numbers)
        links = {edge: tuple(sorted(found)) for edge, found in grouped.items()}
        ends = {edge: tuple(dict.fromkeys(other for _, other in found)) for edge, found in links.items()}
        stances = {other: edge.value for edge in reversed(STANCE_EDGES) for other in ends.get(edge, ())}
        return Outward(
            links,
            ends,
            stances,
            tuple(Citation(node, number, note) for number, note in links.get(Edge.CITES, ())),
        )

    def _group_inward(self, node: str) -> dict[str, tuple[str, ...]]:
        self.memo.read(("edges to", node))
        grouped: dict[str, list[str]] = {}
        for other, kinds in self.arriving.get(node, {}).items():
            for edge in kinds:
                grouped.setdefault(edge, []).append(other)
        return {edge: tuple(sorted(others)) for edge, others in grouped.items()}


def node_of(target: Target) -> str:
    """The node that a target is; empty for what is not in the graph."""
    if target.kind is TargetKind.DOCUMENT:
        return target.key
    if target.kind is TargetKind.REFERENCE:
        return f"@{target.key}"
    return f"topic:{target.key}" if target.kind is TargetKind.TOPIC else ""


def edges_of(
    document: Document, targets: tuple[Target, ...], corpus: Corpus
) -> Iterator[tuple[str, Edge, int]]:
    """The edges that a document makes: target, kind, index of the link."""
    roles = {relation.link: relation.kind for relation in document.relations}
    for index, (link, target) in enumerate(zip(document.links, targets, strict=True)):
        node = node_of(target)
        if not node or node == document.path:
            continue
        if index in roles:
            yield node, _OF_RELATION[roles[index]], index
        elif link.kind is LinkKind.TAG:
            yield node, Edge.FILED_UNDER, index
        elif target.kind is TargetKind.REFERENCE:
            yield node, Edge.RESTS_ON, index
        elif link.kind is LinkKind.EMBED:
            yield node, Edge.EMBEDS, index
        elif is_citation(document, link.block, target, corpus):
            yield node, Edge.CITES, index
        else:
            yield node, Edge.LINKS, index


def is_citation(document: Document, block: int, target: Target, corpus: Corpus) -> bool:
    """Whether a link in the text of ``document`` is a citation: it stands in a line's synthesis and leads to
    a note.

    A note that introduces a topic remains one.
    """
    if document.kind is not Kind.LINE or block < 0 or target.kind is not TargetKind.DOCUMENT:
        return False
    return corpus.kinds[target.key] is Kind.NOTE


def build_graph(corpus: Corpus, targets: Mapping[str, tuple[Target, ...]]) -> CitationGraph:
    """The citation graph of ``corpus``; ``targets`` are those of each document, by path."""
    graph = empty_graph()
    graph.add_nodes_from(corpus.documents)
    made = ((path, edges_of(document, targets[path], corpus)) for path, document in corpus.documents.items())
    graph.add_edges_from(
        (path, node, kinds) for path, edges in made for node, kinds in gathered(edges).items()
    )
    return CitationGraph(corpus.documents, corpus.kinds, targets, graph.adj, graph.pred, Memo())


def empty_graph() -> "nx.DiGraph[str]":
    """A graph without anything in it."""
    import networkx as nx  # takes long to load, and a graph that is recalled does not need it

    return nx.DiGraph()


def set_edges(graph: "nx.DiGraph[str]", path: str, edges: Iterable[tuple[str, Edge, int]]) -> None:
    """Makes ``edges`` (target, kind, index of the link) all that leave ``path`` in ``graph``."""
    leading = gathered(edges)
    graph.add_node(path)
    graph.remove_edges_from([(path, node) for node in graph.adj[path] if node not in leading])
    for node, kinds in leading.items():
        graph.add_edge(path, node)
        graph.adj[path][node].clear()
        graph.adj[path][node].update(kinds)


def gathered(edges: Iterable[tuple[str, Edge, int]]) -> dict[str, dict[str, tuple[int, ...]]]:
    """The indexes of the links that lead to each node, by kind of edge."""
    found: dict[str, dict[str, list[int]]] = {}
    for node, edge, link in edges:
        found.setdefault(node, {}).setdefault(edge, []).append(link)
    return {node: {edge: tuple(links) for edge, links in kinds.items()} for node, kinds in found.items()}

"""The citation graph: lines, notes, references and topics with typed edges. The only module that knows
networkx.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from clewline.content.model import Document, Kind, LinkKind, RelationKind
from clewline.content.stances import STATED
from clewline.corpus.assemble import Corpus
from clewline.corpus.node import Named, Node, reference_node, topic_node
from clewline.corpus.target import Target, TargetKind
from clewline.engine.database import Database
from clewline.engine.query import adopt, query
from clewline.engine.tables import Inverse

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
    EXTENDS = "extends"
    FOUNDATION = "foundation"
    ENABLES = "enables"
    EXAMPLE = "example"


Edges = dict[Node, dict[Edge, tuple[int, ...]]]
"""By the other end, the indexes of the links that lead there, by kind of edge."""

_OF_RELATION = {
    **{stance.relation: Edge(stance.name) for stance in STATED},
    RelationKind.EXTENDS: Edge.EXTENDS,
    RelationKind.FOUNDATION: Edge.FOUNDATION,
    RelationKind.ENABLES: Edge.ENABLES,
    RelationKind.EXAMPLE: Edge.EXAMPLE,
    RelationKind.NEXT: Edge.NEXT,
    RelationKind.TOPIC: Edge.FILED_UNDER,
    RelationKind.REFERENCE: Edge.RESTS_ON,
}
RELATION_EDGES = (Edge.EXTENDS, Edge.FOUNDATION, Edge.ENABLES, Edge.EXAMPLE)
"""What one note says of another beside stances."""
STANCE_EDGES = tuple(Edge(stance.name) for stance in STATED)


class Citation(NamedTuple):
    """One place in a line's synthesis that cites a note: the line, the index of the link, the note."""

    line: str
    link: int
    note: str


class Outward(NamedTuple):
    """What leaves a node, by kind of edge: the links (index and other end) and the other ends, both in the
    order of the links; what it says of each of them; its citations.
    """

    links: dict[Edge, tuple[tuple[int, Node], ...]]
    ends: dict[Edge, tuple[Node, ...]]
    stances: dict[Node, str]
    citations: tuple[Citation, ...]


class CitationGraph:
    """The graph that the documents of a corpus make; ``targets`` are those of each of them, by path, then by
    index of the link.
    """

    def __init__(self, db: Database, corpus: Corpus, targets: Mapping[str, tuple[Target, ...]]) -> None:
        self.db = db
        self.corpus = corpus
        self.targets = targets
        self._arriving = Inverse[str, Edges](
            db, "edges", dict[str, Edges], lambda: corpus.documents, self.edges_from, "edges_from", Node
        )
        adopt(self)

    def kind(self, node: Node) -> Kind | None:
        """What the document at this path is; None when there is none."""
        return self.corpus.kinds.get(node) if isinstance(node, str) else None

    def citations(self, line: str) -> tuple[Citation, ...]:
        """Every citation in the synthesis of ``line``, in the order of the text."""
        return self.outward(line).citations

    def out(self, node: Node, edge: Edge) -> tuple[Node, ...]:
        """What ``node`` has an ``edge`` to, in the order of its links."""
        return self.outward(node).ends.get(edge, ())

    @query(cut=True)
    def cited(self, line: str) -> tuple[str, ...]:
        """The notes that a line cites, in the order of the text."""
        return tuple(dict.fromkeys(citation.note for citation in self.citations(line)))

    @query(cut=True)
    def cited_by(self, note: str) -> tuple[str, ...]:
        """The lines that cite a note, in the order of paths."""
        return self.into(note, Edge.CITES)

    @query(cut=True)
    def rests_on(self, path: str) -> tuple[str, ...]:
        """The keys of the works that a document rests on, in the order of its links."""
        nodes = self.out(path, Edge.RESTS_ON)
        return tuple(node.key for node in nodes if isinstance(node, Named))

    def into(self, node: Node, *edges: Edge) -> tuple[str, ...]:
        """What has one of ``edges`` to ``node``, in the order of paths."""
        inward = self.inward(node)
        if len(edges) == 1:
            return inward.get(edges[0], ())
        return tuple(sorted({other for edge in edges for other in inward.get(edge, ())}))

    def first_link(self, source: str, target: Node, *edges: Edge) -> int:
        """The index of the first link of ``source`` that makes one of ``edges`` to ``target``."""
        outward = self.outward(source)
        return min(link for edge in edges for link, other in outward.links.get(edge, ()) if other == target)

    def stance(self, source: Node, target: Node) -> str:
        """What ``source`` says of ``target``: one of the stances, or empty when it says nothing."""
        return self.outward(source).stances.get(target, "")

    def stances(self, node: Node) -> Iterator[tuple[str, str, bool]]:
        """Every stated relation of ``node`` to another document: the other, the stance, whether the other
        states it.
        """
        outward, inward = self.outward(node).ends, self.inward(node)
        for edge in STANCE_EDGES:
            yield from (
                (other, edge.value, False) for other in outward.get(edge, ()) if isinstance(other, str)
            )
        for edge in STANCE_EDGES:
            yield from ((other, edge.value, True) for other in inward.get(edge, ()))

    def edges(self, node: str) -> list[tuple[int, Edge, Node]]:
        """Every edge that leaves ``node``, in the order of its links: index of the link, kind, other end."""
        found = (
            (link, edge, other) for edge, links in self.outward(node).links.items() for link, other in links
        )
        return sorted(found, key=lambda item: item[:2])

    @query(cut=True)
    def edges_from(self, path: str) -> Edges:
        """What leaves the document at ``path``."""
        found: dict[Node, dict[Edge, list[int]]] = {}
        document, targets = self.corpus.documents[path], self.targets[path]
        for node, edge, link in edges_of(document, targets, self.corpus):
            found.setdefault(node, {}).setdefault(edge, []).append(link)
        return {node: {edge: tuple(links) for edge, links in kinds.items()} for node, kinds in found.items()}

    @query(keep=True)
    def outward(self, node: Node) -> Outward:
        """All that leaves ``node``."""
        grouped: dict[Edge, list[tuple[int, Node]]] = {}
        leaving = self.edges_from(node) if isinstance(node, str) and node in self.corpus.kinds else {}
        for other, kinds in leaving.items():
            for edge, numbers in kinds.items():
                grouped.setdefault(edge, []).extend((number, other) for number in numbers)
        links = {edge: tuple(sorted(found, key=lambda item: item[0])) for edge, found in grouped.items()}
        ends = {edge: tuple(dict.fromkeys(other for _, other in found)) for edge, found in links.items()}
        stances = {other: edge.value for edge in reversed(STANCE_EDGES) for other in ends.get(edge, ())}
        cited = links.get(Edge.CITES, ())
        citations = tuple(
            Citation(str(node), number, note) for number, note in cited if isinstance(note, str)
        )
        return Outward(links, ends, stances, citations)

    @query(keep=True)
    def inward(self, node: Node) -> dict[Edge, tuple[str, ...]]:
        """By kind of edge, the documents that have one to ``node``, in the order of paths."""
        grouped: dict[Edge, list[str]] = {}
        for other, kinds in self._arriving.of(node).items():
            for edge in kinds:
                grouped.setdefault(edge, []).append(other)
        return {edge: tuple(sorted(others)) for edge, others in sorted(grouped.items())}


def node_of(target: Target) -> Node | None:
    """The node that a target is; None for what is not in the graph."""
    if target.kind is TargetKind.DOCUMENT:
        return target.key
    if target.kind is TargetKind.REFERENCE:
        return reference_node(target.key)
    return topic_node(target.key) if target.kind is TargetKind.TOPIC else None


def edges_of(
    document: Document, targets: tuple[Target, ...], corpus: Corpus
) -> Iterator[tuple[Node, Edge, int]]:
    """The edges that a document makes: target, kind, index of the link."""
    roles = {relation.link: relation.kind for relation in document.relations}
    for index, (link, target) in enumerate(zip(document.links, targets, strict=True)):
        node = node_of(target)
        if node is None or node == document.path:
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


def network(graph: CitationGraph) -> "nx.MultiDiGraph[Node]":
    """The whole graph, as networkx works with it: edges have their kind as key."""
    import networkx as nx  # takes long to load

    made: nx.MultiDiGraph[Node] = nx.MultiDiGraph()
    made.add_nodes_from(graph.corpus.documents)
    for path in graph.corpus.documents:
        for _, edge, other in graph.edges(path):
            made.add_edge(path, other, edge)
    return made

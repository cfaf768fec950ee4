"""The citation graph as data: ``graph.json`` and ``graph.graphml``
(http://graphml.graphdrawing.org/specification.html).

``graph.json`` is an object with

- ``format``: ``clewline-graph-1``; ``title`` and ``language`` of the site; ``base``: the address that every
  ``url`` is relative to (empty when the site does not say where it will be: then they are relative to this
  file);
- ``nodes``: objects with ``id``, ``kind`` (``lines``, ``notes``, ``topics``, ``references``), ``title`` and
  ``url``; a reference also has ``work``, the address of the work itself, when that is known, and ``standing``
  when it was retracted or the like; a document that has dates has ``created`` and ``updated``; a line that
  was reviewed has ``review`` (``reviewed``, or ``stale`` when something has changed since) and the day,
  ``reviewed``;
- ``edges``: objects with ``source`` and ``target`` (ids) and ``kind``: ``cites``, ``links``, ``embeds``,
  ``rests-on``, ``filed-under``, ``next``, ``supports``, ``opposes``, ``qualifies`` or ``background``. There
  is one for each pair and kind; but a citation is an edge for each place, with ``ordinal``, the number of the
  source on the page of the line, and ``sentence``, the sentence that cites. ``cito`` is the word that the
  Citation Typing Ontology (http://purl.org/spar/cito) has for an edge, if any. What a line names stands for
  or against its answer; what a note names, the note stands for or against.

The id of a node is its url without ``.html``; names of files and folders of the content are not told. GraphML
has the same nodes and edges, without the sentences.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from clewline.content.model import Kind
from clewline.corpus.graph import Edge
from clewline.corpus.node import Named, Node, reference_node
from clewline.engine.query import adopt, query
from clewline.pages.passages import work_url
from clewline.pages.reviews import Reviews
from clewline.pages.sentence import sentence_text
from clewline.pages.site_view import SiteView
from clewline.pages.views import Views
from clewline.text.names import stem

GRAPH_JSON, GRAPHML = "graph.json", "graph.graphml"
_KEYS = {
    "kind": "string",
    "title": "string",
    "url": "string",
    "work": "string",
    "created": "string",
    "updated": "string",
    "standing": "string",
    "review": "string",
    "reviewed": "string",
    "ordinal": "int",
    "cito": "string",
}
_OF_EDGES = ("kind", "ordinal", "cito")
_CITO = {
    Edge.CITES: "cites",
    Edge.RESTS_ON: "citesAsEvidence",
    Edge.SUPPORTS: "supports",
    Edge.OPPOSES: "disputes",
    Edge.QUALIFIES: "qualifies",
    Edge.BACKGROUND: "obtainsBackgroundFrom",
}
_CITO_OF_LINES = {
    Edge.SUPPORTS: "isSupportedBy",
    Edge.OPPOSES: "isDisputedBy",
    Edge.QUALIFIES: "isQualifiedBy",
}
# What XML 1.0 cannot hold in any form.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Item = dict[str, Any]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Rows(NamedTuple):
    """Nodes or edges as they stand in the two files."""

    json: str
    graphml: str


class GraphRows:
    """What is told of the nodes and edges of the graph of a site."""

    def __init__(self, views: Views, reviews: Reviews) -> None:
        self.db = views.db
        self._views = views
        self._reviews = reviews
        adopt(self)

    @query(keep=True, lazy=True)
    def graph_ids(self) -> dict[Node, str]:
        """The id of each node that has a page, in the order of ids."""
        corpus = self._views.corpus
        nodes: list[Node] = [*corpus.kinds]
        nodes += [node for node in corpus.urls if isinstance(node, Named)]
        pairs = [(identity, node) for node in nodes if (identity := self._id(node))]
        pairs.sort(key=lambda pair: (pair[0], *_rank(pair[1])))
        return {node: identity for identity, node in pairs}

    @query(lazy=True)
    def graph_node(self, node: Node) -> Rows:
        """A node as it is told of."""
        item = self._node(node)
        return Rows(_encode(item), _node_element(item))

    @query(lazy=True)
    def graph_edges(self, path: str) -> Rows:
        """The edges that leave a document, as they are told of."""
        items = list(self._edges(path))
        return Rows(",\n".join(map(_encode, items)), "\n".join(map(_edge_element, items)))

    def _id(self, node: Node) -> str:
        """The id of a node; empty for one without a page. What annotates a reference has that reference's
        id.
        """
        if isinstance(node, str) and self._views.graph.kind(node) is Kind.REFERENCE:
            node = reference_node(stem(node))
        return self._views.corpus.urls.get(node, "").removesuffix(".html")

    def _node(self, node: Node) -> Item:
        corpus, identity = self._views.corpus, self._id(node)
        found: Item = {
            "id": identity,
            "kind": identity.partition("/")[0],
            "title": "",
            "url": f"{identity}.html",
        }
        if isinstance(node, str):
            created, updated = self._views.dates(node)
            dates = {name: day for name, day in (("created", created), ("updated", updated)) if day}
            return found | {"title": self._views.title_text(node)} | dates | self._review(node)
        if node.kind is Kind.TOPIC:
            return found | {"title": corpus.topics[node.key]}
        reference = corpus.references[node.key]
        work = work_url(reference)
        fate = next((notice.nature.value for notice in corpus.standings.get(node.key, ())), "")
        more = {name: value for name, value in (("work", work), ("standing", fate)) if value}
        return found | {"title": reference.title} | more

    def _review(self, path: str) -> Item:
        if self._views.graph.kind(path) is not Kind.LINE:
            return {}
        fresh = self._reviews.freshness(path)
        return {"review": fresh.state.value, "reviewed": fresh.on} if fresh.on else {}

    def _edges(self, path: str) -> Iterator[Item]:
        source, document = self._id(path), self._views.corpus.documents[path]
        numbers: dict[Node, int] = {}
        told: set[tuple[str, str]] = set()
        for link, kind, other in self._views.graph.edges(path):
            target = self._id(other)
            if not target or target == source or (target, kind) in told:
                continue
            edge: Item = {"source": source, "target": target, "kind": kind}
            if term := (_CITO_OF_LINES.get(kind) if document.kind is Kind.LINE else "") or _CITO.get(kind):
                edge["cito"] = term
            if kind == Edge.CITES:
                sentence = document.links[link].sentence
                edge["ordinal"] = numbers.setdefault(other, len(numbers) + 1)
                edge["sentence"] = (
                    sentence_text(path, document.body.sentences[sentence].text, self._views)
                    if sentence >= 0
                    else ""
                )
            else:
                told.add((target, kind))
            yield edge


def _rank(node: Node) -> tuple[int, str]:
    """Which of several nodes with one page stands for them: the reference that a document annotates, or the
    document that introduces a topic.
    """
    if isinstance(node, str):
        return 1, node
    return (0 if node.kind is Kind.REFERENCE else 2), node.key


def graph_files(told: GraphRows, site: SiteView) -> dict[str, bytes]:
    """The two files: nodes in the order of their ids, edges in that of their sources and then of the text."""
    ids = told.graph_ids()
    # What annotates a reference has the id of that reference, which comes first.
    nodes = [
        told.graph_node(node) for node in {ident: node for node, ident in reversed(ids.items())}.values()
    ]
    rows = [told.graph_edges(node) for node in ids if isinstance(node, str)]
    head = {
        "format": "clewline-graph-1",
        "title": site.title,
        "language": site.language,
        "base": site.base_url,
    }
    edges = [row for row in rows if row.json]
    return {GRAPH_JSON: _json(head, nodes[::-1], edges), GRAPHML: _graphml(nodes[::-1], edges)}


def _json(head: Item, nodes: Iterable[Rows], edges: Iterable[Rows]) -> bytes:
    """The graph as JSON, a node or edge on each line."""
    lists = [
        f'"{name}":[\n' + ",\n".join(rows.json for rows in items) + "\n]"
        for name, items in (("nodes", nodes), ("edges", edges))
    ]
    return f"{_encode(head)[:-1]},\n{lists[0]},\n{lists[1]}}}\n".encode()


def _graphml(nodes: Iterable[Rows], edges: Iterable[Rows]) -> bytes:
    """The graph as GraphML. Written here and not by networkx, whose writer needs seconds for a graph of this
    size.
    """
    keys = [
        f'<key id="n-{name}" for="node" attr.name="{name}" attr.type="{kind}"/>'
        for name, kind in _KEYS.items()
        if name not in _OF_EDGES or name == "kind"
    ]
    keys += [
        f'<key id="e-{name}" for="edge" attr.name="{name}" attr.type="{_KEYS[name]}"/>' for name in _OF_EDGES
    ]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    rows = [rows.graphml for rows in (*nodes, *edges)]
    return "\n".join(
        [head, *keys, '<graph edgedefault="directed">', *rows, "</graph>", "</graphml>", ""]
    ).encode()


def _node_element(node: Item) -> str:
    data = "".join(f'<data key="n-{name}">{_xml(node[name])}</data>' for name in _KEYS if name in node)
    return f"<node id={_attribute(node['id'])}>{data}</node>"


def _edge_element(edge: Item) -> str:
    data = "".join(f'<data key="e-{name}">{edge[name]}</data>' for name in _OF_EDGES if name in edge)
    return f"<edge source={_attribute(edge['source'])} target={_attribute(edge['target'])}>{data}</edge>"


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


@lru_cache(maxsize=1 << 15)  # the ids of nodes, which stand at both ends of many edges
def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))

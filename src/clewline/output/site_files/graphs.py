"""The citation graph as data: ``graph.json`` and ``graph.graphml``
(http://graphml.graphdrawing.org/specification.html).

``graph.json`` is an object with

- ``format``: ``clewline-graph-1``; ``title`` and ``language`` of the site; ``base``: the address that every
  ``url`` is relative to (empty when the site does not say where it will be: then they are relative to this
  file);
- ``nodes``: objects with ``id``, ``kind`` (``lines``, ``notes``, ``topics``, ``references``), ``title`` and
  ``url``; a reference also has ``work``, the address of the work itself, when that is known; a document that
  has dates has ``created`` and ``updated``;
- ``edges``: objects with ``source`` and ``target`` (ids) and ``kind``: ``cites``, ``links``, ``embeds``,
  ``rests-on``, ``filed-under``, ``next``, ``supports``, ``opposes``, ``qualifies`` or ``background``. There
  is one for each pair and kind; but a citation is an edge for each place, with ``ordinal``, the number of the
  source on the page of the line, and ``sentence``, the sentence that cites.

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
from clewline.pages.models import SiteView
from clewline.pages.passages import work_url
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
    "ordinal": "int",
}
_OF_EDGES = ("kind", "ordinal")
# What XML 1.0 cannot hold in any form.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Item = dict[str, Any]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def graph_files(views: Views, site: SiteView) -> dict[str, bytes]:
    """The two files: nodes in the order of their ids, edges in that of their sources and then of the text."""
    ids = graph_ids(views)
    # What annotates a reference has the id of that reference, which comes first.
    nodes = [
        graph_node(node, views)
        for node in {identity: node for node, identity in reversed(ids.items())}.values()
    ][::-1]
    edges = [rows for node in ids if views.graph.kind(node) and (rows := graph_edges(node, views)).json]
    head = {
        "format": "clewline-graph-1",
        "title": site.title,
        "language": site.language,
        "base": site.base_url,
    }
    return {GRAPH_JSON: _json(head, nodes, edges), GRAPHML: _graphml(nodes, edges)}


class Rows(NamedTuple):
    """Nodes or edges as they stand in the two files."""

    json: str
    graphml: str


def graph_ids(views: Views) -> dict[str, str]:
    """The id of each node that has a page, in the order of ids."""

    def ids() -> dict[str, str]:
        corpus = views.corpus
        nodes = [
            *corpus.documents,
            *(node for node in corpus.urls if node not in corpus.attachments and not views.graph.kind(node)),
        ]
        pairs = sorted((identity, node) for node in nodes if (identity := _id(node, views)))
        return {node: identity for identity, node in pairs}

    return views.graph.memo.get(("graph ids", ""), ids)


def _id(node: str, views: Views) -> str:
    """The id of a node; empty for one without a page. What annotates a reference has that reference's id."""
    page = f"@{stem(node)}" if views.graph.kind(node) is Kind.REFERENCE else node
    return views.corpus.urls.get(page, "").removesuffix(".html")


def graph_node(node: str, views: Views) -> Rows:
    """A node as it is told of."""

    def rows() -> Rows:
        item = _node(node, _id(node, views), views)
        return Rows(_encode(item), _node_element(item))

    return views.graph.memo.get(("graph node", node), rows)


def graph_edges(node: str, views: Views) -> Rows:
    """The edges that leave a document, as they are told of."""

    def rows() -> Rows:
        items = list(_edges(node, views))
        return Rows(",\n".join(map(_encode, items)), "\n".join(map(_edge_element, items)))

    return views.graph.memo.get(("graph edges", node), rows)


def _node(node: str, identity: str, views: Views) -> Item:
    corpus = views.corpus
    found: Item = {"id": identity, "kind": identity.partition("/")[0], "title": "", "url": f"{identity}.html"}
    if node.startswith("@"):
        reference = corpus.references[node[1:]]
        work = work_url(reference)
        return found | {"title": reference.title} | ({"work": work} if work else {})
    if node.startswith("topic:"):
        return found | {"title": corpus.topics[node.removeprefix("topic:")]}
    document = corpus.documents[node]
    dates = {name: day for name, day in (("created", document.created), ("updated", document.updated)) if day}
    return found | {"title": views.title_text(node)} | dates


def _edges(node: str, views: Views) -> Iterator[Item]:
    source, document = _id(node, views), views.corpus.documents[node]
    numbers: dict[str, int] = {}
    told: set[tuple[str, str]] = set()
    for link, kind, other in views.graph.edges(node):
        target = _id(other, views)
        if not target or target == source or (target, kind) in told:
            continue
        edge: Item = {"source": source, "target": target, "kind": kind}
        if kind == Edge.CITES:
            sentence = document.links[link].sentence
            edge["ordinal"] = numbers.setdefault(other, len(numbers) + 1)
            edge["sentence"] = (
                views.sentence(node, document.body.sentences[sentence].text) if sentence >= 0 else ""
            )
        else:
            told.add((target, kind))
        yield edge


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
        if name != "ordinal"
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

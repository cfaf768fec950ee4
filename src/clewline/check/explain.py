"""What a page is made of and who uses it, in words."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from clewline.content.model import Body, Kind, Status
from clewline.corpus.assemble import Corpus, plain
from clewline.corpus.graph import CitationGraph, Edge
from clewline.corpus.node import Named, Node, reference_node

NOBODY_REMEMBERS: Mapping[str, str] = MappingProxyType({})

_OUT = {
    Edge.CITES: "cites",
    Edge.LINKS: "links to",
    Edge.EMBEDS: "shows a part of",
    Edge.RESTS_ON: "rests on",
    Edge.FILED_UNDER: "is filed under",
    Edge.NEXT: "names as next",
    Edge.SUPPORTS: "says that it is supported by",
    Edge.OPPOSES: "says that it is opposed by",
    Edge.QUALIFIES: "says that it is qualified by",
    Edge.BACKGROUND: "takes as background",
}
_IN = {
    Edge.CITES: "is cited by",
    Edge.LINKS: "is linked to from",
    Edge.EMBEDS: "is shown in part in",
    Edge.RESTS_ON: "bears",
    Edge.FILED_UNDER: "holds",
    Edge.NEXT: "is named as next by",
    Edge.SUPPORTS: "is said to support, by",
    Edge.OPPOSES: "is said to oppose, by",
    Edge.QUALIFIES: "is said to qualify, by",
    Edge.BACKGROUND: "is taken as background by",
}


def explain(
    wanted: str,
    graph: CitationGraph,
    bodies: Mapping[str, Body],
    pages: Container[str] = (),
    reasons: Mapping[str, str] = NOBODY_REMEMBERS,
) -> str | None:
    """The account of the page that ``wanted`` names, by source path or by address; None when there is none.

    ``bodies`` are those of documents, by path; ``pages`` the addresses of all pages, also of those that are
    made from no single file; ``reasons`` tell by address why a page was rendered again when it last was.
    """
    corpus = graph.corpus
    by_url: dict[str, Node] = {}
    for node, url in corpus.urls.items():
        # A topic that a document introduces is that document.
        if isinstance(node, str) or node.key not in corpus.introductions or node.kind is not Kind.TOPIC:
            by_url[url] = node
    found: Node | None = wanted if wanted in corpus.kinds or wanted in corpus.attachments else None
    found = found or by_url.get(wanted.partition("#")[0])
    if found is None and wanted not in pages:
        return None
    lines = _lines(found, graph, bodies) if found else (wanted, "  made from the site as a whole")
    reason = reasons.get(corpus.urls.get(found, "") if found else wanted, "")
    again = [f"  was last rendered again because {reason}"] if reason else []
    return "\n".join([*lines, *again]) + "\n"


def explain_bibliography(path: str, keys: Iterable[str], graph: CitationGraph) -> str:
    """The account of a file of references: the works that it holds, by their ``keys``, and how many documents
    rest on each.
    """
    held = sorted(key for key in keys if key in graph.corpus.references)
    rows = [path, f"  holds {len(held)}:"]
    for key in held:
        users = len(graph.into(reference_node(key), Edge.RESTS_ON))
        rows.append(f"    {_name(reference_node(key), graph.corpus)}, on which {users} rest")
    return "\n".join(rows) + "\n"


def _lines(node: Node, graph: CitationGraph, bodies: Mapping[str, Body]) -> Iterator[str]:
    corpus = graph.corpus
    yield corpus.urls.get(node, "") or str(node)
    if isinstance(node, Named):
        if node.kind is Kind.REFERENCE:
            yield f"  made from {corpus.references[node.key].span.path}: the reference {node.key}"
    elif node in corpus.kinds:
        document = corpus.documents[node]
        yield f"  made from {node}: {plain(document.title)}"
        if document.status is Status.DRAFT:
            yield "  is a draft: only --drafts publishes it"
        yield (
            f"  {_number(bodies[node].words, 'word')}, {_number(len(document.body.blocks), 'block')}, "
            f"{_number(len(document.links), 'link')}"
        )
    for words, others in _edges(node, graph):
        yield f"  {words} {len(others)}:"
        yield from (f"    {_name(other, corpus)}" for other in others)


def _edges(node: Node, graph: CitationGraph) -> Iterator[tuple[str, Sequence[Node]]]:
    for edge, words in _OUT.items():
        if others := graph.out(node, edge):
            yield words, others
    for edge, words in _IN.items():
        if sources := graph.into(node, edge):
            yield words, sources


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def _name(node: Node, corpus: Corpus) -> str:
    if isinstance(node, str):
        document = corpus.documents.get(node)
        return f"{node} (a draft)" if document and document.status is Status.DRAFT else node
    if node.kind is Kind.REFERENCE:
        return f"{corpus.references[node.key].label} (@{node.key})"
    return corpus.topics[node.key]

"""What a page is made of and who uses it, in words."""

from collections.abc import Callable, Container, Iterator

from clewline.corpus.assemble import Corpus, plain
from clewline.corpus.graph import CitationGraph, Edge

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
    corpus: Corpus,
    graph: CitationGraph,
    pages: Container[str] = (),
    reasons: Callable[[str], str] = lambda url: "",
) -> str | None:
    """The account of the page that ``wanted`` names, by source path or by address; None when there is none.

    ``pages`` are the addresses of all pages, also of those that are made from no single file; ``reasons``
    tells why the page at an address was rendered again when it last was; empty when it was not, or nobody
    remembers.
    """
    by_url = {
        url: node
        for node, url in corpus.urls.items()
        if not node.startswith("topic:") or node in graph.arriving
    }
    node = (
        wanted
        if wanted in corpus.documents or wanted in corpus.attachments
        else by_url.get(wanted.partition("#")[0], "")
    )
    if not node and wanted not in pages:
        return None
    lines = _lines(node, corpus, graph) if node else (wanted, "  made from the site as a whole")
    return "\n".join([*lines, *_again(reasons(corpus.urls.get(node, "") if node else wanted))]) + "\n"


def _again(reason: str) -> list[str]:
    return [f"  was last rendered again because {reason}"] if reason else []


def _lines(node: str, corpus: Corpus, graph: CitationGraph) -> Iterator[str]:
    url = corpus.urls.get(node, "")
    yield f"{url or node}"
    if node in corpus.documents:
        document = corpus.documents[node]
        yield f"  made from {node}: {plain(document.title)}"
        yield (
            f"  {document.body.words:,} words, {len(document.body.blocks)} blocks, "
            f"{len(document.links)} links"
        )
    elif node.startswith("@"):
        yield f"  made from {corpus.references[node[1:]].span.path}: the reference {node[1:]}"
    for words, others in _edges(node, graph):
        yield f"  {words} {len(others)}:"
        yield from (f"    {_name(other, corpus)}" for other in others)


def _edges(node: str, graph: CitationGraph) -> Iterator[tuple[str, tuple[str, ...]]]:
    for edge, words in _OUT.items():
        if others := graph.out(node, edge):
            yield words, others
    for edge, words in _IN.items():
        if others := graph.into(node, edge):
            yield words, others


def _name(node: str, corpus: Corpus) -> str:
    return corpus.references[node[1:]].label + f" ({node})" if node.startswith("@") else node

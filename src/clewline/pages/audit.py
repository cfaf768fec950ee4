"""The audit: what a document shows only beside all others: notes that nothing cites, lines without sources,
embeds in a circle, claims that its evidence does not carry.
"""

from collections.abc import Iterator

from clewline.content.model import Kind, LinkKind
from clewline.corpus.assemble import Corpus, page_kind
from clewline.corpus.graph import CitationGraph, Edge
from clewline.corpus.node import Node
from clewline.corpus.target import TargetKind
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.pages.evidence import Evidence
from clewline.pages.evidence_findings import evidence_findings
from clewline.text.limits import EMBED_DEPTH
from clewline.text.spans import file_start


def audit(path: str, evidence: Evidence, sections: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """The findings on the document at ``path``. ``sections`` are the kinds of pages that the site has.

    A corpus without any line or reference is a plain vault: there it says nothing about their absence.
    """
    corpus, graph = evidence.corpus, evidence.graph
    kind = page_kind(corpus, path)
    found = list(_embeds(path, corpus, graph))
    if kind is Kind.LINE:
        found += _line(path, corpus, graph)
    if kind is Kind.NOTE:
        found += _note(path, graph, sections)
    found += evidence_findings(path, evidence)
    return tuple(found)


def _embeds(path: str, corpus: Corpus, graph: CitationGraph) -> Iterator[Diagnostic]:
    """Each embed of a document that leads back to it, within as many steps as embeds are shown in embeds."""
    for link, target in zip(corpus.documents[path].links, graph.targets[path], strict=True):
        if link.kind is not LinkKind.EMBED or target.kind is not TargetKind.DOCUMENT:
            continue
        reached: set[Node] = {target.key}
        edge = reached
        for _ in range(EMBED_DEPTH):
            if path in reached:
                break
            edge = {inner for node in edge for inner in graph.out(node, Edge.EMBEDS)} - reached
            reached = reached | edge
        if path in reached:
            message = (
                "the document embeds itself"
                if target.key == path
                else f"{target.key} in turn embeds this document"
            )
            yield Diagnostic("embed-cycle", message, link.span, "embed one section of it, or link to it")


def _line(path: str, corpus: Corpus, graph: CitationGraph) -> Iterator[Diagnostic]:
    if not graph.citations(path):
        yield Diagnostic(
            "line-without-sources",
            "the synthesis cites no note",
            file_start(path),
            "cite notes with [[name]]",
        )
    if not corpus.documents[path].answer:
        message = "the line does not say its answer in short"
        yield Diagnostic("answer-missing", message, file_start(path), "add `answer: …` to the front matter")
    for link, target in zip(corpus.documents[path].links, graph.targets[path], strict=True):
        if target.key == path and link.target and link.block >= 0:
            yield Diagnostic("self-citation", "the line cites itself", link.span, "take the link out")


def _note(path: str, graph: CitationGraph, sections: tuple[str, ...]) -> Iterator[Diagnostic]:
    if Kind.REFERENCE.value in sections and not graph.out(path, Edge.RESTS_ON):
        yield Diagnostic(
            "note-without-reference",
            "the note names no reference",
            file_start(path),
            "name its papers in `references:`",
        )
    if Kind.LINE.value in sections and not graph.into(path, Edge.CITES):
        yield Diagnostic(
            "note-uncited",
            "no line cites this note",
            file_start(path),
            "cite it, or leave it for a question to come",
        )

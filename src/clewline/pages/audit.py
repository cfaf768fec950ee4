"""The audit: what a document shows only beside all others: notes that nothing cites, lines without sources,
embeds in a circle, claims that its evidence does not carry.
"""

from collections.abc import Iterator

from clewline.content.model import Kind, LinkKind
from clewline.corpus.assemble import Corpus, page_kind
from clewline.corpus.graph import CitationGraph
from clewline.corpus.target import Target, TargetKind
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.pages.coverage import Coverage
from clewline.pages.coverage_findings import line_coverage, note_coverage
from clewline.pages.evidence import Evidence
from clewline.pages.evidence_findings import evidence_findings
from clewline.pages.standing_findings import standing_findings
from clewline.text.limits import EMBED_DEPTH
from clewline.text.spans import file_start


def audit(
    path: str, evidence: Evidence, coverage: Coverage, sections: tuple[str, ...]
) -> tuple[Diagnostic, ...]:
    """The findings on the document at ``path``. ``sections`` are the kinds of pages that the site has.

    A corpus without any line or reference is a plain vault: there it says nothing about their absence.
    """
    corpus, graph = evidence.corpus, evidence.graph
    kind = page_kind(corpus, path)
    found = list(_embeds(path, corpus, graph))
    if kind is Kind.LINE:
        found += [*_line(path, corpus, graph), *line_coverage(path, coverage)]
    if kind is Kind.NOTE:
        found += note_coverage(path, coverage, sections)
    found += [*standing_findings(path, coverage), *evidence_findings(path, evidence)]
    return tuple(found)


def _embeds(path: str, corpus: Corpus, graph: CitationGraph) -> Iterator[Diagnostic]:
    """Each embed of a document that leads back to it, within as many steps as embeds are shown in embeds."""
    for place, target in _embedded(Target(TargetKind.DOCUMENT, path), corpus, graph):
        link = corpus.documents[path].links[place]
        reached = edge = {target}
        for _ in range(EMBED_DEPTH):
            if any(part.key == path and part.holds(link.block) for part in reached):
                message = (
                    "the document embeds itself"
                    if target.key == path
                    else f"{target.key} in turn embeds this document"
                )
                yield Diagnostic("embed-cycle", message, link.span, "embed one section of it, or link to it")
                break
            edge = {inner for part in edge for _, inner in _embedded(part, corpus, graph)} - reached
            reached = reached | edge


def _embedded(part: Target, corpus: Corpus, graph: CitationGraph) -> Iterator[tuple[int, Target]]:
    """What a part of a document embeds of documents: index of the link, and its target."""
    links = corpus.documents[part.key].links
    for place, (link, target) in enumerate(zip(links, graph.targets[part.key], strict=True)):
        if link.kind is LinkKind.EMBED and target.kind is TargetKind.DOCUMENT and part.holds(link.block):
            yield place, target


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

"""What is to be said of a document for what has become of the works that it rests on."""

from collections.abc import Iterator, Mapping

from clewline.content.model import Kind
from clewline.content.works import Nature, Notice
from clewline.corpus.graph import Edge
from clewline.corpus.node import reference_node
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.pages.coverage import Coverage

_CODES: Mapping[Nature, tuple[str, str, str]] = {
    Nature.RETRACTED: (
        "reference-retracted",
        "was retracted",
        "take out what rests on it, or say in the text that it was retracted",
    ),
    Nature.CONCERN: (
        "reference-concern",
        "has an expression of concern",
        "read the notice, and say in the text how far the finding can be relied on",
    ),
    Nature.SUPERSEDED: (
        "reference-superseded",
        "was superseded",
        "see whether the finding still holds in the newer version, and cite that",
    ),
    Nature.CORRECTED: (
        "reference-corrected",
        "was corrected",
        "see whether the correction touches what is said here",
    ),
    Nature.PUBLISHED: (
        "preprint-published",
        "is a preprint that has been published since",
        "compare what is said here with the published version, and cite that",
    ),
}
"""By nature: the code of the finding, the end of its first sentence, and what to do."""


def standing_findings(path: str, coverage: Coverage) -> Iterator[Diagnostic]:
    """The findings on the works that the document at ``path`` names itself and, where these are retracted or
    in doubt, on those behind the notes that a line cites.
    """
    graph, corpus = coverage.graph, coverage.corpus
    for work in graph.rests_on(path):
        for notice in corpus.standings.get(work, ()):
            link = graph.first_link(path, reference_node(work), Edge.RESTS_ON)
            yield _finding(path, work, notice, link, coverage)
    if graph.kind(path) is not Kind.LINE:
        return
    for note in graph.cited(path):
        link = graph.first_link(path, note, Edge.CITES)
        for work in coverage.doubtful(note):
            for notice in corpus.standings.get(work, ()):
                if notice.nature in (Nature.RETRACTED, Nature.CONCERN):
                    yield _finding(path, work, notice, link, coverage, "this note rests on ")


def _finding(
    path: str, work: str, notice: Notice, link: int, coverage: Coverage, before: str = ""
) -> Diagnostic:
    code, fate, hint = _CODES[notice.nature]
    corpus = coverage.corpus
    label = corpus.references[work].label
    message = f"{before}{label}, which {fate}" if before else f"{label} {fate}"
    if notice.nature is Nature.PUBLISHED:
        message += f" as @{notice.reason}"
    else:
        message += f" on {notice.day}" if len(notice.day) == 10 else f" in {notice.day}" if notice.day else ""
        message += f" (https://doi.org/{notice.doi})" if notice.doi else ""
        message += f": {notice.reason}" if notice.reason else ""
    return Diagnostic(code, message, corpus.documents[path].links[link].span, hint)

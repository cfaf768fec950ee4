"""What is to be said of the coverage of a document: paragraphs, notes and answers that rest on too little."""

from collections.abc import Iterator

from clewline.content.model import Kind
from clewline.content.word_places import words_span
from clewline.corpus.assemble import plain
from clewline.corpus.graph import Edge
from clewline.diagnostics.diagnostic import Diagnostic, Related
from clewline.pages.coverage import Coverage
from clewline.text.spans import file_start


def line_coverage(line: str, coverage: Coverage) -> Iterator[Diagnostic]:
    """The findings on the coverage of ``line``."""
    for number in coverage.unsourced(line):
        passage = coverage.texts[line][number]
        span = words_span(line, passage, 0, len(passage.text))
        yield Diagnostic(
            "paragraph-uncited",
            "the paragraph cites no note",
            span,
            "cite the notes that it rests on; if it only leads on or sums up, end it with `%% bridge %%`",
        )
    yield from _one_sided(line, coverage)
    yield from _arrived(line, coverage)
    base = coverage.base(line)
    if len(base.notes) > 1 and len(base.works) == 1 and not base.bare:
        label = coverage.corpus.references[base.works[0]].label
        yield Diagnostic(
            "sources-one-paper",
            f"all {len(base.notes)} notes that the line cites rest on one paper, {label}",
            file_start(line),
            "look for a second paper, or say in the text that one study alone speaks for it",
        )


def _arrived(line: str, coverage: Coverage) -> Iterator[Diagnostic]:
    """The notes that may be what would change the answer of ``line``."""
    documents = coverage.corpus.documents
    for item, notes in zip(documents[line].awaited, coverage.settling.arrived(line), strict=True):
        for note in notes:
            yield Diagnostic(
                "change-arrived",
                f"“{plain(documents[note].title)}” may be what would change this answer",
                item.span,
                f"read it, and cite [[{documents[note].stem}]] in the text, or say more exactly what would",
                (Related(file_start(note), "the note"),),
            )


def _one_sided(line: str, coverage: Coverage) -> Iterator[Diagnostic]:
    """The notes that ``line`` passes over though they speak against one that it cites, or it against them."""
    documents = coverage.corpus.documents
    for note, cited, tension in coverage.tensions.uncited(line):
        link = documents[line].links[coverage.graph.first_link(line, cited, Edge.CITES)]
        title = plain(documents[note].title)
        said = (
            f"“{title}” {tension.stance} this note"
            if tension.note == note
            else f"this note {tension.stance} “{title}”"
        )
        yield Diagnostic(
            "tension-one-sided" if tension.stance == Edge.OPPOSES else "qualification-one-sided",
            f"{said}, and the line does not cite it",
            link.span,
            f"weigh both, and cite [[{documents[note].stem}]] too",
            (Related(file_start(note), "the other side"),),
        )


def note_coverage(note: str, coverage: Coverage, sections: tuple[str, ...]) -> Iterator[Diagnostic]:
    """The findings on the coverage of ``note``; ``sections`` are the kinds of pages that the site has."""
    graph = coverage.graph
    citing = graph.cited_by(note)
    if Kind.REFERENCE.value in sections and not graph.rests_on(note):
        hint = "name its papers in `references:`"
        if citing:
            number = "one line rests" if len(citing) == 1 else f"{len(citing)} lines rest"
            message = f"{number} on this note, which names no reference"
            yield Diagnostic("source-without-reference", message, file_start(note), hint)
        else:
            message = "the note names no reference"
            yield Diagnostic("note-without-reference", message, file_start(note), hint)
    if Kind.LINE.value in sections and not citing:
        yield Diagnostic(
            "note-uncited",
            "no line cites this note",
            file_start(note),
            "cite it, or leave it for a question to come",
        )

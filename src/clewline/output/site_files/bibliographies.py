"""The works that a site rests on, for reference managers: CSL-JSON and BibTeX."""

from collections.abc import Iterable

from clewline.content.model import Reference
from clewline.corpus.assemble import Corpus
from clewline.corpus.graph import CitationGraph, Edge
from clewline.theme.beside.bibtex import bibtex_entry

BIBTEX, CSL_JSON = "references.bib", "references.json"


def bibliographies(corpus: Corpus, graph: CitationGraph) -> dict[str, bytes]:
    """The files for all works that a note, a line or a topic rests on, in the order of their keys; none when
    there is none.
    """
    used = [corpus.references[key] for key in used_works(corpus, graph)]
    return {BIBTEX: bibtex(used), CSL_JSON: csl_json(used)} if used else {}


def used_works(corpus: Corpus, graph: CitationGraph) -> tuple[str, ...]:
    """The keys of the references that anything rests on."""
    return graph.memo.get(
        ("used works", ""),
        lambda: tuple(key for key in corpus.references if graph.into(f"@{key}", Edge.RESTS_ON)),
    )


def csl_json(references: Iterable[Reference]) -> bytes:
    """A list of CSL-JSON items, one on a line."""
    return ("[\n" + ",\n".join(reference.csl for reference in references) + "\n]\n").encode()


def bibtex(references: Iterable[Reference]) -> bytes:
    """A BibTeX file in UTF-8."""
    return "\n".join(bibtex_entry(reference.csl, reference.arxiv) for reference in references).encode()

"""The works that a site rests on, for reference managers: CSL-JSON and BibTeX."""

from collections.abc import Iterable, Sequence

from clewline.content.works import Reference
from clewline.theme.beside.bibtex import bibtex_entry

BIBTEX, CSL_JSON = "references.bib", "references.json"


def bibliographies(used: Sequence[Reference]) -> dict[str, bytes]:
    """The files for all works that a note, a line or a topic rests on; none when there is none."""
    return {BIBTEX: bibtex(used), CSL_JSON: csl_json(used)} if used else {}


def csl_json(references: Iterable[Reference]) -> bytes:
    """A list of CSL-JSON items, one on a line."""
    return ("[\n" + ",\n".join(reference.csl for reference in references) + "\n]\n").encode()


def bibtex(references: Iterable[Reference]) -> bytes:
    """A BibTeX file in UTF-8."""
    return "\n".join(bibtex_entry(reference.csl, reference.arxiv) for reference in references).encode()

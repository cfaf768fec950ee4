"""The references of a corpus: works by key, each with the document that annotates it."""

from collections.abc import Sequence
from dataclasses import replace
from string import ascii_lowercase

from clewline.content.model import Kind, Parsed, RelationKind
from clewline.content.works import Reference
from clewline.diagnostics.diagnostic import Diagnostic, Related


def _told_apart(references: dict[str, Reference]) -> dict[str, Reference]:
    """The references, those of one label with letters after the year (2020a, 2020b), by their titles."""
    sharing: dict[str, list[Reference]] = {}
    for reference in references.values():
        if reference.year and reference.label.endswith(reference.year):
            sharing.setdefault(reference.label, []).append(reference)
    told = dict(references)
    for label, works in sharing.items():
        for number, work in enumerate(sorted(works, key=lambda one: (one.title.casefold(), one.key))):
            if len(works) > 1:
                told[work.key] = replace(work, label=f"{label}{_letters(number)}")
    return told


def parted_label(reference: Reference) -> tuple[str, str]:
    """The label of a reference parted into authors and year, with its letter; empty if it has no year."""
    authors, _, year = reference.label.rpartition(" ")
    return (authors, year) if reference.year and year.startswith(reference.year) else ("", "")


def _letters(number: int) -> str:
    """The letters of a number: a, b, …, z, aa, ab, …"""
    rest, last = divmod(number, len(ascii_lowercase))
    return (_letters(rest - 1) if rest else "") + ascii_lowercase[last]


def is_about_works(parsed: Parsed) -> bool:
    """Whether the references of a file are only what its header says of the work that it is about."""
    return parsed.document is not None and parsed.document.kind is not Kind.REFERENCE


def gather_references(
    everything: Sequence[Parsed], found: list[Diagnostic]
) -> tuple[dict[str, Reference], dict[str, str]]:
    """References by key, and the key of each identifier (``doi:…``, ``arxiv:…``); an identifier that no
    bibliography knows makes a reference of what a note says of it, or of the bare identifier.
    """
    from clewline.content.bibliography import bare_reference, identifiers

    references: dict[str, Reference] = {}
    described: dict[str, Reference] = {}
    for work in (work for p in everything if is_about_works(p) for work in p.references):
        described |= {identifier: work for identifier in identifiers(work) if identifier not in described}
    for reference in (r for p in everything if not is_about_works(p) for r in p.references):
        first = references.setdefault(reference.key, reference)
        if bool(first.annotation) is not bool(reference.annotation):
            # An annotation has its say on the work; what the work is, the bibliography knows.
            entry, note = (reference, first) if first.annotation else (first, reference)
            notices = entry.notices + note.notices
            references[reference.key] = replace(
                entry, span=note.span, notices=notices, annotation=note.annotation
            )
        elif first is not reference:
            related = (Related(first.span, "first given here"),)
            message = f"the reference {reference.key!r} is given twice"
            found.append(
                Diagnostic(
                    "reference-duplicate",
                    message,
                    reference.span,
                    "keep one of them; the first is used",
                    related,
                )
            )
    references = _told_apart(references)
    known = {identifier: key for key in reversed(references) for identifier in identifiers(references[key])}
    for parsed in everything:
        document = parsed.document
        for relation in document.relations if document else ():
            assert document is not None
            link = document.links[relation.link]
            if (
                relation.kind is RelationKind.REFERENCE
                and link.target.startswith(("arxiv:", "doi:"))
                and link.target not in known
            ):
                bare = described.get(link.target) or bare_reference(link.target, link.span)
                if bare:
                    references[bare.key] = bare
                    known[link.target] = bare.key
    return dict(sorted(references.items())), known

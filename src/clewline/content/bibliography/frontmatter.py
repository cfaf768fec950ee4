"""References from flat front matter, and from an identifier alone."""

import re
from collections.abc import Mapping

from clewline.content.bibliography.dates import date_from_text
from clewline.content.bibliography.identifiers import arxiv_address, arxiv_of, doi_of, without_version
from clewline.content.bibliography.names import name_from_text, names_from_text
from clewline.content.bibliography.notices import FIELDS as NOTICES
from clewline.content.bibliography.records import Item, reference_from_csl
from clewline.content.bibliography.vocabulary import TYPES
from clewline.content.works import Reference
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.text.spans import Span

_TEXTS = {
    "title": "title",
    "doi": "DOI",
    "url": "URL",
    "journal": "container-title",
    "booktitle": "container-title",
    "container": "container-title",
    "publisher": "publisher",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
}


def reference_from_fields(
    key: str, fields: Mapping[str, str | tuple[str, ...]], span: Span
) -> Checked[Reference]:
    """The reference that front matter describes: ``type`` (of CSL), ``title``, ``author`` and
    ``editor`` (or ``authors``, ``editors``), ``year`` or ``date``, ``doi``, ``arxiv``, ``url``, ``journal``
    (or ``booktitle``, ``container``), ``publisher``, ``volume``, ``issue``, ``pages``, and what has become of
    the work (`notices.FIELDS`).
    """
    item: Item = {csl: _text(fields[name]) for name, csl in _TEXTS.items() if name in fields}
    item.update({name: _text(fields[name]) for name in NOTICES if name in fields})
    found: list[Diagnostic] = []

    def unusable(message: str, hint: str) -> None:
        found.append(Diagnostic("reference-field", f"`{key}`: {message}", span, hint))

    for role in ("author", "editor"):
        given = fields.get(role, fields.get(f"{role}s", ()))
        names = names_from_text(given) if isinstance(given, str) else given
        item[role] = [name for text in names if (name := name_from_text(text))]
    when = _text(fields.get("date", "")) or _text(fields.get("year", ""))
    if when:
        item["issued"] = date_from_text(when)
        if not item["issued"]:
            unusable(
                f"no year can be read from `{when}`",
                "write the year with four digits, or the date as 2024-05-31",
            )
    written = _text(fields.get("arxiv", ""))
    arxiv = arxiv_of(written)
    if written and not arxiv:
        unusable(f"`{written}` is not an arXiv id", "write it as 2305.11206")
    if arxiv:
        item.update({"archive": "arXiv", "archive_location": arxiv})
    kind = _text(fields.get("type", ""))
    if kind and kind not in TYPES:
        unusable(
            f"`{kind}` is not a type of CSL",
            "use article-journal, paper-conference, book, report, thesis, webpage, …",
        )
    item["type"] = kind if kind in TYPES else _guess(item, arxiv)
    made = reference_from_csl(key, item, span)
    return Checked(made.value, (*found, *made.diagnostics))


def described_reference(
    fields: Mapping[str, str | tuple[str, ...]], title: str, span: Span
) -> Reference | None:
    """The work that a note is about, by the front matter of the note: it has an identifier and authors. None
    for other notes.
    """
    identifier = fields.get("doi") or fields.get("arxiv") or ""
    bare = bare_reference(identifier, span) if isinstance(identifier, str) else None
    if bare is None or not (fields.get("author") or fields.get("authors")):
        return None
    # what kind of note it is, and of which day, says nothing of the work
    said = {name: value for name, value in fields.items() if name not in ("type", "date")}
    return reference_from_fields(bare.key, {**said, "title": title}, span).value


def bare_reference(identifier: str, span: Span) -> Reference | None:
    """The reference of which nothing but its ``identifier`` is known (``arxiv:…``, ``doi:…``, or an address);
    None for others.
    """
    doi = doi_of(identifier)
    arxiv = "" if doi else arxiv_of(identifier)
    if not doi and not arxiv:
        return None
    scheme, name = ("doi", doi) if doi else ("arXiv", without_version(arxiv))
    key = re.sub(r"[^a-z0-9._-]+", "-", f"{scheme}-{name}".lower())
    title = f"{scheme}:{name}"
    address = {"DOI": doi} if doi else {"URL": arxiv_address(name)}
    return reference_from_csl(
        key, {"type": "article", "title": title, "title-short": title, **address}, span
    ).value


def _text(value: str | tuple[str, ...]) -> str:
    return value.strip() if isinstance(value, str) else ", ".join(value)


def _guess(item: Item, arxiv: str) -> str:
    if "container-title" in item:
        return "article-journal"
    return "article" if arxiv else "webpage" if "URL" in item else "document"

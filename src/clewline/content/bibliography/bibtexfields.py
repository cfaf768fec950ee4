"""From the types and fields of BibTeX and BibLaTeX to those of CSL."""

import re
from typing import NamedTuple

from clewline.content.bibliography.dates import CslDate, date_from_text, month_number
from clewline.content.bibliography.identifiers import arxiv_in, arxiv_of
from clewline.content.bibliography.latex import latex_to_csl, latex_to_verbatim
from clewline.content.bibliography.markup import plain
from clewline.content.bibliography.names import OTHERS, CslName
from clewline.content.bibliography.notices import FIELDS as NOTICES
from clewline.content.bibliography.records import Item

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "manual": "report",
    "mastersthesis": "thesis",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "webpage": "webpage",
    "www": "webpage",
}
# Fields by CSL variable; of several, the first that is given counts.
_TEXTS = {
    "abstract": ("abstract",),
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "container-title-short": ("shortjournal",),
    "title-short": ("shorttitle",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address"),
    "collection-title": ("series",),
    "event-title": ("eventtitle",),
    "volume": ("volume",),
    "number-of-volumes": ("volumes",),
    "edition": ("edition",),
    "chapter-number": ("chapter",),
    "page": ("pages",),
    "number-of-pages": ("pagetotal",),
    "version": ("version",),
    "language": ("langid", "language"),
    "medium": ("howpublished",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "PMID": ("pmid",),
    "PMCID": ("pmcid",),
}
_GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master\u2019s thesis",
    "phd": "PhD thesis",
    "mathesis": "Master\u2019s thesis",
}
_RICH = frozenset({"container-title", "collection-title", "title-short"})
_NUMBER_IS_ISSUE = frozenset({"article-journal", "periodical"})
_NUMBER_IS_VOLUME_OF_SERIES = frozenset({"book", "chapter", "paper-conference"})
_ROLES = ("author", "editor", "translator")
_DASHES = re.compile(r"\s*(?:--+|[\u2010-\u2014])\s*")
_WEB_FORM = re.compile(r"https?://", re.IGNORECASE)


class FieldFault(NamedTuple):
    """A field whose value is of no use: its name, what is wrong, what to do."""

    field: str
    message: str
    hint: str


class FieldsRead(NamedTuple):
    """The CSL item made from an entry, the faults of its fields, and the field that a variable was taken
    from, by variable.
    """

    item: Item
    faults: tuple[FieldFault, ...]
    origins: dict[str, str]


def item_from_fields(kind: str, fields: dict[str, str]) -> FieldsRead:
    """The CSL item for a BibTeX entry of type ``kind``; names of fields are in lower case, values in
    LaTeX.
    """
    arxiv = _arxiv(fields)
    csl_type = _csl_type(kind, fields, arxiv)
    item: Item = {"type": csl_type}
    faults: list[FieldFault] = []
    origins = {
        "title": "title",
        "issued": "date" if "date" in fields else "year",
        "accessed": "urldate",
        "DOI": "doi",
        "URL": "url",
    }
    _titles(item, fields)
    for variable, names in _TEXTS.items():
        source = next((name for name in names if fields.get(name, "").strip()), "")
        if source:
            text = latex_to_csl(fields[source], protect=variable in _RICH)
            item[variable] = text if variable in _RICH else plain(text)
            origins[variable] = source
    _numbers(item, fields, csl_type)
    # What a record says of the fate of its work is no part of how it is cited.
    item.update({name: plain(latex_to_csl(fields[name])) for name in NOTICES if name in fields})
    if "page" in item:
        item["page"] = _DASHES.sub("-", item["page"])
    for role in _ROLES:
        names_read = _people(role, fields.get(role, ""), faults)
        if names_read:
            item[role] = names_read
    item.update(_dates(fields, faults))
    _addresses(item, fields, origins)
    genre = plain(latex_to_csl(fields.get("type", "")))
    genre = _GENRES.get(genre.lower(), genre) or _GENRES.get(kind, "")
    if genre:
        item["genre"] = genre
    if arxiv:
        _preprint(item, arxiv, csl_type)
    return FieldsRead(item, tuple(faults), origins)


def _csl_type(kind: str, fields: dict[str, str], arxiv: str) -> str:
    preprint = arxiv and not fields.get("booktitle")
    journal = fields.get("journaltitle") or fields.get("journal", "")
    if arxiv_in(journal):
        journal = ""
    if kind in ("misc", "unpublished", "online") and preprint:
        return "article"
    if kind == "article" and preprint and not journal:
        return "article"
    if kind == "misc":
        address = fields.get("url") or fields.get("howpublished", "")
        return "webpage" if _WEB_FORM.search(address) else "document"
    return _TYPES.get(kind, "document")


def _titles(item: Item, fields: dict[str, str]) -> None:
    for variable, name in (("title", "title"), ("container-title", "booktitle")):
        title = latex_to_csl(fields.get(name, ""), protect=True)
        subtitle = latex_to_csl(
            fields.get({"title": "subtitle", "booktitle": "booksubtitle"}[name], ""), protect=True
        )
        if title:
            item[variable] = f"{title}: {subtitle}" if subtitle else title


def _numbers(item: Item, fields: dict[str, str], csl_type: str) -> None:
    number = plain(latex_to_csl(fields.get("number", "")))
    issue = plain(latex_to_csl(fields.get("issue", "")))
    if number:
        if csl_type in _NUMBER_IS_ISSUE:
            item["issue"] = number
        elif csl_type in _NUMBER_IS_VOLUME_OF_SERIES:
            item["collection-number"] = number
        else:
            item["number"] = number
    if issue:
        item.setdefault("issue", issue)


def _addresses(item: Item, fields: dict[str, str], origins: dict[str, str]) -> None:
    doi = latex_to_verbatim(fields.get("doi", ""))
    if doi:
        item["DOI"] = doi
    url = latex_to_verbatim(fields.get("url", ""))
    published = latex_to_verbatim(fields.get("howpublished", ""))
    if not url and _WEB_FORM.match(published):
        url = published
        origins["URL"] = "howpublished"
        item.pop("medium", None)
    if url:
        item["URL"] = url


def _arxiv(fields: dict[str, str]) -> str:
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "").strip(" {}").lower()
    eprint = latex_to_verbatim(fields.get("eprint", ""))
    if eprint and archive in ("", "arxiv") and arxiv_of(eprint):
        return arxiv_of(eprint)
    places = (
        fields.get(name, "")
        for name in ("arxiv", "arxivid", "doi", "url", "journal", "journaltitle", "howpublished", "note")
    )
    return next((arxiv for text in places if (arxiv := arxiv_in(latex_to_verbatim(text)))), "")


def _preprint(item: Item, arxiv: str, csl_type: str) -> None:
    """Says where the preprint is: as the publication itself, or beside the place where the work came out."""
    if csl_type == "article":
        item.pop("container-title", None)
        item.pop("medium", None)
        item.update({"publisher": "arXiv", "number": f"arXiv:{arxiv}"})
    else:
        item.update({"archive": "arXiv", "archive_location": arxiv})


def _dates(fields: dict[str, str], faults: list[FieldFault]) -> dict[str, CslDate]:
    dates: dict[str, CslDate] = {}
    for variable, name in (("issued", "date"), ("issued", "year"), ("accessed", "urldate")):
        text = plain(latex_to_csl(fields.get(name, "")))
        if not text or variable in dates:
            continue
        date = date_from_text(text)
        if not date:
            faults.append(
                FieldFault(name, f"no year can be read from `{text}`", "write the year with four digits")
            )
            continue
        dates[variable] = date
        if name == "year":
            _add_month(date, plain(latex_to_csl(fields.get("month", ""))))
    return dates


def _add_month(date: CslDate, month: str) -> None:
    parts = date.get("date-parts", [])
    number = month_number(month) or (month_number(month.split()[0]) if month else 0)
    if number and len(parts) == 1 and len(parts[0]) == 1:
        parts[0].append(number)


def _people(role: str, value: str, faults: list[FieldFault]) -> list[CslName]:
    """The names in a BibTeX list of names."""
    from pybtex.bibtex.utils import split_name_list
    from pybtex.exceptions import PybtexError

    names: list[CslName] = []
    try:
        written = split_name_list(" ".join(value.split())) if value.strip() else []
    except PybtexError:
        written = [value]
    for name in written:
        if name.strip().lower() == "others":
            names.append(OTHERS)
            continue
        read = _person(name)
        if read is None:
            text = plain(latex_to_csl(name))
            faults.append(
                FieldFault(
                    role, f"the name `{text}` has too many commas", "write: Family, Given and Family, Given"
                )
            )
            read = {"literal": text}
        if read:
            names.append(read)
    return names


def _person(name: str) -> CslName | None:
    """One name in its parts; a name in braces is that of an organisation; None when it cannot be parted."""
    from pybtex.database import Person
    from pybtex.exceptions import PybtexError

    try:
        person = Person(name)
    except PybtexError:
        return None
    last = person.last_names
    if len(last) == 1 and last[0].startswith("{") and not person.first_names and not person.prelast_names:
        return {"literal": plain(latex_to_csl(last[0]))}
    parts = {
        "family": last,
        "given": [*person.first_names, *person.middle_names],
        "non-dropping-particle": person.prelast_names,
        "suffix": person.lineage_names,
    }
    return {part: text for part, words in parts.items() if (text := plain(latex_to_csl(" ".join(words))))}

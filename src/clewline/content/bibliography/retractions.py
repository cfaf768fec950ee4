"""Lists of retractions in the columns of Retraction Watch, whose database Crossref hands out as CSV
(https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/).
"""

import csv
import re
from collections.abc import Mapping
from io import StringIO

from clewline.content.bibliography.identifiers import doi_of
from clewline.content.works import Listed, Nature, Notice
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.text.spans import SourceFile, file_start

_NATURES = {
    "retraction": Nature.RETRACTED,
    "expression of concern": Nature.CONCERN,
    "correction": Nature.CORRECTED,
    "reinstatement": Nature.REINSTATED,
}
_NEEDED = ("RetractionNature", "OriginalPaperDOI")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"[1-9]\d*")
_FIELD = 1 << 20
"""The longest value of a row."""


def parse_retractions(source: SourceFile) -> Checked[tuple[Listed, ...]]:
    """The works that a list speaks of. Rows of other kinds, or that name no work, say nothing."""
    text = _decoded(source.data)
    rows = csv.DictReader(StringIO(text, newline=""), strict=False)
    previous = csv.field_size_limit(_FIELD)
    try:
        lacking = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
        if lacking:
            return Checked(
                (), (_unreadable(source.path, f"there is no column {' and no column '.join(lacking)}"),)
            )
        return Checked(tuple(found for row in rows if (found := _listed(row))), ())
    except csv.Error as error:
        return Checked((), (_unreadable(source.path, str(error)),))
    finally:
        csv.field_size_limit(previous)


def _unreadable(path: str, message: str) -> Diagnostic:
    hint = "save the database of Retraction Watch as it is handed out: CSV with its line of column names"
    return Diagnostic(
        "retractions-unreadable", f"the list of retractions cannot be read: {message}", file_start(path), hint
    )


def _decoded(data: bytes) -> str:
    """The text of a list, which was handed out in a Windows encoding for long."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _listed(row: Mapping[str | None, object]) -> Listed | None:
    def value(name: str) -> str:
        found = row.get(name)
        return " ".join(found.split()) if isinstance(found, str) else ""

    nature = _NATURES.get(value("RetractionNature").casefold())
    if nature is None:
        return None
    doi, pmid, title = doi_of(value("OriginalPaperDOI")), value("OriginalPaperPubMedID"), value("Title")
    pmid = pmid if _NUMBER.fullmatch(pmid) else ""
    if not (doi or pmid or title):
        return None
    reasons = [part.strip().lstrip("+") for part in value("Reason").split(";")]
    notice = Notice(
        nature,
        _day(value("RetractionDate")),
        doi_of(value("RetractionDOI")),
        "; ".join(filter(None, reasons)),
    )
    authors = tuple(name for part in value("Author").split(";") if (name := part.strip()))
    return Listed(notice, doi, pmid, title, _day(value("OriginalPaperDate"))[:4], authors)


def _day(text: str) -> str:
    """A date as ``YYYY-MM-DD``; Retraction Watch writes the month first."""
    if found := _DATE.match(text):
        month, day, year = (int(part) for part in found.groups())
        return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else f"{year:04}"
    return text[:10] if _ISO.match(text) else ""

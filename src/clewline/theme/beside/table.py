"""The evidence table of a line as CSV (RFC 4180), for spreadsheets and programs."""

import csv
from io import StringIO

from clewline.pages.holes import text
from clewline.pages.models import LinePage, Page
from clewline.pages.part_models import EvidenceRow

_HEADER = ("number", "finding", "stance", "papers", "year", "works", "sentence", "other lines", "note")


def table_url(page: Page) -> str:
    """The address of the evidence table of ``page``; empty when it has none."""
    return f"{page.url.removesuffix('.html')}.csv" if isinstance(page, LinePage) and page.sources else ""


def evidence_csv(page: Page) -> bytes:
    """The evidence table of ``page``, which must have one."""
    assert isinstance(page, LinePage)
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(_HEADER)
    writer.writerows(map(_row, page.evidence.rows))
    return written.getvalue().encode()


def _row(row: EvidenceRow) -> tuple[str, ...]:
    card = row.card
    cells = (
        str(card.number),
        text(card.title),
        card.stance,
        "; ".join(work.label for work in card.references),
        row.year,
        " ".join(work.work for work in card.references if work.work),
        row.sentence,
        "; ".join(text(line.title) for line in row.lines),
        card.href,
    )
    return tuple(map(_harmless, cells))


def _harmless(cell: str) -> str:
    """``cell`` as no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell

"""How commands tell people what they found: all of a few findings, the kinds of many; then the numbers."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clewline.cli.exits import USAGE, Stop
from clewline.cli.site import SeverityOf, colour, columns, reader_of, said, show
from clewline.cli.values import folder_named
from clewline.cli.words import are, number
from clewline.diagnostics.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from clewline.diagnostics.suppress import Suppressed

_MANY = 30
"""More findings than anybody reads one by one."""
_A_FEW = 10
"""So many findings can be taken in at a glance."""

ReportOption = Annotated[
    Path | None,
    typer.Option(
        "--report",
        parser=folder_named,
        metavar="FILE",
        help="Write all findings to this file, one after another.",
    ),
]


def that_count(suppressed: "Suppressed", grade: SeverityOf, drafts: bool) -> tuple[Diagnostic, ...]:
    """The findings that are not switched off; where ``drafts`` are shown, that one is left out is none."""
    return tuple(
        one
        for one in suppressed.diagnostics
        if grade(one) is not None and not (drafts and one.code == "document-draft")
    )


def show_findings(
    found: Sequence[Diagnostic], root: Path, grade: SeverityOf, verbose: bool, report: Path | None
) -> None:
    """Shows ``found`` on standard error: those that matter, or by kind where they are many; all of them if
    ``verbose``. Writes all to the file ``report``.
    """
    if report:
        write_report(report, _all(found, root, grade, False))
    if verbose:
        said(_all(found, root, grade, colour()))
        return
    grave = [diagnostic for diagnostic in found if (grade(diagnostic) or 0) >= Severity.WARNING]
    if len(grave) <= _MANY:
        show(grave, root, grade)
        return
    from clewline.diagnostics.report import by_kind
    from clewline.diagnostics.rules import RULES

    meanings = {code: rule.meaning for code, rule in RULES.items()}
    said(by_kind(grave, reader_of(root), grade, meanings, colour=colour(), columns=columns()))
    print(f"\n-v shows all {len(found):,} findings, --report FILE writes them to a file", file=sys.stderr)


def total_line(found: Sequence[Diagnostic], grade: SeverityOf) -> str:
    """How many findings there are."""
    counts = severities(found, grade)
    return (
        f"{number(counts[Severity.ERROR], 'error')}, {number(counts[Severity.WARNING], 'warning')}, "
        f"{counts[Severity.INFO]:,} for information"
    )


def kind_lines(found: Sequence[Diagnostic], grade: SeverityOf, verbose: bool) -> Iterator[str]:
    """Of more than a few findings: of which kinds they are, unless that was shown, and what to do next."""
    from clewline.diagnostics.report import summary

    grave = [diagnostic for diagnostic in found if (grade(diagnostic) or 0) >= Severity.WARNING]
    if len(grave) <= _A_FEW:
        return
    kinds = summary(grave, grade).splitlines()[1:]
    if verbose or len(grave) <= _MANY:
        yield from kinds
    gravest = kinds[0].partition("[")[2].rstrip("]")
    yield f"`clewline rules {gravest}` says how the first of these are mended"


def severities(found: Sequence[Diagnostic], grade: SeverityOf) -> Counter[Severity | None]:
    """How many findings there are of each severity."""
    return Counter(grade(diagnostic) for diagnostic in found)


def withheld_line(found: Sequence[Diagnostic], drafts: bool) -> Iterator[str]:
    """How many of the documents are private or drafts, if any are, and what becomes of them: ``drafts`` says
    whether those are shown.
    """
    codes = Counter(one.code for one in found)
    if private := codes["document-private"]:
        yield f"{number(private, 'private document')} left out"
    if count := codes["document-draft"]:
        name, them = number(count, "draft"), "it" if count == 1 else "them"
        yield f"{name} published too" if drafts else f"{name} left out; --drafts shows {them}"


def suppressed_lines(suppressed: "Suppressed", verbose: bool) -> Iterator[str]:
    """How many findings are suppressed; when ``verbose``, also by what and why."""
    from clewline.diagnostics.report import escaped

    if suppressed.used:
        total = sum(count for _, count in suppressed.used)
        yield f"{number(total, 'finding')} {are(total)} suppressed{'' if verbose else ' (-v lists them)'}"
    for one, count in suppressed.used if verbose else ():
        yield escaped(
            f"  {one.span.path}:{one.span.start.line}: {count} × {', '.join(one.codes)}: {one.reason}"
        )


def _all(found: Sequence[Diagnostic], root: Path, grade: SeverityOf, coloured: bool) -> str:
    from clewline.diagnostics.report import terminal

    every = len(found)
    return terminal(found, reader_of(root), grade, colour=coloured, limit_per_file=every, columns=columns())


def write_report(report: Path, text: str) -> None:
    """Writes ``text`` to the file ``report``."""
    if report.is_dir():
        raise Stop(USAGE, f"{report} is a folder; --report takes the name of a file")
    report.write_text(text, "utf-8")

"""Diagnostics as Markdown, for the summary of a job that GitHub shows beside a pull request.

The form that it takes: https://github.github.com/gfm/.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from clewline.diagnostics.diagnostic import Diagnostic, Severity
from clewline.diagnostics.report.as_text import escaped
from clewline.diagnostics.report.graded import SeverityOf, graded, totals

SHOWN = 100
"""More findings than anybody reads in a summary; GitHub takes a megabyte."""

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#&|~$]")


def markdown(diagnostics: Iterable[Diagnostic], severity_of: SeverityOf) -> str:
    """How many findings there are, then each below the name of its file: what is wrong, where else to look,
    what to do.
    """
    found = graded(diagnostics, severity_of)
    lines = [f"### Clewline: {totals(grade for _, grade in found)}"]
    for path, here in groupby(found[:SHOWN], key=lambda item: item[0].span.path):
        lines += ["", f"#### {_shown(path)}", ""]
        lines += [row for diagnostic, severity in here for row in _rows(diagnostic, severity)]
    if len(found) > SHOWN:
        lines += ["", f"The first {SHOWN} are shown here."]
    return "\n".join(lines) + "\n"


def _rows(diagnostic: Diagnostic, severity: Severity) -> Iterator[str]:
    line = diagnostic.span.start.line
    yield f"- **{severity.word}** `{diagnostic.code}` in line {line}: {_shown(diagnostic.message)}"
    for other in diagnostic.related:
        yield f"  - {_shown(other.span.path)}:{other.span.start.line}: {_shown(other.message)}"
    if diagnostic.hint:
        yield f"  - hint: {_shown(diagnostic.hint)}"


def _shown(text: str) -> str:
    """``text`` as it is written, whatever Markdown would make of it."""
    return _SIGNS.sub(r"\\\g<0>", escaped(text)).encode("utf-8", "replace").decode()

"""Diagnostics as lines of JSON."""

import json
from collections.abc import Iterable

from clewline.diagnostics.diagnostic import Diagnostic, Severity
from clewline.diagnostics.report.graded import SeverityOf, graded
from clewline.text.spans import Span


def jsonl(diagnostics: Iterable[Diagnostic], severity_of: SeverityOf) -> str:
    """The report for programs: one JSON object a line, in ASCII; lines and columns count from 1, columns in
    code points.
    """
    return "".join(_json(diagnostic, severity) for diagnostic, severity in graded(diagnostics, severity_of))


def _json(diagnostic: Diagnostic, severity: Severity) -> str:
    record = {
        "code": diagnostic.code,
        "severity": severity.word,
        "message": diagnostic.message,
        **_place(diagnostic.span),
        "hint": diagnostic.hint,
        "related": [{"message": related.message, **_place(related.span)} for related in diagnostic.related],
    }
    # JSON leaves DEL alone, though terminals do not.
    return json.dumps(record).replace("\x7f", "\\u007f") + "\n"


def _place(span: Span) -> dict[str, str | int]:
    start, end = span.start, span.end
    return {
        "path": span.path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }

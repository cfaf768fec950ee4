"""Diagnostics as a SARIF log, for code scanning.

The format is SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from clewline.diagnostics.diagnostic import Diagnostic, Rule, Severity
from clewline.diagnostics.fingerprint import fingerprints
from clewline.diagnostics.report.graded import SeverityOf, graded
from clewline.text.spans import Span

RESULTS = 25_000
"""The most results that code scanning takes in one run; of more, the gravest are given."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(
    diagnostics: Iterable[Diagnostic], severity_of: SeverityOf, rules: Mapping[str, Rule], version: str
) -> str:
    """The log of one run of Clewline ``version`` as JSON in ASCII. Paths are relative to the folder that the
    log calls its root.

    Every code has a rule: what ``rules`` does not have is named without a description.
    """
    found = graded(diagnostics, severity_of)
    marks = dict(
        zip(
            (diagnostic for diagnostic, _ in found),
            fingerprints(diagnostic for diagnostic, _ in found),
            strict=True,
        )
    )
    shown = found if len(found) <= RESULTS else sorted(found, key=lambda item: -item[1])[:RESULTS]
    codes = [*rules, *sorted({diagnostic.code for diagnostic, _ in shown} - rules.keys())]
    index = {code: place for place, code in enumerate(codes)}
    driver = {
        "name": "Clewline",
        "semanticVersion": version,
        "rules": [_rule(code, rules.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder that all paths are relative to."}}
        },
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": _left_out(len(found) - len(shown))}
        ],
        "results": [
            _result(diagnostic, severity, index[diagnostic.code], marks[diagnostic])
            for diagnostic, severity in shown
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _left_out(count: int) -> list[dict[str, Any]]:
    return (
        [{"level": "warning", "message": {"text": f"{count} more findings were left out."}}] if count else []
    )


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": rule.meaning[:1].upper() + rule.meaning[1:] + "."},
        "fullDescription": {"text": rule.help},
        "help": {"text": rule.help, "markdown": rule.help},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, severity: Severity, index: int, mark: str) -> dict[str, Any]:
    related = [
        {"id": number, **_location(other.span), "message": {"text": other.message}}
        for number, other in enumerate(diagnostic.related, 1)
    ]
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[severity],
        "message": {"text": diagnostic.message + (f"\nHint: {diagnostic.hint}" if diagnostic.hint else "")},
        "locations": [_location(diagnostic.span)],
        **({"relatedLocations": related} if related else {}),
        # Code scanning knows a finding again by this key only.
        "partialFingerprints": {"primaryLocationLineHash": mark},
    }


def _location(span: Span) -> dict[str, Any]:
    (line, column), (end_line, end_column) = span.start, span.end
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    address = quote(span.path.encode("utf-8", "surrogatepass"), safe="/-._~")
    return {"physicalLocation": {"artifactLocation": {"uri": address, "uriBaseId": _ROOT}, "region": region}}

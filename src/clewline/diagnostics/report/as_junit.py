"""Diagnostics as JUnit XML, for the test tables of CI services.

There is no standard; this is the part that is common to all readers (https://github.com/testmoapp/junitxml).
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from clewline.diagnostics.diagnostic import Diagnostic, Severity
from clewline.diagnostics.report.graded import SeverityOf, graded

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(diagnostics: Iterable[Diagnostic], severity_of: SeverityOf) -> str:
    """A suite for each file and a case for each finding: errors are failures, the rest passes with a word on
    standard output.

    Some readers refuse a table without cases, so that nothing found is one case that passes.
    """
    files: dict[str, list[tuple[Diagnostic, Severity]]] = {}
    for diagnostic, severity in graded(diagnostics, severity_of):
        files.setdefault(diagnostic.span.path, []).append((diagnostic, severity))
    failures = sum(severity is Severity.ERROR for found in files.values() for _, severity in found)
    cases = sum(map(len, files.values())) or 1
    suites = Element("testsuites", name="clewline", tests=str(cases), failures=str(failures))
    for path, found in files.items():
        failures = sum(severity is Severity.ERROR for _, severity in found)
        suite = SubElement(
            suites, "testsuite", name=_xml(path), tests=str(len(found)), failures=str(failures), errors="0"
        )
        for diagnostic, severity in found:
            _case(suite, diagnostic, severity)
    if not files:
        suite = SubElement(suites, "testsuite", name="clewline", tests="1", failures="0", errors="0")
        SubElement(suite, "testcase", name="nothing found", classname="clewline")
    indent(suites, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, "unicode")}\n'


def _case(suite: Element, diagnostic: Diagnostic, severity: Severity) -> None:
    start = diagnostic.span.start
    name = _xml(f"{diagnostic.code} at {start.line}:{start.column}")
    case = SubElement(
        suite,
        "testcase",
        name=name,
        classname=_xml(diagnostic.span.path),
        file=_xml(diagnostic.span.path),
        line=str(start.line),
    )
    text = _xml(
        f"{diagnostic.span.path}:{start.line}:{start.column}: "
        f"{severity.word}[{diagnostic.code}]: {diagnostic.message}"
    )
    if diagnostic.hint:
        text += _xml(f"\nhint: {diagnostic.hint}")
    if severity is Severity.ERROR:
        SubElement(case, "failure", type=_xml(diagnostic.code), message=_xml(diagnostic.message)).text = text
    else:
        SubElement(case, "system-out").text = text


def _xml(text: str) -> str:
    """``text`` without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)

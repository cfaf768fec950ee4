"""Diagnostics as annotations of GitHub Actions.

The form of the commands: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
"""

from collections.abc import Iterable, Iterator

from clewline.diagnostics.diagnostic import Diagnostic, Severity
from clewline.diagnostics.report.as_text import escaped
from clewline.diagnostics.report.graded import SeverityOf, graded, totals

ANNOTATIONS = 10
"""How many annotations of one kind are shown for one step."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(diagnostics: Iterable[Diagnostic], severity_of: SeverityOf) -> str:
    """One command a line, the gravest first; when there are more than can be shown, the last line gives their
    number.
    """
    found = graded(diagnostics, severity_of)
    lines: list[str] = []
    for severity in sorted(_COMMANDS, reverse=True):
        mine = [diagnostic for diagnostic, grade in found if grade is severity]
        # The line with the number is a notice too.
        lines.extend(
            _command(diagnostic, severity) for diagnostic in mine[: ANNOTATIONS - (severity is Severity.INFO)]
        )
    if len(lines) < len(found):
        lines.append(
            f"::notice title=clewline::{totals(grade for _, grade in found)}; the first "
            "of each are shown here"
        )
    return "".join(f"{line}\n" for line in lines)


def _command(diagnostic: Diagnostic, severity: Severity) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(diagnostic))
    # Control characters would be harmless to the runner, but not to whoever reads the log in a terminal.
    text = escaped(diagnostic.message) + (f"\nhint: {escaped(diagnostic.hint)}" if diagnostic.hint else "")
    return f"::{_COMMANDS[severity]} {properties}::{_data(text)}"


def _properties(diagnostic: Diagnostic) -> Iterator[tuple[str, str]]:
    (line, column), (end_line, end_column) = diagnostic.span.start, diagnostic.span.end
    yield "file", diagnostic.span.path
    yield "line", str(line)
    yield "endLine", str(end_line)
    if line == end_line:  # columns of several lines are refused
        yield "col", str(column)
        yield "endColumn", str(end_column)
    yield "title", diagnostic.code


def _data(text: str) -> str:
    text = text.encode("utf-8", "replace").decode()  # a file may have a name that is no text
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

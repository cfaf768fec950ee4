"""What all forms of a report begin with: the diagnostics that count, in order, with their severities."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from clewline.diagnostics.diagnostic import Diagnostic, Related, Severity, in_order
from clewline.text.secrets import hidden

Excerpts = Callable[[str], Sequence[str] | None]
"""The lines of the file at a path, as they were parsed and split at ``\\n``; None when they cannot be had."""

SeverityOf = Callable[[Diagnostic], Severity | None]
"""How much a diagnostic matters; None: it is switched off."""


def graded(diagnostics: Iterable[Diagnostic], severity_of: SeverityOf) -> list[tuple[Diagnostic, Severity]]:
    """The distinct diagnostics that are not switched off, in order, with their severities; none repeats a
    secret.
    """
    every = ((diagnostic, severity_of(diagnostic)) for diagnostic in in_order(diagnostics))
    return [(discreet(diagnostic), severity) for diagnostic, severity in every if severity is not None]


def discreet(diagnostic: Diagnostic) -> Diagnostic:
    """``diagnostic`` without the secrets of the addresses that it names."""
    message, hint = hidden(diagnostic.message), hidden(diagnostic.hint)
    related = tuple(Related(one.span, hidden(one.message)) for one in diagnostic.related)
    if (message, hint, related) == (diagnostic.message, diagnostic.hint, diagnostic.related):
        return diagnostic
    return replace(diagnostic, message=message, hint=hint, related=related)


def counted(count: int, severity: Severity) -> str:
    """``count`` findings of a severity in words, such as ``2 errors``."""
    plural = "s" if count != 1 and severity is not Severity.INFO else ""
    return f"{count} {severity.word}{plural}"


def totals(severities: Iterable[Severity]) -> str:
    """How many there are of each severity, the gravest first, in words."""
    counts = Counter(severities)
    return (
        ", ".join(counted(counts[severity], severity) for severity in sorted(counts, reverse=True))
        or "nothing found"
    )

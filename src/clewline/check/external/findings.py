"""Verdicts on external addresses as diagnostics."""

import re
from collections.abc import Iterable

from clewline.check.external.addresses import shown
from clewline.check.external.model import ExternalVerdict, Outcome
from clewline.diagnostics.diagnostic import Diagnostic, in_order
from clewline.text.spans import Span

UNVERIFIED = "external-unverified"
"""The code of what could not be told; with ``--strict`` it sets an exit code of its own."""

_CAPTURE = re.compile(r"/web/(\d{4})(\d{2})(\d{2})\d{0,6}")


def diagnostics_of(verdicts: Iterable[ExternalVerdict]) -> tuple[Diagnostic, ...]:
    """One diagnostic for each place of each address that is not simply sound."""
    return in_order(
        diagnostic
        for verdict in verdicts
        for span in verdict.places
        if (diagnostic := _diagnostic(verdict, span)) is not None
    )


def _diagnostic(verdict: ExternalVerdict, span: Span) -> Diagnostic | None:
    message = f"{shown(verdict.address)} {verdict.reason}"
    match verdict.outcome:
        case Outcome.BROKEN:
            return Diagnostic("external-broken", message, span, _instead(verdict.archived))
        case Outcome.MOVED:
            message = f"{shown(verdict.address)} has moved for good"
            return Diagnostic("external-moved", message, span, f"write {verdict.moved_to}")
        case Outcome.FRAGMENT:
            return Diagnostic(
                "external-fragment",
                message,
                span,
                "point to a place that is there, or to the page without `#`",
            )
        case Outcome.UNVERIFIED:
            return Diagnostic("external-unverified", message, span, "open it in a browser to be sure")
        case Outcome.REFUSED:
            return Diagnostic(
                "external-private", message, span, "link to a public page, or allow this with --allow-private"
            )
        case Outcome.OK:
            return None


def _instead(archived: str) -> str:
    if not archived:
        return "correct the address, or link to an archived copy"
    date = _CAPTURE.search(archived)
    when = f" of {date[1]}-{date[2]}-{date[3]}" if date else ""
    return f"correct the address, or link to the archived copy{when}: {archived}"

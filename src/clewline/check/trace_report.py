"""The traces of a line for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

from clewline.check.line_coverage import coverage_json, coverage_rows
from clewline.check.traces import LineTrace, TracedClaim, TracedSentence, TracedTo
from clewline.diagnostics.diagnostic import Severity
from clewline.diagnostics.report import escaped
from clewline.pages.evidence_findings import diff_text
from clewline.text.spans import Span

VERSION = 1
"""The version of the JSON report; it changes when what is there already changes its meaning."""

_BOLD, _QUIET, _FOUND = "1", "2", "32"
_COLOURS = {None: _QUIET, Severity.INFO: "36", Severity.WARNING: "33", Severity.ERROR: "31"}
_KINDS = {"figure": "figures", "quotation": "quotations", "hedge": "hedges"}


def trace_schema() -> str:
    """The JSON Schema of the report for programs."""
    return (files("clewline.check") / "trace.schema.json").read_text("utf-8")


def trace_json(trace: LineTrace) -> str:
    """The report for programs, as one JSON object (see `trace_schema`)."""
    record = {
        "version": VERSION,
        "path": trace.path,
        "title": trace.title,
        "sentences": [_sentence(sentence) for sentence in trace.sentences],
        "coverage": coverage_json(trace.coverage) if trace.coverage else None,
    }
    # JSON leaves DEL alone, though terminals do not.
    return json.dumps(record, indent=2).replace("\x7f", "\\u007f") + "\n"


def _sentence(sentence: TracedSentence) -> dict[str, object]:
    return {
        "in": sentence.role,
        "text": sentence.text,
        **_place(sentence.span),
        "cites": list(sentence.cites),
        "claims": [_claim(claim) for claim in sentence.claims],
    }


def _claim(claim: TracedClaim) -> dict[str, object]:
    return {
        "kind": claim.kind,
        "hop": claim.hop,
        "words": claim.words,
        **_place(claim.span),
        "found": not claim.code,
        "code": claim.code or None,
        "severity": claim.severity.word if claim.severity else None,
        "accepted": claim.accepted or None,
        "message": claim.message or None,
        "hint": claim.hint or None,
        "diff": [list(change) for change in claim.diff] or None,
        "evidence": _evidence(claim.to) if claim.to else None,
    }


def _evidence(to: TracedTo) -> dict[str, object]:
    return {
        "path": to.span.path,
        "in": to.role,
        "words": to.words,
        "passage": to.passage,
        **_place(to.span),
    }


def _place(span: Span) -> dict[str, int]:
    return {
        "line": span.start.line,
        "column": span.start.column,
        "end_line": span.end.line,
        "end_column": span.end.column,
    }


def trace_text(trace: LineTrace, colour: bool) -> str:
    """The report for people: each sentence, under it its claims."""

    def painted(text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if colour else text

    def rows() -> Iterator[str]:
        yield f"{painted(escaped(trace.title), _BOLD)}  {escaped(trace.path)}"
        for sentence in trace.sentences:
            yield ""
            cited = f"  [{', '.join(map(escaped, sentence.cites))}]" if sentence.cites else ""
            place = f"{sentence.span.start.line}:{sentence.span.start.column}"
            yield f"{painted(f'{place:>7}', _QUIET)}  {escaped(sentence.text)}{painted(cited, _QUIET)}"
            for claim in sentence.claims:
                yield from claim_rows(claim)

    def claim_rows(claim: TracedClaim) -> Iterator[str]:
        words = painted(escaped(claim.words), _BOLD)
        if not claim.code:
            yield f"       {painted('✓', _FOUND)} {words}{_where(claim.to)}"
            return
        style = _QUIET if claim.accepted else _COLOURS[claim.severity]
        grade = "accepted" if claim.accepted else claim.severity.word if claim.severity else "off"
        label = painted(f"{grade}[{escaped(claim.code)}]", style)
        yield f"       {painted('✗', style)} {words}  {label}: {escaped(claim.message)}"
        if claim.accepted:
            yield f"           because: {escaped(claim.accepted)}"
            return
        if claim.to:
            said = diff_text(claim.diff) or claim.to.passage
            yield f"           nearest: {_at(claim.to.span)}: {escaped(said)}"
        if claim.hint:
            yield f"           {painted('hint', _BOLD)}: {escaped(claim.hint)}"

    covered = coverage_rows(trace.coverage, lambda text: painted(text, _QUIET)) if trace.coverage else ()
    return "\n".join((*rows(), "", *_totals(trace), *covered)) + "\n"


def _where(to: TracedTo | None) -> str:
    """Where a claim was found, in words; a hedge that was kept is found nowhere else."""
    return f"  {_at(to.span)} ({to.role}): {escaped(to.passage)}" if to else ""


def _at(span: Span) -> str:
    return escaped(f"{span.path}:{span.start.line}:{span.start.column}")


def _totals(trace: LineTrace) -> Iterator[str]:
    """How many claims there are of each kind, and what became of them."""
    yield f"{len(trace.sentences):,} sentences"
    for kind, word in _KINDS.items():
        states = Counter(
            "found" if not claim.code else "accepted" if claim.accepted else "not found"
            for claim in trace.claims
            if claim.kind == kind
        )
        if states:
            yield f"{word}: " + ", ".join(
                f"{states[state]:,} {state}" for state in ("found", "not found", "accepted") if states[state]
            )

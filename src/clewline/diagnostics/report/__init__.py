"""Diagnostics as text, in every form that they are asked for. Pure functions; nothing is read or printed."""

from clewline.diagnostics.report.as_github import github
from clewline.diagnostics.report.as_json import jsonl
from clewline.diagnostics.report.as_junit import junit
from clewline.diagnostics.report.as_markdown import markdown
from clewline.diagnostics.report.as_sarif import sarif
from clewline.diagnostics.report.as_text import (
    EXCERPT_WIDTH,
    MESSAGE_LENGTH,
    RELATED_PLACES,
    by_kind,
    escaped,
    summary,
    terminal,
)
from clewline.diagnostics.report.graded import Excerpts, SeverityOf, discreet, graded, totals

__all__ = (
    "EXCERPT_WIDTH",
    "MESSAGE_LENGTH",
    "RELATED_PLACES",
    "Excerpts",
    "SeverityOf",
    "by_kind",
    "discreet",
    "escaped",
    "github",
    "graded",
    "jsonl",
    "junit",
    "markdown",
    "sarif",
    "summary",
    "terminal",
    "totals",
)

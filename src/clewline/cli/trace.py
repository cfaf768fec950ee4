"""``clewline trace``."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clewline.cli.exits import CONTENT
from clewline.cli.named import document_named
from clewline.cli.site import open_site, takes_colour
from clewline.cli.streams import speak_utf8
from clewline.cli.values import WAYS_TO_NAME, SiteRoot, one_of
from clewline.cli.work import opened_store
from clewline.diagnostics.diagnostic import Severity
from clewline.settings.config import severity_of


class TraceFormat(StrEnum):
    """The forms of a trace."""

    TEXT = "text"
    JSON = "json"


def _print_schema(wanted: bool) -> None:
    if wanted:
        from clewline.check.trace_report import trace_schema

        print(trace_schema(), end="")
        raise typer.Exit


def trace_command(
    line: Annotated[
        str,
        typer.Argument(
            metavar="PAGE",
            help=f"A line or a note: {WAYS_TO_NAME}",
        ),
    ],
    root: SiteRoot = Path(),
    form: Annotated[
        TraceFormat,
        typer.Option(
            "--format",
            parser=one_of(TraceFormat),
            metavar="FORM",
            help="text, for people, or json, for programs.",
        ),
    ] = TraceFormat.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="End with exit code 1 on warnings too.")] = False,
    schema: Annotated[
        bool,
        typer.Option(
            "--schema", callback=_print_schema, is_eager=True, help="Print the JSON Schema of --format json."
        ),
    ] = False,
) -> None:
    """Show where the figures and quotations of a line stand. Sentence by sentence, what was found in which
    source, and what was not.

    Drafts can be traced too. Ends with exit code 1 when something is an error and nobody has accepted it.
    """
    from clewline.build.build import comments_of
    from clewline.build.making import opened_site
    from clewline.build.selection import selection, with_overrides
    from clewline.build.store import is_kept
    from clewline.check.trace_report import trace_json, trace_text
    from clewline.check.traces import Accepting, line_trace
    from clewline.content.loader import scan
    from clewline.engine.parallel import silent
    from clewline.theme.theme import load_theme

    config = with_overrides(open_site(root), drafts=True)
    out = root / config.out
    content = scan(root, selection(root, out, config))
    accepting = Accepting(severity_of(config), comments_of(content), config.ignore_findings)
    with opened_store(out, is_kept(out), writable=False) as store:
        theme = load_theme(root / "templates")
        site = opened_site(root, content, theme, config, store, None, silent, recording=False)
        path = document_named(line, root, site.corpus)
        trace = line_trace(path, site.planner.evidence, site.planner.coverage, accepting)
    if form is TraceFormat.JSON:
        speak_utf8()
    text = trace_json(trace) if form is TraceFormat.JSON else trace_text(trace, takes_colour(sys.stdout))
    print(text, end="")
    grave = Severity.WARNING if strict else Severity.ERROR
    if any((claim.severity or 0) >= grave and not claim.accepted for claim in trace.claims):
        raise typer.Exit(CONTENT)

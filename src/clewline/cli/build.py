"""``clewline build``."""

import time
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from clewline.cli.exits import CONTENT, ENVIRONMENT, USAGE, Stop
from clewline.cli.findings import (
    ReportOption,
    kind_lines,
    severities,
    show_findings,
    suppressed_lines,
    that_count,
    total_line,
    withheld_line,
)
from clewline.cli.site import open_site
from clewline.cli.values import folder_named, site_address
from clewline.cli.words import next_lines, number, output_lines, survey_lines
from clewline.cli.work import CLUSTER, JOBS, opened_store, shared, shown_progress
from clewline.diagnostics.diagnostic import Severity
from clewline.settings.config import severity_of

_RootArgument = Annotated[
    Path,
    typer.Argument(
        parser=folder_named,
        metavar="FOLDER",
        help="The site folder: a vault, or any folder of Markdown.",
        show_default="this folder",
    ),
]


def build_command(
    root: _RootArgument = Path(),
    out: Annotated[
        Path | None,
        typer.Option(
            parser=folder_named,
            metavar="FOLDER",
            help="The output folder.",
            show_default="_site in the site folder",
        ),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            parser=site_address,
            metavar="ADDRESS",
            help="Where the site will be published, such as https://example.org/notes.",
        ),
    ] = None,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Publish drafts too (never what is private).")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="End with exit code 1 on warnings too.")] = False,
    jobs: Annotated[int | None, JOBS] = None,
    cluster: Annotated[str | None, CLUSTER] = None,
    use_cache: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Use and keep what the last build found out.")
    ] = True,
    open_it: Annotated[bool, typer.Option("--open", help="Open the site in a browser afterwards.")] = False,
    profile: Annotated[
        bool, typer.Option("--profile", help="Show what each stage cost: processor time and memory.")
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "-v", help="Show all findings, what is for information and what is suppressed too."
        ),
    ] = False,
    list_to: ReportOption = None,
) -> None:
    """Build the site. Problems in the content never stop it: they are marked in the pages, listed, and set
    the exit code.
    """
    from clewline.build.build import build
    from clewline.build.selection import with_overrides
    from clewline.diagnostics.rules import ONLY_CHECKED
    from clewline.diagnostics.suppress import suppress
    from clewline.engine.meter import Meter
    from clewline.output.publish import Busy, OutputRefused, check_output

    started = time.perf_counter()
    meter = Meter()
    config = with_overrides(open_site(root), base_url, drafts or None)
    target = out if out is not None else root / config.out
    is_first = not target.exists()
    try:
        check_output(root, target)
        with (
            shared(jobs, cluster) as (executor, count),
            shown_progress() as progress,
            opened_store(target, use_cache) as store,
        ):
            report = build(root, target, config, executor, progress, store, meter, count)
    except OutputRefused as refused:
        raise Stop(USAGE, str(refused)) from None
    except Busy as busy:
        raise Stop(ENVIRONMENT, str(busy)) from None
    grade = severity_of(config)
    suppressed = suppress(report.diagnostics, report.comments, config.ignore_findings, ONLY_CHECKED)
    found = that_count(suppressed, grade, config.drafts)
    show_findings(found, root, grade, verbose, list_to)
    seconds = time.perf_counter() - started
    published = report.published
    print(
        f"{number(report.pages, 'page')} in {seconds:.2f} s: {number(published.written, 'file')} written, "
        f"{published.unchanged:,} unchanged, {published.removed:,} removed, in {target}"
    )
    for cost in meter.costs if profile else ():
        print(f"{cost.stage:>10} {cost.seconds:8.2f} s {cost.memory:8,.0f} MB")
    lines = [
        *output_lines(target, is_first),
        *survey_lines(report.survey),
        *withheld_line(report.diagnostics, config.drafts),
        *suppressed_lines(suppressed, verbose),
        total_line(found, grade),
        *kind_lines(found, grade, verbose),
        *next_lines(target, root, is_first and bool(report.survey.taken) and not open_it),
    ]
    print("\n".join(lines))
    if open_it:
        webbrowser.open((target / "index.html").resolve().as_uri())
    counts = severities(found, grade)
    if counts[Severity.ERROR] or (strict and counts[Severity.WARNING]):
        raise typer.Exit(CONTENT)

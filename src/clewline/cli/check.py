"""``clewline check``."""

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clewline.cli.exits import CONTENT, UNVERIFIED, USAGE, Stop
from clewline.cli.external import CACHE, external_findings, look_for_extra, unverified
from clewline.cli.findings import (
    ReportOption,
    kind_lines,
    severities,
    show_findings,
    suppressed_lines,
    that_count,
    total_line,
    withheld_line,
    write_report,
)
from clewline.cli.site import SeverityOf, open_site
from clewline.cli.streams import speak_utf8
from clewline.cli.values import SiteFolder, folder_named, one_of, site_address
from clewline.cli.words import are, number, survey_lines
from clewline.cli.work import CLUSTER, JOBS, opened_store, shared
from clewline.diagnostics.diagnostic import Diagnostic, Related, Severity
from clewline.settings.config import Config, severity_of
from clewline.text.spans import Span

if TYPE_CHECKING:
    from clewline.check.report import CheckReport


class Format(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    TERMINAL = "terminal"  # another word for text
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"


_FOR_PEOPLE = (Format.TEXT, Format.TERMINAL)


def check_command(
    root: SiteFolder = Path(),
    site: Annotated[
        Path | None,
        typer.Option(
            parser=folder_named,
            metavar="FOLDER",
            help="Check this built site, whatever made it, in place of the site folder.",
        ),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            parser=site_address,
            metavar="ADDRESS",
            help="Where the site is published, such as https://example.org/notes.",
        ),
    ] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Check drafts too.")] = False,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            parser=one_of(Format),
            metavar="FORM",
            help="The form of the report: text, json (JSON Lines, a finding a line), sarif, junit, or github "
            "(with --report, a summary in Markdown too).",
        ),
    ] = Format.TEXT,
    baseline: Annotated[
        Path | None,
        typer.Option(
            parser=folder_named, metavar="FILE", help="A file of old findings: only new ones count."
        ),
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Keep what is found now in the baseline.")
    ] = False,
    external: Annotated[
        bool, typer.Option("--external", help="Ask about addresses of other sites too.")
    ] = False,
    external_cache: Annotated[
        Path | None,
        typer.Option(
            parser=folder_named, metavar="FILE", help="What earlier runs found out.", show_default=CACHE
        ),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Ask about addresses in private networks too.")
    ] = False,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="End with exit code 1 on warnings too, and with 4 on addresses that could not be checked.",
        ),
    ] = False,
    require_review: Annotated[
        bool,
        typer.Option("--require-review", help="Take lines that wait for a review for errors."),
    ] = False,
    jobs: Annotated[int | None, JOBS] = None,
    cluster: Annotated[str | None, CLUSTER] = None,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "-v", help="Show all findings, what is for information and what is suppressed too."
        ),
    ] = False,
    list_to: ReportOption = None,
) -> None:
    """Check that every link leads where it should. Nothing is written but a baseline that is asked for, and
    what --external found out.
    """
    from clewline.check.baseline import new_findings
    from clewline.diagnostics.rules import REVIEW_WAITS
    from clewline.diagnostics.suppress import suppress

    started = time.perf_counter()
    if external:
        look_for_extra()
    config = open_site(root)
    if require_review:
        graver = dict(config.severity) | dict.fromkeys(REVIEW_WAITS, Severity.ERROR)
        config = replace(config, severity=tuple(sorted(graver.items())))
    if site is not None and not site.is_dir():
        raise Stop(USAGE, f"{site} is not a folder")
    old = _old_findings(baseline, write_baseline)
    report = _check(root, config, site, base_url, drafts, jobs, cluster)
    diagnostics = report.diagnostics
    if external:
        out = "" if site else config.out
        diagnostics += external_findings(
            report.external(), out, root, external_cache, allow_private, config.endpoints
        )
    unknown = frozenset() if external else _not_looked_for()
    suppressed = suppress(
        diagnostics, report.comments, config.ignore_findings, unknown, settings_apply=site is None
    )
    grade = severity_of(config)
    counting = that_count(suppressed, grade, drafts or config.drafts)
    if baseline and write_baseline:
        _write_baseline(baseline, counting)
        return
    found = new_findings(counting, old)
    _show(found, site or root, grade, form, verbose, list_to)
    lines = [
        *_summary(report, len(counting) - len(found), time.perf_counter() - started, external),
        *(survey_lines(report.survey) if report.survey else ()),
        *withheld_line(diagnostics, drafts or config.drafts),
        *suppressed_lines(suppressed, verbose),
        total_line(found, grade),
        *(kind_lines(found, grade, verbose) if form in _FOR_PEOPLE else ()),
    ]
    print("\n".join(lines), file=sys.stdout if form in _FOR_PEOPLE else sys.stderr)
    counts = severities(found, grade)
    if counts[Severity.ERROR] or (strict and counts[Severity.WARNING]):
        raise typer.Exit(CONTENT)
    if strict and unverified(found):
        raise typer.Exit(UNVERIFIED)


def _check(
    root: Path,
    config: Config,
    site: Path | None,
    base_url: str | None,
    drafts: bool,
    jobs: int | None,
    cluster: str | None,
) -> "CheckReport":
    with shared(jobs, cluster) as (executor, count):
        if site is not None:
            from clewline.check.folder import check_folder

            return check_folder(site, base_url or "", executor)
        from clewline.build.selection import with_overrides
        from clewline.build.store import is_kept
        from clewline.check.sources import check_sources

        out = root / config.out
        with opened_store(out, is_kept(out), writable=False) as store:
            chosen = with_overrides(config, base_url, drafts or None)
            return check_sources(root, chosen, executor, store, is_shared=count == 0)


def _not_looked_for() -> frozenset[str]:
    """The codes of findings that this run could not make, so that it cannot tell whether their suppressions
    are of use.
    """
    from clewline.diagnostics.rules import RULES

    return frozenset(code for code in RULES if code.startswith("external-"))


def _old_findings(baseline: Path | None, writing: bool) -> frozenset[str]:
    """The fingerprints in the baseline. Ends the command when it cannot be used."""
    from clewline.check.baseline import read_baseline

    if baseline is None:
        if writing:
            raise Stop(USAGE, "--write-baseline needs --baseline FILE")
        return frozenset()
    if writing:
        return frozenset()
    try:
        return read_baseline(baseline.read_text("utf-8"))
    except FileNotFoundError:
        raise Stop(USAGE, f"there is no baseline {baseline}; --write-baseline makes it") from None
    except ValueError as error:
        raise Stop(
            USAGE, f"the baseline {baseline} cannot be used: {error}; --write-baseline makes it anew"
        ) from None


def _write_baseline(baseline: Path, found: tuple[Diagnostic, ...]) -> None:
    """Writes the baseline, in one step."""
    from clewline.check.baseline import baseline_of

    fresh = baseline.with_name(f".{baseline.name}.new")
    fresh.write_text(baseline_of(found), "utf-8")
    fresh.replace(baseline)
    count = len(found)
    print(f"{number(count, 'finding')} {are(count)} in {baseline} now; only others will count")


def _show(
    found: tuple[Diagnostic, ...],
    root: Path,
    grade: SeverityOf,
    form: Format,
    verbose: bool,
    list_to: Path | None,
) -> None:
    """Prints the report: for people on standard error, as every command does; for programs on standard
    output.
    """
    from clewline import __version__
    from clewline.diagnostics.report import github, jsonl, junit, markdown, sarif
    from clewline.diagnostics.rules import RULES

    if form in _FOR_PEOPLE:
        show_findings(found, root, grade, verbose, list_to)
        return
    if list_to and form is not Format.GITHUB:
        raise Stop(USAGE, f"--report writes no {form.value}; that report stands on standard output")
    if form is Format.GITHUB and not verbose:
        found = tuple(one for one in found if (grade(one) or 0) >= Severity.WARNING)
    speak_utf8()
    place, here = root.resolve(), Path.cwd()
    prefix = place.relative_to(here).as_posix() if place.is_relative_to(here) else "."
    placed = found if prefix == "." else [_below(prefix, diagnostic) for diagnostic in found]
    if list_to:
        write_report(list_to, markdown(placed, grade))
    forms = {Format.JSON: jsonl, Format.GITHUB: github, Format.JUNIT: junit}
    print(forms[form](placed, grade) if form in forms else sarif(placed, grade, RULES, __version__), end="")


def _below(prefix: str, diagnostic: Diagnostic) -> Diagnostic:
    """``diagnostic`` with paths that begin at the working folder, where CI services look for files."""

    def placed(span: Span) -> Span:
        return span._replace(path=f"{prefix}/{span.path}")

    related = tuple(Related(placed(other.span), other.message) for other in diagnostic.related)
    return replace(diagnostic, span=placed(diagnostic.span), related=related)


def _summary(report: "CheckReport", old: int, seconds: float, asked: bool) -> Iterator[str]:
    pages, links = number(report.pages, "page"), number(report.uses, "link")
    yield f"{pages} with {links} checked in {seconds:.2f} s"
    if report.external_count:
        others = number(report.external_count, "address of other sites")
        yield f"{others} {'' if asked else 'not '}asked about"
    if old:
        yield f"{number(old, 'finding')} {are(old)} in the baseline"

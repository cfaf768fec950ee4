"""``clewline build``."""

import sys
import time
import webbrowser
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from clewline.cache import Cache

from clewline.cli.exits import CONTENT, ENVIRONMENT, USAGE, Stop, complain
from clewline.cli.site import open_site, show, suppressed_lines
from clewline.config import severity_of
from clewline.diagnostic import Severity

_RootArgument = Annotated[Path, typer.Argument(help="The site folder: a vault, or any folder of Markdown.", show_default="this folder")]


def build_command(
    root: _RootArgument = Path(),
    out: Annotated[Path | None, typer.Option(help="The output folder.", show_default="_site in the site folder")] = None,
    base_url: Annotated[str | None, typer.Option(help="Where the site will be published, such as https://example.org/notes.")] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Publish drafts too (never what is private).")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="End with exit code 1 on warnings too.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Worker processes.", show_default=True)] = 1,
    use_cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Use and keep what the last build found out.")] = True,
    open_it: Annotated[bool, typer.Option("--open", help="Open the site in a browser afterwards.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show what is only for information, and what is suppressed.")] = False,
) -> None:
    """Build the site. Problems in the content never stop it: they are marked in the pages, listed, and set the exit code."""
    from clewline.build import build, with_overrides
    from clewline.publish import Busy, OutputRefused, check_output
    from clewline.rules import ONLY_CHECKED
    from clewline.suppress import suppress

    started = time.perf_counter()
    config = with_overrides(open_site(root), base_url, drafts or None)
    target = out if out is not None else root / config.out
    try:
        check_output(root, target)
        with _executor(jobs) as executor, _progress() as progress, _cache(root, use_cache) as cache:
            report = build(root, target, config, executor, progress, cache)
    except OutputRefused as refused:
        raise Stop(USAGE, str(refused)) from None
    except Busy as busy:
        raise Stop(ENVIRONMENT, str(busy)) from None
    grade = severity_of(config)
    suppressed = suppress(report.diagnostics, report.comments, config.ignore_findings, ONLY_CHECKED)
    graded = [(diagnostic, severity) for diagnostic in suppressed.diagnostics if (severity := grade(diagnostic)) is not None]
    least = Severity.INFO if verbose else Severity.WARNING
    show((diagnostic for diagnostic, severity in graded if severity >= least), root, grade)
    counts = Counter(severity for _, severity in graded)
    seconds = time.perf_counter() - started
    published = report.published
    print(
        f"{report.pages:,} pages in {seconds:.2f} s: {published.written:,} files written, {published.unchanged:,} unchanged, "
        f"{published.removed:,} removed, in {target}"
    )
    for line in suppressed_lines(suppressed, verbose):
        print(line)
    print(", ".join(f"{counts[severity]:,} {word}" for severity, word in _WORDS))
    if open_it:
        webbrowser.open((target / "index.html").resolve().as_uri())
    if counts[Severity.ERROR] or (strict and counts[Severity.WARNING]):
        raise typer.Exit(CONTENT)


_WORDS = ((Severity.ERROR, "errors"), (Severity.WARNING, "warnings"), (Severity.INFO, "for information"))


def _executor(jobs: int) -> "nullcontext[None] | Executor":
    return ProcessPoolExecutor(jobs) if jobs > 1 else nullcontext()


@contextmanager
def _cache(root: Path, wanted: bool) -> "Iterator[Cache | None]":
    """The cache of the site; none where it is not wanted or cannot be made."""
    from clewline.cache import Cache

    try:
        cache = Cache(root) if wanted else None
    except OSError as error:
        complain(f"building without a cache: {error.strerror}")
        cache = None
    try:
        yield cache
    finally:
        if cache:
            cache.close()
            if cache.note:
                complain(cache.note)


@contextmanager
def _progress() -> "Iterator[_Shown]":
    """Progress bars on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield _Shown(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Shown(bars)


class _Shown:
    """Shows the progress of each stage as one bar."""

    def __init__(self, bars: "Progress | None") -> None:  # type: ignore[name-defined]  # noqa: F821  # rich is imported only on a terminal
        self._bars = bars
        self._tasks: dict[str, int] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._bars is None:
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)

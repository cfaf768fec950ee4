"""``clewline review``."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clewline.cli.exits import CONTENT, USAGE, Stop
from clewline.cli.named import document_named
from clewline.cli.opened import opened
from clewline.cli.recorded import free_place, write_record
from clewline.cli.site import open_site, show, takes_colour
from clewline.cli.values import WAYS_TO_NAME, SiteRoot
from clewline.cli.words import number
from clewline.diagnostics.diagnostic import Severity
from clewline.settings.config import severity_of

if TYPE_CHECKING:
    from clewline.build.site import Site
    from clewline.evidence.reviews import State


def review_command(
    line: Annotated[
        str | None,
        typer.Argument(
            metavar="PAGE",
            help=f"A line: {WAYS_TO_NAME}",
            show_default="list the lines that wait for a review",
        ),
    ] = None,
    root: SiteRoot = Path(),
    accept: Annotated[
        bool, typer.Option("--accept", help="Record that the answer stands on its evidence as it is now.")
    ] = False,
    by: Annotated[
        str,
        typer.Option("--by", metavar="NAME", help="Who reviewed it.", show_default="as in Git's settings"),
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why it is recorded; readers see it.")
    ] = "",
    every: Annotated[
        bool, typer.Option("--all", help="Record all lines that wait for a review; needs --reason.")
    ] = False,
) -> None:
    """Show what has changed since a line was reviewed. In the line, and in the notes that it cites; or record
    a review.

    Nothing is written but the record of a review. Ends with exit code 1 when a line is shown of which
    something is an error that nobody has accepted.
    """
    if every and line:
        raise Stop(USAGE, "--all is about all lines; name none beside it")
    if every and not reason.strip():
        raise Stop(USAGE, '--all records reviews that nobody has made: say why with --reason "…"')
    if accept and not every and not line:
        raise Stop(USAGE, "name the line to be recorded, or all of them with --all")
    config = open_site(root)
    with opened(root, config) as site:
        if every:
            waiting = [path for path, _ in _waiting(site)]
            _record(site, root, waiting, by, reason)
        elif line is None:
            _list(site)
        else:
            path = document_named(line, root, site.corpus, notes=False)
            if accept:
                _record(site, root, [path], by, reason)
            else:
                _show(site, root, path)


def _waiting(site: "Site") -> "list[tuple[str, State]]":
    """The lines that wait for a review, with how they stand: those that were reviewed once first."""
    from clewline.content.model import Kind
    from clewline.evidence.reviews import State

    lines = (path for path, kind in site.corpus.kinds.items() if kind is Kind.LINE)
    found = [(path, site.planner.reviews.freshness(path).state) for path in lines]
    states = [State.STALE, State.UNREVIEWED]
    return sorted(
        ((path, state) for path, state in found if state in states),
        key=lambda one: (states.index(one[1]), one[0]),
    )


def _list(site: "Site") -> None:
    from clewline.diagnostics.report import escaped
    from clewline.pages.review_findings import changes_in_words

    reviews, waiting = site.planner.reviews, _waiting(site)
    for path, state in waiting:
        changes = "; ".join(changes_in_words(path, reviews.freshness(path), reviews))
        print(f"{state.value:>10}  {escaped(path)}{'  ' if changes else ''}{escaped(changes)}")
    print(f"{number(len(waiting), 'line')} waiting for a review")


def _show(site: "Site", root: Path, path: str) -> None:
    from clewline.check.history import History
    from clewline.check.line_coverage import line_coverage
    from clewline.check.review_report import review_text
    from clewline.check.reviewing import Past, line_review

    review = line_review(path, site.planner.reviews, Past(History(root), site.config.parse_options))
    covered = line_coverage(path, site.planner.coverage)
    print(review_text(review, covered, takes_colour(sys.stdout)), end="")
    grade = severity_of(site.config)
    found = [
        one
        for one in site.unaccepted(path, site.findings(path))
        if (grade(one) or 0) >= Severity.WARNING and not one.code.startswith("review-")
    ]
    show(found, root, grade)
    if any(grade(one) is Severity.ERROR for one in found):
        raise typer.Exit(CONTENT)


def _record(site: "Site", root: Path, paths: list[str], by: str, reason: str) -> None:
    from clewline.check.history import user_name
    from clewline.check.reviewing import new_review
    from clewline.evidence.reviews import record_text

    who = " ".join(by.split()) or user_name(root)
    if not who:
        raise Stop(USAGE, "who reviewed it? Git does not say; give --by NAME")
    today = date.today().isoformat()
    taken = set(site.planner.reviews.labels())
    for path in paths:
        review = new_review(path, who, today, " ".join(reason.split()), site.planner.reviews)
        place = site.planner.reviews.by_line.get(path) or free_place(site, path, taken)
        taken.add(place)
        write_record(root, place, record_text(review))
        print(f"recorded in {place}")
    if len(paths) != 1:
        print(f"{number(len(paths), 'review')} recorded")

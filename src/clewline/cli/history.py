"""``clewline history``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clewline.cli.exits import ENVIRONMENT, Stop
from clewline.cli.named import document_named
from clewline.cli.opened import opened
from clewline.cli.recorded import free_place, write_record
from clewline.cli.site import open_site
from clewline.cli.values import WAYS_TO_NAME, SiteRoot
from clewline.cli.words import number

if TYPE_CHECKING:
    from clewline.build.site import Site
    from clewline.check.history import History


def history_command(
    line: Annotated[
        str | None,
        typer.Argument(
            metavar="PAGE",
            help=f"A line: {WAYS_TO_NAME}",
            show_default="all lines",
        ),
    ] = None,
    root: SiteRoot = Path(),
) -> None:
    """Record what has changed in the lines, day by day, as Git has it. Their pages then show it.

    Builds read the records and never ask Git, so that they give the same pages everywhere. Nothing else is
    written.
    """
    from clewline.check.history import History
    from clewline.content.model import Kind

    config = open_site(root)
    with opened(root, config) as site:
        lines = [path for path, kind in site.corpus.kinds.items() if kind is Kind.LINE]
        wanted = [document_named(line, root, site.corpus, notes=False)] if line else lines
        history = History(root)
        if not history.is_kept:
            raise Stop(
                ENVIRONMENT,
                "Git does not have the whole past of this folder, so what it tells might be wrong; in a "
                "shallow clone fetch the rest first: git fetch --unshallow",
            )
        _record(site, root, wanted, history)


def _record(site: "Site", root: Path, paths: list[str], history: "History") -> None:
    from clewline.check.line_history import line_history
    from clewline.evidence.reviews import history_text

    reviews = site.planner.reviews
    taken = set(reviews.labels())
    count = 0
    for path in paths:
        found = line_history(path, history.versions(path), site.config.parse_options)
        known = reviews.history_by_line.get(path)
        if not found.edits and not known:
            continue
        place = known or free_place(site, path, taken, ".history")
        taken.add(place)
        write_record(root, place, history_text(found))
        print(f"{number(len(found.edits), 'day')} of changes recorded in {place}")
        count += 1
    if count != 1:
        print(f"{number(count, 'line')} recorded")

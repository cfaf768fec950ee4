"""``clewline leaks``."""

from pathlib import Path
from typing import Annotated

import typer

from clewline.cli.exits import CONTENT, USAGE, Stop
from clewline.cli.findings import ReportOption, show_findings
from clewline.cli.site import open_site
from clewline.cli.values import SiteFolder, folder_named
from clewline.cli.words import number
from clewline.cli.work import JOBS, workers
from clewline.settings.config import severity_of


def leaks_command(
    root: SiteFolder = Path(),
    site: Annotated[
        Path | None,
        typer.Option(
            parser=folder_named,
            metavar="FOLDER",
            help="The built site to look in.",
            show_default="the output folder if it is there, else what would be built",
        ),
    ] = None,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Drafts are published; look for what is private.")
    ] = False,
    jobs: Annotated[int | None, JOBS] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show all findings.")] = False,
    list_to: ReportOption = None,
) -> None:
    """Look for what is withheld in every file of the output. Titles, paths, aliases and passages of private
    documents and drafts must not be there.
    """
    from clewline.build.selection import with_overrides
    from clewline.check.sources import check_leaks

    config = with_overrides(open_site(root), None, drafts or None)
    if site is not None and not site.is_dir():
        raise Stop(USAGE, f"{site} is not a folder")
    out = root / config.out
    built = site or (out if out.is_dir() else None)
    with workers(jobs) as executor:
        search, count = check_leaks(root, config, built, executor)
    grade = severity_of(config)
    found = tuple(one for one in search.diagnostics if grade(one) is not None)
    show_findings(found, root, grade, verbose, list_to)
    where = f"{number(count, 'file')} of {built or 'what would be built'}"
    print(f"{number(search.withheld, 'withheld document')} looked for in {where}: {_outcome(len(found))}")
    if found:
        raise typer.Exit(CONTENT)


def _outcome(leaks: int) -> str:
    return number(leaks, "leak") if leaks else "no trace"

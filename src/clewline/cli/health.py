"""``clewline health``."""

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clewline.cli.opened import opened
from clewline.cli.site import open_site
from clewline.cli.streams import speak_utf8
from clewline.cli.values import SiteFolder, one_of

if TYPE_CHECKING:
    from clewline.pages.review_models import Task

VERSION = 1
"""The version of the JSON report; it changes when what is there already changes its meaning."""


class HealthFormat(StrEnum):
    """The forms of the report."""

    TEXT = "text"
    JSON = "json"


def health_command(
    root: SiteFolder = Path(),
    form: Annotated[
        HealthFormat,
        typer.Option(
            "--format",
            parser=one_of(HealthFormat),
            metavar="FORM",
            help="text, for people, or json, for programs.",
        ),
    ] = HealthFormat.TEXT,
) -> None:
    """List all that waits for a person. The most useful comes first, each with the command that deals with
    it.

    The setting health publishes the same as a page, health.html, to which nothing leads.
    """
    from clewline.build.build import comments_of
    from clewline.diagnostics.rules import RULES
    from clewline.diagnostics.suppress import suppress
    from clewline.pages.health import tasks
    from clewline.settings.config import severity_of

    config = open_site(root)
    with opened(root, config) as site:
        found = site.content_diagnostics()
        left = suppress(found, comments_of(site.content), config.ignore_findings, RULES).diagnostics
        waiting = tasks(left, severity_of(config))
    if form is HealthFormat.JSON:
        speak_utf8()
        print(json.dumps({"version": VERSION, "tasks": [task._asdict() for task in waiting]}, indent=2))
    else:
        print(_text(waiting), end="")


def _text(waiting: "Sequence[Task]") -> str:
    from clewline.diagnostics.report import escaped

    rows = []
    for task in waiting:
        more = " …" if task.count > len(task.places) else ""
        rows += [
            f"{task.severity:>7} {task.count:>5,}  {task.meaning}",
            f"{'':15}{escaped(', '.join(task.places))}{more}",
            f"{'':15}{escaped(task.command)}",
        ]
    return "\n".join(rows or ["nothing waits"]) + "\n"

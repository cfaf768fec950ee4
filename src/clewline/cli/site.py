"""What all commands that work on a site share: its folder, its settings, how findings are shown."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from clewline.cli.exits import USAGE, Stop
from clewline.diagnostics.diagnostic import Diagnostic, Severity
from clewline.engine.regular_file import read_regular
from clewline.settings.config import Config, severity_of
from clewline.settings.load import load_config
from clewline.text.limits import DOCUMENT_BYTES

_COLUMNS = 110  # where nobody says how wide the terminal is, as in the logs of CI services

SeverityOf = Callable[[Diagnostic], Severity | None]


def open_site(root: Path) -> Config:
    """The settings of the site at ``root``. Ends the command when there is no such folder or a setting is
    wrong.
    """
    if not root.is_dir():
        raise Stop(USAGE, f"{root} is not a folder" if root.exists() else f"there is no folder {root}")
    config, faults = load_config(root)
    if faults:
        show(faults, root, severity_of(config))
        raise Stop(USAGE, "the settings cannot be used; nothing was built")
    return config


def path_below(root: Path, name: str) -> str:
    """The path below the site folder ``root`` that ``name`` means, as it is written on the command line: from
    the present folder, from the site folder, or whole.
    """
    place = Path(name)
    whole, top = place.resolve(), root.resolve()
    if place.exists() and whole.is_relative_to(top):
        return whole.relative_to(top).as_posix()
    return place.as_posix()


def show(diagnostics: Iterable[Diagnostic], root: Path, severity: SeverityOf) -> None:
    """Prints diagnostics with the lines that they speak of on standard error."""
    from clewline.diagnostics.report import terminal

    said(terminal(tuple(diagnostics), reader_of(root), severity, colour=colour(), columns=columns()))


def said(text: str) -> None:
    """Prints a report, which may be empty, on standard error."""
    if text:
        print(text, file=sys.stderr, end="" if text.endswith("\n") else "\n")


def reader_of(root: Path) -> Callable[[str], list[str] | None]:
    """A function that gives the lines of a file below ``root``; None for what is not there, and for what no
    build reads: the target of a link, a device.
    """
    cache: dict[str, list[str] | None] = {}

    def lines(path: str) -> list[str] | None:
        if path not in cache:
            try:
                data = read_regular(root, path, DOCUMENT_BYTES)
            except OSError:
                data = None
            cache[path] = None if data is None else _lines(data.decode("utf-8-sig", "replace"))
        return cache[path]

    return lines


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def columns() -> int:
    """How wide reports may be."""
    return shutil.get_terminal_size((_COLUMNS, 24)).columns


def colour() -> bool:
    """Whether standard error takes colours."""
    return takes_colour(sys.stderr)


def takes_colour(stream: TextIO) -> bool:
    """Whether ``stream`` takes colours (https://no-color.org, https://force-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")

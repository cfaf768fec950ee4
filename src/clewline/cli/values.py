"""What options and arguments take: each function reads the word that was given, or says in plain words why it
cannot be used.
"""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from clewline.settings.option_values import Unusable, base_url_of, did_you_mean

Choice = TypeVar("Choice", bound=StrEnum)


def folder_named(name: str | Path) -> Path:
    """The folder or file of this name; to name none does not mean the present folder."""
    if name == "":
        raise typer.BadParameter("it is empty; the present folder is .")
    return Path(name)


WAYS_TO_NAME = "its source file (lines/x.md), its name (x), or its address on the site."
"""How an argument may name a line or a note, as help says it."""
SiteFolder = Annotated[
    Path,
    typer.Argument(
        parser=folder_named, metavar="FOLDER", help="The site folder.", show_default="this folder"
    ),
]
"""The site folder as what a command is about."""
SiteRoot = Annotated[
    Path,
    typer.Option(
        "--root", parser=folder_named, metavar="FOLDER", help="The site folder.", show_default="this folder"
    ),
]
"""The site folder of a command that is about a file in it."""


def title_of(text: str) -> str:
    """The title of a new document."""
    if not text.strip():
        raise typer.BadParameter("it is empty; a title in quotes is needed")
    return text


def site_address(text: str) -> str:
    """The address of a site, as the settings take it."""
    try:
        return base_url_of(text)
    except Unusable as unusable:
        raise typer.BadParameter(f"{unusable.message}; {unusable.hint}") from None


def cluster_address(text: str) -> str:
    """Where the scheduler of a cluster listens, as Dask writes it, for ``dask://HOST:PORT``."""
    address = text.removeprefix("tcp://") if text.startswith("tcp://") else text.removeprefix("dask://")
    host, _, port = address.rpartition(":")
    if address == text or not host or not port.isdecimal():
        raise typer.BadParameter(f"an address such as dask://localhost:8786 is needed, not {text!r}")
    return f"tcp://{address}"


def whole_number(least: int, most: int | None = None) -> Callable[[str | int], int]:
    """A reading of whole numbers from ``least`` to ``most``."""
    bounds = f"from {least} to {most}" if most is not None else f"from {least} on"

    def read(word: str | int) -> int:
        try:
            number = int(word)
        except ValueError:
            raise typer.BadParameter(f"a whole number is needed, not {word!r}") from None
        if number < least or (most is not None and number > most):
            raise typer.BadParameter(f"a number {bounds} is needed, not {number}")
        return number

    return read


def one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    """A reading of words that are one of ``choices``."""

    def read(word: str) -> Choice:
        try:
            return choices(word)
        except ValueError:
            hint = did_you_mean(word, tuple(choices)) or f"choose one of: {', '.join(choices)}"
            raise typer.BadParameter(f"{word!r} is none of its words; {hint}") from None

    return read

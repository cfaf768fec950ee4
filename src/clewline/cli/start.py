"""``clewline init`` and ``clewline new``: sites, lines and notes to begin with."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from clewline.cli.exits import USAGE, Stop
from clewline.cli.plain_help import PlainCommand
from clewline.cli.site import open_site
from clewline.cli.values import folder_named, title_of
from clewline.settings.load import load_config

new_app = typer.Typer(help="Make a new line or note and print its path.", no_args_is_help=True)

_TitleArgument = Annotated[
    str,
    typer.Argument(parser=title_of, metavar="TITLE", help="The title; the file name is made from it."),
]
_RootOption = Annotated[
    Path,
    typer.Option(
        "--root", parser=folder_named, metavar="FOLDER", help="The site folder.", show_default="this folder"
    ),
]


def init_command(
    folder: Annotated[
        Path,
        typer.Argument(
            parser=folder_named,
            metavar="FOLDER",
            help="The folder of the new site.",
            show_default="this folder",
        ),
    ] = Path(),
) -> None:
    """Start a site that builds at once. It has three questions that share notes, a bibliography and settings.
    In a folder that holds notes, write only the settings, which say where they are.
    """
    from clewline.cli.adopt import adopted_settings
    from clewline.cli.starter import SETTINGS, STARTER

    settings = adopted_settings(folder) if folder.is_dir() else ""
    files = {SETTINGS: settings} if settings else STARTER
    taken = [name for name in files if (folder / name).exists()]
    if taken:
        raise Stop(USAGE, f"{folder / taken[0]} is there already; nothing was written")
    if settings and load_config(folder).value.content.folders:
        raise Stop(USAGE, f"{folder / 'pyproject.toml'} holds the settings already; nothing was written")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path)
    if settings:
        print(settings, end="")
    print(f"\nNext: {shlex.join(['clewline', 'serve', str(folder), '--open'])}")


@new_app.command("line", cls=PlainCommand)
def new_line(title: _TitleArgument, root: _RootOption = Path()) -> None:
    """Make a new inquiring line. The notes that most likely matter to the question stand in it as a
    comment.
    """
    from clewline.cli.scaffold import line_text

    folders = open_site(root).content.folders
    path = _new_path(_folder_of_lines(root, folders), title)
    text = line_text(title, _likely_notes(root, title))
    _write(path, text)


@new_app.command("note", cls=PlainCommand)
def new_note(title: _TitleArgument, root: _RootOption = Path()) -> None:
    """Make a new note."""
    from clewline.cli.scaffold import note_text

    folders = open_site(root).content.folders
    _write(_new_path(_folder_of_notes(root, folders), title), note_text(title))


def _new_path(folder: Path, title: str) -> Path:
    """Where a new document of this title goes in ``folder``."""
    from clewline.corpus.addresses import page_slug

    return folder / f"{page_slug(title)}.md"


def _folder_of_notes(root: Path, folders: Sequence[str]) -> Path:
    """Where notes are: in the first of the content ``folders`` that tells of no other kind."""
    from clewline.content.selection import KIND_FOLDERS

    if (root / "notes").is_dir():
        return root / "notes"
    return root / next((name for name in folders if name == "notes" or name not in KIND_FOLDERS), "")


def _folder_of_lines(root: Path, folders: Sequence[str]) -> Path:
    """Where lines are, or else will be: beside the notes or among them, but never where nothing counts."""
    places = [root / "lines", _folder_of_notes(root, folders) / "lines"]
    there = next((place for place in places if place.is_dir()), None)
    named = "lines" in folders or (not (root / "notes").is_dir() and (not folders or "." in folders))
    return there or places[0 if named else 1]


def _likely_notes(root: Path, question: str) -> list[tuple[str, str]]:
    """Name and title of the notes that most likely matter to ``question``; drafts count, private notes do
    not.
    """
    from clewline.build.selection import selection
    from clewline.content.loader import scan
    from clewline.content.model import Kind, Status
    from clewline.content.parse import parse
    from clewline.corpus.assemble import plain
    from clewline.corpus.retrieval import Candidate, suggest

    config = load_config(root).value
    files = scan(root, selection(root, root / config.out, config)).files
    documents = [
        parse(file.source, file.kind, config.parse_options).value.document
        for file in files
        if file.kind is Kind.NOTE
    ]
    candidates = [
        Candidate(
            d.stem, plain(d.title), plain(d.summary), " ".join(plain(block.parts) for block in d.body.blocks)
        )
        for d in documents
        if d and d.status is not Status.PRIVATE
    ]
    return [(candidate.name, candidate.title) for candidate in suggest(question, candidates)]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise Stop(USAGE, f"{path} is there already; nothing was written") from None
    print(path)
    # Not where the path goes, which programs read.
    print("Next: write it; `clewline serve` shows it while it is a draft", file=sys.stderr)

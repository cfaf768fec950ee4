"""``clewline init`` and ``clewline new``: sites, lines and notes to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from clewline.cli.exits import USAGE, Stop
from clewline.cli.site import folder_named, open_site

new_app = typer.Typer(help="Make a new line or note and print its path.", no_args_is_help=True)

_TitleArgument = Annotated[str, typer.Argument(help="The title; the file name is made from it.")]
_RootOption = Annotated[
    Path,
    typer.Option(
        "--root", parser=folder_named, metavar="FOLDER", help="The site folder.", show_default="this folder"
    ),
]


def init_command(
    folder: Annotated[
        Path, typer.Argument(parser=folder_named, metavar="FOLDER", help="The folder of the new site.")
    ] = Path(),
) -> None:
    """Start a site that builds at once: a question, two notes, a bibliography, settings."""
    from clewline.cli.scaffold import STARTER

    taken = [name for name in STARTER if (folder / name).exists()]
    if taken:
        raise Stop(USAGE, f"{folder / taken[0]} is there already; nothing was written")
    for name, text in STARTER.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path)
    print(f"Next: clewline build {folder}")


@new_app.command("line")
def new_line(title: _TitleArgument, root: _RootOption = Path()) -> None:
    """A new inquiring line, with the notes that most likely matter to the question as a commented list."""
    from clewline.cli.scaffold import line_text

    open_site(root)
    path = _new_path(root, "lines", title)
    text = line_text(title, _likely_notes(root, title))
    _write(path, text)


@new_app.command("note")
def new_note(title: _TitleArgument, root: _RootOption = Path()) -> None:
    """A new note."""
    from clewline.cli.scaffold import note_text

    open_site(root)
    _write(_new_path(root, "", title), note_text(title))


def _new_path(root: Path, kind: str, title: str) -> Path:
    """Where a new document goes: beside its like, else into the folder that the layout names."""
    from clewline.corpus.addresses import page_slug

    name = f"{page_slug(title)}.md"
    if not kind:
        return (root / "notes" if (root / "notes").is_dir() else root) / name
    folders = [root / "lines", root / "notes" / "lines"]
    return (
        next(
            (folder for folder in folders if folder.is_dir()),
            folders[1] if (root / "notes").is_dir() else folders[0],
        )
        / name
    )


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
    from clewline.settings.config import load_config

    config = load_config(root).value
    files = scan(root, selection(root, root / config.out, config)).files
    documents = [
        parse(file.source, file.kind, config.language).value.document
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

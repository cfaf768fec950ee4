"""``clewline handbook``."""

import webbrowser
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from clewline import __version__
from clewline.cli.work import opened_store, shown_progress


def handbook_command(
    open_it: Annotated[
        bool, typer.Option("--open/--no-open", help="Open it in a browser, or only print its address.")
    ] = True,
) -> None:
    """Open the handbook of this version. It is built on this machine, into the user's cache; no network is
    needed.
    """
    from platformdirs import user_cache_path

    from clewline.build.build import build
    from clewline.settings.load import load_config

    root = handbook_folder()
    target = user_cache_path("clewline") / f"handbook-{__version__}" / "site"
    target.parent.mkdir(parents=True, exist_ok=True)
    with shown_progress() as progress, opened_store(target, True) as store:
        build(root, target, load_config(root).value, None, progress, store)
    address = (target / "index.html").as_uri()
    print(address)
    if open_it:
        webbrowser.open(address)


def handbook_folder() -> Path:
    """The notes of the handbook: in the package when installed, else in the checkout."""
    packed = Path(str(files("clewline") / "handbook"))
    return packed if packed.is_dir() else Path(__file__).parents[3] / "notes" / "handbook"

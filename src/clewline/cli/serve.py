"""``clewline serve``."""

import socket
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clewline.cli.exits import ENVIRONMENT, Stop, complain
from clewline.cli.site import open_site
from clewline.cli.values import SiteFolder, whole_number
from clewline.cli.words import number, survey_lines
from clewline.cli.work import JOBS, opened_store, shown_progress, workers

if TYPE_CHECKING:
    from clewline.serve.shown import Change, Work
    from clewline.serve.state import State

_EDITOR = "vscode://file{path}:{line}:{column}"


def serve_command(
    root: SiteFolder = Path(),
    port: Annotated[
        int,
        typer.Option(parser=whole_number(0, 65535), metavar="NUMBER", help="The port; 0: any free one."),
    ] = 8484,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="The address to listen on. Others than loopback let the network read your drafts.",
        ),
    ] = "127.0.0.1",
    open_it: Annotated[bool, typer.Option("--open", help="Open the site in a browser.")] = False,
    drafts: Annotated[
        bool, typer.Option("--drafts/--no-drafts", help="Show drafts too (never what is private).")
    ] = True,
    poll: Annotated[
        bool,
        typer.Option(
            "--poll", help="Ask the file system again and again; for network disks that send no events."
        ),
    ] = False,
    editor: Annotated[
        str,
        typer.Option(metavar="PATTERN", help="The pattern of links that open a finding in your editor."),
    ] = _EDITOR,
    use_cache: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Use and keep what the last build or server found out.")
    ] = True,
    jobs: Annotated[int | None, JOBS] = None,
) -> None:
    """Show the site and follow every change. A page is right a blink after a save; the output folder is left
    alone.
    """
    from clewline.serve.run import listen
    from clewline.serve.state import State, overrides

    config = open_site(root)
    try:
        listening = listen(host, port)
    except OSError as error:
        raise Stop(
            ENVIRONMENT, f"port {port} on {host} cannot be used: {error.strerror}; choose another with --port"
        ) from None
    out = root / config.out
    state = State(root, out, overrides(None, drafts))
    with opened_store(out, use_cache) as store:
        with workers(jobs) as executor, shown_progress() as progress:
            state.start(executor, progress, store)
        try:
            _serve(state, root, listening, host, open_it, editor, poll)
        finally:
            state.end()


def _serve(
    state: "State", root: Path, listening: socket.socket, host: str, open_it: bool, editor: str, poll: bool
) -> None:
    """Serves what ``state`` knows until it is interrupted."""
    from clewline.serve.run import address_of, hosts_of, run

    address = address_of(host, listening.getsockname()[1])
    lines = [f"{address} shows {root.resolve()}; Ctrl-C ends it", *survey_lines(state.survey())]
    print("\n".join(lines), flush=True)
    if open_it:
        webbrowser.open(address)

    def say(change: "Change", work: "Work") -> None:
        what = (
            ", ".join(change.paths[:3])
            + (f" and {len(change.paths) - 3} more" if len(change.paths) > 3 else "")
            or "the folder"
        )
        did = f"{number(work.pages, 'page')} rendered in {(change.seconds + work.seconds) * 1000:.0f} ms"
        print(
            f"{what}: {did}, {number(change.errors, 'error')}, {number(change.warnings, 'warning')}",
            flush=True,
        )

    run(state, listening, hosts_of(host, listening.getsockname()[1]), editor, poll, say, complain)

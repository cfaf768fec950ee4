"""The commands put together, and the one place where what goes wrong becomes an exit code and a sentence."""

import gc
import os
import signal
import sys
from types import FrameType

import typer

from clewline import __version__
from clewline.cli.bug import report_bug
from clewline.cli.build import build_command
from clewline.cli.check import check_command
from clewline.cli.exits import BUG, ENVIRONMENT, Stop, complain
from clewline.cli.explain import explain_command
from clewline.cli.handbook import handbook_command
from clewline.cli.health import health_command
from clewline.cli.history import history_command
from clewline.cli.leaks import leaks_command
from clewline.cli.plain_help import PlainCommand
from clewline.cli.reference import keys_command, models_command, rules_command, settings_command
from clewline.cli.review import review_command
from clewline.cli.serve import serve_command
from clewline.cli.start import init_command, new_app
from clewline.cli.streams import prepare
from clewline.cli.trace import trace_command

_SIGPIPE = 13
"""The number of the signal, which Windows does not name."""

app = typer.Typer(
    name="clewline",
    help=(
        "Build a site from a folder of research notes and inquiring lines: every answer "
        "beside the evidence that it rests on."
    ),
    epilog=(
        "Exit codes: 0 fine, 1 problems in the content, 2 wrong use, 3 the machine (disk, "
        "permissions), 4 addresses of other sites not verified (with --strict), 70 a bug in Clewline. "
        "The handbook: clewline handbook"
    ),
    no_args_is_help=True,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("build", cls=PlainCommand)(build_command)
app.command("check", cls=PlainCommand)(check_command)
app.command("leaks", cls=PlainCommand)(leaks_command)
app.command("serve", cls=PlainCommand)(serve_command)
app.command("init", cls=PlainCommand)(init_command)
app.add_typer(new_app, name="new")
app.command("trace", cls=PlainCommand)(trace_command)
app.command("health", cls=PlainCommand)(health_command)
app.command("review", cls=PlainCommand)(review_command)
app.command("history", cls=PlainCommand)(history_command)
app.command("explain", cls=PlainCommand)(explain_command)
app.command("rules", cls=PlainCommand)(rules_command)
app.command("settings", cls=PlainCommand)(settings_command)
app.command("keys", cls=PlainCommand)(keys_command)
app.command("models", cls=PlainCommand)(models_command)
app.command("handbook", cls=PlainCommand)(handbook_command)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"clewline {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version and stop."
    ),
) -> None:
    pass


def main() -> None:
    """Runs the command line and ends the process with the exit code that says how it went. Never shows a
    traceback.
    """
    prepare()
    signal.signal(signal.SIGTERM, _terminated)
    # A command makes millions of objects, hardly any in circles, and ends: to look for circles would take a
    # third of its time.
    gc.disable()
    try:
        app(standalone_mode=True, prog_name="clewline")
    except Stop as stop:
        complain(str(stop))
        sys.exit(stop.code)
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + _SIGPIPE)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}{error.strerror or error}")
        sys.exit(ENVIRONMENT)
    except Exception as error:
        report_bug(error)
        sys.exit(BUG)


def _terminated(signum: int, frame: FrameType | None) -> None:
    sys.exit(128 + signum)

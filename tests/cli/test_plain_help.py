"""Help in plain words."""

import re

import pytest
from typer.testing import CliRunner

from clewline.cli.app import app

COMMANDS = [
    "",
    *"build check leaks serve init trace health review explain rules settings keys models handbook new".split(),
    "new line",
    "new note",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_whole_and_free_of_types_and_markup(command: str) -> None:
    told = (
        CliRunner().invoke(app, [*command.split(), "--help"], terminal_width=80, prog_name="clewline").output
    )
    assert told.startswith(f"Usage: clewline {command}".rstrip())
    plain = re.sub(r"vscode:\S+|\[ARGS\]\.\.\.", "", told)
    assert not re.search(r"[<>{}`]|\.\.\.$|default: \(", plain, re.MULTILINE)


def test_all_exit_codes_are_told() -> None:
    told = " ".join(CliRunner().invoke(app, ["--help"]).output.split())
    assert "4 addresses of other sites not verified (with --strict), 70 a bug" in told

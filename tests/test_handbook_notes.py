"""The handbook: every command and snippet in it is run, and what is printed from the code is up to date.

A comment before a block of code says what becomes of it: ``%% file: PATH %%`` writes it into the folder of the
note, ``%% run %%`` runs it there (``ends with N``: with this exit code), ``%% output %%`` are lines that the last
run printed. ``pytest --rewrite-golden`` prints the tables anew.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.main import get_command

from clewline.cli.app import app
from clewline.cli.handbook import handbook_folder
from clewline.content.keys import keys_reference
from clewline.diagnostics.rules import rules_reference
from clewline.settings.reference import settings_reference
from clewline.theme.reference import models_reference

NOTES = sorted(handbook_folder().rglob("*.md"))
PRINTED: dict[str, Callable[[], str]] = {
    "keys": keys_reference,
    "settings": settings_reference,
    "models": models_reference,
    "rules": lambda: rules_reference().removeprefix("# Rules\n\n"),
}
_BLOCK = re.compile(
    r"(?:^%% (?P<sign>file|run|output)(?:: (?P<what>[^%]+?))? %%\n+)?^(?P<fence>```+)(?P<language>\w*)\n"
    r"(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_PRINTED = re.compile(r"^%% generated: (\w+) %%\n\n(.*?)^%% end %%$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"\bclewline (?!my-|check$)[a-z][^\n|&>`'\")#]*")


class Block(NamedTuple):
    """A block of code in a note: what becomes of it, with what, and its text."""

    sign: str
    what: str
    text: str


def blocks(note: Path) -> Iterator[Block]:
    for found in _BLOCK.finditer(note.read_text("utf-8")):
        yield Block(found["sign"] or "", found["what"] or "", found["text"])


def name(note: Path) -> str:
    return note.stem


@pytest.mark.parametrize("note", [note for note in NOTES if any(b.sign for b in blocks(note))], ids=name)
def test_every_snippet_works(note: Path, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "clewline").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m clewline "$@"\n')
    (programs / "clewline").chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    here = tmp_path / "here"
    here.mkdir()
    printed = ""
    for block in blocks(note):
        if block.sign == "file":
            (here / block.what).parent.mkdir(parents=True, exist_ok=True)
            (here / block.what).write_text(block.text, "utf-8")
        elif block.sign == "run":
            script = f"set -eu\ntrap 'pwd > {shlex.quote(str(tmp_path / 'where'))}' EXIT\n{block.text}"
            ended = subprocess.run(
                ["/bin/sh", "-c", script],
                cwd=here,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            printed = ended.stdout + ended.stderr
            expected = int(block.what.removeprefix("ends with ") or "0")
            assert ended.returncode == expected, f"{block.text}\n{printed}"
            here = Path((tmp_path / "where").read_text().strip())
        elif block.sign == "output":
            for line in block.text.splitlines():
                assert line in printed


@pytest.mark.parametrize("note", NOTES, ids=name)
def test_every_command_and_option_exists(note: Path) -> None:
    commands = get_command(app)
    for found in _COMMAND.finditer(note.read_text("utf-8")):
        words = shlex.split(found[0])[1:]
        context = commands.make_context("clewline", [], resilient_parsing=True)
        command = commands.get_command(context, words[0])  # type: ignore[attr-defined]
        if command is None:
            assert not words[1:2] or not words[1].startswith("-"), found[0]
            continue
        if hasattr(command, "commands") and len(words) > 1:
            command = command.commands[words[1]]
        known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)} | {"--help"}
        assert {word for word in words if word.startswith("-")} <= known, found[0]


def test_what_is_printed_from_the_code_is_up_to_date(request: pytest.FixtureRequest) -> None:
    met = set()
    for note in NOTES:
        text = note.read_text("utf-8")
        fresh = _PRINTED.sub(lambda found: _section(found[1]), text)
        met |= {found[1] for found in _PRINTED.finditer(text)}
        if request.config.getoption("--rewrite-golden"):
            note.write_text(fresh, "utf-8")
        else:
            assert text == fresh, f"{note}: pytest --rewrite-golden prints it anew"
    assert met == set(PRINTED)


def _section(printed: str) -> str:
    return f"%% generated: {printed} %%\n\n{PRINTED[printed]().rstrip()}\n\n%% end %%"

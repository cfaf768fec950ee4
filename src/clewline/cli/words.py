"""What the summaries of commands say in words: numbers of things, what was taken as content, what was left
out.
"""

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from clewline.content.model import Kind
from clewline.content.obsidian import vault_of
from clewline.content.selection import LeftOut, Survey
from clewline.settings.config import HIDDEN_OUT

_THINGS = {
    Kind.LINE: "line",
    Kind.NOTE: "note",
    Kind.TOPIC: "topic",
    Kind.REFERENCE: "file of references",
}


def number(count: int, thing: str) -> str:
    """A number of things in words; ``file of references`` becomes ``files of references``."""
    if count == 1:
        return f"1 {thing}"
    name, of, rest = thing.partition(" of ")
    return f"{count:,} {name}{'es' if name.endswith('s') else 's'}{of}{rest}"


def are(count: int) -> str:
    """The verb for so many things."""
    return "is" if count == 1 else "are"


def output_lines(out: Path, is_first: bool) -> Iterator[str]:
    """What becomes of an output folder that lies in a vault of Obsidian: the first time that it is hidden
    from it, and always that it is not.
    """
    vault = vault_of(out.parent)
    if vault is None:
        return
    inside = out.resolve().relative_to(vault).parts
    if not any(name.startswith(".") for name in inside):
        yield f'Obsidian takes {inside[0]} for notes; `out = "{HIDDEN_OUT}"` puts the site where it does not'
    elif is_first:
        yield f"the site is in {'/'.join(inside)}, as Obsidian passes over hidden folders; `out` settles it"


def next_lines(out: Path, root: Path, is_first: bool) -> Iterator[str]:
    """What to do with a site that was built for the first time, in the folder ``out``."""
    if is_first:
        serve = shlex.join(["clewline", "serve", *([] if root == Path() else [os.fspath(root)])])
        yield f"Next: open {out / 'index.html'}, or let `{serve}` follow what you write"


def survey_lines(survey: Survey) -> Iterator[str]:
    """What was taken as content, unless somebody has settled that; and what was left out."""
    if not survey.taken:
        yield "there is nothing to show here yet; `clewline init` starts a site"
    elif not survey.settled:
        taken = ", ".join(number(count, _THINGS[kind]) for kind, count in survey.taken)
        yield f"the whole folder was taken as content: {taken}; `clewline init` settles which folders are"
    if survey.left_out:
        total = sum(found.notes for found in survey.left_out)
        most = "at least " if any(found.more for found in survey.left_out) else ""
        reasons = "; ".join(map(_reason, survey.left_out))
        yield f"{most}{number(total, 'note')} left out: {reasons}"


def _reason(found: LeftOut) -> str:
    most = "at least " if found.more else ""
    return f"{most}{found.notes:,} {found.rule} ({', '.join(found.places)})"

"""What Git ignores: the rules of ``.gitignore`` files, from the top of the repository down to each folder."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clewline.engine.regular_file import read_regular

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".gitignore"
_MOST = 1024 * 1024
_DEEP = 4
"""So many times a line may say any folders, ``**``; each makes it slower for deep paths."""
_STARS = re.compile(r"(?:\[\^/\]\*){2,}")
_BETWEEN = re.compile(r"\[\^/\]\*((?:\\.|\[(?:\\.|[^\]\\])+\](?!\*)|[^\\\[\](){}*+?|^$.])+)(?=\[\^/\]\*)")
_CLASS = re.compile(r"\[:([a-z]+):\]")
_RANGES = {
    "alpha": "a-zA-Z",
    "digit": "0-9",
    "alnum": "a-zA-Z0-9",
    "upper": "A-Z",
    "lower": "a-z",
    "xdigit": "0-9a-fA-F",
    "space": " \t",
    "blank": " \t",
    "punct": "!-/:-@_-~",
}
_GROUP = re.compile(r"\(\?P<\w+>")


class _Rules(NamedTuple):
    """The rules of one file: what they call the site folder (``above``) or, for a folder below it, the path
    that they begin after (``below``); and one expression that is quickly asked whether any of them fits.
    """

    above: str
    below: str
    spec: "GitIgnoreSpec"
    any: re.Pattern[str]

    def ignored(self, path: str) -> bool | None:
        """Whether ``path`` (below the site folder) is ignored; None: no rule speaks of it."""
        own = self.above + path.removeprefix(self.below)
        return self.spec.check_file(own).include if self.any.match(own) else None


class Ignored(NamedTuple):
    """The rules that hold in a folder, those of the nearest file first."""

    rules: tuple[_Rules, ...] = ()

    def covers(self, path: str, is_folder: bool) -> bool:
        """Whether Git ignores ``path``. The folders above it are known not to be ignored."""
        asked = f"{path}/" if is_folder else path
        answers = (rules.ignored(asked) for rules in self.rules)
        return bool(next((answer for answer in answers if answer is not None), False))

    def within(self, root: Path, folder: str) -> "Ignored":
        """The rules that hold in ``folder`` (a path below ``root`` that ends with a slash, or empty), which
        has a file of its own.
        """
        return Ignored((*_read(root, f"{folder}{NAME}", "", folder), *self.rules))


def ignored_above(root: Path) -> Ignored:
    """The rules of the repository that ``root`` lies in, as far as they stand above it; none where they
    ignore ``root`` itself, for somebody who builds a site there means it.
    """
    place = root.resolve()
    top = next((folder for folder in (place, *place.parents) if (folder / ".git").exists()), None)
    if top is None:
        return Ignored()
    names = place.relative_to(top).parts
    whole = "".join(f"{name}/" for name in names)
    found = Ignored(_read(top, ".git/info/exclude", whole, ""))
    for depth in range(len(names)):
        rest = "".join(f"{name}/" for name in names[depth:])
        found = Ignored((*_read(top.joinpath(*names[:depth]), NAME, rest, ""), *found.rules))
        onward = rest.partition("/")[2]
        answers = (rules.spec.check_file(rules.above.removesuffix(onward)).include for rules in found.rules)
        if next((answer for answer in answers if answer is not None), False):
            return Ignored()
    return found


def _read(folder: Path, path: str, above: str, below: str) -> tuple[_Rules, ...]:
    """The rules in the file at ``path`` in ``folder``, if there is one that can be read."""
    try:
        data = read_regular(folder, path, _MOST)
    except OSError:
        return ()
    return _compiled((data or b"").decode("utf-8", "replace").splitlines(), above, below)


def _with_ranges(line: str) -> str:
    """A line with classes of letters (``[[:alpha:]]``) written as ranges."""
    return _CLASS.sub(lambda found: _RANGES.get(found[1], found[0]), line) if "[:" in line else line


def _bounded(expression: str) -> str:
    """An expression for a glob that is as quick to fail with many stars as with one: what is between two
    stars is taken where it first fits, as it would not fit better later on.
    """
    return _BETWEEN.sub(r"(?>[^/]*?\1)", _STARS.sub("[^/]*", expression))


def _compiled(lines: Iterable[str], above: str, below: str) -> tuple[_Rules, ...]:
    written = [line for line in lines if line.strip() and not line.startswith("#")]
    if not written:
        return ()
    from pathspec import GitIgnoreSpec

    sound = []
    for line in map(_with_ranges, written):
        try:
            (pattern,) = GitIgnoreSpec.from_lines([line]).patterns
        except (ValueError, re.error):  # Git passes over what it cannot read
            continue
        if not pattern.regex or pattern.regex.pattern.count(".+") <= _DEEP:
            sound.append(line)
    spec = GitIgnoreSpec.from_lines(sound)
    for pattern in spec.patterns:
        if pattern.regex:
            pattern.regex = re.compile(_bounded(pattern.regex.pattern))
    shapes = [_GROUP.sub("(?:", pattern.regex.pattern) for pattern in spec.patterns if pattern.regex]
    return (_Rules(above, below, spec, re.compile("|".join(shapes))),) if shapes else ()

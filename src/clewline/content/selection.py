"""The selection: which files of a site folder are content, by named rules; what a rule leaves out is
counted.
"""

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from clewline.content import gitignore, obsidian
from clewline.content.model import Kind
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.engine.state_dir import FOLDER, MANIFEST
from clewline.text.names import is_document, is_passing, name_key
from clewline.text.spans import file_start

THEME = "templates"
PROGRAMS = frozenset(("node_modules", "bower_components", "__pycache__", "site-packages"))
"""Folders that hold what programs depend on, by their names."""
MARKS = frozenset((MANIFEST, "pyvenv.cfg"))
"""Files that tell what a folder is: a site that was built, a virtual environment."""
KIND_FOLDERS = {"lines": Kind.LINE, "topics": Kind.TOPIC, "references": Kind.REFERENCE, "notes": Kind.NOTE}
"""Folders that tell what the files below them are."""
REVIEWS = "reviews"
"""Where reviews are recorded, unless the settings say otherwise."""
_OURS = frozenset((FOLDER, ".git"))
_ARCHETYPES = "archetypes"
_HUGO = tuple(f"{name}.{ending}" for name in ("hugo", "config") for ending in ("toml", "yaml", "yml", "json"))
"""Files that tell that a folder is a site of Hugo's."""
_MOST = 10_000
_PLACES = 3


class Rule(StrEnum):
    """Why something is not content, in words that follow a number of notes."""

    HIDDEN = "hidden"
    DEPENDENCY = "among dependencies"
    OUTPUT = "in built sites"
    THEME = "in the place of themes"
    GIT = "ignored by Git"
    EXCLUDED = "excluded in Obsidian"
    TEMPLATE = "templates of Obsidian"
    ARCHETYPE = "templates of Hugo"
    IGNORE = "excluded by `ignore`"
    OUTSIDE = "outside the content folders"


class Selection(NamedTuple):
    """Which files count: globs of kinds (in place of the rule by folder), globs to leave out, the output
    folder (a path below the root), the content folders (none: all is content, ``.``: likewise), the folder in
    which reviews are recorded, the list of retractions.
    """

    globs: Mapping[Kind, tuple[str, ...]]
    ignore: tuple[str, ...] = ()
    output: str = ""
    folders: tuple[str, ...] = ()
    reviews: str = REVIEWS
    retractions: str = ""

    def is_settled(self) -> bool:
        """Whether somebody has said what is content."""
        return bool(self.folders or self.globs)


class LeftOut(NamedTuple):
    """What a rule left out: how many notes (``more``: at least so many), and the first places of them."""

    rule: Rule
    notes: int
    more: bool
    places: tuple[str, ...]


class Survey(NamedTuple):
    """What a site folder was found to hold: files by kind, in the order of kinds; what was left out; whether
    somebody has settled what is content.
    """

    taken: tuple[tuple[Kind, int], ...]
    left_out: tuple[LeftOut, ...]
    settled: bool


class Rules:
    """The rules of one scan of the site folder ``root``, as its settings and files say now."""

    def __init__(self, root: Path, selection: Selection) -> None:
        self.root = root
        self.git = gitignore.ignored_above(root)
        vault = obsidian.read_vault(root)
        self._vault, self._found = vault
        self._selection = selection
        self._ignore = tuple(unicodedata.normalize("NFC", glob) for glob in selection.ignore)
        self._bases = tuple("" if folder == "." else name_key(folder) for folder in selection.folders)
        named = (*self._bases, name_key(selection.retractions)) if self._bases else ()
        self._ways = {path[:at] for path in named for at in range(len(path)) if path[at] == "/"}
        self._met = {""}
        self._left: dict[Rule, list[tuple[str, int, bool]]] = {}

    def leave_out(self, path: str, entry: "os.DirEntry[str]", git: gitignore.Ignored) -> bool:
        """Whether the file or folder at ``path`` is not content; a note that is left out is counted."""
        is_folder = entry.is_dir(follow_symlinks=False)
        if path == self._selection.output or (is_folder and entry.name in _OURS):
            return True
        rule = self._rule(path, entry, is_folder, git)
        if rule is None:
            return False
        notes, more = _count(entry.path) if is_folder else (int(is_document(entry.name)), False)
        if notes:
            self._left.setdefault(rule, []).append((path, notes, more))
        return True

    def git_below(self, path: str, git: gitignore.Ignored) -> gitignore.Ignored:
        """The rules of Git below the folder at ``path``: none if it is a content folder that they ignore."""
        named = bool(self._bases) and name_key(path) in self._bases and git.covers(path, True)
        return gitignore.Ignored() if named else git

    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong with the rules themselves, once all folders have been walked through."""
        # Folders that name a kind may be empty still.
        lost = [base for base in self._bases if base not in self._met and base not in KIND_FOLDERS]
        return [
            *self._found,
            *(
                Diagnostic(
                    "content-folder-missing",
                    f"there is no folder {base}, though the settings name it as content",
                    file_start(base),
                    "make it, or take it out of `folders` under [content]",
                )
                for base in lost
            ),
        ]

    def left_out(self) -> tuple[LeftOut, ...]:
        """All that was left out, rule by rule."""
        return tuple(
            LeftOut(
                rule,
                sum(notes for _, notes, _ in found),
                any(more for _, _, more in found),
                tuple(path for path, _, _ in found[:_PLACES]) + ("…",) * (len(found) > _PLACES),
            )
            for rule in Rule
            if (found := self._left.get(rule, []))
        )

    def _rule(
        self, path: str, entry: "os.DirEntry[str]", is_folder: bool, git: gitignore.Ignored
    ) -> Rule | None:
        key = name_key(path) if self._bases else ""
        if path == self._selection.retractions:
            return None
        if is_folder and (key in self._ways or key in self._bases):
            self._met.add(key)
            return None  # who names a folder means it
        if is_folder and self._vault.holds_templates(path):
            return Rule.TEMPLATE
        if is_folder and (rule := _kind_of_folder(path, entry)):
            return rule
        if is_passing(entry.name):
            return Rule.HIDDEN
        if self._is_outside(key) and not self._leads_to_reviews(path, is_folder):
            return Rule.OUTSIDE
        if git.covers(path, is_folder):
            return Rule.GIT
        asked = f"{path}/" if is_folder else path
        if self._vault.excludes(asked):
            return Rule.EXCLUDED
        return Rule.IGNORE if self._ignore and self._is_ignored(path) else None

    def _is_outside(self, key: str) -> bool:
        """Whether the file or folder with this key lies in none of the content folders."""
        return bool(self._bases) and not any(not base or key.startswith(f"{base}/") for base in self._bases)

    def _leads_to_reviews(self, path: str, is_folder: bool) -> bool:
        """Whether ``path`` is the record of a review, or a folder in which there may be some."""
        reviews = f"{self._selection.reviews}/"
        if not is_folder:
            return is_review(path, self._selection)
        return reviews.startswith(f"{path}/") or path.startswith(reviews)

    def _is_ignored(self, path: str) -> bool:
        path = unicodedata.normalize("NFC", path)
        return any(fnmatchcase(path, glob) or fnmatchcase(f"{path}/", glob) for glob in self._ignore)


def is_review(path: str, selection: Selection) -> bool:
    """Whether the file at ``path`` is the record of a review."""
    return path.lower().endswith(".txt") and path.startswith(f"{selection.reviews}/")


def survey(kinds: Iterable[Kind], left_out: tuple[LeftOut, ...], selection: Selection) -> Survey:
    """What was found, from the kind of each content file and what was left out."""
    counts = Counter(kinds)
    return Survey(
        tuple((kind, counts[kind]) for kind in Kind if counts[kind]), left_out, selection.is_settled()
    )


def _kind_of_folder(path: str, entry: "os.DirEntry[str]") -> Rule | None:
    """The rule that leaves a folder out for what it is."""
    if path.casefold() == THEME:
        return Rule.THEME
    if entry.name == _ARCHETYPES and any(os.path.lexists(f"{entry.path}/../{name}") for name in _HUGO):
        return Rule.ARCHETYPE
    if entry.name.casefold() in PROGRAMS or os.path.lexists(f"{entry.path}/pyvenv.cfg"):
        return Rule.DEPENDENCY
    return Rule.OUTPUT if os.path.lexists(f"{entry.path}/{MANIFEST}") else None


def _count(folder: str) -> tuple[int, bool]:
    """How many notes are below ``folder``, and whether there may be more: no more entries are looked at than
    cost a moment.
    """
    notes = seen = 0
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as listing:
                for entry in listing:
                    seen += 1
                    if seen > _MOST:
                        return notes, True
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        notes += is_document(entry.name)
        except OSError:
            continue  # nobody can read it, so nobody misses it
    return notes, False

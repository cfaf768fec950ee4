"""Obsidian comments: ``%%…%%`` is for the author's eyes and never reaches the output.

They are blanked out before anything is parsed, character by character, so that every other place keeps its
line and column. What is code is told by a quick look at the lines. Where that look was mistaken, the parser
finds comment marks left in the text, and all comments are then blanked out once more, in code too: what was
meant to be hidden must not be published by a slip.
"""

import re
from typing import NamedTuple

COVER = "\ufdd2"
"""Stands for the first character of a comment before text: blanks there would make the text a block of code.
A Unicode noncharacter.
"""

_MARKERS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
_FENCE = re.compile(r"(`{3,}(?=[^`]*\Z)|~{3,})")
_NEXT = re.compile(r"\\[\\`]|(`+)|%%")


class Place(NamedTuple):
    """A place in a text: line and column, both counted from 0."""

    row: int
    column: int


def blank_comments(text: str, code: bool = True) -> tuple[str, Place | None]:
    """``text`` with its comments as white space, and the place of a comment that is never closed.

    An unclosed comment hides the rest of the text. With ``code``, what looks like code is left as it is.
    """
    if "%%" not in text:
        return text, None
    lines = text.split("\n")
    fences = _Fences()
    opened: Place | None = None
    for row, line in enumerate(lines):
        if opened is None and code and fences.hold(line):
            continue
        lines[row], opened = _blank_line(line, row, opened, code)
    return "\n".join(lines), opened


class _Fences:
    """Follows lines of Markdown and tells which are those of fenced code."""

    def __init__(self) -> None:
        self._open = ""
        self._indents: list[int] = []

    def hold(self, line: str) -> bool:
        """Whether ``line`` opens a fence, stands in one or closes it."""
        markers = _MARKERS.match(line)
        start = markers.end() if markers else 0
        mark = _FENCE.match(line, start)
        if self._open:
            if mark and mark[1].startswith(self._open) and not line[mark.end() :].strip():
                self._open = ""
            return True
        indent = len(line[:start].expandtabs(4))
        item = len(line[:start].rstrip(" \t").expandtabs(4))
        if line[start:].strip():
            self._indents = [outer for outer in self._indents if outer <= indent]
        # More than three blanks behind what holds it, it is no fence but code by indentation.
        if mark and indent - max([item, *self._indents]) <= 3 + bool(item):
            self._open = mark[1]
            return True
        if item and not line[:start].rstrip(" \t").endswith(">"):
            self._indents.append(indent)
        return False


def _blank_line(line: str, row: int, opened: Place | None, code: bool) -> tuple[str, Place | None]:
    """``line`` with what lies in comments blanked out, and where the comment that runs on was opened; covered
    where text follows.
    """
    kept: list[str] = []
    at = 0
    markers = _MARKERS.match(line) if opened is None else None
    start = markers.end() if markers else 0
    while True:
        if opened is not None:
            end = line.find("%%", at)
            kept.append(" " * ((len(line) if end < 0 else end + 2) - at))
            if end < 0:
                break
            at, opened = end + 2, None
        found = _NEXT.search(line, at) if code else re.compile("%%").search(line, at)
        if not found:
            kept.append(line[at:])
            break
        end = found.end()
        if found[0] != "%%":
            closing = re.compile(rf"(?<!`){found[1]}(?!`)").search(line, end) if found[1] else None
            end = closing.end() if closing else end
            kept.append(line[at:end])
        else:
            kept.append(line[at : found.start()] + "  ")
            opened = Place(row, found.start())
        at = end
    blanked = "".join(kept)
    if blanked[start : start + 1] == " " and blanked[start:].strip():
        blanked = f"{blanked[:start]}{COVER}{blanked[start + 1 :]}"
    return blanked, opened

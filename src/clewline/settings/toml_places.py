"""Where the keys and values of a TOML text stand, since `tomllib` does not tell."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from clewline.text.spans import Position, Span

Path = tuple[str, ...]

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*""")
_SCALAR = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})'
    + r"|'''.*?'''(?:'{0,2})"
    + r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^,\]}#\n]+""",
    re.DOTALL,
)


class Place(NamedTuple):
    """Where a key and its value stand; an item of a list and a table under a heading are their own keys."""

    key: Span
    value: Span


def toml_places(text: str, path: str) -> Mapping[Path, Place]:
    """The places of all keys of ``text`` by their way from the top; items of lists count from ``"0"``.

    ``text`` is valid TOML with ``\\n`` line ends. A name under several headings has the place of the first.
    """
    scanner = _Scanner(text, path)
    scanner.scan()
    return scanner.places


class _Scanner:
    """Goes through a text once, from key to key."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._at = 0
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.places: dict[Path, Place] = {}

    def scan(self) -> None:
        """Fill ``places``."""
        prefix: Path = ()
        self._blank()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                self._at += 2 if self._text.startswith("[[", self._at) else 1
                prefix = self._key(())
                self._at = self._text.index("]", self._at) + 1
                if self._text.startswith("]", self._at):
                    self._at += 1
            else:
                self._pair(prefix)
            self._blank()

    def _blank(self) -> None:
        """Skip white space, line ends and comments."""
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _key(self, prefix: Path) -> Path:
        """The way that a key names below ``prefix``; each step of a dotted key has a place."""
        way = prefix
        while found := _KEY.match(self._text, self._at):
            written = found[1]
            way = (*way, _unquoted(written) if written[0] in "\"'" else written)
            span = self._span(found.start(1), found.end(1))
            self.places.setdefault(way, Place(span, span))
            self._at = found.end()
            if not self._text.startswith(".", self._at):
                break
            self._at += 1
        return way

    def _pair(self, prefix: Path) -> None:
        way = self._key(prefix)
        self._at = self._text.index("=", self._at) + 1
        value = self._value(way)
        self.places[way] = self.places[way]._replace(value=value)

    def _value(self, way: Path) -> Span:
        """The span of the value that begins here, with the places of what it holds."""
        self._blank()
        start = self._at
        opening = self._text[start]
        if opening in "[{":
            self._at += 1
            self._items(way, "]" if opening == "[" else "}")
            return self._span(start, self._at)
        found = _SCALAR.match(self._text, start)
        self._at = found.end() if found else start + 1
        return self._span(start, start + len(self._text[start : self._at].rstrip()))

    def _items(self, way: Path, closing: str) -> None:
        """Go through a list or an inline table to its end."""
        number = 0
        self._blank()
        while not self._text.startswith(closing, self._at):
            if closing == "}":
                self._pair(way)
            else:
                span = self._value((*way, str(number)))
                self.places[(*way, str(number))] = Place(span, span)
            number += 1
            self._blank()
            if self._text.startswith(",", self._at):
                self._at += 1
                self._blank()
        self._at += 1

    def _span(self, start: int, end: int) -> Span:
        return Span(self._path, self._position(start), self._position(end))

    def _position(self, at: int) -> Position:
        line = bisect_right(self._starts, at)
        return Position(line, at - self._starts[line - 1] + 1)


def _unquoted(written: str) -> str:
    return str(tomllib.loads(f"key = {written}")["key"])

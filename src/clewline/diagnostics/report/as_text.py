"""Diagnostics for people: with the source that they speak of, and as counts.

What notes contain is shown, never obeyed: control and direction characters are escaped, so that no text can
drive a terminal, and no line of a report begins with an author's words.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from clewline.diagnostics.diagnostic import Diagnostic, Severity
from clewline.diagnostics.report.graded import Excerpts, SeverityOf, graded, totals
from clewline.text.secrets import masked
from clewline.text.spans import Position, Span

EXCERPT_WIDTH = 100
"""The widest excerpt of a source line, in columns of the terminal."""
MESSAGE_LENGTH = 400
"""The longest message or hint in a terminal, in characters."""
RELATED_PLACES = 5
"""How many related places are shown for one diagnostic."""

_CONTEXT = 30  # columns shown before the caret when a long line is cut
_NARROWEST = 2 * _CONTEXT
_ROWS = 3  # lines shown of a longer stretch
_TAB = "    "
_JOINERS = "\u200c\u200d"  # invisible, but needed to write Persian, Hindi or emoji; harmless

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_QUIET = "2"
_BOLD = "1"


class _Cell(NamedTuple):
    """One code point as it is shown, and the columns that it takes."""

    text: str
    width: int


class _Row(NamedTuple):
    """A source line to show, and the columns (from 0, end excluded) to mark in it."""

    number: int
    text: str
    start: int
    end: int


def terminal(
    diagnostics: Iterable[Diagnostic],
    excerpt: Excerpts,
    severity_of: SeverityOf,
    *,
    colour: bool = False,
    limit_per_file: int = 20,
    columns: int = 2 * EXCERPT_WIDTH,
) -> str:
    """The report for people: a line ``path:line:column: severity[code]: message`` for each, the source,
    related places, a hint.

    Of a file with more than ``limit_per_file`` diagnostics, the gravest are shown, in the order of their
    places. Source lines are cut where they are wider than ``columns`` or than an excerpt may be.
    """
    files: dict[str, list[tuple[Diagnostic, Severity]]] = {}
    for diagnostic, severity in graded(diagnostics, severity_of):
        files.setdefault(diagnostic.span.path, []).append((diagnostic, severity))
    parts: list[str] = []
    for path, found in files.items():
        gravest = sorted(range(len(found)), key=lambda n: -found[n][1])[:limit_per_file]
        shown = [found[n] for n in sorted(gravest)]
        parts.extend(
            _one(diagnostic, severity, excerpt(path), colour, columns) for diagnostic, severity in shown
        )
        if left := len(found) - len(shown):
            parts.append(f"{escaped(path)}: and {left} more\n")
    return "\n".join(parts)


def by_kind(
    diagnostics: Iterable[Diagnostic],
    excerpt: Excerpts,
    severity_of: SeverityOf,
    meanings: Mapping[str, str],
    *,
    colour: bool = False,
    columns: int = 2 * EXCERPT_WIDTH,
) -> str:
    """The report for people where there is more than they would read: for each code how many there are and,
    by ``meanings``, what it means; then the first of them. The gravest and most frequent come first.
    """
    kinds: dict[tuple[Severity, str], list[Diagnostic]] = {}
    for diagnostic, severity in graded(diagnostics, severity_of):
        kinds.setdefault((severity, diagnostic.code), []).append(diagnostic)
    parts: list[str] = []
    for (severity, code), found in sorted(
        kinds.items(), key=lambda item: (-item[0][0], -len(item[1]), item[0][1])
    ):
        label = _painted(f"{severity.word}[{escaped(code)}]", _COLOURS[severity], colour)
        files = len({diagnostic.span.path for diagnostic in found})
        where = "" if len(found) == 1 else f", in {files:,} files" if files > 1 else ", in one file"
        parts.append(f"{len(found):,} × {label}: {meanings.get(code, found[0].message)}{where}")
        parts.append(_one(found[0], severity, excerpt(found[0].span.path), colour, columns))
    return "\n".join(parts)


def summary(diagnostics: Iterable[Diagnostic], severity_of: SeverityOf) -> str:
    """How many diagnostics there are: one line by severity, then one for each code, the gravest and most
    frequent first.
    """
    found = graded(diagnostics, severity_of)
    codes = Counter((severity, diagnostic.code) for diagnostic, severity in found)
    total = totals(severity for _, severity in found)
    rows = sorted(codes.items(), key=lambda item: (-item[0][0], -item[1], item[0][1]))
    return (
        "\n".join((total, *(f"{count:6} {severity.word}[{code}]" for (severity, code), count in rows))) + "\n"
    )


def _one(
    diagnostic: Diagnostic, severity: Severity, lines: Sequence[str] | None, colour: bool, columns: int
) -> str:
    style = _COLOURS[severity]
    label = _painted(f"{severity.word}[{escaped(diagnostic.code)}]", style, colour)
    parts = [f"{_painted(_location(diagnostic.span), _BOLD, colour)}: {label}: {_prose(diagnostic.message)}"]
    parts.extend(_excerpt(diagnostic.span, lines or (), style, colour, columns))
    for related in diagnostic.related[:RELATED_PLACES]:
        parts.append(f"  see {_location(related.span)}: {_prose(related.message)}")
    if len(diagnostic.related) > RELATED_PLACES:
        parts.append(f"  and {len(diagnostic.related) - RELATED_PLACES} more")
    if diagnostic.hint:
        parts.append(f"{_painted('hint', _BOLD, colour)}: {_prose(diagnostic.hint)}")
    return "\n".join(parts) + "\n"


def _location(span: Span) -> str:
    return f"{escaped(span.path)}:{span.start.line}:{span.start.column}"


def _painted(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour else text


def _prose(text: str) -> str:
    """``text`` on one line, escaped and not longer than a message may be."""
    return escaped(text if len(text) <= MESSAGE_LENGTH else text[: MESSAGE_LENGTH - 1] + "…")


def escaped(text: str) -> str:
    """``text`` on one line, with what is not meant to be seen as escapes."""
    return (
        text
        if text.isascii() and text.isprintable()
        else "".join(_cell(character).text for character in text)
    )


@lru_cache(maxsize=4096)
def _cell(character: str) -> _Cell:
    """``character`` as it is shown outside of excerpts: what is not meant to be seen is written as an
    escape.
    """
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _JOINERS:
        escape = character.encode("unicode_escape").decode("ascii")
        return _Cell(escape, len(escape))
    if category in ("Mn", "Me") or character in _JOINERS:
        return _Cell(character, 0)
    return _Cell(character, 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1)


def _excerpt(span: Span, lines: Sequence[str], style: str, colour: bool, columns: int) -> Iterator[str]:
    """The source lines of ``span``, each with its number and, below, carets under what is meant; nothing if
    there are none.
    """
    rows = _rows(span, lines)
    gutter = max((len(str(row.number)) for row in rows), default=0) + 2
    widest = min(max(columns - gutter - 3, _NARROWEST), EXCERPT_WIDTH)
    last = None
    for row in rows:
        if last is not None and row.number > last + 1:
            yield _painted(f"{'…':>{gutter}} |", _QUIET, colour)
        last = row.number
        shown, before, marked = _window(row, widest)
        yield f"{_painted(f'{row.number:>{gutter}} |', _QUIET, colour)} {shown}".rstrip()
        yield (
            f"{_painted(f'{chr(32):>{gutter}} |', _QUIET, colour)} "
            f"{' ' * before}{_painted('^' * marked, style, colour)}"
        )


def _rows(span: Span, lines: Sequence[str]) -> list[_Row]:
    """The lines to show for ``span``: all of a few, else the first ones and the last."""
    start, end = span.start, span.end
    # up to a line's beginning means: to the end of the one before
    if end.line > start.line and end.column == 1:
        end = Position(end.line - 1, len(lines[end.line - 2]) + 1 if end.line - 2 < len(lines) else 1)
    numbers = list(range(start.line, min(end.line, len(lines)) + 1))
    if len(numbers) > _ROWS:
        numbers[_ROWS - 1 : -1] = []
    rows: list[_Row] = []
    for number in numbers:
        text = masked(lines[number - 1])
        first = min(start.column - 1, len(text)) if number == start.line else len(text) - len(text.lstrip())
        after = end.column - 1 if number == end.line else len(text)
        rows.append(_Row(number, text, first, max(min(after, len(text)), first)))
    return rows


def _window(row: _Row, widest: int) -> tuple[str, int, int]:
    """The part of a line around its mark, the columns before the mark, and the columns of the mark (at least
    one).
    """
    # Far more code points than fit are never looked at: a line may be the whole file.
    left, right = max(row.start - widest, 0), row.start + 2 * widest
    cells = [_Cell(_TAB, len(_TAB)) if c == "\t" else _cell(c) for c in row.text[left:right]]
    start, end = row.start - left, min(row.end - left, len(cells))
    low, high = 0, len(cells)
    if left or len(row.text) > right or _width(cells) > widest:
        low = _reach(cells, start, _CONTEXT, -1)
        high = _reach(cells, low, widest - 2, 1)
        low = _reach(cells, high, widest - 2, -1) if high == len(cells) else low
    before = "…" if left + low else ""
    after = "…" if left + high < len(row.text) else ""
    shown = before + "".join(cell.text for cell in cells[low:high]) + after
    marked = _width(cells[start : min(end, high)]) + (1 if after and row.end - left > high else 0)
    return shown, len(before) + _width(cells[low:start]), max(marked, 1)


def _width(cells: Iterable[_Cell]) -> int:
    return sum(cell.width for cell in cells)


def _reach(cells: Sequence[_Cell], start: int, columns: int, step: int) -> int:
    """How far from ``start`` one comes forwards or backwards within ``columns``, as an index between
    cells.
    """
    at = start
    while 0 <= (following := at if step > 0 else at - 1) < len(cells) and columns >= cells[following].width:
        columns -= cells[following].width
        at += step
    return at

"""The header of a Markdown file as flat fields, each with its place in the file."""

import re
from typing import NamedTuple

from clewline.content.guards import is_guard
from clewline.text.spans import Span, span_at

_KEY = re.compile(r"^[ \t]*(['\"]?)([\w-]{1,40})\1[ \t]*:(?:[ \t]+(.*))?$", re.MULTILINE)


class Scalar(NamedTuple):
    """One value as typed, and its place."""

    text: str
    span: Span


class Field(NamedTuple):
    """One key of the front matter: its place and its values; ``is_list`` tells ``a`` from ``[a]``, ``nested``
    marks a mapping.
    """

    key: Scalar
    values: tuple[Scalar, ...]
    is_list: bool
    nested: bool = False


class FrontMatter(NamedTuple):
    """The fields of a header by key, and where the rest of the file begins: character offset and line."""

    fields: dict[str, Field]
    body_offset: int
    body_line: int


def guards_in(source: str, path: str, fields: dict[str, Field]) -> dict[str, Field]:
    """``fields`` with the guards that stand in ``source``, a header that could not be read to its end, read
    line by line: no fault elsewhere in the header may lose them.
    """
    read = dict(fields)
    for found in _KEY.finditer(source):
        if not is_guard(found[2]):
            continue
        name, written = found[2], (found[3] or "").partition(" #")[0].strip().strip("'\"")
        line = source.count("\n", 0, found.start(2)) + 2
        column = found.start(2) - source.rfind("\n", 0, found.start(2))
        values = (Scalar(written, span_at(path, line, column, len(found[0].strip()))),) if written else ()
        read.setdefault(name, Field(Scalar(name, span_at(path, line, column, len(name))), values, False))
    return read

"""Headers without lines of hyphens, as MultiMarkdown, MkDocs and Pelican read them: ``Title: …`` in the first
line, other keys below it, and an empty line after them.
"""

import re

from clewline.content.header import Field, FrontMatter, Scalar
from clewline.text.spans import span_at

_FIRST = re.compile(r"title:[ \t]+\S", re.IGNORECASE)
"""Any other word with a colon may begin a text."""
_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*):[ \t]*(?P<value>.*)(?:\n|\Z)")
_MORE = re.compile(r"[ \t]{4,}(?P<value>\S.*)(?:\n|\Z)")


def plain_header(text: str, path: str) -> FrontMatter:
    """The header that ``text`` begins with; no fields when it begins with none."""
    names: dict[str, Scalar] = {}
    values: dict[str, list[Scalar]] = {}
    at, line, key = 0, 1, ""
    while _FIRST.match(text) and at < len(text) and not text.startswith("\n", at):
        found = _LINE.match(text, at) or (_MORE.match(text, at) if key else None)
        if found is None:
            return FrontMatter({}, 0, 1)
        value = found["value"].strip()
        span = span_at(path, line, found.start("value") - at + 1, max(len(value), 1))
        given = [Scalar(value, span)] if value else []
        if found.re is _LINE:
            key = found["key"].lower()
            names.setdefault(key, Scalar(key, span_at(path, line, 1, len(key))))
            values.setdefault(key, given)
        else:
            values[key] += given
        at, line = found.end(), line + 1
    fields = {key: Field(name, tuple(values[key]), len(values[key]) > 1) for key, name in names.items()}
    return FrontMatter(fields, at, line)

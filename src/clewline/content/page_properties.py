"""Pages of Logseq: the properties at the top of one (``title:: …``) as fields of a header, and its name."""

import re
from urllib.parse import unquote

from clewline.content.header import Field, FrontMatter, Scalar
from clewline.text.spans import span_at

_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*)::(?:[ \t]+|(?=\n|\Z))(?P<value>.*)(?:\n|\Z)")
_KEYS = frozenset(("title", "alias", "tags", "public", "icon"))
"""What Logseq itself gives a meaning: other keys are the author's, and stay in the text."""
_LISTS = ("alias", "tags")
_ITEM = re.compile(r"\s*(?:#?\[\[(?P<link>[^\[\]]+)\]\]|#?(?P<word>[^,]*[^,\s]))\s*(?:,|\Z)")


def page_properties(text: str, path: str) -> FrontMatter:
    """The properties that ``text`` begins with; no fields when it begins with none. The text goes on at the
    first that Logseq does not know.
    """
    fields: dict[str, Field] = {}
    at, line, rest = 0, 1, (0, 1)
    while found := _LINE.match(text, at):
        key, value = found["key"], found["value"].rstrip()
        after = found.end(), line + 1
        if key in _KEYS:
            texts = _items(value) if key in _LISTS else [value] if value else []
            span = span_at(path, line, found.start("value") - at + 1, max(len(value), 1))
            values = tuple(Scalar(one, span) for one in texts)
            name = Scalar(key, span_at(path, line, 1, len(key)))
            fields.setdefault(key, Field(name, values, key in _LISTS))
            rest = after if rest[0] == at else rest
        at, line = after
    return FrontMatter(fields, *rest)


def page_name(stem: str) -> str:
    """The name of the page in a file of this name: Logseq writes ``a/b?`` as ``a___b%3F``."""
    name = unquote(stem)
    return stem if "\ufffd" in name else name.replace("___", "/")


def _items(value: str) -> list[str]:
    return [(found["link"] or found["word"]).strip() for found in _ITEM.finditer(value)]

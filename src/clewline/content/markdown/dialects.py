"""Markup of other programs, which is recognised so that a site can say once what it does not support."""

import re
from typing import NamedTuple

from markdown_it.token import Token


class Dialect(NamedTuple):
    """Markup that some program reads: its name, what it looks like, and what its writer can do."""

    name: str
    looks: str
    hint: str
    sign: str
    pattern: re.Pattern[str]


DIALECTS = (
    Dialect(
        "MkDocs",
        '`--8<-- "file"`',
        "write an embed: `![[file]]`",
        "--8<--",
        re.compile(r"\A-{2,}8<-{2,}", re.MULTILINE),
    ),
    Dialect(
        "Jekyll",
        "`{% … %}` and `{{ … }}`",
        "write what the tag would give",
        "{",
        re.compile(r"(?<!\{)\{%-?\s*[a-z]|\{\{\s*(?:site|page|include)\."),
    ),
    Dialect(
        "Hugo", "`{{< … >}}`", "write what the shortcode would give", "{{", re.compile(r"\{\{[<%]\s*/?[\w-]")
    ),
    Dialect(
        "Logseq",
        "`key:: value`, `((block))` and `{{embed}}`",
        "write properties in front matter, and links as `[[note#^block]]`",
        "",
        re.compile(r"\A[a-z][\w-]*:: |\(\([0-9a-f]{8}-[0-9a-f-]{27}\)\)|\{\{(?:embed|query|renderer)\b"),
    ),
    Dialect(
        "Dendron",
        "`[[words|note]]` with dotted names and `![[note#^begin:#^end]]`",
        "write the note's name first: `[[note|words]]`",
        "[[",
        re.compile(
            r"\[\[(?![^\[\]|]*?([\w.-]+)\|\1\]\])[^\[\]|]*\|[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:#[^\[\]]*)?\]\]|#\^[\w-]*:#"
        ),
    ),
)


def dialects_in(token: Token) -> list[str]:
    """The names of the dialects that the text of an inline token is written in; code does not count."""
    found: list[str] = []
    for dialect in DIALECTS:
        if dialect.sign in token.content and dialect.pattern.search(token.content):
            code = any(child.type == "code_inline" for child in token.children or ())
            plain = "".join(child.content for child in token.children or () if child.type == "text")
            if not code or dialect.pattern.search(plain):
                found.append(dialect.name)
    return found

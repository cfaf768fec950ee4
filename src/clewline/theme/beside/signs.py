"""The signs of Markdown: text, links and code written so that a reader of CommonMark gives back what was
meant.
"""

import re

_SIGNS = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|=(?==)")
_BLOCK_START = re.compile(r"#{1,6}(?=\s|$)|[-+](?=\s|$)|(\d{1,9})(?=[.)](?:\s|$))|=+\s*$|-{3,}|~{3,}")
_TICKS = re.compile("`+")
_UNSAFE = str.maketrans(
    {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", "\n": "%0A"}
)


def escaped(html: str) -> str:
    """Text of HTML as Markdown on one line; ``<``, ``>`` and ``&`` stay entities, which Markdown knows."""
    if "&" in html:
        html = (
            html.replace("&quot;", '"')
            .replace("&#34;", '"')
            .replace("&#39;", "'")
            .replace("&nbsp;", "\u00a0")
        )
    # Looking for one sign after the other is twenty times as fast as looking for any of them.
    if (
        "_" in html
        or "*" in html
        or "[" in html
        or "]" in html
        or "`" in html
        or "\\" in html
        or "~~" in html
        or "==" in html
    ):
        html = _SIGNS.sub(r"\\\g<0>", html)
    return html.replace("\n", " ") if "\n" in html else html


def plain(text: str) -> str:
    """Plain text as Markdown on one line."""
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped(text)


def protected(text: str) -> str:
    """A paragraph in Markdown whose beginning cannot be taken for that of another kind of block."""
    start = _BLOCK_START.match(text)
    if not start:
        return text
    at = start.end(1) if start[1] else 0
    return f"{text[:at]}\\{text[at:]}"


def target(address: str) -> str:
    """An address as it can stand in a link."""
    return address.translate(_UNSAFE)


def link(words: str, address: str) -> str:
    """A link; ``words`` are Markdown, ``address`` is given by `target`."""
    return f"[{words}]({address})"


def code(text: str) -> str:
    """Code in a line."""
    text = " ".join(text.split())
    marks = "`" * (_longest(text) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{marks}{pad}{text}{pad}{marks}" if text else ""


def fence(text: str, language: str) -> str:
    """A block of code."""
    marks = "`" * max(3, _longest(text) + 1)
    return f"{marks}{language}\n{text.rstrip(chr(10))}\n{marks}"


def _longest(text: str) -> int:
    """The length of the longest run of backticks."""
    return max(map(len, _TICKS.findall(text)), default=0)

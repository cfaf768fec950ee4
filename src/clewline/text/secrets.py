"""Secrets in addresses: user names, passwords, keys and tokens, which reports must not repeat."""

import re
from collections.abc import Callable
from urllib.parse import unquote

# Bounds, so that no text makes the search slow.
_USER = re.compile(
    r"""((?:https?|ftp|wss?):[/\\]*|[a-z][a-z0-9+.-]{0,30}:[/\\]+)([^/\\?#\s<>"']{0,400})(?=@)""",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r"""(?<=[?&;#])([^=&;#?\s]{1,60})=([^&;#\s<>"')\]]*)""")
_NAME = re.compile(
    r"(token|secret|passw(or)?d|pwd|credentials?|signature|sig|session(id)?|sid|auth|(^|[_.-])(api)?key|^access_?key)$"
)
_PLACEHOLDER = re.compile(
    r"(?i:(?:your|my)?[-_]?(?:user(?:name)?|pass(?:word)?|pwd|token|secret|(?:api)?[-_]?key))"
    r"|[A-Z]+(?:[-_][A-Z]+)+|[$%]?\{+[^{}]*\}+|\$\w+|[xX]{3,}|\.{3}|…|\*+"
)
"""What only shows where a secret would stand."""
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def hidden(text: str) -> str:
    """``text`` with ``…`` in place of each secret."""
    return _covered(text, lambda secret: "…")


def masked(text: str) -> str:
    """``text`` with as many dots in place of each secret as it has characters, so that all else keeps its
    column.
    """
    return _covered(text, lambda secret: "·" * len(secret))


def _covered(text: str, cover: Callable[[str], str]) -> str:
    if ":" not in text:
        return text

    def without_user(found: re.Match[str]) -> str:
        parts = unquote(found[2]).split(":", 1)
        return found[0] if all(map(_PLACEHOLDER.fullmatch, parts)) else f"{found[1]}{cover(found[2])}"

    def without_value(found: re.Match[str]) -> str:
        shown = not _is_secret(found[1]) or _PLACEHOLDER.fullmatch(unquote(found[2]))
        return found[0] if shown else f"{found[1]}={cover(found[2])}"

    return _PARAMETER.sub(without_value, _USER.sub(without_user, text))


def _is_secret(name: str) -> bool:
    """Whether a parameter of this name is likely to let its holder in somewhere."""
    name = unquote(name)
    return bool(_NAME.search(name.lower()) or _NAME.search(_INNER_CAPITAL.sub("-", name).lower()))

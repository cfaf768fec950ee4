"""Bare web addresses in running text, as GitHub reads them and Obsidian shows them.

Source: https://github.github.com/gfm/#autolinks-extension-. An address is found by the ``://`` in it and has
a greatest length; so no text makes the search slow.
"""

import re
from urllib.parse import urlsplit

from markdown_it.rules_inline import StateInline

_SCHEME = re.compile(r"(?:\A|[\s*_~(=])(https?)\Z", re.IGNORECASE)
_HOST = re.compile(r"://[^\W_](?:[\w.-]*[^\W_])?")
_REST = re.compile(r"(?:[^\s<\[\ufdd0\ufdd1]|\[(?!\[))*")
_ENTITY = re.compile(r"&[A-Za-z0-9]{1,31};\Z")
_LONGEST = 2000
_BEFORE = len(" https")


def bare_address(state: StateInline, silent: bool) -> bool:
    """The rule for ``https://host/path``, called at the colon; the address ends at white space, ``<`` or a
    wiki link.
    """
    if silent or state.linkLevel:
        return False
    scheme = _SCHEME.search(state.src, max(state.pos - _BEFORE, 0), state.pos)
    if not scheme or not state.pending.endswith(scheme[1]):
        return False
    start, limit = scheme.start(1), min(state.posMax, state.pos + _LONGEST)
    host = _HOST.match(state.src, state.pos, limit)
    rest = _REST.match(state.src, host.end(), limit) if host else None
    if not host or not rest or rest.end() == limit < state.posMax:
        return False
    end = max(_trimmed(state.src, start, rest.end()), host.end())
    if not _has_host(state.src[start:end]):
        return False
    _push(state, start, end)
    return True


def _has_host(address: str) -> bool:
    """Whether a browser can tell the host and the port of ``address``: ``http://ip:port/`` only shows how one
    is written.
    """
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def _trimmed(src: str, start: int, end: int) -> int:
    """Where the address that stands in ``src`` from ``start`` to ``end`` really ends: punctuation after it
    belongs to the sentence.
    """
    while end > start:
        last = src[end - 1]
        if last in "?!.,:*_~'\"[]|=":
            end -= 1
        elif last == ";":
            entity = _ENTITY.search(src, start, end)
            end = entity.start() if entity else end - 1
        elif last == ")" and src.count(")", start, end) > src.count("(", start, end):
            end -= 1
        else:
            break
    return end


def _push(state: StateInline, start: int, end: int) -> None:
    """Makes the link from ``start`` to ``end``; the scheme, which is pending as text, is taken back."""
    state.pending = state.pending[: start - state.pos]
    words = state.src[start:end]
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(words)}
    opening.markup = "autolink"
    opening.meta = {"at": start, "length": end - start}
    state.push("text", "", 0).content = words
    state.push("link_close", "a", -1)
    state.pos = end

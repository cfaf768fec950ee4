"""Where an address leads, seen from a file of a built site: a path inside it, or why there is none.

The steps are those of https://url.spec.whatwg.org/#url-parsing, as far as they matter between the pages of
one site.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, unquote_to_bytes, urlsplit

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_TYPED_WRONG = re.compile(r"(?:h{0,2}t{1,3}p{1,2}s{0,2}|h?tt?sp|hptts?)[:;,]?//(?=[^/])", re.IGNORECASE)
_BAD_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_BREAKS = re.compile(r"[\t\n\r]")
_EDGES = "".join(map(chr, range(33)))
_PATH = re.compile(r"([^?#]*)(?:\?[^#]*)?(?:#(.*))?", re.DOTALL)


class Way(StrEnum):
    """Where an address leads."""

    INSIDE = "inside"
    EXTERNAL = "external"
    ELSEWHERE = "elsewhere"  # to no page: mail, telephone, data in the address itself
    SCRIPT = "script"
    LOCAL = "local"  # to a file of the author's own computer
    OUTSIDE = "outside"  # above the folder of the site, or beside it on its host
    INVALID = "invalid"
    ENCODING = "encoding"
    EMPTY = "empty"


class Goal(NamedTuple):
    """Where an address leads: for `Way.INSIDE` a path below the site (decoded) and a fragment (as written);
    else ``path`` is a reason, the path that was meant, or empty.

    ``relative_host``: the address gives a host but no protocol; ``backslash``: it has ``\\`` where ``/`` was
    meant.
    """

    way: Way
    path: str = ""
    fragment: str = ""
    relative_host: bool = False
    backslash: bool = False


class Home(NamedTuple):
    """Where a site is published: host (with port; empty when unknown) and the path of its root, with ``/`` at
    both ends.
    """

    host: str = ""
    root: str = "/"


ANYWHERE = Home()
"""The home of a site of which nothing is known: absolute paths begin at its own folder."""


def home_of(base_url: str) -> Home:
    """Where the site with the address ``base_url`` is published; an empty address says nothing."""
    parts = urlsplit(base_url)
    return Home(parts.netloc.lower(), f"/{parts.path.strip('/')}/".replace("//", "/"))


def goal(page: str, address: str, home: Home = ANYWHERE) -> Goal:
    """Where ``address`` leads, seen from the file (or base) ``page``, a path below the site."""
    address = _BREAKS.sub("", address.strip(_EDGES))
    if not address:
        return Goal(Way.EMPTY)
    scheme = _SCHEME.match(address)
    if scheme:
        return _absolute(scheme[1].lower(), address, home)
    if wrong := _TYPED_WRONG.match(address):
        return Goal(Way.INVALID, f"{wrong[0]!r} is no protocol")
    found = _PATH.fullmatch(address)
    assert found
    path, fragment = found[1], found[2] or ""
    backslash = "\\" in path
    path = path.replace("\\", "/")
    if path.startswith("//"):
        met = _absolute("https", f"https:{path}{address[len(path) :]}", home)
        return met._replace(relative_host=True, backslash=backslash)
    met = _inside(page, path, home, fragment)
    return met._replace(backslash=True) if backslash else met


def asked_as(address: str) -> str:
    """The whole address by which another host can be asked for ``address``; empty when it cannot."""
    address = _BREAKS.sub("", address.strip(_EDGES))
    if address.startswith("//"):
        return f"https:{address}"
    return address if re.match("https?://", address, re.IGNORECASE) else ""


def base_of(page: str, base: str, home: Home) -> Goal:
    """Where the relative addresses of ``page`` start from when its base is ``base``."""
    met = goal(page, base, home)
    return Goal(Way.INSIDE, page) if met.way is Way.EMPTY else met


def _inside(page: str, path: str, home: Home, fragment: str) -> Goal:
    if not path:
        return Goal(Way.INSIDE, page, fragment)
    if _BAD_PERCENT.search(path):
        return Goal(Way.ENCODING, "a % must be followed by two hexadecimal digits")
    try:
        path = unquote_to_bytes(path).decode() if "%" in path else path
    except UnicodeDecodeError:
        return Goal(Way.ENCODING, "its percent-encoding is not UTF-8")
    if "\0" in path:
        return Goal(Way.INVALID, "it holds a null character")
    if path.startswith("/"):
        if not f"{path}/".startswith(home.root):
            return Goal(Way.OUTSIDE, path)
        parts, path = [], path[len(home.root) :]
    else:
        parts = page.split("/")[:-1]
    steps = path.split("/")
    for step in steps:
        if step == "..":
            if not parts:
                return Goal(Way.OUTSIDE, path)
            parts.pop()
        elif step not in ("", "."):
            parts.append(step)
    folder = steps[-1] in ("", ".", "..") and bool(parts)
    return Goal(Way.INSIDE, "/".join(parts) + ("/" if folder else ""), fragment)


def _absolute(scheme: str, address: str, home: Home) -> Goal:
    if scheme in ("http", "https"):
        return _web(address, home)
    if scheme == "javascript":
        return Goal(Way.SCRIPT)
    if scheme == "file" or len(scheme) == 1:
        return Goal(Way.LOCAL)
    rest = address[len(scheme) + 1 :]
    if scheme == "mailto" and "@" not in unquote(rest) and not rest.startswith("?"):
        return Goal(Way.INVALID, "a mail address has an @")
    if scheme == "tel" and not any(character.isdigit() for character in rest):
        return Goal(Way.INVALID, "it holds no number")
    if wrong := _TYPED_WRONG.match(address):
        return Goal(Way.INVALID, f"{wrong[0]!r} is no protocol")
    return Goal(Way.ELSEWHERE)


def _web(address: str, home: Home) -> Goal:
    reason = _fault(address)
    if reason:
        return Goal(Way.INVALID, reason)
    parts = urlsplit(address)
    if home.host and parts.netloc.lower() == home.host:
        path = parts.path or "/"
        if f"{path}/".startswith(home.root):
            return _inside("", path, home, parts.fragment)
    return Goal(Way.EXTERNAL)


@lru_cache(maxsize=65536)
def _fault(address: str) -> str:
    """Why no browser could open a web address; empty when it could."""
    if not re.match(r"https?:[/\\]{2}[^/\\]", address, re.IGNORECASE):
        return "two slashes and the name of a host must follow the protocol"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "its host or port cannot be read"
    if port == 0 or not host.strip(".") or re.search(r"[\s<>^|`{}\"]", host):
        return "its host or port cannot be read"
    return "it has two protocols" if host in ("http", "https") else ""

"""Text and places in it: source files, positions, names and digests."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_HOST = re.compile(r"(?:https?/+)?(www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|io|dev|eu|uk|de|fr)(?:/|$))", re.IGNORECASE)
_PASSING = re.compile(r"(?:\..*|.*~|#.*#|4913|.*\.(?:swp|swx|tmp|bak))")


class Position(NamedTuple):
    """A place in a text: line and column, both counted from 1; columns are code points."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of one source file, from ``start`` up to but not including ``end``."""

    path: str
    start: Position
    end: Position


class SourceFile(NamedTuple):
    """One file as it was read: its path below the site folder (with ``/``) and its bytes."""

    path: str
    data: bytes


def digest(data: bytes) -> str:
    """The 128-bit BLAKE2b digest of ``data`` in hexadecimal."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@lru_cache(maxsize=1 << 17)
def name_key(name: str) -> str:
    """The form in which names are compared: NFC, case folded, white space collapsed. The same names are asked for again and again."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def span_at(path: str, line: int, column: int, length: int) -> Span:
    """The span of ``length`` code points on one line of ``path``."""
    return Span(path, Position(line, column), Position(line, column + max(length, 1)))


def file_start(path: str) -> Span:
    """The span that stands for a file as a whole: its first character."""
    return span_at(path, 1, 1, 1)


def stem(path: str) -> str:
    """The file name of ``path`` without folders and without its last ending."""
    name = path.rsplit("/", 1)[-1]
    base, dot, _ = name.rpartition(".")
    return base if dot and base else name


def folder(path: str) -> str:
    """The folder part of ``path``; empty for a file at the top."""
    return path.rpartition("/")[0]


def is_passing(name: str) -> bool:
    """Whether a file name is hidden, or of the kind that editors write beside a file while they save it."""
    return bool(_PASSING.fullmatch(name))


def host_meant(address: str) -> str:
    """The address with its protocol, where ``address`` begins with what can only be the name of a host; else empty."""
    host = _HOST.match(address)
    return f"https://{address[host.start(1) :]}" if host else ""

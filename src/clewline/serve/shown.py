"""What the server tells of what it shows: a page, a change, the work that both took."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from clewline.build.site import Rendered
from clewline.diagnostics.diagnostic import Diagnostic


class Shown(NamedTuple):
    """What is served for an address: bytes, the findings that concern it (only for pages), and why it is an
    earlier page, if it is.
    """

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    stale: str = ""


class Change(NamedTuple):
    """What an update did: the paths that set it off, pages that somebody looks at and that differ now, pages
    that have moved, seconds.
    """

    paths: tuple[str, ...]
    pages: tuple[str, ...]
    moved: dict[str, str]
    seconds: float
    errors: int
    warnings: int


class Work(NamedTuple):
    """Work on pages that were asked for: how many were rendered, in how many seconds."""

    pages: int = 0
    seconds: float = 0.0


class Watched(NamedTuple):
    """An address that somebody looks at, as it was last served: what was rendered, and the findings beside
    it.
    """

    rendered: Rendered | None
    diagnostics: tuple[Diagnostic, ...]


Tell = Callable[[tuple[str, ...], Mapping[str, str]], None]
"""Told the pages that differ, some at a time, and those that have moved."""


def tell_nobody(pages: tuple[str, ...], moved: Mapping[str, str]) -> None:
    """Where nobody listens."""

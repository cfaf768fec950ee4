"""What is asked about external addresses, and what is answered."""

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clewline.settings.config import Endpoints
from clewline.text.spans import Span

if TYPE_CHECKING:
    import httpcore2

Resolver = Callable[[str, int], Sequence[str]]
"""Gives the numeric addresses of a host name and port; raises ``socket.gaierror``. It may block: it runs in a
thread.
"""


class ExternalUse(NamedTuple):
    """An address as it was authored, and every place where it stands."""

    address: str
    places: tuple[Span, ...]


class Outcome(StrEnum):
    """What is known of an address; the values are written to the cache."""

    OK = "ok"
    MOVED = "moved"
    """It leads on for good, to another address."""
    BROKEN = "broken"
    FRAGMENT = "fragment"
    """The page is there; the place or the words that the address points to are not."""
    UNVERIFIED = "unverified"
    """It cannot be told."""
    REFUSED = "refused"
    """It was not asked, because it leads into a private network."""


@dataclass(frozen=True, slots=True)
class ExternalVerdict:
    """The answer for one address. ``reason`` follows on the address in a sentence; no text here but
    ``address`` holds a secret.
    """

    address: str
    places: tuple[Span, ...]
    outcome: Outcome
    reason: str = ""
    moved_to: str = ""
    """The new address, when it has moved."""
    archived: str = ""
    """The newest copy in an archive, when it is broken and there is one."""


@dataclass(frozen=True, slots=True)
class ExternalOptions:
    """How external addresses are checked. Durations are in seconds."""

    now: datetime
    """The time of the run, with a time zone."""
    cache: Path | None = None
    """The file that remembers verdicts and failures between runs."""
    is_trusted: bool = True
    """Whether that file is believed though somebody else has written it."""
    confirm: bool = True
    """Whether a failure must be seen in two runs before it counts."""
    allow_private: bool = False
    """Whether addresses in private networks may be asked."""
    endpoints: Endpoints = field(default_factory=Endpoints)
    timeout: float = 10.0
    """The longest that one request may take, from the look-up of the name to the last byte."""
    longest_wait: float = 60.0
    """The longest that the run waits for one host that asks for patience, over all requests."""
    per_second: float = 2.0
    """Requests a second to one host, after the first two."""
    at_once: int = 16
    """Requests at the same time."""
    backoff: float = 1.0
    """The pause after a first failure; it doubles."""
    arxiv_pause: float = 3.0
    """The pause between queries that the arXiv API asks for (https://info.arxiv.org/help/api/tou.html)."""
    resolve: Resolver | None = None
    """Looks up host names; None asks the operating system."""
    dial: "httpcore2.AsyncNetworkBackend | None" = None
    """Opens connections to checked numeric addresses; None is plain TCP."""
    trust: ssl.SSLContext | None = None
    """Whom to trust in TLS; None trusts whom the operating system trusts."""

"""Reading web addresses as browsers do, and showing them without their secrets.

The rules for hosts are those of the URL standard (https://url.spec.whatwg.org/#host-parsing), as far as they
decide where a request goes: percent-encoding and full-width letters are resolved first, so that no spelling
of an address goes unrecognised.
"""

import re
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from clewline.text.secrets import hidden

LONGEST_SHOWN = 240
"""Code points of an address that are shown in a message."""

_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"[a-z0-9_-]{1,63}\Z")
_KEPT = "%/:=&?~+!$,;'@()*[]|-._"


class Malformed(Exception):
    """The text is no address that a browser could open; the message ends a sentence that begins with the
    address.
    """


class Target(NamedTuple):
    """Where a request goes."""

    scheme: str
    host: str
    """A name in ASCII, or a numeric address without brackets."""
    port: int
    path: str
    """Path and query, percent-encoded; never empty."""
    fragment: str = ""
    """What follows ``#``, as written."""

    @property
    def origin(self) -> str:
        """Scheme, host and port as they stand at the beginning of an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def page(self) -> str:
        """The address without its fragment."""
        return self.origin + self.path

    @property
    def url(self) -> str:
        """The whole address."""
        return self.page + (f"#{self.fragment}" if self.fragment else "")


def parse(address: str) -> Target:
    """The target of ``address``; user names and passwords are dropped. Raises ``Malformed``."""
    text = re.sub(r"[\t\r\n]", "", address.strip())
    # Without a scheme, an address takes that of the page that it stands in.
    text = f"https:{text}" if text.startswith("//") else text
    if any(c < " " or c == "\x7f" for c in text):
        raise Malformed("holds control characters")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise Malformed(_why_not(str(error))) from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise Malformed("is neither http nor https")
    if "\\" in parts.netloc or "%" in parts.netloc.rpartition("@")[2].partition("]")[0].partition("[")[2]:
        raise Malformed("has a host name that cannot be read")
    if port == 0:
        raise Malformed("has a port that does not exist")
    literal = "[" in parts.netloc
    host = (parts.hostname or "") if literal else _ascii_host(unquote(parts.hostname or ""))
    path = quote(urljoin("http://h/", parts.path or "/").removeprefix("http://h"), safe=_KEPT) or "/"
    query = "?" + quote(parts.query, safe=_KEPT) if parts.query else ""
    return Target(scheme, host, port or _PORTS[scheme], path + query, parts.fragment)


def follow(base: Target, location: str) -> Target:
    """The target that ``location`` means in an answer from ``base``; without a fragment of its own it keeps
    that of ``base``.
    """
    try:
        joined = urljoin(base.page, location.strip())
    except ValueError as error:
        raise Malformed(_why_not(str(error))) from None
    target = parse(joined)
    return target if target.fragment else target._replace(fragment=base.fragment)


def shown(address: str) -> str:
    """``address`` for people to read: without its secrets, and not too long."""
    text = hidden(address)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def _why_not(problem: str) -> str:
    return (
        "has a port that does not exist"
        if "port" in problem.lower()
        else "has a host name that cannot be read"
    )


def _ascii_host(host: str) -> str:
    """``host`` in ASCII and lower case, without a final dot. Raises ``Malformed``."""
    import idna

    try:
        mapped = (
            host.lower() if host.isascii() else idna.uts46_remap(host, std3_rules=False, transitional=False)
        )
        labels = [_ascii_label(label) for label in mapped.removesuffix(".").split(".")]
    except (idna.IDNAError, UnicodeError):
        raise Malformed("has a host name that cannot be read") from None
    name = ".".join(labels)
    if len(name) > 253 or not all(_LABEL.match(label) for label in labels):
        raise Malformed("has a host name that cannot be read" if name else "names no host")
    return name


def _ascii_label(label: str) -> str:
    # IDNA 2008 would refuse names that exist and open in every browser (emoji), so letters are only encoded,
    # not judged.
    if not label.isascii():
        return "xn--" + label.encode("punycode").decode("ascii")
    if label.startswith("xn--"):
        label[4:].encode("ascii").decode("punycode")
    return label

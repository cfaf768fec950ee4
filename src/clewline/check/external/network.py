"""One request: to a checked address, within a time, of a bounded size, and without cookies, credentials or
proxies.

This is the only module that opens connections. A name is looked up when a connection is made, all its
addresses are checked, and the connection goes to one of those that were checked: a name that changes its
meaning in between gains nothing.
"""

import asyncio
import socket
import ssl
import zlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from types import TracebackType
from typing import NamedTuple

import httpcore2

from clewline import __version__
from clewline.check.external.addresses import Target
from clewline.check.external.model import ExternalOptions, Resolver
from clewline.check.external.private import is_metadata, is_public, numeric

AGENT = "clewline"
"""The name by which robots.txt knows us."""

_HEADERS = (
    (b"User-Agent", f"Mozilla/5.0 (compatible; {AGENT}/{__version__}; link check)".encode()),
    (b"Accept", b"text/html,application/xhtml+xml,*/*;q=0.8"),
    (b"Accept-Encoding", b"gzip"),
)
_LOOK_UPS = 16
# Names that do not exist, or have no address. What the resolver could not find out (EAI_AGAIN) says nothing.
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
# A chain that lacks its middle (X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, …_VERIFY_LEAF_SIGNATURE):
# browsers fetch the missing part.
_INCOMPLETE_CHAIN = {20, 21}


class Why(Enum):
    """Why there was no answer."""

    PRIVATE = auto()
    NO_NAME = auto()
    CERTIFICATE = auto()
    UNSURE = auto()
    """A chain of certificates or a look-up that fails here and may work elsewhere."""
    TIMEOUT = auto()
    CONNECTION = auto()


class Trouble(NamedTuple):
    """There was no answer; ``words`` end a sentence that begins with the address."""

    why: Why
    words: str


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case; the first of several with one name."""
    body: bytes
    whole: bool
    """Whether ``body`` is all that there is."""


class _Private(Exception):
    pass


class _NoName(Exception):
    def __init__(self, sure: bool) -> None:
        super().__init__()
        self.sure = sure


class Network:
    """Makes requests; an asynchronous context that ends with all connections closed."""

    def __init__(self, options: ExternalOptions) -> None:
        self._timeout = options.timeout
        self._threads = ThreadPoolExecutor(_LOOK_UPS, "look-up")
        backend = _Checked(
            options.dial or httpcore2.AnyIOBackend(),
            options.resolve or _system,
            options.allow_private,
            self._threads,
        )
        self.private = backend.private
        """The hosts met so far that lie in a private network, as far as these are allowed."""
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=options.trust,
            network_backend=backend,
            max_connections=None,
            max_keepalive_connections=2 * options.at_once,
            keepalive_expiry=5.0,
        )

    async def __aenter__(self) -> "Network":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        await self._pool.aclose()

    async def ask(self, method: str, target: Target, limit: int = 0) -> Answer | Trouble:
        """The answer to one request, with at most ``limit`` bytes of its body."""
        url = httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
        host = target.origin.partition("://")[2].encode()
        end = asyncio.get_running_loop().time() + self._timeout
        # Connecting and shaking hands each have their own time, so that what hangs there is closed and not
        # only abandoned.
        patience = {"timeout": {"connect": 0.4 * self._timeout}}
        try:
            async with asyncio.timeout_at(end):
                context = self._pool.stream(
                    method, url, headers=[(b"Host", host), *_HEADERS], extensions=patience
                )
                response = await context.__aenter__()
        except Exception as error:
            return _trouble(error)
        try:
            headers: dict[str, str] = {}
            for name, value in response.headers:
                headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
            body, whole = await _read(response, headers.get("content-encoding", ""), limit, end)
            return Answer(response.status, headers, body, whole)
        finally:
            await context.__aexit__(None, None, None)


async def _read(response: httpcore2.Response, encoding: str, limit: int, end: float) -> tuple[bytes, bool]:
    """At most ``limit`` bytes of the decoded body, and whether that is all of it. Stops at ``end`` and at any
    fault.
    """
    if not limit:
        return b"", False
    packed = encoding.strip().lower() in ("gzip", "x-gzip", "deflate")
    inflate = zlib.decompressobj(wbits=47) if packed else None
    body, read = bytearray(), 0
    try:
        async with asyncio.timeout_at(end):
            async for piece in response.aiter_stream():
                read += len(piece)
                # A small piece can unpack to a thousand times its size; only what still fits is unpacked.
                body += inflate.decompress(piece, limit + 1 - len(body)) if inflate else piece
                if len(body) > limit or read > limit:
                    return bytes(body[:limit]), False
    except (
        TimeoutError,
        httpcore2.TimeoutException,
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        zlib.error,
        OSError,
    ):
        return bytes(body[:limit]), False
    return bytes(body), inflate is None or inflate.eof


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, _Private):
        return Trouble(Why.PRIVATE, "leads into a private network")
    if isinstance(error, _NoName):
        known = Trouble(Why.NO_NAME, "names a host that does not exist")
        return known if error.sure else Trouble(Why.UNSURE, "names a host that could not be looked up")
    if isinstance(error, TimeoutError | httpcore2.TimeoutException):
        return Trouble(Why.TIMEOUT, "does not answer in time")
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            if getattr(cause, "verify_code", 0) in _INCOMPLETE_CHAIN:
                return Trouble(Why.UNSURE, "shows a certificate whose issuer is not known here")
            return Trouble(
                Why.CERTIFICATE,
                f"has a bad certificate ({getattr(cause, 'verify_message', '') or 'not trusted'})",
            )
        if isinstance(cause, ssl.SSLError):
            return Trouble(Why.CONNECTION, "cannot be reached over a secure connection")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore2.ProtocolError):
        return Trouble(Why.CONNECTION, "answers with something that is not HTTP")
    # A host name that DNS takes and TLS does not is a ValueError there.
    if isinstance(error, httpcore2.NetworkError | OSError | ValueError):
        return Trouble(Why.CONNECTION, "cannot be reached")
    raise error


def _system(host: str, port: int) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class _Checked(httpcore2.AsyncNetworkBackend):
    """Connects to hosts all of whose addresses are public, by the address that was checked."""

    def __init__(
        self,
        dial: httpcore2.AsyncNetworkBackend,
        resolve: Resolver,
        allow_private: bool,
        threads: ThreadPoolExecutor,
    ) -> None:
        self._dial = dial
        self._resolve = resolve
        self._allow_private = allow_private
        self._threads = threads
        self.private: set[str] = set()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to the first address of ``host`` that takes one."""
        fault: Exception = _NoName(sure=True)
        addresses = await self._addresses(host, port)
        for address in addresses:
            try:
                # With other addresses left, one that is silent must not use up all the time.
                patience = timeout if address == addresses[-1] else 3.0
                return await self._dial.connect_tcp(address, port, patience, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                fault = error
        raise fault

    async def _addresses(self, host: str, port: int) -> list[str]:
        if spelt := numeric(host):
            addresses = [spelt]
        elif not self._allow_private and (host == "localhost" or host.endswith(".localhost")):
            raise _Private
        else:
            try:
                addresses = list(
                    await asyncio.get_running_loop().run_in_executor(self._threads, self._resolve, host, port)
                )
            except socket.gaierror as error:
                raise _NoName(error.errno in _NO_SUCH_NAME) from None
            except (OSError, UnicodeError):
                raise _NoName(sure=False) from None
        if not all(is_public(address) for address in addresses):
            if not self._allow_private or any(map(is_metadata, addresses)):
                raise _Private
            self.private.add(host)
        return list(dict.fromkeys(addresses))

    async def sleep(self, seconds: float) -> None:
        """Waits."""
        await asyncio.sleep(seconds)

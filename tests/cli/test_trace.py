"""``clewline trace`` as its users meet it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator

SITE = {
    "lines/why.md": (
        "---\ntitle: Why 9?\nstatus: draft\ndeck: On 44 birds\n---\n"
        "They counted 44 birds [[reed-survey]]. Then 57 left [[reed-survey]]. So it goes.\n\n"
        "%% clewline-ignore figure-missing: a guess, and said to be one %%\nPerhaps 61 will come [[reed-survey]].\n"
    ),
    "notes/reed-survey.md": "---\ntitle: Reed survey\n---\nIn June they counted 44 birds.\n\nThen 56 left.\n",
}


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, text in SITE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def run(root: Path, *words: str) -> Ended:
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "clewline", "trace", *words]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=60)
    return Ended(done.returncode, done.stdout, done.stderr)


def report(root: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(root, *words, "--format", "json").out)
    Draft202012Validator(json.loads(run(root, "--schema").out)).validate(found)
    return found


def test_for_people(site: Path) -> None:
    ended = run(site, "lines/why.md")
    assert ended.code == 1
    rows = ended.out.splitlines()
    assert rows[0] == "Why 9?  lines/why.md"
    assert any(
        "✓ 44  notes/reed-survey.md:4:22 (text): In June they counted 44 birds." in row for row in rows
    )
    (lost,) = [row for row in rows if "error[" in row]
    assert "✗ 57" in lost
    (accepted,) = [row for row in rows if "accepted[" in row]
    assert "✗ 61" in accepted
    assert "because: a guess, and said to be one" in ended.out
    assert any("So it goes." in row for row in rows)
    assert rows[-2].endswith("1 not found, 1 accepted")


def test_for_programs(site: Path) -> None:
    found = report(site, "lines/why.md")
    assert found["title"] == "Why 9?"
    texts = {sentence["text"]: sentence for sentence in found["sentences"]}
    assert list(texts) == [
        "On 44 birds",
        "They counted 44 birds.",
        "Then 57 left.",
        "So it goes.",
        "Perhaps 61 will come.",
    ]
    assert texts["Then 57 left."]["cites"] == ["reed-survey"]
    (claim,) = texts["They counted 44 birds."]["claims"]
    assert claim["found"]
    assert claim["evidence"]["path"] == "notes/reed-survey.md"
    (lost,) = texts["Then 57 left."]["claims"]
    assert (lost["found"], lost["code"], lost["severity"]) == (False, "figure-missing", "error")
    assert (lost["line"], lost["column"], lost["end_column"]) == (6, 45, 47)
    (accepted,) = texts["Perhaps 61 will come."]["claims"]
    assert accepted["accepted"] == "a guess, and said to be one"
    assert texts["On 44 birds"]["in"] == "summary"
    assert texts["On 44 birds"]["claims"][0]["hop"] == "body"


@pytest.mark.parametrize("name", ["why", "Why", "./lines/why.md", "lines/why.html"])
def test_ways_to_name_a_line(site: Path, name: str) -> None:
    assert report(site, name)["path"] == "lines/why.md"


def test_a_note_is_traced_too(site: Path) -> None:
    assert run(site, "reed-survey").code == 0


def test_from_another_folder(site: Path) -> None:
    assert report(site.parent, f"{site.name}/lines/why.md", "--root", site.name)["path"] == "lines/why.md"


def test_what_is_not_there(site: Path) -> None:
    ended = run(site, "reed-survy")
    assert (ended.code, ended.out) == (2, "")
    assert "did you mean notes/reed-survey.md?" in ended.err
    (site / "lines/reed-survey.md").write_text("x")
    ended = run(site, "reed-survey")
    assert ended.code == 2
    assert "lines/reed-survey.md or notes/reed-survey.md" in ended.err


def test_warnings_count_when_it_is_strict(site: Path) -> None:
    (site / "clewline.toml").write_text('[severity]\nfigure-missing = "warning"\n')
    assert run(site, "why").code == 0
    assert run(site, "why", "--strict").code == 1
    (site / "clewline.toml").write_text('[severity]\nfigure-missing = "off"\n')
    assert run(site, "why", "--strict").code == 0
    assert {s["claims"][0]["severity"] for s in report(site, "why")["sentences"] if s["claims"]} == {None}


def test_a_private_line_is_nobodys_business(site: Path) -> None:
    (site / "lines/why.md").write_text("---\nprivate: true\n---\nIt is 44 [[reed-survey]].\n")
    assert run(site, "why").code == 2


def test_on_how_much_a_line_rests(site: Path) -> None:
    (site / "lines/why.md").write_text(
        "---\ntitle: Why do birds leave?\ntopics: [birds]\n---\nThey do [[reed-survey]].\n", encoding="utf-8"
    )
    for name, head, words in (
        ("leaving", "topics: [birds]", "Birds leave in June."),
        ("against", 'opposes: ["[[reed-survey]]"]', "None were counted."),
    ):
        text = f"---\ntitle: On {name}\n{head}\narxiv: '2305.11206'\n---\n{words}\n"
        (site / f"notes/{name}.md").write_text(text, encoding="utf-8")
    assert report(site, "why")["coverage"] == {
        "notes": 1,
        "works": 0,
        "groups": 0,
        "overlap": None,
        "unused": [
            {"path": "notes/against.md", "title": "On against", "against": "notes/reed-survey.md"},
            {"path": "notes/leaving.md", "title": "On leaving", "against": None},
        ],
    }
    assert run(site, "why").out.splitlines()[-4:] == [
        "rests on 1 note, 0 papers, 0 groups of authors",
        "not used:",
        "    On against  notes/against.md, in tension with notes/reed-survey.md",
        "    On leaving  notes/leaving.md",
    ]
    assert report(site, "reed-survey")["coverage"] is None


def test_the_line_that_rests_on_the_same_works(site: Path) -> None:
    for number in (1, 2):
        text = f"---\ntitle: N{number}\narxiv: '2305.1120{number}'\n---\nText.\n"
        (site / f"notes/n{number}.md").write_text(text, encoding="utf-8")
    for name in ("one", "two"):
        text = f"---\ntitle: {name}?\n---\nSo [[n1]], [[n2]].\n"
        (site / f"lines/{name}.md").write_text(text, encoding="utf-8")
    common = {"line": "lines/two.md", "shared": 2, "either": 2}
    assert report(site, "one")["coverage"]["overlap"] == common
    assert "2 of 2 papers in common with lines/two.md" in run(site, "one").out.splitlines()

"""``clewline health`` as its users meet it."""

import json
from pathlib import Path

from cli.test_review import run, site

__all__ = ["site"]


def test_for_people(site: Path) -> None:
    ended = run(site, command="health")
    assert ended.code == 0
    rows = ended.out.splitlines()
    first = next(place for place, row in enumerate(rows) if "nobody has recorded a review of a line" in row)
    assert rows[first : first + 3] == [
        "   info     2  nobody has recorded a review of a line",
        "               lines/q.md:1, lines/r.md:1",
        "               clewline review",
    ]


def test_for_programs(site: Path) -> None:
    (site / "lines/r.md").write_text(
        "---\ntitle: R?\n---\nNo %% clewline-ignore x: y %%.\n[[gone]]\n", encoding="utf-8"
    )
    report = json.loads(run(site, "--format", "json", command="health").out)
    assert report["version"] == 1
    assert report["tasks"][0]["code"] == "citation-missing"
    assert report["tasks"][0]["places"] == ["lines/r.md:5"]


def test_an_empty_site_has_nothing_that_waits(tmp_path: Path) -> None:
    assert run(tmp_path, command="health").out == "nothing waits\n"

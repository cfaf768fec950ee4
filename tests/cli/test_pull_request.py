"""What a pull request shows that makes two reviewed lines stale: annotations, the summary of the job, SARIF; as
files below ``tests/golden/pull-request`` that a person can read.

After a change that is meant, ``pytest tests/cli/test_pull_request.py --rewrite-golden`` writes them anew.
"""

import json
from pathlib import Path

import pytest

from cli.test_review import edit, run

GOLDEN = Path(__file__).parents[1] / "golden" / "pull-request"
SITE = {
    "clewline.toml": 'title = "Burnt plots"\n',
    "references/plots.bib": (
        "@article{lind2020, author={Lind, Ada}, title={A Survey of Plots}, year={2020}}\n"
        "@article{holt2022, author={Holt, Cy}, title={Plots in the North}, year={2022}}\n"
    ),
    "notes/plot-survey.md": (
        "---\ntitle: A third of the plots recovered\nsummary: Of 60 plots, 31% had recovered after five years.\n"
        "references: [lind2020]\n---\nOf 60 plots, 31% had recovered after five years. The survey may have missed small plots.\n"
    ),
    "notes/north.md": (
        "---\ntitle: In the north few plots recovered\nreferences: [holt2022]\n---\nFew of the 40 plots recovered.\n"
    ),
    "lines/do-plots-recover.md": (
        "---\ntitle: Do plots recover?\nanswer: Some do.\n---\n"
        "Of 60 plots a part had recovered after five years [[plot-survey]].\n"
    ),
    "lines/how-sure-are-counts.md": (
        "---\ntitle: How sure are counts of plots?\nanswer: Less than they look.\n---\n"
        "A survey may have missed small plots [[plot-survey]]. Few have been counted twice.\n"
    ),
    "lines/what-of-the-north.md": (
        "---\ntitle: What of the north?\nanswer: Few recovered.\n---\nFew plots recovered there [[north]].\n"
    ),
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the change shows, by the name of the golden file."""
    root = tmp_path_factory.mktemp("pull") / "site"
    for path, text in SITE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    assert run(root, "--all", "--by", "A reader", "--reason", "the first edition").code == 0
    for record in (root / "reviews").iterdir():
        dated = [
            "on: 2026-05-31" if row.startswith("on: ") else row
            for row in record.read_text("utf-8").split("\n")
        ]
        record.write_text("\n".join(dated), encoding="utf-8")
    before = run(root, "--strict", "--format", "github", command="check")
    assert (before.code, before.out) == (0, "")

    edit(root, "notes/plot-survey.md", "may have missed small plots", "missed *all* small plots")
    words = ("--strict", "--format", "github", "--report", "../summary.md")
    ended = run(root, *words, command="check")
    assert ended.code == 1
    report = json.loads(run(root, "--format", "sarif", command="check").out)
    results = [one for one in report["runs"][0]["results"] if one["level"] != "note"]
    for one in results:
        del one["ruleIndex"]  # another with every new rule
    return {
        "annotations.txt": ended.out,
        "summary.md": (root.parent / "summary.md").read_text("utf-8"),
        "results.sarif.json": json.dumps(results, indent=1) + "\n",
    }


def test_two_lines_are_stale_and_no_other(shown: dict[str, str]) -> None:
    found = json.loads(shown["results.sarif.json"])
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in found]
    assert [one["ruleId"] for one in found] == ["review-stale"] * 2
    assert places == ["lines/do-plots-recover.md", "lines/how-sure-are-counts.md"]
    assert shown["annotations.txt"].count("\n") == 2 == shown["summary.md"].count("`review-stale`")


@pytest.mark.parametrize("name", ["annotations.txt", "summary.md", "results.sarif.json"])
def test_they_are_what_they_were(shown: dict[str, str], name: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite-golden"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_bytes(shown[name].encode())
    assert shown[name] == (GOLDEN / name).read_bytes().decode()

"""A history of edits to a copy of the sample: exactly those reviews lapse that should, in page, terminal,
SARIF and feed; and building on says what a clean build says.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from clewline.build.compile import compile_site
from clewline.build.selection import selection
from clewline.build.site import Site
from clewline.check.history import History
from clewline.check.review_report import review_text
from clewline.check.reviewing import Past, line_review, new_review
from clewline.content.loader import scan
from clewline.content.model import Kind
from clewline.diagnostics.report import github, sarif
from clewline.diagnostics.rules import RULES
from clewline.engine.database import Database
from clewline.evidence.reviews import State, record_text
from clewline.settings.config import Config, severity_of
from clewline.theme.theme import load_theme

SAMPLE = Path(__file__).parents[2] / "notes"
RETRACTIONS = "references/retractions.csv"
CONFIG = Config(base_url="https://example.org/n", reviews="notes/reviews", retractions=f"notes/{RETRACTIONS}")
LINES = "notes/lines/"
LISTED = (SAMPLE / RETRACTIONS).read_text(encoding="utf-8")


class Sample:
    """A copy of the sample that is built on from edit to edit."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(SAMPLE, root / "notes")
        self.site = Site(Database())
        self.theme = load_theme()
        self.take()

    def take(self) -> None:
        """Takes in what is there now."""
        content = scan(self.root, selection(self.root, self.root / "_site", CONFIG))
        self.site.update(content, self.theme, CONFIG)

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / "notes" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        self.take()

    def write(self, path: str, text: str) -> None:
        (self.root / "notes" / path).write_text(text, encoding="utf-8")
        self.take()

    def accept(self, *stems: str, by: str = "A reader") -> None:
        for stem in stems:
            reviews = self.site.planner.reviews
            review = new_review(f"{LINES}{stem}.md", by, date(2026, 12, 1).isoformat(), "", reviews)
            self.write(f"reviews/{stem}.txt", record_text(review))

    def stale(self) -> set[str]:
        """The stems of the lines of which the reviews have lapsed: the same everywhere."""
        site, corpus = self.site, self.site.corpus
        lines = [path for path, kind in corpus.kinds.items() if kind is Kind.LINE]
        found = {path for path in lines if site.planner.reviews.freshness(path).state is State.STALE}
        page = {path for path in lines if 'details class="review"' in self.page(path)}
        listed = site.files()["lines/index.html"].decode().count("Changed since its review")
        report = json.loads(sarif(site.content_diagnostics(), severity_of(CONFIG), RULES, "1"))
        places = {
            one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for one in report["runs"][0]["results"]
            if one["ruleId"] == "review-stale"
        }
        feed = json.loads(site.exports.export("answers")["answers.json"])["items"]
        told = {one["url"].removeprefix("https://example.org/n/") for one in feed if "#changed-" in one["id"]}
        own = {path for path in lines if "#changed-" in self.feed(path)}
        nodes = json.loads(site.exports.export("graphs")["graph.json"])["nodes"]
        graph = {one["url"] for one in nodes if one.get("review") == "stale"}
        terminal = {path for path in lines if "; since then:" in self.shown(path)}
        assert found == page == places == terminal == own
        assert told == graph == {corpus.urls[path] for path in found} and listed == len(found)
        return {path.removeprefix(LINES).removesuffix(".md") for path in found}

    def page(self, path: str) -> str:
        made = self.site.at(self.site.corpus.urls[path])
        assert made is not None
        return made.data.decode()

    def feed(self, path: str) -> str:
        """The feed of one line; nothing where it has none."""
        return (self.site.asset(self.site.corpus.urls[path].replace(".html", ".xml")) or b"").decode()

    def shown(self, path: str) -> str:
        past = Past(History(self.root), CONFIG.parse_options)
        return review_text(line_review(path, self.site.planner.reviews, past), None, colour=False)

    def citing(self, note: str) -> set[str]:
        """The stems of the lines that cite a note."""
        lines = self.site.corpus.kinds.items()
        return {
            path.removeprefix(LINES).removesuffix(".md")
            for path, kind in lines
            if kind is Kind.LINE and f"notes/{note}.md" in self.site.graph.cited(path)
        }

    def assert_as_built_anew(self) -> None:
        clean = compile_site(self.site.content, CONFIG, self.theme)
        assert self.site.diagnostics() == clean.diagnostics()
        files = self.site.files()
        assert files == clean.files()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    yield Sample(tmp_path_factory.mktemp("sample"))


def test_a_history_of_the_sample(sample: Sample) -> None:
    assert sample.stale() == set(), "the sample is reviewed"
    note = "prompt-format-moves-scores"
    citing = sample.citing(note)
    assert len(citing) == 2

    sample.edit(
        f"{note}.md", "For several widely used open models", "For  several\nwidely *used* open models"
    )
    sample.edit(
        f"{note}.md", "topics: [evaluation]\narxiv", "topics: [evaluation, prompts]\naliases_of: x\narxiv"
    )
    assert sample.stale() == set(), "white space, emphasis, topics"
    sample.edit(f"{note}.md", 'arxiv: "2310.11324"\naliases: ["FormatSpread"', 'aliases: ["FormatSpread"')
    sample.edit(f"{note}.md", "aliases_of: x\n", 'arxiv: "2310.11324"\n')
    sample.edit(f"{note}.md", "A benchmark fixes", "A benchmark #formats fixes")
    assert sample.stale() == set(), "order of keys, a tag"

    other, linking = "sleeper-agents-survive-safety-training", "alignment-faking-in-claude-3-opus"
    assert sample.citing(linking) - sample.citing(other)
    sample.edit(f"{linking}.md", f"[[{other}]]", f"[[{other}|Sleeper agents]]")
    assert sample.stale() == set(), "other words for a link"
    sample.edit(f"{linking}.md", f"[[{other}|Sleeper agents]]", f"[[{other}]]")
    sample.edit(f"{other}.md", "title: ", "title: It may be that ")
    assert sample.stale() == sample.citing(other), "a title, but not the links that show it"
    sample.edit(f"{other}.md", "title: It may be that ", "title: ")
    assert sample.stale() == set()

    sample.edit(f"{note}.md", "up to 76 accuracy points", "up to 75 accuracy points")
    assert sample.stale() == citing, "a figure"
    told = github(
        [one for one in sample.site.content_diagnostics() if one.code == "review-stale"], severity_of(CONFIG)
    )
    assert told.count("::warning") == 2 and f"file={LINES}can-a-benchmark-score-be-trusted.md" in told
    sample.assert_as_built_anew()
    sample.edit(f"{note}.md", "up to 75 accuracy points", "up to 76 accuracy points")
    assert sample.stale() == set(), "and back"

    sample.edit(
        f"{note}.md",
        "formats that suit one model need not suit another",
        "formats that suit one model do not suit another",
    )
    assert sample.stale() == citing, "a hedge in a summary"
    sample.accept(*citing)
    assert sample.stale() == set()

    (sample.root / f"notes/{note}.md").rename(sample.root / "notes/formats-move-scores.md")
    for file in sorted((sample.root / "notes").rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(f"[[{note}", "[[formats-move-scores"), encoding="utf-8")
    sample.take()
    assert sample.stale() == set(), "a note under another name"

    sample.write(
        "formats-do-not-matter.md",
        "---\ntitle: Formats hardly matter\nopposes: ['[[formats-move-scores]]']\n---\nThey do not.\n",
    )
    assert sample.stale() == citing, "a note that contradicts a cited one"
    assert "now Formats hardly matter" in str([one.message for one in sample.site.content_diagnostics()])
    sample.assert_as_built_anew()
    sample.accept(*citing)
    assert sample.stale() == set()

    sample.edit("references/gao2023scaling.md", "---\n", "---\nretracted: 2026-11-30\n")
    assert sample.stale() == sample.citing("reward-models-can-be-overoptimised"), "a work is retracted"
    assert "retracted: now Gao et al. 2023" in str([one.message for one in sample.site.content_diagnostics()])
    sample.assert_as_built_anew()
    sample.accept(*sample.stale())
    assert sample.stale() == set()

    sample.write(RETRACTIONS, f"{LISTED}x,y,10.1038/s41586-024-07421-0,Retraction,11/30/2026 0:00\n")
    assert sample.stale() == sample.citing("semantic-entropy-flags-confabulation"), "a list says so"
    sample.write(RETRACTIONS, f"{LISTED}x,y,10.1038/s41586-024-07421-0,Correction,11/30/2026 0:00\n")
    assert sample.stale() == set(), "a correction is a finding, and leaves the answer as it was read"
    assert "reference-corrected" in {one.code for one in sample.site.content_diagnostics()}

    sample.edit(
        "lines/can-a-model-judge-another.md",
        "As a stand-in for people the record is good.",
        "As a stand-in for people the record is fair.",
    )
    assert sample.stale() == {"can-a-model-judge-another"}, "a sentence of a line"
    sample.accept("can-a-model-judge-another")
    sample.assert_as_built_anew()


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no Git here")
def test_two_branches_merge_that_review_different_lines_and_conflict_readably_over_one(
    tmp_path: Path,
) -> None:
    sample = Sample(tmp_path / "site")

    def git(*words: str) -> None:
        identity = ["-c", "user.name=A committer", "-c", "user.email=committer@example.org"]
        subprocess.run(["git", *identity, *words], cwd=sample.root, check=True, capture_output=True)

    sample.edit("prompt-format-moves-scores.md", "up to 76 accuracy points", "up to 75 accuracy points")
    one, other = sorted(sample.stale())
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "Begin")
    git("switch", "-qc", "other")
    sample.accept(other)
    git("commit", "-qam", "Review one line")
    git("switch", "-q", "main")
    sample.take()
    sample.accept(one)
    git("commit", "-qam", "Review the other line")
    assert sample.stale() == {other}
    git("merge", "-q", "other")
    sample.take()
    assert sample.stale() == set()
    sample.edit("prompt-format-moves-scores.md", "up to 75 accuracy points", "up to 74 accuracy points")
    assert "up to [-75-] {+74+} accuracy points" in sample.shown(f"{LINES}{one}.md")

    git("commit", "-qam", "Edit")
    git("switch", "-qc", "again")
    sample.accept(one, by="Another reader")
    git("commit", "-qam", "Review it")
    git("switch", "-q", "main")
    sample.take()
    sample.accept(one, by="A third reader")
    git("commit", "-qam", "Review it too")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "-q", "again")
    sample.take()
    text = (sample.root / f"notes/reviews/{one}.txt").read_text(encoding="utf-8")
    assert "<<<<<<< HEAD\nby: A third reader\n=======\nby: Another reader\n>>>>>>> again\n" in text
    assert text.count("<<<<<<<") == 1, "they differ in nothing but who read it"
    (damaged,) = [d for d in sample.site.content_diagnostics() if d.code == "review-damaged"]
    assert damaged.span.path == f"notes/reviews/{one}.txt" and "two reviews were merged" in damaged.message
    git("checkout", "--theirs", f"notes/reviews/{one}.txt")
    sample.take()
    assert sample.stale() == {other}

"""What makes the review of a line lapse, from the files of a site."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clewline.check.reviewing import new_review
from clewline.evidence.reviews import Freshness, Part, State, record_text
from driver import Built, SiteDriver

A = "---\ntitle: Reeds\nsummary: Reeds came back.\ntopics: [birds]\nreferences: [one]\n---\n{body}\n"
BODY = (
    "In June they counted *44* birds. Perhaps 57 left, compare [[b|the other note]].\n\nA formula: $x > 5$."
)
LINE = (
    "---\ntitle: Do birds return?\nanswer: Some do.\nqualifies: ['[[b]]']\n---\n"
    "They counted 44 birds [[a]]. Few stayed [[b]].\n"
)
WORKS = "@book{one, title={Birds}, author={Able, Bo}, year=2020}\n"


@pytest.fixture
def site(tmp_path: Path) -> SiteDriver:
    site = SiteDriver(tmp_path)
    site.write("notes/a.md", A.format(body=BODY))
    site.write("notes/b.md", "---\ntitle: Owls\n---\nOwls stayed.\n")
    site.write("notes/c.md", "---\ntitle: Storks\n---\nStorks left.\n")
    site.write("lines/q.md", LINE).write("references/works.bib", WORKS)
    return review(site)


def review(
    site: SiteDriver, line: str = "lines/q.md", on: str = "2026-01-02", to: str = "reviews/q.txt"
) -> SiteDriver:
    """Records a review of ``line`` as it stands."""
    made = new_review(line, "A reader", on, "", site.build().site.planner.reviews)
    return site.write(to, record_text(made))


def fresh(site: SiteDriver | Built, line: str = "lines/q.md") -> Freshness:
    built = site.build() if isinstance(site, SiteDriver) else site
    return built.site.planner.reviews.freshness(line)


Edit = Callable[[SiteDriver], object]


def swap(path: str, old: str, new: str) -> Edit:
    """Other words in a file."""

    def edit(site: SiteDriver) -> object:
        text = (site.root / path).read_text(encoding="utf-8")
        assert old in text
        return site.write(path, text.replace(old, new))

    return edit


def rename(site: SiteDriver) -> object:
    (site.root / "notes/a.md").rename(site.root / "notes/reeds-of-june.md")
    return swap("lines/q.md", "[[a]]", "[[reeds-of-june]]")(site)


def move(site: SiteDriver) -> object:
    (site.root / "notes/deep").mkdir()
    return (site.root / "notes/a.md").rename(site.root / "notes/deep/a.md")


HARMLESS: dict[str, Edit] = {
    "nothing": lambda site: site,
    "white space": swap("notes/a.md", "In June they", "In  June\nthey"),
    "emphasis": swap("notes/a.md", "*44*", "44"),
    "order of keys": swap(
        "notes/a.md",
        "summary: Reeds came back.\ntopics: [birds]",
        "topics: [birds]\nsummary: Reeds came back.",
    ),
    "topics": swap("notes/a.md", "topics: [birds]", "topics: [birds, reeds]"),
    "a tag": swap("notes/a.md", "they counted", "they #counts counted"),
    "a retitled link": swap("notes/a.md", "[[b|the other note]]", "[[b|Owls]]"),
    "a link without words": swap("notes/a.md", "[[b|the other note]]", "[[b]]"),
    "an alias": swap("notes/a.md", "topics:", "aliases: [Rushes]\ntopics:"),
    "the key of a work": lambda site: (
        swap("references/works.bib", "{one,", "{able2020,")(site),
        swap("notes/a.md", "[one]", "[able2020]")(site),
    ),
    "quotation marks": swap("lines/q.md", "Few stayed", "Few\u00a0stayed"),
    "another note": swap("notes/c.md", "Storks left.", "No stork left."),
    "what would change it": swap("lines/q.md", "answer:", "would_change: ['A study']\nanswer:"),
    "a renamed note": rename,
    "a note in another folder": move,
    "a renamed line": lambda site: (site.root / "lines/q.md").rename(site.root / "lines/return.md"),
    "windows line ends": swap("notes/a.md", "\n", "\r\n"),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_makes_no_difference(site: SiteDriver, name: str) -> None:
    HARMLESS[name](site)
    found = fresh(site, "lines/return.md" if name == "a renamed line" else "lines/q.md")
    assert found == Freshness(State.REVIEWED, "A reader", "2026-01-02")


TELLING: dict[str, tuple[Edit, str, Part]] = {
    "a figure": (swap("notes/a.md", "57", "58"), "notes/a.md", Part.TEXT),
    "a hedge": (swap("notes/a.md", "Perhaps 57", "57"), "notes/a.md", Part.TEXT),
    "a figure in the words of a link": (swap("notes/a.md", "the other note", "44 others"), "notes/a.md", Part.TEXT),
    "a sentence": (swap("notes/a.md", "\n\nA formula", " They slept.\n\nA formula"), "notes/a.md", Part.TEXT),
    "a formula": (swap("notes/a.md", "$x > 5$", "$x > 7$"), "notes/a.md", Part.CODE),
    "the title": (swap("notes/a.md", "title: Reeds", "title: Rushes"), "notes/a.md", Part.TITLE),
    "the summary": (swap("notes/a.md", "Reeds came", "Some reeds came"), "notes/a.md", Part.SUMMARY),
    "a reference": (swap("notes/a.md", "[one]", "[]"), "notes/a.md", Part.WORKS),
    "the year of a work": (swap("references/works.bib", "2020", "2021"), "notes/a.md", Part.WORKS),
    "a stance": (swap("lines/q.md", "qualifies", "opposes"), "notes/b.md", Part.STANCE),
    "a relation": (swap("notes/b.md", "title", "supports: ['[[c]]']\ntitle"), "notes/b.md", Part.RELATIONS),
    "a contradiction": (swap("notes/c.md", "title", "opposes: ['[[a]]']\ntitle"), "notes/a.md", Part.OPPOSED),
    "a limit": (swap("notes/c.md", "title", "qualifies: ['[[a]]']\ntitle"), "notes/a.md", Part.RELATIONS),
    "a citation": (swap("lines/q.md", "birds [[a]]", "birds [[a]] [[b]]"), "notes/b.md", Part.CITED),
}  # fmt: skip


@pytest.mark.parametrize("name", TELLING)
def test_what_does(site: SiteDriver, name: str) -> None:
    edit, path, part = TELLING[name]
    edit(site)
    found = fresh(site)
    assert found.state is State.STALE and not found.own
    assert [(one.path, [change.part for change in one.parts]) for one in found.notes] == [(path, [part])]


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("Do birds", "Why do birds", Part.QUESTION),
        ("Some do", "Most do", Part.ANSWER),
        ("Few stayed", "Hardly any stayed", Part.TEXT),
    ],
)
def test_what_does_in_the_line(site: SiteDriver, old: str, new: str, part: Part) -> None:
    swap("lines/q.md", old, new)(site)
    found = fresh(site)
    assert [change.part for change in found.own] == [part] and found.notes == ()


def test_a_new_review_settles_it(site: SiteDriver) -> None:
    swap("notes/a.md", "57", "58")(site)
    assert fresh(site).state is State.STALE
    assert fresh(review(site, on="2026-02-03")) == Freshness(State.REVIEWED, "A reader", "2026-02-03")


def test_of_two_records_the_later_counts(site: SiteDriver) -> None:
    review(site, on="2026-03-04", to="reviews/deep/again.txt")
    built = site.build()
    assert fresh(built).on == "2026-03-04"
    assert "also recorded in reviews/deep/again.txt" in built.words("review-unused")[0]


def test_a_damaged_record_is_no_review(site: SiteDriver) -> None:
    site.write("reviews/q.txt", "<<<<<<< HEAD\n" + (site.root / "reviews/q.txt").read_text(encoding="utf-8"))
    built = site.build()
    assert fresh(built).state is State.UNREVIEWED
    assert "reviews/q.txt:1:1 review-damaged" in built.diagnostics()


def test_a_record_of_no_line_is_told_of_but_not_that_of_a_draft(site: SiteDriver) -> None:
    swap("lines/q.md", "answer:", "draft: true\nanswer:")(site)
    assert "review-unused" not in {one.code for one in site.build().found}
    (site.root / "lines/q.md").unlink()
    assert site.build().words("review-unused")[0] == "this is the review of lines/q.md, which is no line"


def test_a_cited_note_that_is_withheld_is_not_named(site: SiteDriver) -> None:
    swap("notes/b.md", "title:", "private: true\ntitle:")(site)
    built = site.build()
    assert [one.kind for one in fresh(built).notes] == ["dropped"]
    (source,) = built.line("q").review.sources
    assert source.href == "" and "Owls" not in built.text("lines/q.html")

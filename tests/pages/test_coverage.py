"""On how much a line rests, what it leaves without a source, and what it leaves out."""

from pathlib import Path

import pytest

from clewline.pages.coverage import Overlap, Unused
from driver import Built, SiteDriver, note

WORKS = {"one": "Ada and Bee, C.", "two": "Bee, Carl", "three": "Dee, E.", "four": "Eff, G."}
BIB = "".join(
    f"@article{{{key}, title={{Work {key}}}, author={{{'Ada, B. and Bee, C.' if key == 'one' else who}}}, year=2020}}\n"
    for key, who in WORKS.items()
)


def built(tmp_path: Path, **files: str) -> Built:
    site = SiteDriver(tmp_path).write("works.bib", BIB)
    for name, text in files.items():
        site.write(f"{'lines' if name.startswith('q') else 'notes'}/{name}.md", text)
    return site.build()


NOTES = {
    "a": note("A", "Text.", references="[one]"),
    "b": note("B", "Text.", references="[two]"),
    "c": note("C", "Text.", references="[three, one]"),
    "d": note("D", "Text."),
}


def test_the_base_of_a_line(tmp_path: Path) -> None:
    site = built(tmp_path, **NOTES, q=note("Q?", "So [[a]]. And [[b]], [[c]], [[d]] [@four]."))
    base = site.site.planner.coverage.base("lines/q.md")
    assert base.works == ("four", "one", "two", "three")
    assert base.groups == 3
    assert base.bare == ("notes/d.md",)
    assert base.shared == (("one", ("notes/a.md", "notes/c.md")),)


def test_a_line_page_says_on_how_much_it_rests(tmp_path: Path) -> None:
    site = built(tmp_path, **NOTES, q=note("Q?", "So [[a]]. And [[b]], [[c]], [[d]]."))
    sources = site.html("lines/q.html").css_first("#sources")
    assert sources is not None
    heading = sources.css_first("h2")
    assert heading is not None
    assert heading.text().split() == "Sources 4 notes · 3 papers · 2 groups of authors CSV".split()
    said = [" ".join(row.text().split()) for row in sources.css(".rests li")]
    assert said == ["Ada & Bee 2020 stands behind several sources: 1 3", "No paper is named behind: 4"]


def test_without_works_nothing_is_said_of_them(tmp_path: Path) -> None:
    site = built(tmp_path, d=NOTES["d"], q=note("Q?", "So [[d]]."))
    assert site.html("lines/q.html").css(".rests") == []
    assert "paper" not in site.main("lines/q.html").css_first("#sources h2").text()  # type: ignore[union-attr]


def test_a_work_that_stands_twice_in_the_bibliography_is_one(tmp_path: Path) -> None:
    twice = "".join(f"@article{{{key}, title={{T}}, year=2020, doi={{10.1000/1}}}}\n" for key in ("x", "y"))
    site = SiteDriver(tmp_path).write("w.bib", twice).write("lines/q.md", note("Q?", "So [[a]], [[b]]."))
    site.write("notes/a.md", note("A", "T", references="[x]")).write(
        "notes/b.md", note("B", "T", references="[y]")
    )
    made = site.build()
    assert len(made.site.planner.coverage.base("lines/q.md").works) == 1
    assert "all 2 notes that the line cites rest on one paper" in made.words("sources-one-paper")[0]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("So [[a]].\n\nNothing here.", [7]),
        ("So [[a]].\n\nNothing here. %% bridge %%", []),
        ("So [[a]].\n\n## Heading\n\n> A quotation.\n\n$$x$$\n\n```\ncode\n```", []),
        ("So [[a]].\n\nTwo things:\n\n- one [[b]]\n- two", []),
        ("So [[a]].\n\nTwo things:\n\n- one\n- two", [7, 9]),
        ("So [[a]].\n\nAs shown.[^1]\n\n[^1]: See [[b]].", []),
        ("So [[a]].\n\nAs shown [@one].", []),
        ("So [[a]].\n\nBy [far](https://example.org/).", [7]),
        ("So [[a]].\n\nAs [[nobody]] wrote.", []),
        ("So [[a]].\n\nSee [[qother]].", [7]),
        ("Nothing is cited at all.", []),
    ],
)
def test_paragraphs_without_a_source(tmp_path: Path, body: str, lines: list[int]) -> None:
    site = built(tmp_path, **NOTES, q=note("Q?", body, answer="x"), qother=note("Other?", "[[a]]"))
    assert [
        found.span.start.line
        for found in site.found
        if found.code == "paragraph-uncited" and found.span.path == "lines/q.md"
    ] == lines


def test_notes_that_lines_cite_and_that_name_no_reference(tmp_path: Path) -> None:
    site = built(
        tmp_path, **NOTES, e=note("E", "Text."), q=note("Q?", "So [[d]]."), q2=note("R?", "So [[d]].")
    )
    assert site.words("source-without-reference")[0] == "2 lines rest on this note, which names no reference"
    assert [d.span.path for d in site.found if d.code == "note-without-reference"] == ["notes/e.md"]


def test_the_line_with_the_same_works(tmp_path: Path) -> None:
    site = built(
        tmp_path,
        **NOTES,
        q=note("Q?", "So [[a]], [[b]]."),
        q2=note("R?", "So [[a]], [[b]], [[c]]."),
        q3=note("S?", "So [[c]]."),
    )
    coverage = site.site.planner.coverage
    assert coverage.overlap("lines/q.md") == Overlap("lines/q2.md", 2, 3)
    assert coverage.overlap("lines/q3.md") == Overlap("lines/q2.md", 2, 3)


def test_one_work_in_common_is_no_overlap(tmp_path: Path) -> None:
    site = built(tmp_path, **NOTES, q=note("Q?", "So [[a]]."), q2=note("R?", "So [[a]]."))
    assert site.site.planner.coverage.overlap("lines/q.md") is None


def test_a_topic_says_how_far_its_lines_rest_on_the_same_works(tmp_path: Path) -> None:
    topic = {"topics": "[knots]"}
    site = built(
        tmp_path,
        **NOTES,
        q=note("Q?", "So [[a]], [[b]].", **topic),
        q2=note("R?", "So [[b]], [[c]].", **topic),
        q3=note("S?", "None.", **topic),
    )
    area = site.topic("knots").overlap
    assert area is not None
    # Together 5 uses of 3 works by 2 lines: (5 - 3) / (3 * 2 - 3).
    assert (area.lines, area.works, area.percent, area.word) == (2, 3, 67, "very high")
    said = " ".join(site.main("topics/knots.html").text().split())
    assert "2 lines rest on 3 papers. Overlap: 67 % (corrected covered area, very high)" in said


def test_what_a_line_does_not_use(tmp_path: Path) -> None:
    topic = {"topics": "[knots]"}
    site = built(
        tmp_path,
        a=note("A", "T", **topic),
        near=note("Why ropes slip", "Ropes slip when wet.", **topic),
        far=note("Sails", "A rope once.", **topic),
        elsewhere=note("Ropes slip", "Ropes."),
        against=note("Nothing alike", "x", opposes='["[[a]]"]'),
        q=note("Why do ropes slip?", "So [[a]].", **topic),
    )
    assert site.site.planner.coverage.unused("lines/q.md") == (
        Unused("notes/against.md", "notes/a.md"),
        Unused("notes/near.md"),
        Unused("notes/far.md"),
    )

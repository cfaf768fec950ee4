"""Notes that contradict or qualify each other, and lines that cite one side only."""

import json
from pathlib import Path

import pytest

from clewline.pages.open_models import TensionsPage
from clewline.pages.tensions import Tension, Uncited
from driver import Built, SiteDriver, note

NOTES = {
    "notes/a.md": note("A", "Text.", summary="Says a."),
    "notes/b.md": note("B", "Text.", opposes='["[[a]]"]'),
    "notes/c.md": note("C", "Text.", qualifies='["[[a]]", "[[b]]"]', supports='["[[d]]"]'),
    "notes/d.md": note("D", "Text."),
}


def built(tmp_path: Path, **lines: str) -> Built:
    site = SiteDriver(tmp_path)
    for path, text in NOTES.items():
        site.write(path, text)
    for name, text in lines.items():
        site.write(f"lines/{name}.md", text)
    return site.build()


A_B = Tension("notes/b.md", "notes/a.md", "opposes")
A_C = Tension("notes/c.md", "notes/a.md", "qualifies")
B_C = Tension("notes/c.md", "notes/b.md", "qualifies")


def test_all_tensions_once_each(tmp_path: Path) -> None:
    site = built(tmp_path)
    assert site.site.planner.coverage.tensions.tensions() == (A_B, A_C, B_C)


def test_of_two_stances_between_two_notes_the_stronger_holds(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("notes/a.md", note("A", "T", qualifies='["[[b]]"]'))
        .write("notes/b.md", note("B", "T", qualifies='["[[a]]"]', opposes='["[[a]]"]'))
        .build()
    )
    tensions = site.site.planner.coverage.tensions
    assert tensions.tensions() == (Tension("notes/b.md", "notes/a.md", "opposes"),)
    assert tensions.tensions_of("notes/a.md") == tensions.tensions_of("notes/b.md") == tensions.tensions()


def test_what_a_line_does_not_cite(tmp_path: Path) -> None:
    site = built(tmp_path, q=note("Q?", "So [[c]]. And [[a]]."), r=note("R?", "So [[a]], [[b]], [[c]]."))
    tensions = site.site.planner.coverage.tensions
    assert tensions.uncited("lines/q.md") == (Uncited("notes/b.md", "notes/a.md", A_B),)
    assert tensions.uncited("lines/r.md") == ()


def found(site: Built, code: str) -> list[tuple[str, int, int, str]]:
    return [
        (d.span.path, d.span.start.line, d.span.start.column, d.message) for d in site.found if d.code == code
    ]


def test_findings(tmp_path: Path) -> None:
    site = built(tmp_path, q=note("Q?", "So [[a]]."), r=note("R?", "So [[c]]."), s=note("S?", "[[d]]."))
    uncited = ", and the line does not cite it"
    assert found(site, "tension-one-sided") == [("lines/q.md", 4, 4, f"“B” opposes this note{uncited}")]
    assert found(site, "qualification-one-sided") == [
        ("lines/q.md", 4, 4, f"“C” qualifies this note{uncited}"),
        ("lines/r.md", 4, 4, f"this note qualifies “A”{uncited}"),
        ("lines/r.md", 4, 4, f"this note qualifies “B”{uncited}"),
    ]


def test_a_note_that_is_not_published_is_in_tension_with_none(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A", "T")).write("lines/q.md", note("Q?", "[[a]]"))
    site.write("notes/b.md", note("Secret", "T", opposes='["[[a]]"]', status="draft"))
    made = site.build()
    assert found(made, "tension-one-sided") == []
    assert "tensions.html" not in made.pages
    assert [d.code for d in site.build(drafts=True).found if d.code == "tension-one-sided"]


def test_the_page_of_tensions(tmp_path: Path) -> None:
    site = built(
        tmp_path,
        q=note("Q?", "So [[a]]."),
        r=note("R?", "So [[a]], [[b]]."),
        s=note("S?", "So [[b]], [[c]], [[a]]."),
    )
    page = site.page(TensionsPage, "tensions.html")
    first = page.tensions[0]
    assert (first.note.href, first.stance, first.other.href) == ("notes/b.html", "opposes", "notes/a.html")
    assert [line.href for line in first.both] == ["lines/r.html", "lines/s.html"]
    assert [line.href for line in first.other.alone] == ["lines/q.html"]
    assert first.note.alone == ()
    assert len(page.tensions) == 3
    shown = site.html("tensions.html")
    assert [" ".join(node.text().split()) for node in shown.css("h2")] == [
        "B Opposes A",
        "C Qualifies A",
        "C Qualifies B",
    ]
    twin = site.text("tensions.md")
    assert "## [B](notes/b.md) opposes [A](notes/a.md)" in twin
    assert "- Cite both: [R?](lines/r.md), [S?](lines/s.md)\n- Cite the second only: [Q?](lines/q.md)" in twin
    assert ("Findings in tension with each other", "../tensions.html") in site.links(
        "notes/index.html", "header a"
    )


def test_of_very_many_tensions_the_rest_is_told_by_title(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A", "T"))
    for number in range(103):
        site.write(f"notes/n{number:03}.md", note(f"N{number:03}", "T", opposes='["[[a]]"]'))
    for number in range(14):
        site.write(f"lines/l{number:02}.md", note(f"L{number:02}?", "[[n102]]."))
    made = site.build()
    page = made.page(TensionsPage, "tensions.html")
    # Lines cite one side of this one, and none of any other.
    assert page.tensions[0].note.href == "notes/n102.html"
    assert (len(page.tensions[0].note.alone), page.tensions[0].note.more) == (12, 2)
    assert (len(page.tensions), len(page.rest)) == (100, 3)
    assert "and 2 more" in made.main("tensions.html").text()
    assert "and 2 more" in made.text("tensions.md")
    assert "- [N101](notes/n101.md) opposes [A](notes/a.md)" in made.text("tensions.md")


def test_without_tensions_there_is_no_page(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/d.md", NOTES["notes/d.md"]).build()
    assert "tensions.html" not in site.pages
    lost = SiteDriver(tmp_path).write("notes/e.md", note("E", "T", opposes='["[[gone]]"]')).build()
    assert "No note here contradicts or qualifies another" in lost.main("tensions.html").text()


def test_a_line_says_what_else_to_consider(tmp_path: Path) -> None:
    site = built(tmp_path, q=note("Q?", "So [[d]]. And [[a]]."), r=note("R?", "So [[b]], [[c]]."))
    rows = [" ".join(row.text().split()) for row in site.html("lines/q.html").css(".rests li")]
    assert rows == ["Also consider: B Opposes 2"]
    rows = [" ".join(row.text().split()) for row in site.html("lines/r.html").css(".rests li")]
    assert rows == ["Also consider: A Opposed by 1"]
    assert "## Also consider\n\n- [B](../notes/b.md) opposes source [2]" in site.text("lines/q.md")
    assert "source [1] opposes [A](../notes/a.md)" in site.text("lines/r.md")


@pytest.mark.parametrize(
    ("stance", "of_line", "of_note"),
    [
        ("supports", "isSupportedBy", "supports"),
        ("opposes", "isDisputedBy", "disputes"),
        ("qualifies", "isQualifiedBy", "qualifies"),
        ("background", "obtainsBackgroundFrom", "obtainsBackgroundFrom"),
    ],
)
def test_the_graph_has_the_words_of_cito(tmp_path: Path, stance: str, of_line: str, of_note: str) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("lines/q.md", note("Q?", "So [[a]].", **{stance: '["[[a]]"]'}))
        .write("notes/a.md", note("A", "T", **{stance: '["[[b]]"]'}))
        .write("notes/b.md", note("B", "See [[a]]."))
        .build()
    )
    edges = json.loads(site.files["graph.json"])["edges"]
    told = {(edge["source"], edge["kind"]): edge.get("cito") for edge in edges}
    assert told["lines/q", "cites"] == "cites"
    assert told["lines/q", stance] == of_line
    assert told["notes/a", stance] == of_note
    assert told["notes/b", "links"] is None
    assert f'<data key="e-cito">{of_line}</data>' in site.text("graph.graphml")
    assert '<key id="e-cito" for="edge" attr.name="cito" attr.type="string"/>' in site.text("graph.graphml")

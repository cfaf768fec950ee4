"""The register of figures."""

from pathlib import Path

import pytest

from clewline.pages.figure_views import FigureView
from clewline.pages.figures import figure_address, figure_parts
from clewline.pages.models import FiguresPage
from driver import Built, SiteDriver, note

BIB = "".join(
    f"@book{{w{number}, title={{Work {number}}}, author={{A{number}, B}}, year=2020}}\n" for number in (1, 2)
)
FILES = {
    "notes/w.bib": BIB,
    "notes/a.md": note("Survey", "The wardens counted 44 birds there.", references="[w1]"),
    "notes/b.md": note("Census", "Then 2.5 kg of seed was left.", references="[w2]"),
    "lines/p.md": note("Why?", "They counted 44 birds [[a]]. And two more."),
    "lines/q.md": note("When?", "There 44 nests were counted [[a]], and 2.5 kg of seed [[b]]. No 99 [[b]]."),
}


def built(tmp_path: Path, files: dict[str, str]) -> Built:
    site = SiteDriver(tmp_path)
    for path, text in files.items():
        site.write(path, text)
    return site.build()


def register(site: Built, url: str = "figures.html") -> list[tuple[str, list[str]]]:
    """The labels of the works of a part, each with its figures."""
    page = site.page(FiguresPage, url)
    return [(work.label, [figure.words for figure in work.figures]) for work in page.works]


def only(site: Built) -> FigureView:
    """The first figure of the first work."""
    return site.page(FiguresPage, "figures.html").works[0].figures[0]


def test_figures_stand_by_the_work_that_they_come_from(tmp_path: Path) -> None:
    site = built(tmp_path, FILES)
    assert register(site) == [("A1 2020", ["44"]), ("A2 2020", ["2.5 kg"])]
    figure = only(site)
    assert [(said.title, said.href) for said in figure.said] == [("Survey", "notes/a.html#p1")]
    assert [(said.title, said.href) for said in figure.used] == [
        ("Why?", "lines/p.html#c1"),
        ("When?", "lines/q.html#c1"),
    ]
    said = figure.used[0]
    assert (said.before, said.words, said.after) == ("They counted ", "44", " birds.")


def test_wordings_that_disagree_stand_side_by_side(tmp_path: Path) -> None:
    site = built(tmp_path, FILES)
    figure = only(site)
    assert figure.differs
    assert set(figure.counted) == {"birds", "nests"}
    (held,) = site.html("figures.html").css(".differs")
    assert [node.text() for node in held.css("h3")] == ["In the notes", "In the lines"]
    agreeing = FILES | {"lines/q.md": note("When?", "There 44 birds were counted [[a]].")}
    assert not only(built(tmp_path, agreeing)).differs


def test_a_note_without_a_work_stands_for_itself(tmp_path: Path) -> None:
    bare = {"lines/p.md": FILES["lines/p.md"], "notes/a.md": note("Survey", "Of 44 birds.")}
    assert register(built(tmp_path, bare)) == [("Survey", ["44"])]
    mixed = FILES | {"notes/b.md": note("Census", "Then 2.5 kg of seed was left.")}
    assert register(built(tmp_path, mixed)) == [("A1 2020", ["44"]), ("Census", ["2.5 kg"])]


def test_without_figures_the_page_says_so(tmp_path: Path) -> None:
    site = built(tmp_path, {"lines/p.md": note("Why?", "So [[a]]."), "notes/a.md": note("A", "x")})
    assert "No line takes a figure" in site.main("figures.html").text()


def test_without_lines_there_is_no_register(tmp_path: Path) -> None:
    assert "figures.html" not in built(tmp_path, {"notes/a.md": note("A", "Of 44 birds.")}).pages


def test_parts(tmp_path: Path) -> None:
    works = [f"@book{{w{n:02}, title={{W{n:02}}}, author={{A{n:02}, B}}, year=2020}}" for n in range(51)]
    files = {"notes/w.bib": "\n".join(works)}
    for number in (0, 50):
        files[f"notes/n{number}.md"] = note(f"N{number}", "Of 44 birds.", references=f"[w{number:02}]")
        files[f"lines/l{number}.md"] = note(f"L{number}?", f"Of 44 birds [[n{number}]].")
    site = built(tmp_path, files)
    assert register(site) == [("A00 2020", ["44"])]
    assert register(site, "lists/figures-2.html") == [("A50 2020", ["44"])]
    assert [node.attributes["href"] for node in site.html("figures.html").css(".turn a")] == [
        "lists/figures-2.html"
    ]


@pytest.mark.parametrize(("works", "notes", "parts"), [(0, 0, 1), (50, 500, 1), (51, 0, 2), (0, 101, 3)])
def test_how_many_parts(works: int, notes: int, parts: int) -> None:
    assert figure_parts(works, notes) == parts
    assert figure_address(1) == "figures.html"


def test_the_register_can_be_searched(tmp_path: Path) -> None:
    files = built(tmp_path, FILES).files
    assert any(
        "figures.html" in data.decode("utf-8", "ignore") for url, data in files.items() if "search" in url
    )

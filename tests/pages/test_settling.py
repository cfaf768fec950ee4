"""What would change answers: notes that may be what was waited for, and the page of open questions."""

from pathlib import Path

import pytest

from clewline.build.selection import selection
from clewline.build.site import Site
from clewline.content.loader import scan
from clewline.engine.database import Database
from clewline.pages.holes import text
from clewline.pages.open_models import QuestionsPage
from clewline.settings.config import Config
from clewline.theme.theme import load_theme
from driver import Built, SiteDriver, note


def line(*items: str, body: str = "So [[a]].") -> str:
    listed = "".join(f"  - '{item}'\n" for item in items)
    return f"---\ntitle: Q?\nanswer: So.\nwould_change:\n{listed}---\n{body}\n"


def driver(tmp_path: Path, question: str, **notes: str) -> SiteDriver:
    site = SiteDriver(tmp_path).write("lines/q.md", question).write("notes/a.md", note("A", "Text."))
    for name, words in notes.items():
        site.write(f"notes/{name}.md", words)
    return site


def arrived(site: Built) -> tuple[tuple[str, ...], ...]:
    return site.site.planner.coverage.settling.arrived("lines/q.md")


def codes(site: Built) -> list[str]:
    return [one for one in site.diagnostics() if one.startswith("lines/q.md")]


def test_a_named_note_that_is_not_written_yet_is_awaited(tmp_path: Path) -> None:
    site = driver(tmp_path, line("A study [[recipe-study]] or [[this|a trial]].")).build()
    assert arrived(site) == ((),)
    assert codes(site) == []
    item = site.line("q").would_change[0]
    assert text(item.words) == "A study recipe-study or a trial."
    change = site.html("lines/q.html").css_first(".change")
    assert change is not None
    assert change.css("li a") == []


def test_a_named_note_that_has_come(tmp_path: Path) -> None:
    site = driver(tmp_path, line("More."), recipe=note("Recipes", "Text."))
    site.write("lines/q.md", line("A study [[recipe]].", "Another."))
    made = site.build()
    assert arrived(made) == (("notes/recipe.md",), ())
    assert codes(made) == ["lines/q.md:5:5 change-arrived"]
    assert made.words("change-arrived")[0] == "“Recipes” may be what would change this answer"
    said = " ".join(made.html("lines/q.html").css_first(".change").text().split())  # type: ignore[union-attr]
    assert "A study Recipes. May have come: Recipes Another." in said
    assert (
        "A study [Recipes](../notes/recipe.md). (may have come: [Recipes](../notes/recipe.md))"
        in made.text("lines/q.md")
    )


def test_a_note_that_is_cited_was_taken_in(tmp_path: Path) -> None:
    site = driver(tmp_path, line("A study [[a]]. %% find: text %%")).build()
    assert arrived(site) == ((),)


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("recipe", True),
        ("RECIPES", True),
        ("cip", False),
        ("recipe missing", False),
        ('"recipes vary"', True),
        ('"vary recipes"', False),
        ("#cooking", True),
        ("#Cooking recipe", True),
        ("#salt", False),
        ("title", True),
        ("summed", True),
    ],
)
def test_queries(tmp_path: Path, query: str, fits: bool) -> None:
    words = note("A title", "Here recipes vary.", summary="Summed up.", topics="[cooking]")
    site = driver(tmp_path, line(f"A study. %% find: {query} %%"), r=words).build()
    assert arrived(site) == (("notes/r.md",) if fits else (),)
    assert "find:" not in site.text("lines/q.html")


def test_a_topic_with_an_introduction(tmp_path: Path) -> None:
    site = driver(tmp_path, line("A study. %% find: #cooking %%"), r=note("R", "x", topics="[cooking]"))
    site.write("topics/cooking.md", note("Cooking", "Introduction."))
    assert arrived(site.build()) == (("notes/r.md",),)


def test_drafts_do_not_arrive(tmp_path: Path) -> None:
    site = driver(tmp_path, line("A study. %% find: recipe %%"), r=note("R", "recipe", status="draft"))
    assert arrived(site.build()) == ((),)
    assert arrived(site.build(drafts=True)) == (("notes/r.md",),)


def test_open_questions(tmp_path: Path) -> None:
    site = driver(tmp_path, line("One thing.", "Another.", body="So [[a]], [[b]]."), b=note("B", "x"))
    site.write("lines/p.md", note("P?", "So [[a]].", would_change='["A third [[b]]."]'))
    site.write("lines/n.md", note("N?", "So [[a]]."))
    made = site.build()
    page = made.page(QuestionsPage, "open-questions.html")
    assert [(one.line.href, text(one.change.words), one.sources) for one in page.questions] == [
        ("lines/p.html", "A third B.", 1),
        ("lines/q.html", "One thing.", 2),
        ("lines/q.html", "Another.", 2),
    ]
    assert (page.total, page.parts) == (3, ())
    assert "May have come: B" in " ".join(made.main("open-questions.html").text().split())
    assert "- [P?](lines/p.md) (sources: 1): A third" in made.text("open-questions.md")
    assert ("What would change these answers", "../open-questions.html") in made.links(
        "lines/index.html", "header a"
    )


def test_parts_of_very_many_questions(tmp_path: Path) -> None:
    site = driver(tmp_path, line(*(f"Thing {number}." for number in range(251)))).build()
    first = site.page(QuestionsPage, "open-questions.html")
    second = site.page(QuestionsPage, "lists/open-questions-2.html")
    assert len(first.questions) + len(second.questions) == 251
    assert first.parts == second.parts == ("open-questions.html", "lists/open-questions-2.html")
    assert "## Part 2 of 2" in site.text("lists/open-questions-2.md")


def test_without_questions_there_is_no_page(tmp_path: Path) -> None:
    site = driver(tmp_path, note("Q?", "So [[a]].")).build()
    assert "open-questions.html" not in site.pages


def test_what_an_arriving_note_makes_anew(tmp_path: Path) -> None:
    driver(tmp_path, line("A study. %% find: recipe %%")).write("lines/r.md", note("R?", "So [[a]]."))
    config = Config(title="Test site")
    site, chosen = Site(Database()), selection(tmp_path, tmp_path / "_site", config)

    def files() -> dict[str, bytes]:
        site.update(scan(tmp_path, chosen), load_theme(tmp_path / "templates"), config)
        return site.files()

    before = files()
    (tmp_path / "notes/b.md").write_text(note("B", "A recipe."))
    after = files()
    assert b"May have come" not in before["lines/q.html"]
    assert b"May have come" in after["lines/q.html"]
    assert b"May have come" in after["open-questions.html"]
    assert after["lines/r.html"] == before["lines/r.html"]
    (tmp_path / "notes/b.md").write_text(note("B", "Another thing."))
    assert files()["lines/q.html"] == before["lines/q.html"]

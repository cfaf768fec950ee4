from clewline.build.site import Site
from clewline.content.loader import Content
from clewline.engine.database import Database
from clewline.settings.config import Config
from clewline.theme.theme import Theme, load_theme


def theme_of(**templates: str) -> Theme:
    return Theme(tuple(sorted((f"{name}.html", text) for name, text in templates.items())), ())


def closure(theme: Theme, name: str) -> set[str]:
    site = Site(Database())
    site.update(Content((), (), ()), theme, Config())
    return {used for used, there in site.closure(name).items() if there}


def test_closure_follows_every_way_of_use() -> None:
    theme = theme_of(
        a='{% extends "b.html" %}{% from "c.html" import x %}',
        b='{% include ["d.html", "gone.html"] ignore missing %}',
        c='{% import "a.html" as again %}',
        d="",
        e="",
    )
    assert closure(theme, "a.html") == {"a.html", "b.html", "c.html", "d.html"}
    assert closure(theme, "d.html") == {"d.html"}


def test_the_line_and_the_note_do_not_depend_on_each_other() -> None:
    theme = load_theme()
    assert {"line.html", "base.html", "partials/card.html"} <= closure(theme, "line.html")
    assert "line.html" not in closure(theme, "note.html")


def test_a_name_by_expression_reaches_everything() -> None:
    theme = theme_of(a="{% include page.kind %}", b="")
    assert closure(theme, "a.html") == {"a.html", "b.html"}

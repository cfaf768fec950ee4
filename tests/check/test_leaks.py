"""What of withheld documents is in the output."""

from pathlib import Path

import pytest

from clewline.check.secrets import words_in, words_published
from clewline.check.sources import check_leaks, check_sources
from clewline.settings.config import Config

HIDDEN = """---
title: The heron plan
aliases: [grey bird]
private: true
---
Nobody but the two of us may ever read this sentence about the pond.
"""


def site(root: Path, **files: str) -> Path:
    written = {
        "secret/heron-plan.md": HIDDEN,
        "open.md": "# Open\n\nSee [[heron-plan]] and [[The heron plan|this]] and [it](secret/heron-plan.md).\n",
    }
    for path, text in (written | files).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def leaks(root: Path, built: Path | None = None) -> list[tuple[str, str]]:
    found, _ = check_leaks(root, Config(), built)
    return [
        (one.message.partition(" of ")[0], f"{one.span.path}:{one.span.start.line}")
        for one in found.diagnostics
    ]


def test_links_to_what_is_withheld_show_nothing_of_it(tmp_path: Path) -> None:
    search, files = check_leaks(site(tmp_path), Config())
    assert (search.withheld, search.diagnostics) == (1, ())
    assert files > 10


def test_a_site_that_withholds_nothing(tmp_path: Path) -> None:
    search, _ = check_leaks(site(tmp_path, **{"secret/heron-plan.md": "# Heron plan\n"}), Config())
    assert search == (0, ())


@pytest.mark.parametrize(
    ("published", "what"),
    [
        ("<p>The <em>heron</em> plan</p>", "the title"),
        ('<img alt="the heron plan">', "the title"),
        ("<p>The h&#101;ron plan</p>", "the title"),
        ('<a href="secret/heron%2Dplan.html">x</a>', "the path"),
        ("<p>GREY\nbird</p>", "an alias"),
        ("<p>… the two of us may ever read this sentence …</p>", "a passage"),
    ],
)
def test_whatever_is_published_is_found(tmp_path: Path, published: str, what: str) -> None:
    root = site(tmp_path / "site")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "page.html").write_text(f"<html>\n{published}\n</html>", encoding="utf-8")
    assert what in [found for found, _ in leaks(root, tmp_path / "out")]


def test_data_and_names_of_files_are_searched_too(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    out = tmp_path / "out"
    (out / "notes").mkdir(parents=True)
    (out / "notes" / "heron-plan.html").write_bytes(b"")
    assert leaks(root, out) == [("the path", f"{out}/notes/heron-plan.html:1")]
    (out / "data.json").write_text('{"title": "the her\\u006fn plan"}', encoding="utf-8")
    assert ("the title", f"{out}/data.json:1") in leaks(root, out)


def test_a_template_that_knows_too_much_is_found_by_a_check(tmp_path: Path) -> None:
    root = site(tmp_path, **{"templates/note.html": '{% extends "default/note.html" %}'})
    assert [one for one in check_sources(root, Config()).diagnostics if one.code == "withheld-leak"] == []
    (root / "templates" / "extra.txt").write_text("The heron plan", encoding="utf-8")
    found = [one for one in check_sources(root, Config()).diagnostics if one.code == "withheld-leak"]
    assert {one.span.path for one in found} == {"_site/extra.txt"}
    assert found[0].related[-1].span.path == "secret/heron-plan.md"


def test_what_published_documents_say_themselves_is_no_leak(tmp_path: Path) -> None:
    root = site(
        tmp_path, **{"birds.md": "# Birds\n\nThe heron plan is a plan for herons, not the grey bird.\n"}
    )
    assert leaks(root) == []


def test_words_that_any_site_holds_are_no_leak(tmp_path: Path) -> None:
    root = site(
        tmp_path, **{"search.md": "---\nprivate: true\n---\nx\n", "2024-05-01.md": "---\ndraft: true\n---\n"}
    )
    assert leaks(root) == []


def test_words_as_they_are_published() -> None:
    page = b'<p title="a &amp; b">C<b>d</b>\\u00e9 %C3%BC</p>'
    assert words_published("x.html", page) == ["x", "html", "c", "d", "é", "ü", "a", "b"]
    assert words_in("Ein_Wort, zwei") == ["ein", "wort", "zwei"]


def test_words_that_a_link_gives_itself_are_no_leak(tmp_path: Path) -> None:
    text = "# Open\n\nSee [[heron-plan|grey bird]].\n"
    assert leaks(site(tmp_path, **{"open.md": text})) == []

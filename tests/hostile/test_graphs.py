"""Citations in circles, in chains, by the thousand, and where none can be."""

from pathlib import Path

import pytest

from driver import SiteDriver, note


def test_what_cites_itself_and_rings_of_notes(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A", "See [[a]] and [[b]]. ![[b]]"))
    site.write("notes/b.md", note("B", "See [[a]]. ![[a]]"))
    built = site.write("notes/lines/l.md", note("Is it?", "It is [[l]], and [[a]].")).build()
    assert [card.href for card in built.line("l").sources] == ["notes/a.html"]
    assert {"notes/a.html", "notes/b.html"} <= set(built.files)


def test_notes_that_all_cite_each_other(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    names = [f"n{number}" for number in range(14)]
    for name in names:
        site.write(
            f"notes/{name}.md", note(name, " ".join(f"[[{other}]]" for other in names if other != name))
        )
    built = site.build()
    assert built.note("n0").linked_count == 13


def test_a_long_chain_of_notes(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for number in range(1_500):
        site.write(f"notes/n{number}.md", note(f"N {number}", f"After this [[n{number + 1}]]."))
    assert len(site.build().graph.targets) == 1_500


@pytest.mark.parametrize("body", ["`[[a]]`", "```\n[[a]]\n```", "    [[a]]", "\\[[a]]"])
def test_what_only_shows_a_citation_is_none(tmp_path: Path, body: str) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A", "Text."))
    built = site.write("notes/lines/l.md", note("Is it?", f"Text.\n\n{body}\n")).build()
    assert built.line("l").sources == () and "[[a]]" in built.main("lines/l.html").text()
    assert not [found for found in built.diagnostics() if "citation" in found or "link" in found]


@pytest.mark.parametrize(
    ("body", "cited"),
    [("[[]]", 0), ("[[|]]", 0), ("[[a|]]", 1), ("[[a [[a]]", 1), ("[[a", 0), ("[[a\nb]]", 0), ("[words [[a]] here](b.md)", 1),
     ("| x |\n| --- |\n| [[a]] |", 1), ("| x |\n| --- |\n| [[a\\|words]] |", 1)],
)  # fmt: skip
def test_every_broken_form_has_one_result(tmp_path: Path, body: str, cited: int) -> None:
    site = (
        SiteDriver(tmp_path).write("notes/a.md", note("A", "Text.")).write("notes/b.md", note("B", "Text."))
    )
    built = site.write("notes/lines/l.md", note("Is it?", f"It is.\n\n{body}\n")).build()
    assert len([card for card in built.line("l").sources if card.href == "notes/a.html"]) == cited
    assert built.text("lines/l.html").endswith("</html>\n")


def test_a_note_cited_fifty_times_has_one_card(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A", "Text."))
    body = " ".join(f"So it is, said {number} times [[a]]." for number in range(50))
    built = site.write("notes/lines/l.md", note("Is it?", body)).build()
    assert [card.number for card in built.line("l").sources] == [1]
    assert len(built.html("lines/l.html").css(".cite")) == 50


def test_citations_outside_the_prose(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for name in "abc":
        site.write(f"notes/{name}.md", note(name.upper(), "Text."))
    body = "## As [[a]] says\n\nText[^1].\n\n[^1]: As [[b]] says."
    built = site.write("notes/lines/l.md", note("Is it?", body, deck='"As [[c]] says."')).build()
    assert {"notes/a.html", "notes/b.html"} <= {card.href for card in built.line("l").sources}
    assert "[[" not in built.main("lines/l.html").text()


def test_links_to_nothing_are_reported_where_they_stand(tmp_path: Path) -> None:
    body = "One [[a#Missing]].\nTwo [x](#nowhere).\nThree [x](missing.md)."
    site = SiteDriver(tmp_path).write("notes/a.md", note("A", body))
    lines = {int(found.split(":")[1]) for found in site.build().diagnostics()}
    assert {4, 5, 6} <= lines


def test_sites_with_nothing_in_them(tmp_path: Path) -> None:
    assert "index.html" in SiteDriver(tmp_path / "a").write("notes/.keep").build().files
    only_notes = SiteDriver(tmp_path / "b").write("notes/a.md", note("A", "Text.")).build()
    assert "notes/a.html" in only_notes.files
    only_lines = SiteDriver(tmp_path / "c").write("notes/lines/l.md", note("Is it?", "Nobody knows.")).build()
    assert "lines/l.html" in only_lines.files

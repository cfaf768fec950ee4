"""What a line makes of its sources, as data beside its page."""

import json
from pathlib import Path

from clewline.theme.beside import beside
from driver import SiteDriver, note


def test_a_line_is_data_beside_its_page_and_nothing_else_is(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    site.write("notes/one.md", note("One <b>bold</b> claim", "Text."))
    site.write("notes/two.md", note("Two", "Text."))
    site.write("notes/hidden.md", note("Hidden", "Text.", private="true"))
    site.write(
        "lines/a.md",
        note(
            "Why a?",
            "First [[one]] & [[two]]. Nothing here. Again, *so* [[one]]. \u2028 </script> [[hidden]].",
            deck="Read so.",
            opposes='["[[two]]"]',
        ),
    )
    site.write("lines/b.md", note("Why b?", "It is so [[two]].", deck="Otherwise."))
    built = site.build()
    script = built.text("lines/a.js")
    assert script.startswith("clewlineLine(") and script.endswith(")\n")
    line = json.loads(script.removeprefix("clewlineLine(").removesuffix(")\n"))
    assert (line["url"], line["title"], line["short"]) == ("lines/a.html", "Why a?", "Read so.")
    assert line["near"] == [["lines/b.html", "Why b?"]]
    one, two = line["sources"]
    assert one == [
        "notes/one.html",
        "One bold claim",
        "",
        [[1, "First One bold claim & Two."], [2, "Again, so One bold claim."]],
    ]
    assert two[2:] == ["opposes", [[1, "First One bold claim & Two."]]]
    assert "Hidden" not in script
    assert [url for url in built.files if url.endswith(".js") and not url.startswith("assets/")] == [
        "lines/a.js",
        "lines/b.js",
    ]
    assert "lines/a.js" in beside(built.line("a"))


def test_quotation_marks_are_those_of_the_page(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    site.write("notes/one.md", note("It's one", "Text."))
    site.write("lines/a.md", note("Why 'a'?", 'It is "so" [[one]].'))
    shown = site.build().text("lines/a.js")
    assert "Why ‘a’?" in shown and "It’s one" in shown and "It is “so” It’s one." in shown
    assert "Why 'a'?" in site.build(quotes=False).text("lines/a.js")


def test_so_are_those_of_a_line_in_another_language(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/one.md", note("One", "Text."))
    site.write("lines/a.md", note("Why a?", "'So' [[one]]."))
    built = site.write("lines/b.md", note("Warum 'b'?", "'So' [[one]].", lang="de")).build()
    assert "Warum ‚b‘?" in built.text("lines/b.html")
    assert "Warum ‚b‘?" in built.text("lines/b.js") and "‚So‘" in built.text("lines/b.js")
    assert any(
        "Warum ‚b‘?" in built.text(url) for url in built.files if url.startswith("assets/search/pages/")
    )

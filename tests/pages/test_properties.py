from pathlib import Path

from driver import SiteDriver

HEADER = """---
up: "[[Home]]"
related: ["[[a|the words]] and <b>", "[[gone]]", "[[secret]]"]
source: https://example.org/x
cssclasses: wide
empty:
---
"""


def site(tmp_path: Path) -> SiteDriver:
    driver = SiteDriver(tmp_path).write("Home.md", "# The start\n\nText.\n").write("a.md", "Text.")
    return driver.write("secret.md", "---\nprivate: true\n---\nText.").write("n.md", HEADER)


def test_a_note_of_properties_alone_is_no_blank_page(tmp_path: Path) -> None:
    built = site(tmp_path).build()
    facts = built.main("notes/n.html").css_first(".facts")
    assert facts is not None
    assert [one.text() for one in facts.css("dt")] == ["related", "source", "up"]
    values = [" ".join(one.text().split()) for one in facts.css("dd")]
    assert values[0].startswith("the words and <b>, gone") and "secret" not in values[0]
    assert values[2] == "The start"
    assert [one.attributes["href"] for one in facts.css("a")] == [
        "../notes/a.html",
        "https://example.org/x",
        "../index.html",
    ]


def test_settings_show_the_properties_of_all_notes(tmp_path: Path) -> None:
    driver = site(tmp_path).write("n.md", f"{HEADER}Text.\n")
    assert driver.build().note("n").properties == ()
    names = [one.name for one in driver.build(properties=True).note("n").properties]
    assert names == ["related", "source", "up"]

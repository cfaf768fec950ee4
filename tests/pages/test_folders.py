from pathlib import Path

from clewline.pages.folders import folder_addresses
from clewline.pages.models import HomePage
from clewline.pages.vault_models import FolderPage, TreePage
from clewline.settings.config import TITLE
from driver import Built, SiteDriver, note

LONG = "".join(f"## Part {number}\n\nText.\n\n" for number in range(4))


def vault(tmp_path: Path) -> SiteDriver:
    site = SiteDriver(tmp_path).write("Home.md", "# My garden\n\nWelcome.\n")
    site.write("Plants/Trees/oak.md", note("Oak", LONG)).write("Plants/index.md", "# All plants\n")
    for day in ("2024-01-01", "2024-01-03", "2024-02-01"):
        site.write(f"Daily/{day}.md", "Text.\n")
    return site.write("Daily/plan.md", "Text.\n").write("top.md", "Text.\n")


def test_a_folder_has_a_page(tmp_path: Path) -> None:
    built = vault(tmp_path).build()
    page = built.page(FolderPage, "folders/plants.html")
    assert (page.name, page.index and page.index.href) == ("Plants", "notes/index-page.html")
    assert [(one.href, one.name, one.count) for one in page.folders] == [
        ("folders/plants/trees.html", "Trees", 1)
    ]
    inner = built.page(FolderPage, "folders/plants/trees.html")
    assert [one.name for one in inner.way] == ["Plants"]
    assert [entry.href for entry in inner.notes.entries] == ["notes/oak.html"]


def test_a_note_shows_the_way_to_it_its_contents_and_the_days_beside_it(tmp_path: Path) -> None:
    built = vault(tmp_path).build()
    oak, middle = built.note("oak"), built.note("2024-01-03")
    assert [one.href for one in oak.folders] == ["folders/plants.html", "folders/plants/trees.html"]
    assert [(one.href, one.level) for one in oak.contents] == [(f"#part-{n}", 1) for n in range(4)]
    assert (middle.before and middle.before.href, middle.after and middle.after.href) == (
        "notes/2024-01-01.html",
        "notes/2024-02-01.html",
    )
    assert built.note("plan").before is built.note("plan").after is built.note("2024-01-01").before is None


def test_the_front_page_is_the_vault_s_own(tmp_path: Path) -> None:
    built = vault(tmp_path).build(title=TITLE)
    home = built.page(HomePage, "index.html")
    assert (home.name, [one.name for one in home.folders]) == ("My garden", ["Daily", "Plants"])
    text = built.main("index.html").text()
    assert "Welcome." in text and "inquiring" not in text.lower()
    assert "Not cited" not in built.main("notes/top.html").text()
    tree = built.page(TreePage, "folders/index.html")
    assert [one.folder.name for one in tree.tree] == ["Daily", "Plants"]
    assert [one.href for one in tree.notes] == ["index.html", "notes/top.html"]


def test_a_site_with_lines_has_none_of_it(tmp_path: Path) -> None:
    built: Built = vault(tmp_path).write("lines/q.md", note("Q?", "It holds [[oak]].")).build(title=TITLE)
    assert not any(url.startswith("folders/") for url in built.pages)
    oak = built.note("oak")
    assert (oak.folders, oak.contents, built.note("2024-01-03").before) == ((), (), None)
    assert built.page(HomePage, "index.html").name == "Inquiring lines"


def test_addresses_of_folders_are_distinct() -> None:
    made = folder_addresses(["A b/x.md", "a-b/x.md", "notes/y.md", "index/z.md", "a/b/c/d.md"])
    assert len(set(made.values())) == len(made) == 6
    assert made["index"] == "folders/index-page.html" and "a/b" in made


def test_a_hub_lists_no_note_twice_and_shows_what_links_to_it(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("hub.md", note("Hub", "- [[a]] — why"))
    for name in ("a", "b"):
        site.write(f"{name}.md", note(name.upper(), "Text.", topics='["[[hub]]"]'))
    site.write("c.md", note("C", "See [[hub]].")).write("deep/d.md", "Text.")
    page = site.build().topic("hub")
    assert [entry.href for entry in page.notes.entries] == ["notes/b.html"]
    assert [place.href for place in page.linked_from] == ["notes/c.html"]


def test_a_summary_against_the_language_is_shown_in_its_own_direction(tmp_path: Path) -> None:
    words = "\u05d4\u05e2\u05d1\u05e8 Sync."
    site = SiteDriver(tmp_path).write("x/a.md", note("A", "Text.", summary=words))
    built = site.write("x/b.md", note("B", "Text.", summary="Words.")).build()
    decks = [built.main(f"notes/{name}.html").css_first(".deck") for name in "ab"]
    assert [deck and deck.attributes.get("dir") for deck in decks] == ["auto", None]
    shown = built.main("folders/x.html").css(".entries p")
    assert [one.attributes.get("dir") for one in shown] == ["auto", None]

"""Names of files and addresses that a site, a browser or an operating system uses for something else."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from clewline.build.build import build
from clewline.settings.config import Config
from driver import SiteDriver, note


@pytest.mark.parametrize("name", ["__proto__", "constructor", "toString", "hasOwnProperty"])
def test_names_that_objects_of_a_script_have(tmp_path: Path, name: str) -> None:
    site = SiteDriver(tmp_path).write(f"notes/{name}.md", note(f"'`{name}`'", "Text.", topics=f"[{name}]"))
    built = site.write("notes/lines/l.md", note("Is it?", f"It is [[{name}]].")).build()
    assert name in built.text("lines/l.html")
    data = b"".join(data for url, data in built.files.items() if url.startswith("assets/search/"))
    assert name.lower() in data.decode().lower()
    graph = json.loads(built.files["graph.json"])
    assert [node for node in graph["nodes"] if name in node.get("title", "")]


@pytest.mark.parametrize(
    "address",
    ["../../x", "..%2f..%2fx", "%2e%2e/x", "/etc/x", "..\\..\\x", "a\\0b", "x\\ny", "C:/x", "//evil.example/x", "a/../../x"],
)  # fmt: skip
@pytest.mark.parametrize("key", ["permalink", "slug", "id", "aliases"])
def test_no_address_in_a_header_leads_out_of_the_output(tmp_path: Path, key: str, address: str) -> None:
    site = SiteDriver(tmp_path / "site")
    site.write(
        "notes/a.md", note("A", "Text.", **{key: f'"{address}"' if "\\" in address else json.dumps(address)})
    )
    build(site.root, site.root / "out", Config())
    root = site.root.resolve()
    assert {path.name for path in tmp_path.iterdir()} == {"site"}
    assert {path.name for path in root.iterdir()} <= {"notes", "out", ".clewline"}
    for url in SiteDriver(site.root).build().files:
        assert not url.startswith(("/", "..")) and "\\" not in url and ".." not in url.split("/")


@pytest.mark.parametrize(
    "body", ["![[../secret]]", "![x](../../secret.md)", "{{#include ../secret.md}}", '--8<-- "../secret.md"']
)
def test_nothing_outside_the_site_is_shown(tmp_path: Path, body: str) -> None:
    (tmp_path / "secret.md").write_text("# The secret\n\nNobody may read this.\n")
    built = SiteDriver(tmp_path / "site").write("notes/a.md", note("A", body)).build()
    assert not [url for url, data in built.files.items() if b"Nobody may read this" in data]


@pytest.mark.parametrize(
    "name", ["con", "NUL", "aux", "com1", "LPT9", "a:b", "what?", "end.", "end ", 'q"q', "a|b", "a*b"]
)
def test_names_that_windows_cannot_hold(tmp_path: Path, name: str) -> None:
    site = SiteDriver(tmp_path).write(f"notes/{name}.md", note("A", "Text."))
    built = site.write("notes/lines/l.md", note("Is it?", "It is [[A]].")).build()
    reserved = {
        "con",
        "nul",
        "aux",
        "prn",
        *(f"{device}{n}" for device in ("com", "lpt") for n in range(1, 10)),
    }
    for url in built.files:
        for part in url.split("/"):
            assert part.split(".")[0].lower() not in reserved, url
            assert not set('<>:"|?*\\') & set(part) and not part.endswith((".", " ")), url


@pytest.mark.parametrize("name", ["404", "assets", "search", "feed", "map", "graph", "sitemap", "figures"])
def test_notes_with_the_names_of_the_sites_own_pages(tmp_path: Path, name: str) -> None:
    others = SiteDriver(tmp_path / "others").write("notes/other.md", note("Other", "Text.")).build().files
    site = SiteDriver(tmp_path / "site").write(
        f"notes/{name}.md", note("The own words of this note", "Text.")
    )
    site.write("notes/other.md", note("Other", "Text."))
    built = site.build()
    assert set(others) <= set(built.files)
    pages = [url for url in built.files if url.startswith("notes/") and url.endswith(".html")]
    assert (
        len(
            [
                url
                for url in pages
                if built.main(url).css("h1")[0].text().strip() == "The own words of this note"
            ]
        )
        == 1
    )


def test_the_note_called_index_introduces_the_site(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/index.md", note("Any title", "The own words of this note."))
    assert "The own words of this note." in site.build().main("index.html").text()


@pytest.mark.parametrize(
    "name", ["what? why", "a#b", "50% more", "a&b", "a+b", "it's", "ä ö", "a=b;c,d", "~a", "(a) [b]"]
)
def test_links_to_names_with_signs_resolve(tmp_path: Path, name: str) -> None:
    site = SiteDriver(tmp_path).write(f"notes/{name}.md", note("The finding", "Text."))
    built = site.write("notes/lines/l.md", note("Is it?", "It is so [[The finding]].")).build()
    (card,) = built.line("l").sources
    hrefs = [
        node.attributes.get("href") or "" for node in built.html("lines/l.html").css("a[href^='../notes/']")
    ]
    assert hrefs
    for href in hrefs:
        parts = urlsplit(href)
        assert not parts.query and unquote(parts.path).removeprefix("../") in built.files
    assert unquote(card.href) in built.files


@pytest.mark.parametrize(
    "written",
    ["The Finding", "the finding", "THE FINDING", "notes/the-finding", "the-finding.md", "The  Finding"],
)
def test_one_rule_for_the_spelling_of_names(tmp_path: Path, written: str) -> None:
    site = SiteDriver(tmp_path).write("notes/the-finding.md", note("The Finding", "Text."))
    built = site.write("notes/lines/l.md", note("Is it?", f"It is so [[{written}]].")).build()
    assert [card.href for card in built.line("l").sources] == ["notes/the-finding.html"]


def test_titles_that_look_alike_are_two_pages_and_hidden_signs_are_said(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("Scale helps", "Text."))
    site.write("notes/b.md", note("Scale\u200b helps", "Text.\u2066hidden\u2069"))
    built = site.build()
    assert {"notes/a.html", "notes/b.html"} <= set(built.files)
    assert [found for found in built.diagnostics() if found.startswith("notes/b.md")]

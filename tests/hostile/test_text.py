"""Text that wants to be more than text: in titles, bodies, headers, names and reports."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from driver import Built, SiteDriver, note

BREAKOUTS = (
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "` onfocus=alert(1)",
    "x onfocus=alert(1) y",
    "</title><script>alert(1)</script>",
)
RAW = (
    "<script>alert(1)</script>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<svg onload=alert(1)></svg>",
    '<base href="//evil.example/">',
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    '<form action="//evil.example"><input name="x"></form>',
    '<object data="//evil.example/x"></object>',
    "<template><script>alert(1)</script></template>",
    '<noscript><p title="</noscript><script>alert(1)</script>"></noscript>',
    "<details open ontoggle=alert(1)>x</details>",
)
ACTIVE = "script:not([src]):not([type]), iframe, base, meta[http-equiv=refresh], form:not([role]), object, template, noscript"


def elements(built: Built, url: str) -> list[str]:
    """The names of the elements of a page, and of their attributes that could run."""
    found: list[str] = []
    for node in built.html(url).css("*"):
        found += [str(node.tag), *(name for name in node.attributes if name.startswith("on"))]
    return found


@pytest.mark.parametrize("text", BREAKOUTS)
def test_no_title_summary_or_deck_becomes_an_attribute(tmp_path: Path, text: str) -> None:
    site = SiteDriver(tmp_path)
    site.write("notes/a.md", note(json.dumps(f"A {text}"), "Text.", summary=json.dumps(text)))
    site.write("notes/lines/l.md", note(json.dumps(f"Is it {text}?"), "It is [[a]].", deck=json.dumps(text)))
    hostile = site.build()
    plain = SiteDriver(tmp_path / "plain")
    plain.write("notes/a.md", note("A", "Text.", summary="text"))
    plain.write("notes/lines/l.md", note("Is it?", "It is [[a]].", deck="text"))
    harmless = plain.build()
    for url in ("notes/a.html", "lines/l.html", "index.html"):
        assert elements(hostile, url) == elements(harmless, url)


@pytest.mark.parametrize("html", RAW)
def test_raw_html_that_could_act_is_no_element(tmp_path: Path, html: str) -> None:
    built = (
        SiteDriver(tmp_path).write("notes/a.md", note("A", f"Before {html} after.\n\n{html}\n\nEnd.")).build()
    )
    main = built.main("notes/a.html")
    assert main.css(ACTIVE) == []
    assert not [name for name in elements(built, "notes/a.html") if name.startswith("on")]
    assert "End." in main.text()


def test_every_file_with_a_title_in_it_can_still_be_read(tmp_path: Path) -> None:
    title = '</script><!-- \u2028\u2029 ]]> <b> & "end"'
    site = SiteDriver(tmp_path).write("notes/a.md", note(json.dumps(title), "Text.", created="2026-01-02"))
    site.write("notes/lines/l.md", note(json.dumps(title + "?"), "So [[a]].", created="2026-01-02"))
    built = site.build(base_url="https://example.org/")
    read = 0
    for url, data in built.files.items():
        if url.endswith((".json", ".jsonld")):
            json.loads(data)
        elif url.endswith((".xml", ".atom", ".svg", ".graphml")):
            ElementTree.fromstring(data)
        elif url.endswith(".html"):
            for script in built.html(url).css("script:not([src])"):
                assert "<" not in script.text()
                json.loads(script.text())
        else:
            continue
        read += 1
    assert read > 8


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", '"><script>alert(1)</script>', "data:text/html,x"]
)
def test_addresses_in_the_header_and_the_bibliography_run_nothing(tmp_path: Path, address: str) -> None:
    site = SiteDriver(tmp_path)
    site.write(
        "notes/a.md",
        note("A", "Text.", references="[k]", url=json.dumps(address), source=json.dumps(address)),
    )
    entry = {"id": "k", "type": "book", "title": "T", "URL": address, "DOI": address}
    site.write("references/k.json", json.dumps([entry]))
    built = site.build()
    for url in ("notes/a.html", "references/k.html", "references/index.html"):
        hrefs = [node.attributes.get("href") or "" for node in built.html(url).css("a[href]")]
        assert not [href for href in hrefs if href.lower().startswith(("javascript", "data:text/html"))]
        assert built.main(url).css("script") == []


@pytest.mark.parametrize(
    "address",
    ["blob:https://a.example/1", "intent://a", "ms-word:ofe|u|https://a.example/x", "file:///etc/passwd", "view-source:https://a.example",
     "//evil.example/x", "/\\evil.example", "https:evil.example"],
)  # fmt: skip
def test_only_schemes_on_the_list_become_links(tmp_path: Path, address: str) -> None:
    built = SiteDriver(tmp_path).write("notes/a.md", note("A", f"A [link](<{address}>).")).build()
    assert built.main("notes/a.html").css(".prose a[href]") == []
    assert built.diagnostics() in (["notes/a.md:4:3 url-unsafe"], ["notes/a.md:4:3 link-missing"])


def test_a_file_name_that_is_an_element_is_only_a_name(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/<img src=x onerror=alert(1)>.md", "Text without a header.\n")
    built = site.build()
    for url in built.files:
        if url.endswith(".html"):
            assert built.main(url).css("img[onerror], img[src=x]") == []
    assert "onerror" not in [name for url in ("index.html",) for name in elements(built, url)]


@pytest.mark.parametrize(
    ("header", "code"),
    [("deck: D", "title-missing"), ("title:", "title-missing"), ("title: [a, b]", "front-matter-type"), ("title: {a: b}", "title-missing")],
)  # fmt: skip
def test_a_title_that_is_none(tmp_path: Path, header: str, code: str) -> None:
    built = SiteDriver(tmp_path).write("notes/lines/l.md", f"---\n{header}\n---\nText.\n").build()
    assert [found.rpartition(" ")[2] for found in built.diagnostics()][:1] == [code]
    assert "lines/l.html" in built.files


def test_many_files_each_wrong_are_all_reported_at_once_and_in_order(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    wrong: list[str | bytes] = ["---\ntitle: [\n---\n", "---\na: &x b\nc: *x\n---\n", "---\ntitle: T\nTitle: T\n---\n", "---\ntitle: 'T\n---\n",
             b"\xff\xfe", "[[gone]]\n", "![[gone]]\n", "[x](gone.md)\n", "[@gone]\n", "[x](javascript:y)\n",
             "---\ntitle: T\ncreated: 2026-02-30\n---\n", "---\ntitle: T\nreferences: gone\n---\n"]  # fmt: skip
    for number, text in enumerate(wrong):
        site.write(f"notes/n{number:02}.md", text)
    found = site.build().found
    assert {one.span.path for one in found} == {f"notes/n{number:02}.md" for number in range(12)}
    places = [(one.span.path, one.span.start) for one in found]
    assert places == sorted(places)

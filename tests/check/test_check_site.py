import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from clewline.build.build import build
from clewline.build.store import open_store
from clewline.check.addresses import Way, goal, home_of
from clewline.check.diagnose import SHARED
from clewline.check.folder import check_folder
from clewline.check.sources import check_sources
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.diagnostics.report import github, jsonl, junit, sarif
from clewline.diagnostics.rules import RULES
from clewline.pages.models import Page
from clewline.settings.config import Config, severity_of
from clewline.theme.render import Artifact, render
from clewline.theme.theme import Theme

HOME = home_of("https://example.org/notes/")


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def shown(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str, int, int]]:
    return [(one.span.path, one.code, *one.span.start) for one in diagnostics]


@pytest.mark.parametrize(
    ("address", "way", "path"),
    [
        ("b.html#c", Way.INSIDE, "a/b.html"),
        ("..", Way.INSIDE, ""),
        ("./", Way.INSIDE, "a/"),
        ("/notes", Way.INSIDE, ""),
        ("/notesandmore/x", Way.OUTSIDE, "/notesandmore/x"),
        ("https://example.org/notes/a%20b", Way.INSIDE, "a b"),
        ("//EXAMPLE.org/notes/x", Way.INSIDE, "x"),
        ("https://example.org:8080/notes/x", Way.EXTERNAL, ""),
        ("\\\\example.com\\x", Way.EXTERNAL, ""),
        (" java\nscript:x", Way.SCRIPT, ""),
        ("%00", Way.INVALID, "it holds a null character"),
    ],
)
def test_an_address_leads_where_browsers_go(address: str, way: Way, path: str) -> None:
    met = goal("a/page.html", address, HOME)
    assert (met.way, met.path) == (way, path)


def test_what_many_pages_share_is_reported_once(tmp_path: Path) -> None:
    pages = {f"d{n % 2}/p{n:03}.html": '<a href="../gone.html">x</a>' for n in range(SHARED + 5)}
    (one,) = check_folder(write(tmp_path, pages)).diagnostics
    assert (one.span.path, one.span.start) == ("d0/p000.html", (1, 10))
    assert f"the same on {SHARED + 4} other pages" in one.hint and len(one.related) == 3


def test_a_template_is_known_by_its_pages_not_by_its_addresses(tmp_path: Path) -> None:
    many = "".join(f'<a href="gone.html#{n}">x</a>' for n in range(SHARED + 5))
    found = check_folder(write(tmp_path, {"a.html": many, "b.html": many})).diagnostics
    assert len(found) == 2 * (SHARED + 5) and not any("other pages" in one.hint for one in found)


def test_what_a_file_repeats_is_reported_once(tmp_path: Path) -> None:
    repeated = '<a href="gone.html">x</a>' * (SHARED + 5) + '<p id="a">' * (SHARED + 5)
    found = {one.code: one for one in check_folder(write(tmp_path, {"a.html": repeated})).diagnostics}
    assert found["target-missing"].span.start == (1, 10)
    assert f"the same at {SHARED + 4} other places of this file" in found["target-missing"].hint
    assert f"the same at {SHARED + 3} other places of this file" in found["id-duplicate"].hint
    assert found["id-duplicate"].related[-1].message == "the first one"


def test_processes_find_the_same_as_one(tmp_path: Path) -> None:
    pages = {
        f"p{n:03}.html": (
            f'<p id="x"><a href="p{n + 1:03}.html#x">x</a><a href="https://example.org/{n}">y</a>'
        )
        for n in range(300)
    }
    alone = check_folder(write(tmp_path, pages))
    with ProcessPoolExecutor(2) as pool:
        together = check_folder(tmp_path, "", pool)
    assert shown(alone.diagnostics) == [("p299.html", "target-missing", 1, 20)]
    assert alone.diagnostics == together.diagnostics
    assert alone.external() == together.external() and alone.external_count == 300


def test_links_between_folders_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path, {"v1/a.html": '<a href="../latest/b.html">x</a>', "v1/b.html": ""})
    (tmp_path / "latest").symlink_to("v1")
    (tmp_path / "v1" / "up").symlink_to("..")
    (tmp_path / "v1" / "dead").symlink_to("nowhere")
    report = check_folder(tmp_path)
    assert not report.diagnostics and report.pages == 4


def test_links_and_pipes_that_hold_nothing_are_no_files(tmp_path: Path) -> None:
    write(tmp_path, {"page.html": '<a href="a.html">x</a><a href="pipe.html">y</a>'})
    (tmp_path / "a.html").symlink_to("b.html")
    (tmp_path / "b.html").symlink_to("a.html")
    os.mkfifo(tmp_path / "pipe.html")
    assert [one.code for one in check_folder(tmp_path).diagnostics] == ["target-missing"] * 2


@pytest.mark.parametrize("name", ["line\nbreak.html", "caf\udce9.html", "\x1b[31m.html"])
def test_any_name_of_a_file_can_be_reported(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'<a href="gone.html">x</a>')
    (one,) = check_folder(tmp_path).diagnostics
    assert one.span.path == name
    for report in (github, jsonl, junit, lambda found, grade: sarif(found, grade, RULES, "1")):
        report([one], severity_of(Config())).encode()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_places_are_counted_in_letters_whatever_the_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.html").write_bytes('<p>éé\0\n\0é<a href="gone.html">x</a>'.encode(encoding))
    assert shown(check_folder(tmp_path).diagnostics) == [("a.html", "target-missing", 2, 12)]


def test_a_binary_file_that_is_called_a_page_is_one_without_links(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"\x89PNG\r\n\x1a\n\0" + bytes(range(256)) * 100)
    (tmp_path / "b.html").write_text('<a href="a.html">x</a><a href="a.html#a">y</a>', encoding="utf-8")
    assert shown(check_folder(tmp_path).diagnostics) == [("b.html", "anchor-missing", 1, 32)]


# Each takes minutes if the time grows faster than the size.
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", "<div>" * 200_000),
        ("a.html", "<b></p>" * 200_000),
        ("a.html", f"<a {' '.join(f'a{n}=1' for n in range(300_000))}>"),
        ("a.html", f'<a href="#{"x" * 4_000_000}">x</a><p id="{"x" * 3_999_999}">'),
        ("a.html", f'<img srcset="{"a (" * 500_000}">'),
        ("a.html", "<!-- clewline-ignore" * 200_000),
        ("a.html", "%% clewline-ignore x: " * 100_000),
        (
            "a.html",
            "<!-- clewline-ignore target-missing: r -->" * 20_000 + '<a href="gone.html">x</a>' * 20_000,
        ),
        ("a.html", "<!-- clewline-ignore target-missing: r -->\n\n\n" * 20_000),
        ("a.css", f"a {{ b: url({' ' * 1_000_000}x"),
        ("a.css", "a{b:url(" * 200_000),
        ("a.html", "\0" * 4_000_000),
        ("a.html", "<svg><style>&lt;" * 50_000),
        ("a.html", "<svg><title>" * 200_000),
    ],
    ids=range(14),
)
def test_odd_files_cost_no_more_than_their_size(tmp_path: Path, path: str, text: str) -> None:
    report = check_folder(write(tmp_path, {path: text}))
    assert report.pages == (path == "a.html")


def test_only_what_can_be_asked_of_another_host_is_external(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.html": (
                '<a href="/blog/">x</a><a href="mailto:a@b">y</a><script src="//example.com/a.js"></script>'
            )
        },
    )
    report = check_folder(tmp_path, "https://example.org/notes")
    assert {address: span.start for address, (span,) in report.external().items()} == {
        "https://example.com/a.js": (1, 62)
    }


def test_external_addresses_are_given_with_every_place(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.html": '<a href="https://example.org/x">x</a>\n<img alt="" src=" https://example.org/x ">',
            "b.html": "<a href=https://example.org/x>",
        },
    )
    places = check_folder(tmp_path).external()
    assert [(span.path, span.start) for span in places["https://example.org/x"]] == [
        ("a.html", (1, 10)),
        ("a.html", (2, 18)),
        ("b.html", (1, 9)),
    ]


def test_what_stands_beside_an_output_is_no_part_of_a_site(tmp_path: Path) -> None:
    pages = {
        "site/index.html": '<a href="nope.html">a</a>',
        ".clewline/site.twin/index.html": '<a href="nope.html">a</a>',
    }
    assert check_folder(write(tmp_path, pages)).pages == 1


SOURCES = {
    "notes/lima.md": (
        "---\ntitle: Lima\n---\nSee [the site](https://example.com/far).\n\n## Results\n\nText.\n"
    ),
    "lines/why.md": "---\ntitle: Why?\n---\nBecause [[lima]] and [[gone]].\n",
}


def test_sources_are_checked_with_what_they_compile_to(tmp_path: Path) -> None:
    report = check_sources(write(tmp_path, SOURCES), Config())
    assert ("lines/why.md", "citation-missing", 4, 22) in shown(report.diagnostics)
    assert not [
        one for one in report.diagnostics if one.code.startswith(("target-", "anchor-", "id-", "address-"))
    ]
    (place,) = report.external()["https://example.com/far"]
    assert (place.path, place.start) == ("notes/lima.md", (4, 16))
    assert not (tmp_path / "_site").exists() and not (tmp_path / ".clewline").exists()


def test_what_a_build_has_left_is_checked_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, out = write(tmp_path, SOURCES), tmp_path / "_site"
    rendered: list[str] = []

    def counted(page: Page, theme: Theme) -> Checked[Artifact]:
        rendered.append(page.url)
        return render(page, theme)

    def checked() -> tuple[Diagnostic, ...]:
        rendered.clear()
        store = open_store(out, writable=False)
        try:
            report = check_sources(root, Config(), store=store)
        finally:
            store.close()
        assert (report.diagnostics, report.uses) == (
            (clean := check_sources(root, Config())).diagnostics,
            clean.uses,
        )
        return report.diagnostics

    store = open_store(out)
    build(root, out, Config(), store=store)
    store.close()
    monkeypatch.setattr("clewline.build.site.render", counted)
    check_sources(root, Config())
    pages = len(rendered)
    checked()
    assert len(rendered) == pages  # those of the check without a store

    write(tmp_path, {"notes/lima.md": "---\ntitle: Lima\n---\nSee [nothing](gone.md).\n"})
    assert [one for one in checked() if one.span.path == "notes/lima.md" and one.code == "link-missing"]
    assert pages < len(rendered) < 2 * pages

    write(tmp_path, {"notes/lima.md": SOURCES["notes/lima.md"]})
    (out / "notes/lima.html").write_text('<a href="nowhere.html">somebody else wrote this</a>')
    assert not [one for one in checked() if one.code == "target-missing"]
    assert len(rendered) == pages + 1


def test_what_is_quoted_on_other_pages_is_found_once(tmp_path: Path) -> None:
    write(tmp_path, SOURCES | {"notes/lima.md": '---\ntitle: Lima\n---\nSee <a href="nope.html">this</a>.\n'})
    found = [one for one in check_sources(tmp_path, Config()).diagnostics if one.code == "target-missing"]
    assert shown(tuple(found)) == [("notes/lima.md", "target-missing", 4, 14)]
    assert found[0].related[0].span.path == "_site/notes/lima.html"


def test_what_is_wrong_in_the_output_is_found_in_the_source(tmp_path: Path) -> None:
    write(tmp_path, SOURCES)
    template = (
        '{% extends "default/note.html" %}{% block main %}<a href="{{ page.root '
        '}}imprint.html">x</a>{{ super() }}{% endblock %}'
    )
    write(
        tmp_path,
        {
            "templates/note.html": template,
            "templates/assets/own.css": "p {\n  background: url(../img/x.png) }",
        },
    )
    found = {
        one.span.path: one
        for one in check_sources(tmp_path, Config()).diagnostics
        if one.code == "target-missing"
    }
    assert found["templates/assets/own.css"].span.start == (2, 19)
    note = found["notes/lima.md"]
    assert note.span.start == (1, 1)
    assert (
        note.related[0].span.path == "_site/notes/lima.html"
        and note.related[0].message == "as it is published"
    )
    assert "imprint.html" in note.message


def test_an_address_in_a_note_is_found_at_its_place(tmp_path: Path) -> None:
    write(tmp_path, SOURCES)
    template = (
        '{% extends "default/note.html" %}{% block main %}<a href="{{ page.root }}{{ '
        'page.extra[0][1] }}">x</a>{{ super() }}{% endblock %}'
    )
    write(
        tmp_path,
        {
            "templates/note.html": template,
            "notes/lima.md": "---\ntitle: Lima\nslides: talks/lima.pdf\n---\nText.\n",
        },
    )
    (one,) = [one for one in check_sources(tmp_path, Config()).diagnostics if one.code == "target-missing"]
    assert (one.span.path, one.span.start, one.span.end) == ("notes/lima.md", (3, 9), (3, 23))

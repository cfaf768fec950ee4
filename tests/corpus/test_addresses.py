"""Where pages stand, and which other addresses lead on to them."""

from pathlib import Path

import pytest

from clewline.corpus.addresses import permanent_address
from clewline.pages.models import RedirectPage
from driver import Built, SiteDriver, note


def vault(root: Path) -> SiteDriver:
    site = SiteDriver(root).write("Deep/More/b.md", note("B", "See [[a]].", permalink="/My_Page/"))
    return site.write("Deep/a.md", note("A", "See [[b]].")).write("lines/q.md", note("Q?", "So it is [[a]]."))


def led_on(built: Built) -> dict[str, str]:
    return {url: page.target for url, page in built.pages.items() if isinstance(page, RedirectPage)}


def test_pages_stand_in_folders_as_their_files_do(tmp_path: Path) -> None:
    built = vault(tmp_path).build(addresses="folders")
    assert {"notes/deep/a.html", "notes/deep/more/b.html", "lines/q.html"} <= built.pages.keys()
    assert 'href="../../notes/deep/more/b.html"' in built.files["notes/deep/a.html"].decode()
    assert led_on(built) == {
        "notes/a.html": "notes/deep/a.html",
        "notes/b.html": "notes/deep/more/b.html",
        "My_Page/index.html": "notes/deep/more/b.html",
    }


def test_flat_addresses_that_are_asked_for_are_led_on_to(tmp_path: Path) -> None:
    assert led_on(vault(tmp_path).build(addresses="flat")) == {
        "notes/deep/a.html": "notes/a.html",
        "notes/deep/more/b.html": "notes/b.html",
        "My_Page/index.html": "notes/b.html",
    }


def test_a_permalink_never_takes_the_place_of_a_page(tmp_path: Path) -> None:
    built = vault(tmp_path).write("c.md", note("C", "x", permalink="notes/a")).build()
    assert led_on(built) == {"My_Page/index.html": "notes/b.html"}


def test_nothing_leads_on_to_what_is_withheld(tmp_path: Path) -> None:
    built = vault(tmp_path).write("s.md", note("S", "x", permalink="secret", private="true")).build()
    assert "secret.html" not in built.files


def test_addresses_that_a_document_had_elsewhere_lead_to_it(tmp_path: Path) -> None:
    site = vault(tmp_path)
    site.write("content/c.md", note("C", "x", url="/was/c/", aliases='["/older/c", "Sea"]'))
    site.write("content/d.md", note("D", "x", url="https://example.org/source"))
    links = "[1](/My_Page/) [2](/My_Page) [3](/was/c/#top) [4](/older/c.html) [5](/content/c.html) [6](/c/)"
    built = site.write("e.md", note("E", f"{links} [7](/source)")).build()
    stands = {"content/c.md": "notes/c.html", "content/d.md": "notes/d.html"}
    assert {"was/c/index.html", "older/c.html"} <= built.files.keys() and "source.html" not in built.files
    assert [href.partition("#")[0] for _, href in built.links("notes/e.html")] == [
        "../notes/b.html",
        "../notes/b.html",
        *["../notes/c.html"] * 4,
    ]
    assert built.site.corpus.urls.items() >= stands.items()
    assert [d.message for d in built.found if d.code == "link-missing"] == [
        "no note or line is called '/source'"
    ]


@pytest.mark.parametrize(
    ("permalink", "address"),
    [
        ("about", "about.html"),
        ("/about/", "about/index.html"),
        ("/a/B_c.html", "a/B_c.html"),
        ("https://example.org/notes/x?y#z", "notes/x.html"),
        ("../../etc/passwd", "etc/passwd.html"),
        ("Über uns", "uber-uns.html"),
        ("/", ""),
        ("assets/style.css", ""),
        ("//", ""),
    ],
)
def test_what_a_permalink_asks_for(permalink: str, address: str) -> None:
    assert permanent_address(permalink) == address

"""What has changed since a line was reviewed is shown beside its page while it is served."""

import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from clewline.check.reviewing import Changed, ChangedNote, LineReview
from clewline.evidence import Change
from clewline.evidence.reviews import Part, State
from clewline.serve.review import review_html
from cli.test_review import git, run

from .conftest import Server, make_site, write

REVIEW = "/__clewline/review?page="
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    make_site(root)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Begin")
    assert run(root, "why", "--accept", "--by", "A reader").code == 0
    return root


def test_note_by_note_with_the_sentences_that_cite_it_and_nothing_is_markup() -> None:
    diff = (Change(" ", "It is"), Change("-", "not"), Change("+", "<b>so</b>"))
    note = ChangedNote(
        2, "notes/a.md", "A & B", "changed", (Changed(Part.TEXT, (diff,), (), 1),), ("So <it> is.",)
    )
    dropped = ChangedNote(0, "notes/c.md", "", "dropped", (), ())
    own = (Changed(Part.ANSWER, (), ("New.",), 0),)
    review = LineReview("lines/q.md", "Q?", State.STALE, "Me", "2026-01-02", "", (note, dropped), own)
    assert review_html(review) == (
        "<h3>note 2  A &amp; B</h3>"
        "<p><small>text</small> It is <del>not</del> <ins>&lt;b&gt;so&lt;/b&gt;</ins></p>"
        "<p><small>text</small> 1 gone</p>"
        "<p><small>cited for</small> So &lt;it&gt; is.</p>"
        "<h3>notes/c.md</h3><p>is not cited any more</p>"
        "<h3>the line itself</h3><p><small>answer</small> <ins>New.</ins></p>"
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no Git here")
def test_the_words_that_changed_stand_in_the_overlay(browser: Browser, server: Server) -> None:
    assert server.get(f"{REVIEW}lines/why.html", **OURS).body == b"", "nothing has changed"
    write(server.root, "notes/beta.md", "---\ntitle: Beta finding\n---\nFew words of beta.\n")
    server.wait(lambda: b"review-stale" in server.get("/lines/why.html").body)
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/lines/why.html")
    shown = page.locator("#clewline-overlay [data-review]")
    expect(shown.locator("h3")).to_have_text("note 2 Beta finding")
    expect(shown.locator("del")).to_have_text("Words")
    expect(shown.locator("ins")).to_have_text("Few words")
    expect(shown).to_contain_text("cited for And of beta.")
    page.close()


def test_only_a_page_of_the_server_may_ask_and_only_of_lines(server: Server) -> None:
    assert server.get(f"{REVIEW}lines/why.html").status == 403
    for url in ("", "notes/beta.html", "nowhere.html", quote("../canary.txt")):
        answer = server.get(f"{REVIEW}{url}", **OURS)
        assert (answer.status, answer.body) == (200, b"")

"""Words of a line, tied to where they were found."""

from pathlib import Path

import pytest

from clewline.content.model import Hole, HoleKind, Rich
from clewline.pages.found_words import Spot, put_in, spot_of
from driver import Built, SiteDriver, note

LINE = note("Q?", "It rose by 44% [[a]].")


def built(tmp_path: Path, files: dict[str, str]) -> Built:
    site = SiteDriver(tmp_path)
    for path, text in files.items():
        site.write(path, text)
    return site.build()


def found(tmp_path: Path, files: dict[str, str]) -> list[str]:
    """The links of words that were found: words and address."""
    html = built(tmp_path, files).html("lines/q.html")
    return [f"{node.text()} -> {node.attributes['href']}" for node in html.css(".prose a.found")]


def test_words_in_the_summary_are_marked_in_the_card(tmp_path: Path) -> None:
    site = built(
        tmp_path, {"lines/q.md": LINE, "notes/a.md": note("A", "x", summary="Up by 44 %, or *44*%.")}
    )
    html = site.html("lines/q.html")
    (link,) = html.css(".prose a.found")
    assert link.attributes["href"] == "#t1"
    (end,) = html.css(".card .gist #t1")
    assert end.text().startswith("44")
    assert (end.attributes["class"], link.attributes["class"]) == ("found t1", "found t1")
    assert not html.css(".card .quoted")


def test_a_first_paragraph_stands_in_for_a_summary(tmp_path: Path) -> None:
    files = {"lines/q.md": LINE, "notes/a.md": note("A", "Up by 44%.\n\nThen 44% more.")}
    site = built(tmp_path, files)
    assert site.html("lines/q.html").css(".card .gist #t1")


def test_words_in_the_body_alone_lead_to_the_note_and_are_quoted_in_the_card(tmp_path: Path) -> None:
    body = "First.\n\nThe wardens saw it rise by 44% there."
    site = built(tmp_path, {"lines/q.md": LINE, "notes/a.md": note("A", body, summary="Short")})
    html = site.html("lines/q.html")
    (link,) = html.css(".prose a.found")
    assert (link.attributes["href"] or "").startswith("../notes/a.html#p2:~:text=44")
    (quoted,) = html.css(".card .quoted a")
    assert quoted.attributes["href"] == "../notes/a.html#p2"
    assert quoted.text() == "The wardens saw it rise by 44% there."
    assert [node.text()[:2] for node in quoted.css(".found.t1")] == ["44"]
    (paragraph,) = site.html("notes/a.html").css("#p2")
    assert paragraph.text() == "The wardens saw it rise by 44% there."


def test_words_with_straight_marks_are_found_and_looked_for_as_the_page_shows_them(tmp_path: Path) -> None:
    line = note("Q?", 'They call it "the model\'s quite own and plain answer" [[a]].')
    body = "First.\n\nIt is “the model’s quite own and plain answer” there."
    html = built(tmp_path, {"lines/q.md": line, "notes/a.md": note("A", body, summary="Short")}).html(
        "lines/q.html"
    )
    (link,) = html.css(".prose a.found")
    assert "the model’s quite own and plain answer" in link.text()
    straight = body.replace("“", '"').replace("”", '"').replace("’", "'")
    other = built(tmp_path, {"lines/q.md": line, "notes/a.md": note("A", straight, summary="Short")}).html(
        "lines/q.html"
    )
    (link,) = other.css(".prose a.found")
    assert (link.attributes["href"] or "").endswith("#p2:~:text=quite%20own%20and%20plain%20answer")


def test_words_in_a_title_lead_to_the_card(tmp_path: Path) -> None:
    assert found(tmp_path, {"lines/q.md": LINE, "notes/a.md": note("Up by 44%", "x")}) == ["44% -> #s1"]


def test_a_long_passage_is_cut(tmp_path: Path) -> None:
    body = f"First.\n\n{'word ' * 200}rose by 44% then{' more' * 200}"
    html = built(tmp_path, {"lines/q.md": LINE, "notes/a.md": note("A", body, summary="Short")}).html(
        "lines/q.html"
    )
    (quoted,) = html.css(".card .quoted a")
    assert len(quoted.text()) < 340
    assert quoted.text().startswith("… word")
    assert quoted.text().endswith("more …")
    assert quoted.css(".found")


def test_nothing_is_shown_of_what_was_not_found(tmp_path: Path) -> None:
    files = {"lines/q.md": LINE, "notes/a.md": note("A", "It rose by 45%.")}
    html = built(tmp_path, files).text("lines/q.html")
    assert "found" not in html.partition("<main")[2]


def test_one_place_has_one_number(tmp_path: Path) -> None:
    files = {
        "lines/q.md": note("Q?", "It rose by 44% [[a]]. Again 44% [[a]].\n\nAnd 44% [[a]]."),
        "notes/a.md": note("A", "x", summary="Up by 44%"),
    }
    assert [link.partition(" -> ")[2] for link in found(tmp_path, files)] == ["#t1", "#t1", "#t1"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("[[a|rose by 44]]. `44` and [44 x](u.md) and then **44** of them [[a]].", "<strong>|</strong>"),
        ("`44` and $44$ and 44 [[a]].", "and | "),
        ('<a href="a.html">44</a> and <i title="44">44</i> [[a]].', '"44">|</i>'),
        ("44 *of 44* [[a]].", "of |</em>"),
        ("[44 *x*](https://example.org/44), 44. [[a]]", ", |. "),
    ],
)
def test_a_link_stands_at_its_own_words_and_in_no_other_link(tmp_path: Path, body: str, shown: str) -> None:
    files = {"lines/q.md": note("Q?", body), "notes/a.md": note("A", "x", summary="By 44")}
    html = built(tmp_path, files).text("lines/q.html")
    before, after = shown.split("|")
    assert f'{before}<a class="found t1" href="#t1">44</a>{after.strip()}' in html


def test_feeds_and_twins_have_the_words_alone(tmp_path: Path) -> None:
    twin = built(tmp_path, {"lines/q.md": LINE, "notes/a.md": note("A", "It rose by 44%.")}).text(
        "lines/q.md"
    )
    assert "It rose by 44%" in twin


TEXT: Rich = (
    "<p>in 44, <b>4</b>4 and <a href='44'>44 </a>",
    Hole(HoleKind.OPEN, 0),
    "44",
    Hole(HoleKind.CLOSE, 0),
    " or 44 &amp; 4</p>",
)


@pytest.mark.parametrize(
    ("words", "before", "whole", "spot"),
    [
        (
            "44",
            "in ",
            "in 44, 44 and 44 44 or 44 & 4",
            None,
        ),  # told apart by nothing: 5 in the text, 4 in HTML
        ("44", "in ", "", Spot(0, 6, 8)),
        ("44", "in 44, and ", "", None),
        ("44", "in 44, and 44 ", "", None),
        ("44 & 4", "in 44, 44 and 44 44 or ", "", Spot(4, 4, 14)),
        ("45", "", "", None),
    ],
)
def test_spots(words: str, before: str, whole: str, spot: Spot | None) -> None:
    assert spot_of(TEXT, words, before, whole) == spot


def test_marks_do_not_overlap() -> None:
    marks = [(Spot(0, 4, 6), "<c>", "</c>"), (Spot(0, 1, 3), "<a>", "</a>"), (Spot(0, 2, 5), "<b>", "</b>")]
    assert put_in(("0123456789", Hole(HoleKind.LINK, 1), "x"), marks) == (
        "0<a>12</a>3<c>45</c>6789",
        Hole(HoleKind.LINK, 1),
        "x",
    )


def test_links_of_a_later_block_are_known_by_their_own_words(tmp_path: Path) -> None:
    body = "First [[c]] and [[c]] and [[c|other words]].\n\nIt rose, [[a|by 44%]], then by 44% [[a]]."
    files = {
        "lines/q.md": note("Q?", body),
        "notes/a.md": note("A", "x", summary="It rose by 44%."),
        "notes/c.md": note("C", "x", summary="Nothing."),
    }
    assert found(tmp_path, files) == ["44% -> #t1"]

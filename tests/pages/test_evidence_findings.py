"""Findings on evidence, each at its place."""

from pathlib import Path

import pytest

from clewline.diagnostics.diagnostic import Diagnostic
from clewline.evidence import Change
from clewline.pages.evidence_findings import around, diff_text
from clewline.pages.traced import Words
from driver import SiteDriver, note


def findings(tmp_path: Path, files: dict[str, str]) -> list[Diagnostic]:
    site = SiteDriver(tmp_path)
    for path, text in files.items():
        site.write(path, text)
    return [d for d in site.build().found if d.code.startswith(("figure-", "quote-", "hedge-"))]


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("It rose by 37% [[a]].", "12-14"),
        ("It rose by **37**&nbsp;% [[a]].", "14-25"),
        ("> It rose by 37% [[a]].", "14-16"),
        ("[[a|It rose by 37%]].", "16-18"),
        ("| x |\n|---|\n| by 37% [[a]] |", "6-8"),
        ("It rose[^1].\n\n[^1]: by 37% [[a]].", "10-12"),
    ],
)
def test_a_finding_stands_at_its_very_words(tmp_path: Path, body: str, column: str) -> None:
    (found,) = findings(
        tmp_path, {"lines/q.md": note("Q?", body), "notes/a.md": note("A", "It rose by 31%.")}
    )
    start, end = found.span.start, found.span.end
    raw = note("Q?", body).split("\n")[start.line - 1]
    assert raw[start.column - 1 : end.column - 1].startswith("37")
    assert raw[: start.column - 1].endswith(("by ", "**"))
    assert found.code == "figure-missing"


def test_the_nearest_passage_is_given_with_its_place(tmp_path: Path) -> None:
    files = {
        "lines/q.md": note("Q?", "Plots recovered in 37% of cases [[a]]."),
        "notes/a.md": note("A", "First.\n\nPlots recovered in 31% of cases."),
    }
    (found,) = findings(tmp_path, files)
    assert found.hint
    (near,) = found.related
    assert (near.span.path, near.span.start.line) == ("notes/a.md", 6)
    assert "Plots recovered in 31% of cases." in near.message


def test_no_passage_is_near_where_none_has_a_word_in_common(tmp_path: Path) -> None:
    summary = "Within five years 41% of the plots had recovered."
    files = {"notes/a.md": note("Plots recover", "Ships sank.", summary=summary)}
    assert [(found.code, found.related) for found in findings(tmp_path, files)] == [
        ("figure-summary", ()),
        ("figure-summary", ()),
    ]


def test_beyond_an_excerpt_it_is_only_for_information(tmp_path: Path) -> None:
    files = {
        "references/w2020.md": note("W", "> The wardens counted 44 nesting birds in the reserve"),
        "notes/a.md": note("A", "Elsewhere 70 ships sank. [@w2020]"),
    }
    assert [found.code for found in findings(tmp_path, files)] == ["figure-excerpt"]


def test_each_hop_has_its_words(tmp_path: Path) -> None:
    files = {"notes/a.md": note("A", "Words alone.", summary="They counted 44 birds")}
    (found,) = findings(tmp_path, files)
    assert (found.code, found.message) == ("figure-summary", "“44” is nowhere in the text below")
    assert found.hint == "say it in the text too, or take it out of the summary"
    (found,) = findings(tmp_path, {"notes/a.md": note("A", "Words.", summary='They said "a slow thaw came"')})
    assert found.code == "quote-summary"


def test_a_summary_that_contradicts_its_body_is_an_error(tmp_path: Path) -> None:
    body = "The wardens counted 84 nesting birds in the reserve."
    text = note("A", body, summary="The wardens counted 48 nesting birds in the reserve")
    assert [found.code for found in findings(tmp_path, {"notes/a.md": text})] == ["figure-missing"]


def test_the_deck_of_a_line_must_be_borne_out_by_its_text(tmp_path: Path) -> None:
    files = {
        "lines/q.md": note("Q?", "So it is [[a]].", deck="On 44 birds"),
        "notes/a.md": note("A", "44 birds"),
    }
    assert [found.code for found in findings(tmp_path, files)] == ["figure-missing"]


def test_beyond_an_excerpt_words_and_hedges_are_for_information(tmp_path: Path) -> None:
    files = {
        "notes/w.bib": "@book{w, title={W}, author={A, B}, year=2020, abstract={The format that wins depends on the size of the model, not necessarily on its quality.}}",
        "notes/a.md": note(
            "A",
            'The format that wins depends on the size of the model, not on its quality [@w]. They call it "a very slow thaw" [@w].',
        ),
    }
    assert {found.code for found in findings(tmp_path, files)} == {"hedge-excerpt", "quote-excerpt"}


def test_word_diffs() -> None:
    diff = (Change(" ", "did "), Change("-", "not"), Change("+", "ever"), Change(" ", " improve"))
    assert diff_text(diff) == "did [-not-] {+ever+} improve"
    assert diff_text(()) == ""


@pytest.mark.parametrize("at", [0, 100, 500, 990])
def test_a_long_passage_is_cut_between_words(at: int) -> None:
    text = "".join(f"word{number:03} " for number in range(125)).strip()
    shown = around(text, Words("a.md", 0, at, at + 7))
    assert len(shown) < 250
    assert text[at : at + 7].strip() in shown
    assert all(word == "…" or len(word) == 7 for word in shown.split())
    assert around("short\n text", Words("a.md", 0, 1, 2)) == "short text"

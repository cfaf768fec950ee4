"""Which texts a claim is looked for in, hop by hop."""

from pathlib import Path

import pytest

from clewline.pages.traced import Hop
from driver import SiteDriver, note

BIB = "@article{w2020, title={Work of 1999}, author={Kahneman, Daniel}, year=2020%s}\n"


def traced(
    tmp_path: Path, files: dict[str, str], path: str = "lines/q.md"
) -> list[tuple[str, str, str, str]]:
    """Hop, words of the claim, code, and the path and words of the evidence, of each claim of a document."""
    site = SiteDriver(tmp_path)
    for name, text in files.items():
        site.write(name, text)
    built = site.build()
    evidence = built.evidence
    found = []
    for one in evidence.traced(path):
        claim = evidence.passage(path, one.passage).text[one.trace.start : one.trace.end]
        place = ""
        if one.words:
            words = evidence.words(one.words)
            place = f"{one.words.path}: {words[one.words.start : one.words.end]}"
        found.append((one.hop.value, claim, one.trace.code, place))
    return found


def figures(tmp_path: Path, files: dict[str, str], path: str = "lines/q.md") -> list[tuple[str, str, bool]]:
    """Hop and words of each figure of a document, and whether it was found."""
    return [(hop, claim, not code) for hop, claim, code, _ in traced(tmp_path, files, path)]


LINE = note("Is it 12?", "It rose to 44 [[a]]. Of those, 55 stayed [[b|in the north]].")


def test_from_a_line_to_the_notes_that_it_cites(tmp_path: Path) -> None:
    files = {"lines/q.md": LINE, "notes/a.md": note("A", "The value was 44."), "notes/b.md": "- 55 of them"}
    assert traced(tmp_path, files) == [
        ("cards", "44", "", "notes/a.md: 44"),
        ("cards", "55", "", "notes/b.md: 55"),
    ]
    files["notes/b.md"] = "Nothing."
    assert figures(tmp_path, files)[1] == ("cards", "55", False)


def test_across_languages_only_digits_and_quotations_are_compared(tmp_path: Path) -> None:
    english = note("A", 'Of 1,500 nests 17.7% may have failed; wardens wrote "all quiet here".')
    said = "Von 1500 Nestern sind 17,7 Prozent gescheitert, 18,8 % gar nicht: „all quiet here“ [[a]]."
    files = {"lines/q.md": note("Wie viele?", said, lang="de"), "notes/a.md": english}
    assert [(claim, code) for _, claim, code, _ in traced(tmp_path, files)] == [
        ("1500", ""),
        ("17,7", ""),
        ("18,8 %", "figure-missing"),
        ("„all quiet here“", ""),
    ]


def test_documents_of_one_other_language_are_compared_by_its_words(tmp_path: Path) -> None:
    german = note("A", "Möglicherweise scheitern 17,7 Prozent der Nester an Katzen.", lang="de")
    said = "An Katzen scheitern 17,7 % der Nester [[a]]."
    files = {"lines/q.md": note("Wie viele?", said, lang="de"), "notes/a.md": german}
    found = [(claim, code) for _, claim, code, _ in traced(tmp_path, files)]
    assert found == [("An Katzen scheitern 17,7 % der Nester.", "hedge-dropped"), ("17,7 %", "")]


@pytest.mark.parametrize(
    "place",
    [
        {"notes/a.md": "---\nsummary: The 44\n---\nWords"},
        {"notes/a.md": "# Title 44\n\nWords"},
        {"notes/a.md": "## Heading 44\n\nWords"},
        {"notes/a.md": "> Quoted 44\n\nWords"},
        {"notes/a.md": "| x |\n|---|\n| 44&nbsp;% |"},
        {"notes/a.md": "Words[^1]\n\n[^1]: 44"},
    ],
)
def test_all_that_a_note_says_counts(tmp_path: Path, place: dict[str, str]) -> None:
    files = {"lines/q.md": note("Q?", "It rose to 44 [[a]]."), **place}
    assert [found for _, _, found in figures(tmp_path, files)] == [True]


def test_the_headings_of_a_line_claim_nothing(tmp_path: Path) -> None:
    files = {"lines/q.md": note("Q?", "## The 70s\n\nWords [[a]]."), "notes/a.md": "x"}
    assert figures(tmp_path, files) == []


def test_from_a_summary_to_the_body(tmp_path: Path) -> None:
    files = {"notes/a.md": note("A", "The value was 44.", summary="It is 44, not 45")}
    assert figures(tmp_path, files, "notes/a.md") == [("body", "44", True), ("body", "45", False)]
    files = {"lines/q.md": note("Q?", "It is 44 [[a]].", deck="On the 44 and 46"), "notes/a.md": "44"}
    assert figures(tmp_path, files)[1:] == [("body", "44", True), ("body", "46", False)]


def test_a_summary_without_a_body_has_nothing_to_agree_with(tmp_path: Path) -> None:
    assert figures(tmp_path, {"notes/a.md": note("A", "", summary="It is 44")}, "notes/a.md") == []
    assert figures(tmp_path, {"notes/a.md": note("A", "It is 44")}, "notes/a.md") == []


EXCERPTS = {
    "annotation": {"references/w2020.md": note("W", "Mine: 45\n\n> They counted 44 birds")},
    "quotation": {"notes/b.md": "> They counted 44 birds [@w2020]", "notes/w.bib": BIB % ""},
    "own quotation": {"notes/w.bib": BIB % ""},
    "abstract": {"notes/w.bib": BIB % ", abstract={They counted 44 birds}"},
}


@pytest.mark.parametrize("name", EXCERPTS)
def test_from_a_note_to_what_is_stored_of_its_work(tmp_path: Path, name: str) -> None:
    quoted = "\n\n> They counted 44 birds [@w2020]" if name == "own quotation" else ""
    text = note("A", f"There were 44 birds and 45 eggs [@w2020].{quoted}")
    found = figures(tmp_path, {**EXCERPTS[name], "notes/a.md": text}, "notes/a.md")
    assert found == [("excerpt", "44", True), ("excerpt", "45", False)]


def test_a_note_with_a_work_of_which_nothing_is_stored_is_left_alone(tmp_path: Path) -> None:
    bib = BIB % ", abstract={They counted 44 birds}" + "@book{v, title={V}, author={A, B}, year=2001}"
    files = {"notes/w.bib": bib, "notes/a.md": note("A", "There were 45 [@w2020] [@v].")}
    assert figures(tmp_path, files, "notes/a.md") == []


def test_a_note_that_only_names_a_work_is_no_annotation_of_it(tmp_path: Path) -> None:
    cited = "> Able, B. (2020). A study of birds. https://doi.org/10.1000/44\n\nThere were 44 birds."
    site = SiteDriver(tmp_path)
    site.write("notes/a.md", note("A", cited, doi="10.1000/44"))
    built = site.build()
    assert built.evidence.traced("notes/a.md") == ()
    (key,) = built.corpus.references
    assert built.corpus.references[key].annotation == ""


def test_what_is_not_in_an_excerpt_may_be_elsewhere_in_the_work(tmp_path: Path) -> None:
    files = {
        "references/w2020.md": note("W", "> The wardens counted 44 nesting birds in the reserve"),
        "notes/a.md": note(
            "A", "Wardens counted 45 nesting birds there. Elsewhere 70 ships sank.\n\n[@w2020]"
        ),
    }
    site = SiteDriver(tmp_path)
    for name, text in files.items():
        site.write(name, text)
    built = site.build()
    found = built.evidence.traced("notes/a.md")
    assert {one.hop for one in found} == {Hop.EXCERPT}
    assert [one.beyond for one in found][-1]


@pytest.mark.parametrize(
    "cited",
    [
        {"notes/b.md": note("B", "44", private="true")},
        {"notes/b.md": note("B", "44", status="draft")},
        {},
    ],
)
def test_of_a_note_that_cannot_be_seen_nothing_is_said(tmp_path: Path, cited: dict[str, str]) -> None:
    body = "It is 44 [[b]]. It is 45 [[a]]. It is 46. [[b]] It is 47."
    found = figures(tmp_path, {"lines/q.md": note("Q?", body), "notes/a.md": note("A", "x"), **cited})
    assert [words for _, words, _ in found] == ["45", "47"]


def test_of_a_work_that_is_not_stored_nothing_is_said(tmp_path: Path) -> None:
    files = {
        "lines/q.md": note("Q?", "It is 44 [@w2020]. It is 45 [[a]]."),
        "notes/a.md": note("A", "45"),
        "notes/w.bib": BIB % "",
    }
    assert figures(tmp_path, files) == [("cards", "45", True)]
    files["notes/w.bib"] = BIB % ", abstract={There are 44 birds}"
    assert figures(tmp_path, files) == [("cards", "44", True), ("cards", "45", True)]


def test_what_only_the_title_of_a_cited_notes_work_has_is_found_there(tmp_path: Path) -> None:
    files = {
        "w.bib": BIB % "" + "@article{v2020, title={Fifty ways}, author={A, B}, year=2020}\n",
        "lines/q.md": note("Q?", "There are 50 of them [[a]], says “Work of 1999” [[a]]."),
        "notes/a.md": note("A", "Text.", references="[w2020, v2020]"),
    }
    assert traced(tmp_path, files) == [
        ("cards", "50", "", "@v2020: "),
        ("cards", "“Work of 1999”", "", "@w2020: "),
    ]

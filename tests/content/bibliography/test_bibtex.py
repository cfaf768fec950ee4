import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.content.bibliography import parse_bibtex
from clewline.content.works import Reference
from clewline.diagnostics.diagnostic import Checked
from clewline.text.spans import SourceFile


def read(text: str | bytes) -> Checked[tuple[Reference, ...]]:
    return parse_bibtex(SourceFile("refs.bib", text if isinstance(text, bytes) else text.encode()))


def only(text: str) -> Reference:
    checked = read(text)
    assert not checked.diagnostics
    (reference,) = checked.value
    return reference


def test_a_conference_paper_on_arxiv() -> None:
    reference = only(
        "% a comment\n@inproceedings{zhou2023lima,\n"
        "  author = {Zhou, Chunting and Liu, Pengfei and {OpenAI}},\n"
        "  title = {{LIMA}: Less Is More},\n  booktitle = {NeurIPS}, pages = {1--20},\n"
        "  year = 2023, month = may,\n  eprint = {2305.11206}, archivePrefix = {arXiv}\n}\n"
    )
    assert reference.key == "zhou2023lima"
    assert reference.span.start == (2, 16)
    assert reference.span.end == (2, 28)
    assert reference.title == "LIMA: Less Is More"
    assert reference.label == "Zhou et al. 2023"
    assert reference.authors == ("Chunting Zhou", "Pengfei Liu", "OpenAI")
    assert (reference.container, reference.arxiv, reference.doi) == ("NeurIPS", "2305.11206", "")
    assert reference.url == "https://arxiv.org/abs/2305.11206"
    item = json.loads(reference.csl)
    assert item["type"] == "paper-conference"
    assert item["title"] == '<span class="nocase">LIMA</span>: Less Is More'
    assert item["issued"] == {"date-parts": [[2023, 5]]}
    assert item["page"] == "1-20"
    assert item["author"][2] == {"literal": "OpenAI"}


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@article{k, title={T}, journal={J}}", "article-journal"),
        ("@article{k, title={T}, journal={arXiv preprint arXiv:2305.11206}}", "article"),
        ("@misc{k, title={T}, eprint={2305.11206}}", "article"),
        ("@misc{k, title={T}, howpublished={\\url{https://x.org/a_b}}}", "webpage"),
        ("@misc{k, title={T}}", "document"),
        ("@phdthesis{k, title={T}}", "thesis"),
        ("@techreport{k, title={T}}", "report"),
        ("@incollection{k, title={T}}", "chapter"),
        ("@unheardof{k, title={T}}", "document"),
    ],
)
def test_types(entry: str, kind: str) -> None:
    assert json.loads(only(entry).csl)["type"] == kind


def test_addresses_are_not_read_as_latex() -> None:
    reference = only(r"@misc{k, title={T}, howpublished={\url{https://x.org/~a\_b--c?d=1\%20e}}}")
    assert reference.url == "https://x.org/~a_b--c?d=1%20e"


def test_names_with_particles_suffixes_accents_and_others() -> None:
    reference = only(
        r"@book{k, title={T}, author={Ludwig van Beethoven and King, Jr, Martin and "
        r"S{\o}ren \v{C}ech and others}}"
    )
    assert reference.authors == ("Ludwig van Beethoven", "Martin King Jr", "Søren Čech")
    assert reference.label == "van Beethoven et al."
    assert json.loads(reference.csl)["author"][3] == {"literal": "others"}


def test_strings_comments_and_preambles() -> None:
    checked = read(
        '@string{acl = "Proceedings of the " # {ACL}}\n@preamble{"\\newcommand{\\x}{}"}\n'
        "@comment{jabref-meta: @article{hidden, title={No}}}\n@inproceedings(k, title={T}, booktitle=acl)\n"
    )
    assert [(r.key, r.container) for r in checked.value] == [("k", "Proceedings of the ACL")]
    assert not checked.diagnostics
    unknown = read("@article{k, title={T},\n  journal = acl}")
    assert unknown.diagnostics[0].code == "reference-field"
    assert unknown.diagnostics[0].span.start == (2, 13)


def test_crossref_takes_over_what_is_missing() -> None:
    checked = read(
        "@inproceedings{a, title={Paper}, author={A B}, crossref={Conf}}\n@inproceedings{b, title={Lost}, crossref={none}}\n"
        "@proceedings{conf, title={The Conference}, year=2020, editor={C D}}\n"
    )
    first = checked.value[0]
    assert (first.container, first.year, first.title) == ("The Conference", "2020", "Paper")
    assert [(d.code, d.span.start) for d in checked.diagnostics] == [("reference-field", (2, 33))]


def test_an_abstract_is_read_as_latex() -> None:
    written = r"@book{k, title={T}, abstract={Over 31\% of 1,204 plots {\&} 5% ``grew''}}"
    assert only(written).abstract == "Over 31% of 1,204 plots & 5% “grew”"


def test_abstract_keywords_and_notes_are_not_handed_on() -> None:
    assert (
        "secret"
        not in only(
            "@book{k, title={T}, abstract={secret}, keywords={secret}, note={secret}, file={secret}}"
        ).csl
    )


def test_a_broken_entry_does_not_lose_the_others() -> None:
    checked = read(
        "@article{a, title={A}}\n\n@article{b,\n  title = {B},\n  journal {J}\n}\n\n@article{c, title={C}}\n"
        "@article{d,\n  title = {D,\n  year = 2020\n}\n\n  @article{e, title={E}}\n@article{f, title={F} year=2020}\n"
        "@article{g, title={G}}\n"
    )
    assert [r.key for r in checked.value] == ["a", "b", "c", "d", "e", "f", "g"]
    assert [(d.code, d.span.start) for d in checked.diagnostics] == [
        ("reference-syntax", (5, 11)),
        ("reference-syntax", (9, 10)),
        ("reference-syntax", (15, 23)),
    ]


def test_an_entry_that_is_never_closed_ends_at_the_next_one() -> None:
    checked = read("@article{a,\n  title = {A},\n  year = 2020,\n\n@article{b, title={B}}\n")
    assert [(r.key, r.year) for r in checked.value] == [("a", "2020"), ("b", "")]
    assert [d.code for d in checked.diagnostics] == ["reference-syntax"]


def test_duplicate_keys_name_both_places() -> None:
    checked = read("@book{Key, title={One}}\n@book{key, title={Two}}\n")
    assert [r.title for r in checked.value] == ["One"]
    (clash,) = checked.diagnostics
    assert clash.code == "reference-duplicate"
    assert (clash.span.start, clash.related[0].span.start) == ((2, 7), (1, 7))


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("url = {javascript:alert(1)}", 3),
        ("url = {https://x.org/<b>}", 3),
        ("doi = {not a doi}", 3),
        ("year = {soon}", 3),
        ("author = {A, B, C, D, E}", 3),
    ],
)
def test_unusable_values_are_reported_where_they_stand(field: str, column: int) -> None:
    checked = read("@misc{k,\n  title = {T},\n  " + field + "\n}")
    assert [(d.code, d.span.start) for d in checked.diagnostics] == [("reference-field", (3, column))]
    assert "javascript" not in checked.value[0].csl


def test_bytes_that_are_not_utf8() -> None:
    checked = read(b"\xef\xbb\xbf@book{a, title={\xc3\xa9}}\r\n@book{b, title={caf\xe9}}\r\n")
    assert [r.key for r in checked.value] == ["a", "b"]
    assert [(d.code, d.span.start) for d in checked.diagnostics] == [("encoding-invalid", (2, 20))]


def test_macros_of_one_file_do_not_reach_another() -> None:
    read("@string{jan = {J}}@string{acl = {ACL}}")
    assert json.loads(only("@book{k, title={T}, year=2020, month=jan}").csl)["issued"] == {
        "date-parts": [[2020, 1]]
    }
    assert read("@article{k, title={T}, journal=acl}").diagnostics


PIECES = [
    "@article{",
    "k,",
    "title",
    "=",
    "{",
    "}",
    '"',
    "#",
    ",",
    "\n",
    "\\'",
    "\\",
    "$",
    "é",
    "@comment",
    "author",
    " and ",
    "url",
    "(",
    "\x00",
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join).map(str.encode) | st.binary(max_size=60))
def test_any_bytes_give_references(data: bytes) -> None:
    checked = read(data)
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for diagnostic in checked.diagnostics:
        assert 1 <= diagnostic.span.start.line <= len(lines)
        assert 1 <= diagnostic.span.start.column <= len(lines[diagnostic.span.start.line - 1]) + 1
    for reference in checked.value:
        assert json.loads(reference.csl)["id"] == reference.key
        reference.csl.encode()

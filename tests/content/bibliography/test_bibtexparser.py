"""BibTeX that was made to cost much: strings of strings, entries without an end."""

from collections.abc import Callable

import pytest

from clewline.content.bibliography import parse_bibtex
from clewline.content.bibliography.bibtexparser import BoundedParser
from clewline.content.works import Reference
from clewline.diagnostics.diagnostic import Checked
from clewline.text.limits import EXPANSION_CHARACTERS
from clewline.text.spans import SourceFile


def parsed(text: str) -> Checked[tuple[Reference, ...]]:
    return parse_bibtex(SourceFile("a.bib", text.encode()))


def doubling(times: int) -> str:
    strings = (f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(times))
    return '@string{a0 = "ab"}\n' + "".join(strings)


def test_strings_of_strings_are_read() -> None:
    (reference,) = parsed(doubling(3) + "@misc{k, title = a3}").value
    assert "ab" * 8 in reference.csl


def test_strings_that_double_are_refused_before_they_fill_the_memory() -> None:
    read = parsed(doubling(32) + "@misc{k, title = {Fine}}")
    assert [reference.key for reference in read.value] == ["k"]
    assert {found.code for found in read.diagnostics} == {"reference-syntax", "reference-field"}
    assert "many times longer" in read.diagnostics[0].message
    assert read.diagnostics[0].span.start.line == 16


def test_a_string_that_is_used_often_is_refused_where_it_becomes_too_much() -> None:
    uses = "".join(f"@misc{{k{n}, title = a}}\n" for n in range(200))
    read = parsed(f'@string{{a = "{"x" * 1000}"}}\n{uses}')
    assert len(read.value) == EXPANSION_CHARACTERS // 1000


def test_a_parent_is_inherited_as_often_as_it_is_not_too_much() -> None:
    children = "".join(f"@inbook{{k{n}, title = {{T}}, crossref = {{p}}}}\n" for n in range(200))
    read = parsed(f"{children}@book{{p, title = {{{'x' * 1000}}}}}\n")
    inherited = [reference for reference in read.value if "xxx" in reference.csl and reference.key != "p"]
    assert len(inherited) == EXPANSION_CHARACTERS // 1000
    assert {found.code for found in read.diagnostics} == {"reference-field"}


@pytest.mark.parametrize(
    "piece",
    [
        "@a{k%d, title = {x\n",
        '@a{k%d, title = "x\n',
        "@a{k%d, title = {x}\n",
        "@comment{ %d\n",
        "@comment{ %d ",
        "@string{ a%d = {\n",
    ],
)
def test_entries_without_an_end_are_each_read_once(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0
    skip_to: Callable[..., object] = BoundedParser.skip_to

    def counting(parser: BoundedParser, patterns: list[object]) -> object:
        nonlocal looked_at
        before = parser.pos
        token = skip_to(parser, patterns)
        looked_at += (parser.pos if token else parser.end_pos) - before
        return token

    monkeypatch.setattr(BoundedParser, "skip_to", counting)
    text = "".join(piece % n for n in range(500))
    parsed(text)
    assert looked_at <= 3 * len(text)


def test_a_value_that_looks_like_an_entry_is_still_a_value() -> None:
    (reference,) = parsed("@misc{k, title = {T}, abstract = {\n@misc{not, title = {x}}\n}}").value
    assert reference.key == "k"

from time import process_time

import pytest

from clewline.content.front_matter import parse_front_matter
from clewline.content.header import Field, FrontMatter
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.text.limits import FRONT_MATTER_CHARACTERS


def read(header: str) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    return parse_front_matter(f"---\n{header}\n---\nbody", "a.md")


def fields(header: str) -> dict[str, Field]:
    found, faults = read(header)
    assert faults == ()
    return found.fields


def value(header: str, key: str = "k") -> str:
    (only,) = fields(header)[key].values
    return only.text


def faults(header: str) -> list[str]:
    return [f"{one.span.start.line}:{one.span.start.column} {one.code}" for one in read(header)[1]]


@pytest.mark.parametrize(
    "written",
    "no yes true null-ish 012 0x1f 1:30 12:30:45 2024-01-01 1_000 .nan .inf = << -1.50 +1e3 {{ a&b a#b https://a.example/b#c".replace(
        "{{ ", ""
    ).split(),
)
def test_scalars_are_what_was_typed(written: str) -> None:
    assert value(f"k: {written}") == written
    assert [one.text for one in fields(f"k: [{written}]")["k"].values] == [written]


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ('k: "a: \\"b\\" \\u00e9"', 'a: "b" é'),
        ("k: 'it''s'", "it's"),
        ("k: >\n  two\n  lines", "two lines\n"),
        ("k: |-\n  two\n  lines", "two\nlines"),
        ("k: two\n  lines", "two lines"),
        ("k: a # comment", "a"),
        ("? k\n: a", "a"),
        ('k: ""', ""),
        ("k: a\u2028b\u2029c\u0085d", "a\u2028b\u2029c\u0085d"),
    ],
)
def test_forms_of_text(header: str, text: str) -> None:
    assert value(header) == text


@pytest.mark.parametrize("written", ["", "~", "null", "# comment"])
def test_empty_values_hold_nothing(written: str) -> None:
    field = fields(f"k: {written}")["k"]
    assert (field.values, field.is_list, field.nested) == ((), False, False)


@pytest.mark.parametrize("text", ["{{title}}", "{{date:YYYY-MM-DD}}", '{{ replace .Name "-" " " | title }}'])
def test_the_placeholder_of_a_template_is_a_text(text: str) -> None:
    header, faults = parse_front_matter(f"---\nkey: {text}\nlist:\n  - {text}\n  - b\n---\n", "n.md")
    assert [value.text for value in header.fields["key"].values] == [text]
    assert [value.text for value in header.fields["list"].values] == [text, "b"]
    assert header.fields["key"].values[0].span.start.column == 6 and not faults


def test_lists_and_mappings() -> None:
    found = fields("a: [x, 'y']\nb:\n  - x\n  - k: v\nc: {d: e}\nf: []")
    assert [one.text for one in found["a"].values] == ["x", "y"] and found["a"].is_list
    assert found["b"].nested and found["b"].is_list and found["c"].nested and not found["c"].is_list
    assert found["f"].is_list and found["f"].values == ()


@pytest.mark.parametrize(
    ("header", "links"),
    [
        ("k: [[a]]", [("[[a]]", 4, 9)]),
        ("k: [[a b#c|d]]", [("[[a b#c|d]]", 4, 15)]),
        ("k: [[[a]], [[b]]]", [("[[a]]", 5, 10), ("[[b]]", 12, 17)]),
        ("k:\n  - [[a]]\n  - [[b: c]]", [("[[a]]", 5, 10), ("[[b: c]]", 5, 13)]),
        ('k: ["[[a]]"]', [("[[a]]", 5, 12)]),
        ("k: [[a]], [[b]]", [("[[a]], [[b]]", 4, 18)]),
        ("k: [[a]] (it's p. 3)", [("[[a]] (it's p. 3)", 4, 24)]),
        ("k: [[a]] # said", [("[[a]]", 4, 9)]),
    ],
)
def test_links_without_quotes(header: str, links: list[tuple[str, int, int]]) -> None:
    assert [
        (one.text, one.span.start.column, one.span.end.column) for one in fields(header)["k"].values
    ] == links


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\na: b\n---\nbody", "body", 4),
        ("---  \na: b\n...\nbody", "body", 4),
        ("---\n---\nbody", "body", 3),
        ("---\na: b\n---", "", 3),
        ("body\n---\na: b\n---\n", "body\n---\na: b\n---\n", 1),
        ("\n---\na: b\n---\n", "\n---\na: b\n---\n", 1),
        ("---\na: b\n---\nx\n---\nc: d\n---\n", "x\n---\nc: d\n---\n", 4),
        ("----\na: b\n---\n", "----\na: b\n---\n", 1),
        ("---", "---", 1),
    ],
)
def test_where_the_body_begins(text: str, body: str, line: int) -> None:
    found, wrong = parse_front_matter(text, "a.md")
    assert (text[found.body_offset :], found.body_line, wrong) == (body, line, ())


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("a: b\nk: c: d", ["3:5 front-matter-syntax"]),
        ("k: @x", ["2:4 front-matter-syntax"]),
        ("k: %x", ["2:4 front-matter-syntax"]),
        ("k: `x`", ["2:4 front-matter-syntax"]),
        ("k: [a", ["3:1 front-matter-syntax"]),
        ("only words", ["2:1 front-matter-syntax"]),
        ("? [a, b]\n: c", ["2:3 front-matter-syntax"]),
        ("a: b\nc: d\na: e", ["4:1 front-matter-duplicate"]),
        ("a: b\n\u2028: c\na: d", ["4:1 front-matter-duplicate"]),
        ("k: &x a", ["2:4 front-matter-limit"]),
        ("a: b\nk: *x", ["3:4 front-matter-limit"]),
        ("k: !!python/object/apply:os.system [ls]", ["2:4 front-matter-limit"]),
        ("k: !ENV x", ["2:4 front-matter-limit"]),
        ("k: !!binary aGk=", ["2:4 front-matter-limit"]),
        ('k: "\\ud800"', ["2:7 front-matter-syntax"]),
        ('k: "\\0"', ["2:4 front-matter-type"]),
        ('"\\x1b": a', ["2:1 front-matter-type"]),
        ("a: b\nk: \x0c", ["3:4 front-matter-syntax"]),
    ],
)
def test_faults_and_their_places(header: str, wanted: list[str]) -> None:
    assert faults(header) == wanted


@pytest.mark.parametrize("header", ["a: b\n\tc: d", "a:\n\t- b", "a: b\n  \tc: d"])
def test_a_tab_is_called_a_tab(header: str) -> None:
    (fault,) = read(header)[1]
    assert fault.message == "a tab stands where the front matter takes only spaces"
    assert fault.span.start == (3, header.splitlines()[1].index("\t") + 1)


def test_what_came_before_a_fault_is_kept() -> None:
    found, (fault,) = read("title: T\nk: a: b\nlater: x")
    assert {key: field.values[0].text for key, field in found.fields.items()} == {"title": "T", "k": "a"}
    assert fault.hint == "put the value in quotes"


def test_the_first_of_two_equal_keys_counts_and_the_second_names_it() -> None:
    found, (fault,) = read("a: one\nb: x\na: two")
    assert found.fields["a"].values[0].text == "one"
    assert [(one.span.start, one.message) for one in fault.related] == [((2, 1), "first given here")]


def test_a_header_that_is_never_closed() -> None:
    found, (fault,) = parse_front_matter("---\ntitle: T\n\ntext", "a.md")
    assert (found.body_offset, fault.span.start, fault.code) == (0, (1, 1), "front-matter-syntax")
    assert parse_front_matter("---\n\na rule, then text", "a.md") == (FrontMatter({}, 0, 1), ())


BOMB = "a: &a [x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (BOMB, "front-matter-limit"),
        ("a: &a\n  b: *a", "front-matter-limit"),
        ("k: " + "[" * 2_000, "front-matter-limit"),
        ("k: " + "[" * 60_000, "front-matter-limit"),
        ("k: " + "{a: " * 10_000, "front-matter-limit"),
        ("k: " + "x" * FRONT_MATTER_CHARACTERS, "front-matter-limit"),
        ("k: [[[[[[[[[[a]]]]]]]]]]", "front-matter-limit"),
    ],
)
def test_headers_that_would_cost_too_much_are_refused_at_once(header: str, code: str) -> None:
    begun = process_time()
    assert [one.code for one in read(header)[1]] == [code]
    assert process_time() - begun < 1


def test_long_headers_within_the_limit_are_read() -> None:
    assert len(fields("k:\n" + "  - item\n" * 6_000)["k"].values) == 6_000
    assert value("k: " + "9" * 5_000) == "9" * 5_000
    assert len(value("k: " + "x" * (FRONT_MATTER_CHARACTERS - 4))) == FRONT_MATTER_CHARACTERS - 4


@pytest.mark.parametrize(
    "text",
    ["# A heading\n\n**Author:** Somebody\n", "[[Home]] | [[Index]]", "> quoted: words", "- one\n- two"],
)
def test_what_stands_between_two_rules_is_text_where_it_begins_as_no_key_does(text: str) -> None:
    assert read(text) == (FrontMatter({}, 0, 1), ())


def test_a_guard_makes_a_header_of_what_begins_as_text() -> None:
    found, broken = read("* a list\nprivate: true")
    assert [value.text for value in found.fields["private"].values] == ["true"]
    assert broken

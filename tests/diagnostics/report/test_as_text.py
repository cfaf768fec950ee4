import json
import re
import unicodedata

import pytest

from clewline.diagnostics.diagnostic import Diagnostic, Related
from clewline.diagnostics.report import EXCERPT_WIDTH, MESSAGE_LENGTH, jsonl, summary, terminal
from clewline.settings.config import Config, severity_of
from clewline.text.spans import Position, Span, span_at

FILES = {
    "lines/a.md": [
        "Nothing is taught [[lima]].",
        "",
        "\tTab 漢字 [[x]] e\u0301 [[y]]",
        "first",
        "  second",
        "third",
        "fourth",
    ],
    "notes/b.md": ["safe \x1b[31mred\u202e [[z]]\ttab", "x" * 150 + " [[far]] " + "y" * 150],
}
LOUD = severity_of(Config())


def at(
    path: str, line: int, column: int, length: int, code: str = "link-missing", hint: str = ""
) -> Diagnostic:
    return Diagnostic(code, "no such note", span_at(path, line, column, length), hint)


SHARED = [
    Diagnostic(
        "citation-ambiguous",
        'two notes are called "lima"',
        span_at("lines/a.md", 1, 19, 8),
        "write the path, as in `[[notes/lima]]`",
        (
            Related(span_at("notes/lima.md", 1, 1, 1), "one"),
            Related(span_at("old/lima.md", 1, 1, 1), "another"),
        ),
    ),
    at("lines/a.md", 3, 9, 5),
    Diagnostic(
        "html-removed", "removed \x1b[2J\nand hidden", Span("lines/a.md", Position(4, 3), Position(7, 4))
    ),
    at("notes/b.md", 1, 16, 5, hint="did you mean `zoo`?"),
    at("notes/gone.md", 9, 1, 1, "file-too-large"),
]

REPORT = """\
lines/a.md:1:19: error[citation-ambiguous]: two notes are called "lima"
  1 | Nothing is taught [[lima]].
    |                   ^^^^^^^^
  see notes/lima.md:1:1: one
  see old/lima.md:1:1: another
hint: write the path, as in `[[notes/lima]]`

lines/a.md:3:9: warning[link-missing]: no such note
  3 |     Tab 漢字 [[x]] e\u0301 [[y]]
    |              ^^^^^

lines/a.md:4:3: info[html-removed]: removed \\x1b[2J\\nand hidden
  4 | first
    |   ^^^
  5 |   second
    |   ^^^^^^
  … |
  7 | fourth
    | ^^^

notes/b.md:1:16: warning[link-missing]: no such note
  1 | safe \\x1b[31mred\\u202e [[z]]    tab
    |                        ^^^^^
hint: did you mean `zoo`?

notes/gone.md:9:1: error[file-too-large]: no such note
"""


def test_terminal_shows_place_source_related_places_and_hint() -> None:
    assert terminal(reversed(SHARED), FILES.get, LOUD) == REPORT


def test_nothing_found_is_an_empty_report() -> None:
    assert terminal([], FILES.get, LOUD) == jsonl([], LOUD) == ""


@pytest.mark.parametrize(
    ("span", "source", "carets"),
    [
        (span_at("f", 1, 4, 1), "abc", "   ^"),  # at the end of a line
        (span_at("f", 1, 3, 9), "abc", "  ^"),  # beyond it
        (span_at("f", 1, 1, 1), "", "^"),  # an empty line
        (span_at("f", 1, 2, 2), "漢字かな", "  ^^^^"),  # wide characters take two columns
        (span_at("f", 1, 3, 1), "e\u0301f", " ^"),  # a combining accent takes none
        (span_at("f", 1, 2, 1), "\tx", "    ^"),
        (span_at("f", 1, 2, 1), "\u200bx", "      ^"),  # invisible characters are written out
    ],
)
def test_carets_stand_under_the_columns(span: Span, source: str, carets: str) -> None:
    report = terminal([Diagnostic("link-missing", "m", span)], lambda _: [source], LOUD)
    assert report.split("\n")[2] == "    | " + carets


def test_a_span_up_to_the_beginning_of_a_line_ends_with_the_line_before() -> None:
    span = Span("lines/a.md", Position(5, 3), Position(6, 1))
    report = terminal([Diagnostic("link-missing", "m", span)], FILES.get, LOUD)
    assert report.split("\n", 1)[1] == "  5 |   second\n    |   ^^^^^^\n"


def test_places_beyond_the_file_have_no_excerpt() -> None:
    assert (
        terminal([at("lines/a.md", 99, 1, 1)], FILES.get, LOUD)
        == "lines/a.md:99:1: warning[link-missing]: no such note\n"
    )


def test_long_lines_are_cut_around_the_caret() -> None:
    shown, carets = terminal([at("notes/b.md", 2, 152, 7)], FILES.get, LOUD).split("\n")[1:3]
    assert shown[6:].startswith("…xxx") and shown.endswith("yyy…") and len(shown[6:]) == EXCERPT_WIDTH
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "[[far]]"


@pytest.mark.parametrize("column", [1, 50, 99, 100, 101, 250, 399, 400, 401])
def test_wherever_a_long_line_is_cut_the_caret_is_right_and_the_width_kept(column: int) -> None:
    source = "".join(chr(0x100 + n) if n % 3 else chr(0x4E00 + n) for n in range(400))
    shown, carets = terminal([at("f", 1, column, 1)], lambda _: [source], LOUD).split("\n")[1:3]
    columns = "".join(c * 2 if unicodedata.east_asian_width(c) == "W" else c for c in shown)
    assert len(columns) <= EXCERPT_WIDTH + 6
    assert columns.ljust(len(carets))[len(carets) - 1] == (source + " ")[column - 1]


def test_a_span_longer_than_the_window_is_marked_to_the_cut() -> None:
    shown, carets = terminal([at("f", 1, 11, 900)], lambda _: ["a" * 1000], LOUD).split("\n")[1:3]
    assert shown.endswith("…") and len(carets) == len(shown)


def test_no_text_can_drive_the_terminal() -> None:
    evil = "".join(map(chr, (*range(32), *range(127, 160), 0x200E, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xDCE9)))
    place = span_at(f"notes/{evil}.md", 1, 1, 3)
    found = Diagnostic("link-missing", evil, place, evil, (Related(place, evil),))
    for report in (terminal([found], lambda _: [evil], LOUD), jsonl([found], LOUD)):
        assert {c for c in report if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl")} == {"\n"}
    assert json.loads(jsonl([found], LOUD))["message"] == evil


def test_joiners_that_scripts_need_are_kept() -> None:
    assert "می\u200cخواهم" in terminal([at("f", 1, 1, 1)], lambda _: ["می\u200cخواهم"], LOUD)


def test_very_long_messages_are_cut() -> None:
    report = terminal([Diagnostic("link-missing", "m" * 9999, span_at("f", 1, 1, 1))], FILES.get, LOUD)
    assert report.endswith(": " + "m" * (MESSAGE_LENGTH - 1) + "…\n")


def test_of_many_in_one_file_the_gravest_are_shown_in_order() -> None:
    found = [at("f", line, 1, 1, "note-uncited") for line in range(1, 30)] + [
        at("f", 30, 1, 1, "citation-missing"),
        at("g", 1, 1, 1),
    ]
    report = terminal(found, lambda _: None, LOUD, limit_per_file=3).split("\n\n")
    assert [part.split(" ")[0] for part in report] == ["f:1:1:", "f:2:1:", "f:30:1:", "f:", "g:1:1:"]
    assert report[3] == "f: and 27 more"


def test_many_related_places_are_counted() -> None:
    related = tuple(Related(span_at(f"n{n}.md", 1, 1, 1), "here") for n in range(8))
    report = terminal(
        [Diagnostic("slug-duplicate", "m", span_at("f", 1, 1, 1), "", related)], lambda _: None, LOUD
    )
    assert report.count("  see n") == 5 and report.endswith("  and 3 more\n")


def test_colour_adds_nothing_but_colour() -> None:
    coloured = terminal(SHARED, FILES.get, LOUD, colour=True)
    assert "\x1b[1;31merror[citation-ambiguous]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == REPORT


def test_what_is_switched_off_is_nowhere() -> None:
    quiet = severity_of(Config(severity=(("link-missing", None),)))
    reports = (terminal(SHARED, FILES.get, quiet), jsonl(SHARED, quiet), summary(SHARED, quiet))
    assert all("link-missing" not in report and "citation-ambiguous" in report for report in reports)


def test_jsonl_has_one_object_a_line_in_the_order_of_the_terminal() -> None:
    records = [json.loads(line) for line in jsonl(reversed(SHARED), LOUD).splitlines()]
    assert [record["path"] for record in records] == [diagnostic.span.path for diagnostic in SHARED]
    place = {"path": "lines/a.md", "line": 1, "column": 19, "end_line": 1, "end_column": 27}
    assert records[0] == {
        "code": "citation-ambiguous",
        "severity": "error",
        "message": 'two notes are called "lima"',
        **place,
        "hint": "write the path, as in `[[notes/lima]]`",
        "related": [
            {
                "message": "one",
                "path": "notes/lima.md",
                "line": 1,
                "column": 1,
                "end_line": 1,
                "end_column": 2,
            },
            {
                "message": "another",
                "path": "old/lima.md",
                "line": 1,
                "column": 1,
                "end_line": 1,
                "end_column": 2,
            },
        ],
    }


def test_summary_counts_by_severity_and_by_code() -> None:
    assert summary([*SHARED, SHARED[1]], LOUD) == (
        "2 errors, 2 warnings, 1 info\n"
        "     1 error[citation-ambiguous]\n"
        "     1 error[file-too-large]\n"
        "     2 warning[link-missing]\n"
        "     1 info[html-removed]\n"
    )
    assert summary([], LOUD) == "nothing found\n"


@pytest.mark.parametrize(("columns", "widest"), [(10, 60), (80, 74), (500, EXCERPT_WIDTH)])
def test_source_lines_fit_the_terminal(columns: int, widest: int) -> None:
    line = "wide 漢字 text " * 60
    report = terminal(
        [Diagnostic("link-missing", "m", span_at("a.md", 1, 300, 6))],
        lambda path: [line],
        LOUD,
        columns=columns,
    )
    shown = report.splitlines()[1].partition("| ")[2]
    assert widest - 2 <= sum(2 if character in "漢字" else 1 for character in shown) <= widest

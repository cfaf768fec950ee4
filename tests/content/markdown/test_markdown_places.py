"""Every link is found at its exact line and column, whatever stands around it."""

import pytest

from clewline.content.model import Link
from content.markdown.shown import document

AROUND = {
    "start": "{}",
    "words": "some words {} and more",
    "heading": "## A {} b ##",
    "underlined": "A {}\n===",
    "item": "- {}",
    "nested item": "- a\n  1. b\n     - c {}",
    "item in a loose list": "- a\n\n- b\n\n  c {}",
    "quotation": "> > a {}",
    "lazy line": "> a\n{}",
    "callout title": "> [!note]- A {}\n> b",
    "callout body": "> [!note] A\n> b\n> c {}",
    "callout list": "> [!note]\n> - b {}",
    "task": "- [x] {}",
    "cell": "| a\\|b | c |\n|---|---|\n| d\\|e {} | f |",
    "second cell": "| a\\|b | c |\n|---|---|\n| {} | d |",
    "cell without outer pipes": "a | b\n--|--\n{} | c",
    "cell in a quotation": "> | a |\n> |---|\n> | b {} |",
    "paragraph": "one\n  two\n    three {} x",
    "same words before": "x {0}\nx {0}",
    "footnote": "a[^1]\n\n[^1]: b\n    c {}",
    "inline footnote": "a ^[b *c* {}]",
    "inline footnote in a cell": "| a\\|b ^[c {}] |\n|---|",
    "emphasis": "***a* {} b**",
    "highlight": "==a {} b==",
    "after entities": "&amp; \\[ &#128512; {}",
    "after a formula": "$a$ {}",
    "after code": "`` ` `` {}",
    "after a comment": "%%hidden%% a %%b%% {}",
    "after a comment in an item": "- %%hidden%% {}",
    "before a block id": "a {} ^id",
    "after a tab": "-\ta {}",
    "tab as indentation": "- a\n\n\tb {}",
    "other planes": "😀é\u0301𝔸 {}",
    "unusual blanks": "\u2028\n {}",
    "inside raw HTML": "a <b> {} </b>",
    "wrapped in raw HTML": "<div>\n\n{}\n\n</div>",
    "front matter": "---\ntitle: t\n---\n\n{}",
}
LINKS = [
    "[[x]]",
    "[[x y#z|w]]",
    "![[x]]",
    "[w](x)",
    "[r]",
    "![w](x)",
    "[@x]",
    "#x",
    "<https://x.example>",
    "https://x.example/y",
]


def places(text: str, written: str) -> list[tuple[int, int]]:
    """Line and column of each place where ``written`` stands in ``text``."""
    return [
        (row, column + 1)
        for row, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1)
        for column in range(len(line))
        if line.startswith(written, column)
    ]


def starts(links: tuple[Link, ...]) -> list[tuple[int, int]]:
    return [(link.span.start.line, link.span.start.column) for link in links]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("written", LINKS)
def test_place(around: str, written: str) -> None:
    escaped = "cell" in around
    shown = written.replace("|", "\\|") if escaped else written
    text = AROUND[around].format(shown)
    links = document(text + "\n\n[r]: https://r.example\n").links
    # A citation stands at its key.
    wanted = [
        (line, column + 1) if written == "[@x]" else (line, column) for line, column in places(text, shown)
    ]
    assert starts(links) == wanted
    length = len("@x") if written == "[@x]" else len(shown)
    assert all(link.span.end == (link.span.start.line, link.span.start.column + length) for link in links)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_change_nothing(end: str, mark: str) -> None:
    text = "---\ntitle: T [[a]]\nsummary: |\n  one\n  two [[b]]\n---\n\n😀 [[c]]\n\n> [[d]]\n"
    assert document(mark + text.replace("\n", end)) == document(text)
    assert starts(document(text).links) == [(8, 3), (10, 3), (2, 10), (5, 7)]


def test_other_separators_are_no_line_ends() -> None:
    page = document("---\ntitle: a\u2028b\u0085c\nsummary: S [[a]]\n---\nd\u2028e\x0bf\x0cg\u0085h [[b]]\n")
    assert page.title == ("a b c",)  # white space, here as elsewhere
    assert starts(page.links) == [(5, 11), (3, 12)]


def test_a_link_over_two_lines_ends_on_the_second() -> None:
    (link,) = document("> a [b\n> c](d) e\n").links
    assert (link.span.start, link.span.end) == ((1, 5), (2, 8))


def test_a_link_that_is_written_with_an_escape_stands_where_its_value_stands() -> None:
    (link,) = document('---\nsummary: "A \\u005b[x]]"\n---\n').links
    assert (link.target, link.span.start) == ("x", (2, 10))

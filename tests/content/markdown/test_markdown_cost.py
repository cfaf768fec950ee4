"""No text makes parsing slow: each of these took minutes in some Markdown parser, or in an earlier form of
this one.
"""

from time import process_time

import pytest

from content.markdown.shown import document, parsed

SECONDS = 5.0

TEXTS = {
    "open brackets": "[[" * 25_000,
    "quotations": ">" * 300_000,
    "a wide table": f"{'|'.join('a' * 5_000)}\n{'-|' * 4_999}-\n{'|'.join(['[[x]]'] * 5_000)}",
    "equal headings": "## a\n" * 5_000,
    "mail addresses": "mailto:" * 60_000,
    "bare addresses": "(https://a.example " * 15_000,
    "citations": "A claim [[x]]. " * 20_000,
    "citations without sentences": "[[x]] " * 20_000,
    "citations after a long text": "word " * 60_000 + ". " + "[[x]] " * 40_000,
    "citations in emphasis": "**" + "A claim [[x]]. " * 20_000 + "**",
    "emphasis": "*a_ " * 30_000,
    "emphasis in words": "a**b" * 30_000 + "c* " * 30_000,
    "backticks": "".join("e" + "`" * count for count in range(600)),
    "backticks and comments": "%%x%% " + "".join("e" + "`" * count for count in range(600)),
    "at signs": "[" + "@" * 50_000,
    "footnote marks": "[^1]: x\n\n" + "[^" * 25_000,
    "inline footnotes": "^[" * 25_000,
    "images in images": "![" * 5_000 + "](a)" * 5_000,
    "link destinations": "[a](<b" * 25_000,
    "tags": "<a " * 25_000,
    "comments of HTML": "<!--" * 25_000,
    "formulas": "$$a$" * 20_000,
    "braces in a formula": "$" + "{" * 20_000 + "$",
    "highlights": "==a" * 30_000,
    "nested lists": "\n".join(" " * depth + "- a" for depth in range(500)),
    "unclosed elements": "<div>" * 100_000,
    "unclosed tags with ids": "<p id=x " * 20_000,
    "lines without a break": "a bbbbb\n" * 20_000,
    "a header with a long value": "Title: a\nKey: b\n" + "    c\n" * 40_000,
    "raw elements": "<b>[[x]]. A</b> " * 8_000,
    "block ids": "a ^b\n\n" * 20_000,
    "tasks": "- [ ] [[a]]\n" * 10_000,
    "comments": "%%a%%\n" * 50_000,
    "parentheses": "(https://a.example/" + "(" * 50_000 + ")" * 50_000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_cost(name: str) -> None:
    begun = process_time()
    assert document(TEXTS[name]).path == "page.md"
    assert process_time() - begun < SECONDS


def test_an_address_used_by_reference_cannot_fill_a_page_without_end() -> None:
    text = f"[a]: /{'u' * 90_000}\n\n" + "[a] " * 5_000 + "![a]"
    checked = parsed(text)
    page = checked.value.document
    assert page is not None
    assert sum(len(link.target) for link in page.links) <= max(100_000, len(text))
    assert [(one.code, one.span.start) for one in checked.diagnostics] == [
        ("text-limit", (3, 5)),
        ("text-limit", (3, 1)),
    ]
    assert page.body.blocks[0].length == 5_001 * 2 - 1


def test_addresses_in_other_scripts_do_not_count_as_expansion() -> None:
    text = "[a](/" + "ü" * 30_000 + ") [b](/c)\n"
    assert [link.target[:4] for link in document(text).links] == ["/%C3", "/c"]


def test_elements_without_end_are_shown_as_text() -> None:
    checked = parsed("a\n\n" + "<div>" * 300 + "\n")
    assert [(one.code, one.span.start.line) for one in checked.diagnostics] == [("text-limit", 3)]
    page = checked.value.document
    assert page is not None and "&lt;div&gt;" in str(page.body.blocks[1].parts[0])


@pytest.mark.parametrize("text", ["> " * 45 + "x", "- " * 45 + "x", "> - " * 30 + "x"])
def test_what_is_nested_too_deeply_is_reported(text: str) -> None:
    assert [(one.code, one.span.start.line) for one in parsed("a\n\n" + text).diagnostics] == [
        ("text-limit", 3)
    ]


def test_nesting_that_ends_the_stack_gives_the_words() -> None:
    text = "^[a" * 3_000 + "]" * 3_000
    assert document(text).body.words >= 1


@pytest.mark.parametrize("depth", [1, 5, 12])
def test_what_is_nested_less_deeply_is_not(depth: int) -> None:
    assert parsed("> - " * depth + "x").diagnostics == ()


def test_a_sentence_without_an_end_is_not_repeated_beside_all_that_it_cites() -> None:
    sentence = "As " + " and ".join(f"[[n{number}]]" for number in range(60)) + " say."
    checked = parsed(f"It holds [[a]].\n\n{sentence} It is so [[b]].\n\n{'word ' * 500}[[c]].")
    page = checked.value.document
    assert page is not None
    assert [link.target for link in page.links if link.sentence >= 0] == ["a", "b"]
    assert [(one.code, one.span.start) for one in checked.diagnostics] == [
        ("text-limit", (3, 1)),
        ("text-limit", (5, 1)),
    ]

"""The plain words of a document, and where they stand in its file."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clewline.content.model import Document, Kind, Passage, Role
from clewline.content.parse import parse
from clewline.content.word_places import words_span
from clewline.text.spans import SourceFile


def parsed(text: str) -> Document:
    document = parse(SourceFile("lines/a.md", text.encode()), Kind.LINE).value.document
    assert document is not None
    return document


def passages(document: Document) -> tuple[Passage, ...]:
    return (*document.fields, *document.body.passages)


def shown(text: str) -> list[tuple[str, str]]:
    """Role and words of each passage, the targets of its citations where they stand."""
    document = parsed(text)
    found = []
    for passage in passages(document):
        words = passage.text
        for cite in reversed(passage.cites):
            words = f"{words[: cite.offset]}<{document.links[cite.link].target}>{words[cite.offset :]}"
            if cite.start >= 0:
                words = f"{words[: cite.start]}<{words[cite.start :]}"
        found.append((passage.role.value, words))
    return found


def written(text: str, words: str) -> str:
    """What stands in the file where the passage has ``words``."""
    document = parsed(text)
    passage = next(passage for passage in passages(document) if words in passage.text)
    start = passage.text.index(words)
    span = words_span(document.path, passage, start, start + len(words))
    lines = re.split("\r\n|\r|\n", text)
    if span.start.line == span.end.line:
        return lines[span.start.line - 1][span.start.column - 1 : span.end.column - 1]
    kept = lines[span.start.line - 1 : span.end.line]
    return "\n".join((kept[0][span.start.column - 1 :], *kept[1:-1], kept[-1][: span.end.column - 1]))


def body(text: str) -> list[str]:
    return [words for role, words in shown(f"---\ntitle: T\n---\n{text}") if role != "title"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Up **31**&nbsp;% [[a]].", ["Up 31\u00a0%<a>."]),
        ("Up [[a|thirty-one]] [[b]]. Then.", ["Up <thirty-one<a><b>. Then."]),
        ("Up [[never\nclosed]] by half [[b]].", ["Up [[never closed]] by half<b>."]),
        ("Up by half. [[a]]\n\nThen [words](b.md) end.", ["Up by half.<a>", "Then <words<b.md> end."]),
        ("So [@k; @l] it is", ["So<k><l> it is"]),
        ("Code `x = 3` and $y$.", ["Code ￼￼￼￼￼ and ￼."]),
        ("A \\*star\\* &amp; *so* #tag ![alt](a.png)", ["A *star* & so "]),
        ("one[^n] two\n\n[^n]: see [[a]]", ["one<a> two", "see<a>"]),
        ("three^[as *in* [[a]]] four", ["three<a> four", "as in<a>"]),
        ("| x | 4 |\n|---|---|\n| y [[a]] | 5&nbsp;% |", ["x | 4", "y<a> | 5\u00a0%"]),
        ("- one\n  - two\n1. three", ["one", "two", "three"]),
        ("hard\\\nbreak and<br>tag", ["hard break and tag"]),
        ("<table><tr><td>5&nbsp;kg</td><td>of <b>6</b>0</td></tr></table>", [" 5\u00a0kg  of 60 \n"]),
        ("%% not 7 %%eight\n\n```\n9\n```\n\n$$10$$", [" eight"]),
        ("> [!note] Ten\n> eleven", ["Ten", "eleven"]),
    ],
)
def test_words_and_citations(text: str, said: list[str]) -> None:
    assert [words.strip() for words in body(text)] == [words.strip() for words in said]


def test_roles() -> None:
    text = "---\ntitle: A *title*\ndeck: The [[n|deck]]\n---\n## Head\n\n> Quoted\n\nText"
    assert shown(text) == [
        ("title", "A title"),
        ("summary", "The <deck<n>"),
        ("heading", "Head"),
        ("quote", "Quoted"),
        ("text", "Text"),
    ]
    assert shown("# Is it *so*?\n\nYes.") == [("title", "Is it so?"), ("text", "Yes.")]
    assert [passage.role for passage in parsed("Only text").fields] == [Role.TITLE]


@pytest.mark.parametrize(
    ("text", "words", "raw"),
    [
        ("a **b** 31% c", "31%", "31%"),
        ("a **84** % d", "84 %", "84** %"),
        ("a &amp; b \\* 31% c", "31%", "31%"),
        ("see [of &lt; *31%* so](http://x.org/31%) and 31% x", "and 31%", "and 31%"),
        ("one\n    two 31%\nthree", "31%", "31%"),
        ("one two\n  three four", "two three", "two\n  three"),
        ("> a\n> b 31% c", "31%", "31%"),
        ("> - a\n>   b 31% c", "31%", "31%"),
        ("-\ta 31%", "31%", "31%"),
        ("| a | b |\n|-|-|\n| x\\|y 4 | 31% 🙂 32% |", "32%", "32%"),
        ("| a | b |\n|-|-|\n| x\\|y 4 | 31% |", "y 4", "y 4"),
        ("🙂 a 31% c", "31%", "31%"),
        ("a `31%` b 31% c", "b 31%", "b 31%"),
        ("a [[x|in 31%]] b", "31%", "31%"),
        ("a^[note 31%]", "31%", "31%"),
        ("a[^1]\n\n[^1]: note\n    31%", "31%", "31%"),
        ("a %%x%% 31%", "31%", "31%"),
        ("<p>a&nbsp;b <i>31%</i></p>", "31%", "31%"),
        ("---\nsummary: a *b* 31% c\n---\n", "31%", "31%"),
        ("---\nsummary: >-\n  a b\n   c [[x|d]]\n  e 31%\n---\n", "31%", "31%"),
        ("---\ntitle: 'It''s 31%'\n---\n", "31%", "31%"),
        ("# Title &amp; 31%\n", "31%", "31%"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_places(text: str, words: str, raw: str, line_end: str) -> None:
    assert written(text.replace("\n", line_end), words) == raw


MARKUP = st.sampled_from(
    [
        "*",
        "**",
        "`",
        "[[a]]",
        "[[a|",
        "]]",
        "[",
        "](u)",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "|",
        " ",
        "==",
        "^[",
        "\\",
        "&amp;",
    ]
)
WORDS = st.text(st.sampled_from("abXY09🙂é "), min_size=1, max_size=6)


@given(st.lists(MARKUP | WORDS, max_size=30))
@example(['"', "`", "\n", "`", "[[", "a", "|", "> ", "*", '"'])
def test_every_word_is_found_in_its_line(pieces: list[str]) -> None:
    text = "".join(pieces)
    document = parsed(text)
    lines = text.split("\n")
    for passage in passages(document):
        assert all(0 <= cite.offset <= len(passage.text) for cite in passage.cites)
        if "\\" not in text and passage.role is not Role.TITLE:
            for found in re.finditer(r"[abXY09🙂é]+", passage.text):
                span = words_span(document.path, passage, found.start(), found.start() + 1)
                assert lines[span.start.line - 1][span.start.column - 1] == found[0][0]


def test_words_behind_code_that_spans_lines_stand_where_they_were_written() -> None:
    for code in ("`\n`", "`one\ntwo`"):
        document = parsed(f"A {code} word")
        (passage,) = (one for one in passages(document) if one.role is Role.TEXT)
        at = passage.text.index("word")
        span = words_span(document.path, passage, at, at + 4)
        assert (span.start.line, span.start.column) == (2, len(code.split("\n")[1]) + 2)


def test_words_of_a_link_that_is_torn_apart_stand_where_they_were_written() -> None:
    text = "---\ntitle: T\n---\nUp [[never\nclosed]] by half."
    assert written(text, "never") == "never"
    assert written(text, "by half") == "by half"

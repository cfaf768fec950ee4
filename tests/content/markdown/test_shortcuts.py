"""Short ways through plain text lead where the long ones do."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clewline.content.markdown.html import without_marks
from clewline.content.markdown.parser import html_of, inline_tokens, is_plain, markdown_parser, text_tokens

SIGNS = "aZé 1.:-+*_#>`~|=[]()<>&\"'!^$@%\\{}\u200b\u3042"
LINES = st.lists(
    st.text(SIGNS, max_size=12)
    | st.sampled_from(["---", "===", "| - |", "> a", "- a", "    a", "a | b", "[^1]: a", "a"])
)


def shape(text: str) -> list[Any]:
    return [token.as_dict() for token in text_tokens(text, {})]


@given(lines=LINES)
def test_lines_of_words_are_paragraphs(lines: list[str]) -> None:
    text = "\n".join(lines)
    short = shape(text)
    markdown_parser().block.ruler.disable("line_of_words")
    try:
        assert shape(text) == short
    finally:
        markdown_parser().block.ruler.enable("line_of_words")


@given(text=st.text(SIGNS, min_size=1))
def test_plain_titles_are_what_they_say(text: str) -> None:
    from markdown_it.common.utils import escapeHtml

    text = without_marks(text)
    if is_plain(text):
        env: dict[str, Any] = {}
        assert html_of(inline_tokens(text, env), env, [], False) == escapeHtml(text)


@pytest.mark.parametrize("text", ["Plain words, “quoted” & more", "a", "100% sure?"])
def test_most_titles_are_plain(text: str) -> None:
    assert is_plain(text) == ("&" not in text)


@pytest.mark.parametrize(
    "text", ["", " a", "a\nb", "a\u00a0", "*a*", "%%a%%", "[[a]]", "a: b", "#a", "<b>", "a@b [@c]"]
)
def test_what_may_be_markup_is_not_plain(text: str) -> None:
    assert not is_plain(text) or not text

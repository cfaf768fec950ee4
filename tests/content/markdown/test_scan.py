"""The scanner keeps the library's contract: the same tokens, and each with its place."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.parser_inline import ParserInline
from markdown_it.token import Token

from clewline.content.markdown.parser import markdown_parser

ROOT = Path(__file__).parents[3]
TEXTS = sorted([*(ROOT / "notes").rglob("*.md"), *(Path(__file__).parent / "cases").glob("*.md")])


def tokens(text: str, inline: ParserInline) -> list[tuple[str, str, str, int]]:
    """The inline tokens that come of ``text`` with this scanner."""
    parser = markdown_parser()
    own, parser.inline = parser.inline, inline
    try:
        parsed = parser.parse(text, {})
    finally:
        parser.inline = own
    return [plain(child) for token in parsed for child in token.children or ()]


def plain(token: Token) -> tuple[str, str, str, int]:
    return token.type, token.content, str(token.attrs), token.level


def library() -> ParserInline:
    """The library's own loop over the same rules."""
    inline = ParserInline()
    inline.ruler, inline.ruler2 = markdown_parser().inline.ruler, markdown_parser().inline.ruler2
    return inline


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_real_texts_give_the_same_tokens(path: Path) -> None:
    text = path.read_text("utf-8")
    assert tokens(text, markdown_parser().inline) == tokens(text, library())


@given(st.text(st.sampled_from("*_`[]()!<>&;#=~^$\\|:/ab \n@.\"'"), max_size=60))
@settings(max_examples=400)
def test_any_text_gives_the_same_tokens(text: str) -> None:
    assert tokens(text, markdown_parser().inline) == tokens(text, library())

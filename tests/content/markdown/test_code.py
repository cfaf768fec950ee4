"""Code is coloured where that is cheap, and shown plain elsewhere."""

import pytest
from markupsafe import escape

from clewline.content.markdown.code import LANGUAGES, Colours
from clewline.text.limits import CODE_CHARACTERS, COLOURED_CHARACTERS


@pytest.mark.parametrize("language", ["python", "java", "c++", "json", "bash", "rs"])
def test_code_in_a_known_language_is_coloured(language: str) -> None:
    assert "<span" in Colours().html('x = "<a>"\n', language)


@pytest.mark.parametrize(
    "language", ["csharp", "easytrieve", "autohotkey", "gherkin", "xpp", "maple", "thrift", "no"]
)
def test_code_in_another_language_is_plain(language: str) -> None:
    assert Colours().html('x = "<a>"\n', language) == escape('x = "<a>"\n')


@pytest.mark.parametrize("text", ["word " * 100, "\n " * 250, "a\n" * 300, "a.b " * 200, "List<a> " * 60])
def test_words_without_any_sign_are_plain(text: str) -> None:
    assert Colours().html(text, "java") == escape(text)


def test_long_code_is_plain() -> None:
    line = "x = 1;\n"
    fits = line * (CODE_CHARACTERS // len(line))
    assert "<span" in Colours().html(fits, "c")
    assert "<span" not in Colours().html(fits + line, "c")


def test_much_code_is_plain_from_where_it_becomes_too_much() -> None:
    colours = Colours()
    block = "x = 1;\n" * (CODE_CHARACTERS // 7)
    shown = ["<span" in colours.html(block, "c") for _ in range(6)]
    assert shown == [True] * (COLOURED_CHARACTERS // len(block)) + [False] * (
        6 - COLOURED_CHARACTERS // len(block)
    )


def test_every_language_has_a_lexer() -> None:
    for language in LANGUAGES:
        assert Colours().html("a = 1\n", language)

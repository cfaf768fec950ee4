"""Language tags and what is meant by others."""

import pytest

from clewline.text.language import is_language_tag, tag_hint


@pytest.mark.parametrize("tag", ["en", "de-AT", "pt-BR", "zh-Hant-TW", "sl-rozaj", "de-CH-1996", "EN-us"])
def test_tags(tag: str) -> None:
    assert is_language_tag(tag)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("pt_BR", 'did you mean "pt-BR"?'),
        ("English", 'such as "en", "de" or "pt-BR"'),
        ("de,en", 'such as "en", "de" or "pt-BR"'),
        ("", 'such as "en", "de" or "pt-BR"'),
    ],
)
def test_what_is_no_tag(text: str, hint: str) -> None:
    assert not is_language_tag(text) and tag_hint(text) == hint

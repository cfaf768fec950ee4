"""Characters that turn the direction of text are reported where they stand."""

import pytest

from clewline.content.directions import hidden_directions
from clewline.content.model import Kind
from clewline.content.parse import parse
from clewline.text.spans import SourceFile


@pytest.mark.parametrize("character", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_each_is_reported_at_its_place(character: str) -> None:
    text = f"---\ntitle: A\n---\nÄ word{character} more.\n"
    found = parse(SourceFile("a.md", text.encode()), Kind.NOTE).diagnostics
    assert [(one.code, one.span.start) for one in found] == [("text-direction", (4, 7))]


def test_a_file_full_of_them_is_not_a_report_full_of_them() -> None:
    assert len(list(hidden_directions("\u202e\n" * 10_000, "a.md"))) == 20


def test_arabic_and_emoji_are_not_reported() -> None:
    assert list(hidden_directions("سلام \u200f \u200e 👩\u200d🔬", "a.md")) == []

"""The ends of lines: as CommonMark reads them, or as Obsidian shows them."""

from clewline.content.options import ParseOptions
from content.markdown.shown import html


def test_a_line_break_is_shown_where_settings_say_so() -> None:
    text = "Roses\n*are\nred* [a\nb](https://x.example)\n\n- one\n  two\n\n| a |\n|---|\n| b |\n"
    assert "<br>" not in html(text)
    shown = html(text, ParseOptions(breaks=True))
    assert "Roses<br>\n<em>are<br>\nred</em> ⟨open 0⟩a<br>\nb⟨close 0⟩" in shown
    assert "one<br>\ntwo" in shown
    assert shown.count("<br>") == 4


def test_code_and_maths_keep_their_lines() -> None:
    assert "<br>" not in html("```\na\nb\n```\n\n`a\nb`\n\n$$\na\nb\n$$\n", ParseOptions(breaks=True))

"""Notices and tabs of MkDocs."""

import re

import pytest

from content.markdown.shown import document, html


def shape(text: str) -> str:
    """The HTML of a note, without the marks of its links."""
    return re.sub(r"⟨.*?⟩", "", html(text))


@pytest.mark.parametrize(
    ("opening", "element", "kind", "title"),
    [
        ('!!! note "A *title*"', "div", "note", "A <em>title</em>"),
        ("!!! Warning", "div", "warning", "Warning"),
        ('!!! danger inline end ""', "div", "danger", "Danger"),
        ('!!! "Only a title"', "div", "note", "Only a title"),
        ("!!! unheard-of", "div", "note", "Unheard-of"),
        ("??? tip", "details", "tip", "Tip"),
        ('=== "Python"', "div", "note", "Python"),
    ],
)
def test_a_notice_is_a_callout(opening: str, element: str, kind: str, title: str) -> None:
    head = "summary" if element == "details" else "p"
    assert shape(f"{opening}\n    Inside.\n\n    Below.\n\nAfter.") == (
        f'<{element} class="callout" data-callout="{kind}">\n'
        f'<{head} class="callout-title">{title}</{head}>\n'
        f"<p>Inside.</p>\n<p>Below.</p>\n</{element}>\n<p>After.</p>\n"
    )


def test_a_notice_may_stand_open() -> None:
    assert html("???+ note\n    x").startswith('<details open class="callout" data-callout="note">')


def test_code_lists_and_notices_stand_in_a_notice() -> None:
    text = "!!! note\n\n    ```\n    #include <a>\n    ```\n\n    - one\n\n    !!! tip\n        deep\n\nafter"
    shown = shape(text)
    assert "#include &lt;a&gt;\n</code>" in shown and "<li>one</li>" in shown
    assert shown.index('data-callout="tip"') < shown.index("deep") < shown.index("</div>\n</div>\n<p>after")


def test_a_notice_ends_a_paragraph_and_stands_in_a_list() -> None:
    assert shape("words\n!!! note\n    x").startswith('<p>words</p>\n<div class="callout"')
    shown = shape("- item\n\n    !!! note\n        x\n- b")
    assert shown.count("<li>") == 2 and shown.index("callout") < shown.index("</li>")


@pytest.mark.parametrize(
    "text",
    [
        "!!! note\nnot indented",
        "!!! note",
        "!!!\n    x",
        "!!! a, b!\n    x",
        "=== x\n    y",
        "??? why?\n    x",
    ],
)
def test_what_is_no_notice_stays(text: str) -> None:
    assert "callout" not in html(text)


def test_links_in_a_notice_have_their_places() -> None:
    places = [link.span.start for link in document('!!! note "On [[a]]"\n\n    See [[b]].').links]
    assert [(place.line, place.column) for place in places] == [(1, 14), (3, 9)]

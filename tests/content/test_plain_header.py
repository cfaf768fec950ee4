"""Headers without lines of hyphens."""

from pathlib import Path

import pytest

from clewline.content.header import FrontMatter
from clewline.content.plain_header import plain_header
from driver import SiteDriver


def test_a_header_is_read_to_the_first_empty_line() -> None:
    header = plain_header(
        "Title: On knots: a view\nAuthors: Ada\n    Bo\nDate: 2020-01-02\nTags:\n\nText: x\n", "a.md"
    )
    read = {key: [value.text for value in field.values] for key, field in header.fields.items()}
    assert read == {
        "title": ["On knots: a view"],
        "authors": ["Ada", "Bo"],
        "date": ["2020-01-02"],
        "tags": [],
    }
    assert (header.body_line, header.fields["authors"].is_list) == (6, True)
    assert header.fields["authors"].values[1].span.start == (3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is text\n\nMore.",
        "Title: a\nwords without a key\n\nText.",
        "Title:\n\nText.",
        "Text.\nTitle: a",
    ],
)
def test_text_is_no_header(text: str) -> None:
    assert plain_header(text, "a.md") == FrontMatter({}, 0, 1)


def test_a_document_is_made_of_it(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write(
        "a.md", "Title: On knots\nTags: rope, string\nDate: 2020-01-02\n\nText.\n"
    )
    site.write("b.md", "Title: Hidden\nStatus: draft\n\nText.\n")
    built = site.build()
    document = built.corpus.documents["a.md"]
    assert list(built.corpus.documents) == ["a.md"]
    assert (document.title, document.created, sorted(built.corpus.topics)) == (
        ("On knots",),
        "2020-01-02",
        ["rope", "string"],
    )

from pathlib import Path

from clewline.content.model import Kind, Status
from clewline.content.page_properties import page_properties
from clewline.content.parse import parse
from clewline.text.spans import SourceFile
from driver import SiteDriver


def read(text: str) -> tuple[dict[str, list[str]], int, int]:
    header = page_properties(text, "a.md")
    return (
        {key: [value.text for value in field.values] for key, field in header.fields.items()},
        header.body_offset,
        header.body_line,
    )


def test_properties_at_the_top_are_read() -> None:
    text = "title:: setting/theme\nalias:: [[One, two]], three\ntags:: #a, [[b c]]\n\n- Text.\n"
    fields = {"title": ["setting/theme"], "alias": ["One, two", "three"], "tags": ["a", "b c"]}
    assert read(text) == (fields, text.index("\n- Text"), 4)


def test_only_properties_that_logseq_knows_leave_the_text() -> None:
    assert read("author:: [[Somebody]]\ntitle:: X\n") == ({"title": ["X"]}, 0, 1)
    assert read("title:: X\nauthor:: Y\n")[1:] == (len("title:: X\n"), 2)
    assert read("") == ({}, 0, 1)


def test_places_are_those_of_the_values() -> None:
    field = page_properties("title:: X\nalias:: y\n", "a.md").fields["alias"]
    assert [(v.span.start.line, v.span.start.column) for v in field.values] == [(2, 9)]


def test_a_page_that_is_not_public_is_withheld() -> None:
    document = parse(SourceFile("a.md", b"title:: X\npublic:: false\n\n- Text.\n"), Kind.NOTE).value.document
    assert document and document.status is not Status.PUBLISHED


def test_a_page_is_called_as_its_name_was_before_it_became_that_of_a_file(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("pages/Ada___Blog___Why%3F.md", "- text\n")
        .write("pages/100%.md", "- text\n")
    )
    site.write("pages/a.md", "- [[Ada/Blog/Why?]] and [[100%]]\n")
    site.write("pages/Ada___Q___How%3F.md", "# How else?\n\ntext\n").write("pages/b.md", "- [[Ada/Q/How?]]\n")
    built = site.build()
    assert built.links("notes/b.html") == [("How else?", "../notes/ada-q-how-3f.html")]
    assert built.links("notes/a.html") == [
        ("Ada/Blog/Why?", "../notes/ada-blog-why-3f.html"),
        ("100%", "../notes/100.html"),
    ]
    assert not [one for one in built.diagnostics() if "link" in one]


def test_what_stands_below_keys_of_the_author_is_read_and_stays_in_the_text() -> None:
    text = "icon:: x\nentity:: [[Tool]]\nalias:: [[Second]]\ntags:: a\n\n- alias:: no\n"
    assert read(text) == ({"icon": ["x"], "alias": ["Second"], "tags": ["a"]}, len("icon:: x\n"), 2)
    assert read("entity:: [[Tool]]\nalias:: a\n") == ({"alias": ["a"]}, 0, 1)

"""Who may see a document: guards, their near misses, and words of other tools."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clewline.content.front_matter import parse_front_matter
from clewline.content.model import Kind, Status
from clewline.content.parse import parse
from clewline.content.status import read_status
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.text.spans import SourceFile


def read(header: str) -> tuple[Status, list[Diagnostic]]:
    found: list[Diagnostic] = []
    fields = parse_front_matter(f"---\n{header}\n---\n", "a.md")[0].fields
    return read_status(fields, found), found


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("title: x", Status.PUBLISHED),
        ("draft: true", Status.DRAFT),
        ("draft: yes", Status.DRAFT),
        ("draft: [true]", Status.DRAFT),
        ("draft: false", Status.PUBLISHED),
        ("draft:", Status.PUBLISHED),
        ("private: yes", Status.PRIVATE),
        ("private: 'true'", Status.PRIVATE),
        ("publish: false", Status.PRIVATE),
        ("publish: true", Status.PUBLISHED),
        ("publish:", Status.PUBLISHED),
        ("published: false", Status.PRIVATE),
        ("published: 2024-05-01", Status.PUBLISHED),
        ("published:", Status.PUBLISHED),
        ("dg-publish: false", Status.PRIVATE),
        ("dg-publish: true", Status.PUBLISHED),
        ("public: no", Status.PRIVATE),
        ("unpublished: true", Status.PRIVATE),
        ("status: draft", Status.DRAFT),
        ("status: Private ", Status.PRIVATE),
        ("status: unpublished", Status.DRAFT),
        ("status: published", Status.PUBLISHED),
        ("status: seedling", Status.PUBLISHED),
        ("status: [published]", Status.PUBLISHED),
        ('status: ["[[Published]]"]', Status.PUBLISHED),
        ("status: [[Published]]", Status.PUBLISHED),
        ("status: [seedling, evergreen]", Status.PUBLISHED),
        ("status: [draft]", Status.DRAFT),
        ('status: "[[Draft]]"', Status.DRAFT),
        ("publish: true\ndraft: true\nprivate: true", Status.PRIVATE),
        ("private: false\nprivate: true", Status.PRIVATE),
        ("Private: true", Status.PRIVATE),
        ("DRAFT: true", Status.DRAFT),
        ("craft: yes", Status.PUBLISHED),
        ("drift: true", Status.PUBLISHED),
        ("publisher: MIT Press", Status.PUBLISHED),
        ("primate: Macaca mulatta", Status.PUBLISHED),
    ],
)
def test_what_is_clear(header: str, status: Status) -> None:
    assert read(header) == (status, [])


@pytest.mark.parametrize(
    "header",
    [
        "private: perhaps",
        "private: {a: b}",
        "publish: nein",
        "status: drafft",
        "status: privat",
        "status: {a: b}",
    ],
)
def test_what_is_doubtful_hides_the_document(header: str) -> None:
    status, found = read(header)
    assert status is Status.PRIVATE
    assert [one.code for one in found] == ["front-matter-type"] and "not published" in found[0].hint


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("privat: true", Status.PRIVATE),
        ("privat: ja", Status.PRIVATE),
        ("prviate: yes", Status.PRIVATE),
        ("is_private: true", Status.PRIVATE),
        ("isDraft: true", Status.DRAFT),
        ("drafts: true", Status.DRAFT),
        ("publsh: false", Status.PRIVATE),
        ("stauts: draft", Status.DRAFT),
        ("status: in draft", Status.DRAFT),
        ("status: [seedling, private]", Status.PRIVATE),
    ],
)
def test_near_misses_withhold_and_say_so(header: str, status: Status) -> None:
    read_as, found = read(header)
    assert read_as is status
    assert [one.code for one in found] == ["guard-unclear"] and "not published" in found[0].hint


@pytest.mark.parametrize(
    "header", ["privat: false", "drafts: 3", "statuses: seedling", "publishes: often", "is: true"]
)
def test_near_misses_that_hide_nothing(header: str) -> None:
    assert read(header) == (Status.PUBLISHED, [])


@pytest.mark.parametrize(
    "header",
    [
        "title: a: b\nprivate: true",
        "private: true\ntitle: a: b",
        "- a\nprivate: true",
        "k: [\n'private': true",
        "k: &x a\nstatus: private # for now",
        'k: "' + "x" * 70_000 + '"\nprivate: yes',
        "k: " + "[" * 20 + "\npublish: false",
        "title: a: b\n  Private: 'true'",
        "title: a: b\nprivate: perhaps",
        "title: a: b\nprivat: true",
        "title: a: b\ndg-publish: false",
    ],
)
def test_a_fault_elsewhere_does_not_publish(header: str) -> None:
    assert read(header)[0] is Status.PRIVATE


def test_a_header_that_is_never_closed_does_not_publish() -> None:
    header, _ = parse_front_matter("---\ntitle: x\nprivate: true\n\nSecret", "a.md")
    assert read_status(header.fields, []) is Status.PRIVATE


@pytest.mark.parametrize(
    ("header", "code", "message"),
    [
        ("draft: yes", "document-draft", "`draft: yes` keeps the document out"),
        ("title: x\ndg-publish: false", "document-private", "`dg-publish: false` keeps the document out"),
    ],
)
def test_a_document_that_is_left_out_says_why(header: str, code: str, message: str) -> None:
    found = parse(SourceFile("a.md", f"---\n{header}\n---\n".encode()), Kind.NOTE).diagnostics
    assert [(one.code, one.message) for one in found] == [(code, message)]


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_key_more_never_publishes(key: str, value: str) -> None:
    source = f"---\nprivate: true\n{key}: {value}\n---\n"
    found = parse(SourceFile("a.md", source.encode("utf-8", "replace")), Kind.NOTE).value.document
    assert found is not None and (found.status is Status.PRIVATE or "---" in source[18:-5])

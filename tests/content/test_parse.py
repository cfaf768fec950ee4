from pathlib import Path

import pytest

from clewline.content.model import Document, Hole, Kind, LinkKind, Parsed, RelationKind, Status
from clewline.content.parse import parse
from clewline.diagnostics.diagnostic import Checked
from clewline.text.limits import DOCUMENT_BYTES
from clewline.text.spans import SourceFile

NOTES = Path(__file__).parents[2] / "notes"


def read(data: str | bytes, kind: Kind = Kind.NOTE, path: str = "notes/a b.md") -> Checked[Parsed]:
    return parse(SourceFile(path, data if isinstance(data, bytes) else data.encode()), kind)


def page(data: str | bytes, kind: Kind = Kind.NOTE) -> Document:
    found = read(data, kind).value.document
    assert found is not None
    return found


def faults(data: str | bytes) -> list[str]:
    return [f"{one.span.start.line}:{one.span.start.column} {one.code}" for one in read(data).diagnostics]


@pytest.mark.parametrize(
    ("text", "title", "first"),
    [
        ("---\ntitle: Given *one*\n---\n# Heading\n", "Given <em>one</em>", "<h2>"),
        ("---\ntitle: Same\n---\n# same\n\nText", "Same", "<p>Text</p>\n"),
        ("# Heading\n\nText", "Heading", "<p>Text</p>\n"),
        ("Heading\n===\n\nText", "Heading", "<p>Text</p>\n"),
        ("## Second\n\nText", "a b", "<h2>"),
        ("---\ntitle: ''\n---\nText", "a b", "<p>Text</p>\n"),
    ],
)
def test_where_the_title_comes_from(text: str, title: str, first: str) -> None:
    found = page(text)
    assert ("".join(map(str, found.title)), found.body.blocks[0].parts[0]) == (title, first)


@pytest.mark.parametrize(
    ("header", "summary", "own"),
    [
        ("summary: S", "S", True),
        ("description: D", "D", True),
        ("deck: K\nsummary: S", "K", True),
        ("title: T", "First <em>words</em>.", False),
    ],
)
def test_where_the_summary_comes_from(header: str, summary: str, own: bool) -> None:
    found = page(f"---\n{header}\n---\n## H\n\nFirst *words*.\n\nMore.")
    assert ("".join(map(str, found.summary)), found.own_summary) == (summary, own)


def test_links_of_the_whole_file_are_numbered_through() -> None:
    found = page(
        "---\ntitle: T [[c]]\nnext: '[[a]]'\nsummary: S [[d]]\nwould_change: ['W [[e]]']\n---\nText [[b]].\n"
    )
    assert [link.target for link in found.links] == ["a", "b", "c", "d", "e"]
    holes = {
        part.index
        for rich in (found.title, found.summary, *found.would_change)
        for part in rich
        if isinstance(part, Hole)
    }
    assert holes == {2, 3, 4}
    assert [(one.kind, one.link) for one in found.relations] == [(RelationKind.NEXT, 0)]
    assert [link.block for link in found.links] == [-1, 0, -1, -1, -1]


def test_a_relation_that_is_stated_twice_counts_once() -> None:
    assert len(page("---\nnext: [a, a]\ntags: [x]\ntopics: [x]\n---\n").relations) == 2


def test_lines_want_a_title() -> None:
    assert [one.code for one in read("Text", Kind.LINE).diagnostics] == ["title-missing"]
    assert read("# Why?", Kind.LINE).diagnostics == read("Text").diagnostics == ()


def test_everything_that_front_matter_says() -> None:
    found = page(
        "---\nstatus: draft\ncreated: 2024-01-02\nmodified: 2024-03-04\ndrafted_by: "
        "M\naliases: [x, '']\nown: 1\n---\n"
    )
    assert (found.status, found.created, found.updated, found.drafted_by) == (
        Status.DRAFT,
        "2024-01-02",
        "2024-03-04",
        "M",
    )
    assert (found.aliases, found.extra, found.stem) == (("x",), (("own", "1"),), "a b")


def test_bibliographies_give_references_only() -> None:
    found = read("@book{key, title={T}, author={A, B}, year=2020}", path="x.bib").value
    assert found.document is None and [one.key for one in found.references] == ["key"]


def test_a_file_below_references_gives_both() -> None:
    found = read(
        "---\ntitle: T\nauthor: B A\nyear: 2020\n---\nAnnotation [[x]].", Kind.REFERENCE, "references/key.md"
    ).value
    assert [one.key for one in found.references] == ["key"] and found.document is not None
    assert [(link.kind, link.target) for link in found.document.links] == [(LinkKind.WIKI, "x")]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("Größe".encode("latin-1"), "1:3 encoding-invalid"),
        (b"\xef\xbb\xbfab\xff", "1:3 encoding-invalid"),
        (b"a\r\nb\rc\n\xc3", "4:1 encoding-invalid"),
        ("😀é".encode() + b"\xc0\x80", "1:3 encoding-invalid"),
        (b"x\xed\xa0\x80", "1:2 encoding-invalid"),
        (b"\x89PNG\r\n\x1a\n\0", "1:1 encoding-invalid"),
        (b"\x1f\x8b\x08\0", "1:2 encoding-invalid"),
        ("\ufeffText".encode("utf-16-le"), "1:1 encoding-invalid"),
        ("Text".encode("utf-16-be"), "1:1 encoding-invalid"),
    ],
)
def test_what_is_not_utf_8_is_reported_at_its_place(data: bytes, fault: str) -> None:
    assert faults(data) == [fault]


def test_the_byte_is_counted_with_the_byte_order_mark() -> None:
    (found,) = read(b"\xef\xbb\xbfab\xff").diagnostics
    assert found.message == "byte 6 (0xff) is not UTF-8"


@pytest.mark.parametrize("data", [b"", b"\n", b" ", b"\xef\xbb\xbf", b"\r\n\r\n"])
def test_empty_files_are_empty_notes(data: bytes) -> None:
    assert (page(data).body.blocks, faults(data)) == ((), [])


def test_a_zero_byte_is_shown_as_a_replacement() -> None:
    assert page(b"a\0b").body.blocks[0].parts == ("<p>a\ufffdb</p>\n",)


@pytest.mark.parametrize("size", [DOCUMENT_BYTES - 1, DOCUMENT_BYTES])
def test_files_up_to_the_limit_are_read(size: int) -> None:
    assert (faults(b"x" * size), page(b"x" * size).body.blocks[0].length) == ([], size)


def test_of_a_file_beyond_the_limit_only_the_header_is_read() -> None:
    data = b"---\ntitle: T\nprivate: true\n---\n" + b"x\n" * DOCUMENT_BYTES
    assert (faults(data), page(data).status, page(data).body.blocks) == (
        ["1:1 file-too-large", "3:1 document-private"],
        Status.PRIVATE,
        (),
    )
    assert page(b"x" * (DOCUMENT_BYTES + 1)).body.blocks == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_another_encoding_does_not_publish(encoding: str) -> None:
    assert page("---\ntitle: Ü\nprivate: true\n---\nSecret".encode(encoding)).status is Status.PRIVATE


def test_a_long_title_is_kept_whole() -> None:
    assert page(f"---\ntitle: {'x' * 10_000}\n---\n").title == ("x" * 10_000,)


def test_the_sample_corpus_parses_without_a_finding() -> None:
    files = sorted(NOTES.rglob("*.md"))
    assert len(files) > 50
    for file in files:
        found = parse(SourceFile(file.relative_to(NOTES).as_posix(), file.read_bytes()), Kind.NOTE)
        assert [
            one
            for one in found.diagnostics
            if one.code not in ("comment-unclosed", "html-removed", "document-draft", "document-private")
        ] == [], file


@pytest.mark.parametrize(
    "header", ["", "---\ntitle: T\n---\n", "---\ntitle: T\nsummary: |\n  Two\n  lines\n---\n\n"]
)
def test_places_are_those_of_the_file(header: str) -> None:
    (link,) = page(f"{header}Text with [[other]].\n").links
    assert link.span.start.line == header.count("\n") + 1

import pytest

from clewline.content.fields import Fields
from clewline.content.front_matter import parse_front_matter
from clewline.content.model import Kind, LinkKind, Status
from clewline.diagnostics.diagnostic import Diagnostic


def read(header: str) -> Fields:
    return Fields(parse_front_matter(f"---\n{header}\n---\n", "a.md")[0], Kind.NOTE, [])


def codes(found: list[Diagnostic]) -> list[str]:
    return [f"{one.span.start.line}:{one.span.start.column} {one.code}" for one in found]


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("title: x", Status.PUBLISHED),
        ("draft: true", Status.DRAFT),
        ("draft: false", Status.PUBLISHED),
        ("draft:", Status.PUBLISHED),
        ("private: yes", Status.PRIVATE),
        ("private: 'true'", Status.PRIVATE),
        ("publish: false", Status.PRIVATE),
        ("publish: true", Status.PUBLISHED),
        ("publish:", Status.PUBLISHED),
        ("status: draft", Status.DRAFT),
        ("status: Private ", Status.PRIVATE),
        ("status: published", Status.PUBLISHED),
        ("status: seedling", Status.PUBLISHED),
        ("publish: true\ndraft: true\nprivate: true", Status.PRIVATE),
        ("Private: true", Status.PRIVATE),
        ("DRAFT: true", Status.DRAFT),
    ],
)
def test_status(header: str, status: Status) -> None:
    fields = read(header)
    assert (fields.status(), fields.found) == (status, [])


@pytest.mark.parametrize(
    "header",
    [
        "private: perhaps",
        "draft: [true]",
        "private: {a: b}",
        "publish: nein",
        "status: drafft",
        "status: privat",
        "status: [published]",
        "status: {a: b}",
        "private: false\nprivate: true",
        "status: published\nstatus: draft",
    ],
)
def test_what_is_doubtful_hides_the_document(header: str) -> None:
    fields = read(header)
    assert fields.status() is Status.PRIVATE
    assert [one.code for one in fields.found] == ["front-matter-type"] and "not published" in fields.found[
        0
    ].hint


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
    ],
)
def test_a_fault_elsewhere_does_not_publish(header: str) -> None:
    assert read(header).status() is Status.PRIVATE


def test_a_header_that_is_never_closed_does_not_publish() -> None:
    header, _ = parse_front_matter("---\ntitle: x\nprivate: true\n\nSecret", "a.md")
    assert Fields(header, Kind.NOTE, []).status() is Status.PRIVATE


def test_links_by_what_they_say() -> None:
    fields = read(
        "next: ['[[a|words]]', b]\nopposes: [[c#d]]\ntopics: [one, two]\ntags: '#x, y'\nreferences: '@k'\narxiv: 'arXiv:2305.11206v3'\n"
        "doi: https://doi.org/10.1000/ABC"
    )
    links, relations = fields.links()
    assert [(one.kind.value, links[one.link].target) for one in relations] == [
        ("opposes", "c"),
        ("next", "a"),
        ("next", "b"),
        ("topics", "one"),
        ("topics", "two"),
        ("topics", "x"),
        ("topics", "y"),
        ("references", "k"),
        ("references", "arxiv:2305.11206"),
        ("references", "doi:10.1000/abc"),
    ]
    assert [link.kind for link in links[-3:]] == [LinkKind.CITE] * 3
    assert (links[0].fragment, links[1].label, fields.found) == ("d", "words", [])


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("2305.11206", "arxiv:2305.11206"),
        ("https://arxiv.org/abs/2305.11206", "arxiv:2305.11206"),
        ("https://arxiv.org/pdf/2305.11206v2", "arxiv:2305.11206"),
        ("hep-th/9901001", "arxiv:hep-th/9901001"),
    ],
)
def test_arxiv_numbers(written: str, target: str) -> None:
    assert read(f"arxiv: {written}").links()[0][0].target == target


@pytest.mark.parametrize(
    ("header", "day", "found"),
    [
        ("created: 2024-05-31", "2024-05-31", []),
        ("date: 2024-05-31T10:00:00Z", "2024-05-31", []),
        ("date: 2024-05-31 10:00", "2024-05-31", []),
        ("created: 2024-02-30", "", ["2:10 front-matter-type"]),
        ("created: yesterday\ndate: 2024-05-31", "2024-05-31", []),
        ("title: x", "", []),
    ],
)
def test_days(header: str, day: str, found: list[str]) -> None:
    fields = read(header)
    assert (fields.day("created", "date"), codes(fields.found)) == (day, found)


def test_one_text() -> None:
    fields = read("deck:\nsummary: S\ntitle: [a, b]\nalias: {x: y}")
    assert [value.text for value in (fields.one("deck", "summary"), fields.one("title")) if value] == [
        "S",
        "a",
    ]
    assert fields.one("alias") is None and fields.one("nothing") is None
    assert codes(fields.found) == ["4:9 front-matter-type", "5:1 front-matter-type"]


def test_many_texts() -> None:
    assert [one.text for one in read("aliases: [a, 'b, c']\nalias: d").many("aliases", "alias")] == [
        "a",
        "b, c",
        "d",
    ]


def test_unknown_keys_are_kept_and_slips_are_named() -> None:
    fields = read("zeta: [1, 2]\nauthor: A\ntitel: x\nnested: {a: b}\nempty:")
    assert fields.extra() == (("author", "A"), ("empty", ""), ("titel", "x"), ("zeta", ("1", "2")))
    assert [(one.code, one.hint) for one in fields.found] == [
        ("front-matter-unknown", "did you mean `title`?")
    ]

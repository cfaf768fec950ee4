import pytest

from clewline.content.fields import Fields
from clewline.content.front_matter import parse_front_matter
from clewline.content.model import Kind, LinkKind, Relation, RelationKind
from clewline.diagnostics.diagnostic import Diagnostic


def read(header: str) -> Fields:
    return Fields(parse_front_matter(f"---\n{header}\n---\n", "a.md")[0], Kind.NOTE, [])


def codes(found: list[Diagnostic]) -> list[str]:
    return [f"{one.span.start.line}:{one.span.start.column} {one.code}" for one in found]


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
    fields = read("deck:\nsummary: [S, T]\ntitle: [a, b]\nalias: {x: y}")
    found = fields.one("deck", "summary"), fields.one("title")
    assert [value.text for value in found if value] == ["S, T", "a, b"]
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


def test_links_in_properties_are_labelled_by_the_property() -> None:
    fields = read(
        "up: '[[Home]]'\nrelated: ['[[a#b]] — extends: c', '[[d|e]], [[f]]']\nsource: [[g]]\nplain: text"
    )
    links, relations = fields.links()
    assert relations == [Relation(RelationKind.EXTENDS, 1)]
    assert [(one.target, one.fragment, one.label) for one in links] == [
        ("Home", "", "up"),
        ("a", "b", "related"),
        ("d", "", "related"),
        ("f", "", "related"),
        ("g", "", "source"),
    ]


@pytest.mark.parametrize(
    ("header", "language", "found"),
    [
        ("lang: de", "de", []),
        ("lang: EN", "", []),
        ("lang: pt-BR", "pt-BR", []),
        ("mood: good", "", []),
        ("lang:", "", []),
        ("lang: plain English", "", ["2:7 front-matter-type"]),
    ],
)
def test_languages(header: str, language: str, found: list[str]) -> None:
    fields = read(header)
    assert (fields.language("en"), codes(fields.found)) == (language, found)


def test_a_language_tag_with_a_slip_is_corrected() -> None:
    fields = read("lang: pt_BR")
    assert fields.language("en") == "" and fields.found[0].hint == 'did you mean "pt-BR"?'


def test_keys_mean_the_same_in_capitals() -> None:
    fields = read("Date: 2025-01-09\nTags: [a]\nTopics: upper\ntopics: lower")
    links, _ = fields.links()
    assert (fields.day("created", "date"), [link.target for link in links]) == ("2025-01-09", ["lower", "a"])
    assert (fields.extra(), codes(fields.found)) == ((("Topics", "upper"),), ["4:1 front-matter-unknown"])

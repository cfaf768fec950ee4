import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.content.bibliography import is_csl_json, parse_csl_json
from clewline.content.works import Reference
from clewline.diagnostics.diagnostic import Checked
from clewline.text.spans import SourceFile

ITEM = """{
    "id": "http://zotero.org/users/1/items/ABCD",
    "citation-key": "farquhar2024",
    "type": "article-journal",
    "title": "Detecting <i>hallucinations</i> &amp; more",
    "container-title": "Nature",
    "author": [{"family": "Farquhar", "given": "Sebastian"}, {"family": "Gal", "given": "Yarin", "isInstitution": 1}],
    "issued": {"date-parts": [["2024", 6, "19"]]},
    "DOI": "https://doi.org/10.1038/S41586",
    "abstract": "secret", "note": "secret", "custom": {"x": "secret"}
  }"""


def read(text: str | bytes) -> Checked[tuple[Reference, ...]]:
    return parse_csl_json(SourceFile("refs.json", text if isinstance(text, bytes) else text.encode()))


@pytest.mark.parametrize(
    ("text", "line"), [("[\n  " + ITEM + "\n]", 4), ('{"v": 1, "x": [], "items": [\n' + ITEM + "]}", 4)]
)
def test_a_list_and_an_object_with_items(text: str, line: int) -> None:
    checked = read(text)
    assert not checked.diagnostics
    (reference,) = checked.value
    assert reference.key == "farquhar2024"
    assert reference.span.start == (line, 22)
    assert reference.title == "Detecting hallucinations & more"
    assert reference.label == "Farquhar & Gal 2024"
    assert reference.doi == "10.1038/s41586"
    assert reference.url == "https://doi.org/10.1038/s41586"
    assert "secret" not in reference.csl
    assert json.loads(reference.csl)["issued"] == {"date-parts": [[2024, 6, 19]]}


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ({"id": 7}, "7"),
        ({"id": "http://zotero.org/users/1/items/ABCD"}, "ABCD"),
        ({"id": "http://zotero.org/items/A", "note": "x\nCitation Key: mine2020"}, "mine2020"),
        ({"id": "a/b", "citation-key": "c"}, "c"),
    ],
)
def test_keys(item: dict[str, object], key: str) -> None:
    assert read(json.dumps([{"title": "T", **item}])).value[0].key == key


@pytest.mark.parametrize(
    ("text", "place", "keys"),
    [
        ('[{"id": "a", "title": "A"},\n {"id": "b" "title": "B"}]', (2, 13), ["a"]),
        ('[{"id": "a", "title": "A"},]', (1, 27), ["a"]),
        ('[{"id": "a", "title": "A"}', (1, 27), ["a"]),
        ('[{"id": "a", "title": "A"}] x', (1, 29), ["a"]),
        ('[{"id": "a", "title": "A"},\n 3, {"title": "B"}, {"id": "c", "title": "C"}]', (2, 2), ["a", "c"]),
        ('{"entries": []}', (1, 2), []),
        ("42", (1, 1), []),
        ("", (1, 1), []),
        ("[" * 100_000, (1, 1), []),
    ],
)
def test_faults_keep_what_is_sound(text: str, place: tuple[int, int], keys: list[str]) -> None:
    checked = read(text)
    assert [r.key for r in checked.value] == keys
    assert checked.diagnostics[0].code == "reference-syntax"
    assert checked.diagnostics[0].span.start == place


def test_duplicates_and_unusable_values() -> None:
    checked = read(
        '[{"id": "a", "title": "A",\n "URL": "data:x", "issued": {"date-parts": '
        '[["x"]]}},\n {"id": "A", "title": "B"}]'
    )
    assert [r.title for r in checked.value] == ["A"]
    assert sorted((d.code, d.span.start) for d in checked.diagnostics) == [
        ("reference-duplicate", (3, 10)),
        ("reference-field", (2, 10)),
        ("reference-field", (2, 29)),
    ]


def test_odd_values_do_no_harm() -> None:
    item = '[{"id": "a", "title": "\\ud800 x\\u0000", "volume": 1.50, "issue": NaN, "page": ' + "9" * 5000
    item += (
        ', "author": ["Plain", {"given": 3}, null, {"literal": " "}], "editor": {}, '
        '"type": "nonsense", "issued": 2020}]'
    )
    (reference,) = read(item).value
    assert (reference.title, reference.year, reference.authors) == ("x", "2020", ("Plain",))
    assert json.loads(reference.csl)["volume"] == "1.50"
    assert json.loads(reference.csl)["type"] == "document"


def test_what_counts_as_a_bibliography() -> None:
    assert is_csl_json(f"[{ITEM}]".encode())
    assert is_csl_json(f'\ufeff {{"config": {{}}, "items": [{ITEM}'.encode())
    assert not is_csl_json(b'[{"id": 1, "type": "post", "title": "x"}]')
    assert not is_csl_json(b'{"type": "book", "id": 1, "issued": 2}')
    assert not is_csl_json(b'{"type": "FeatureCollection", "features": []}')
    assert not is_csl_json(b"\xff\xfe[")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "title", "author", "issued", "date-parts", "literal", "URL", "DOI", "type"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150)
@given(json_values.map(json.dumps).map(str.encode) | st.binary(max_size=40))
def test_any_bytes_give_references(data: bytes) -> None:
    for reference in read(b"[" + data + b"]").value:
        reference.csl.encode()
    read(data)

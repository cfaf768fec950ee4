import pytest

from clewline.text.digest import digest
from clewline.text.names import folder, host_meant, name_key, stem
from clewline.text.spans import file_start, span_at


@pytest.mark.parametrize(
    ("name", "same"),
    [("Café", "CAFE\u0301"), ("a  b\n c", " A b C "), ("Straße", "STRASSE"), ("ΣΑΣ", "σας")],
)
def test_names_that_count_as_the_same(name: str, same: str) -> None:
    assert name_key(name) == name_key(same)


def test_names_that_differ() -> None:
    assert len({name_key(name) for name in ("a-b", "a b", "ab", "c", "c++", "c#", "①", "1")}) == 8


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("notes/a b.md", ("notes", "a b")),
        ("a.tar.md", ("", "a.tar")),
        ("x/y/.hidden", ("x/y", ".hidden")),
        ("x/none", ("x", "none")),
        ("", ("", "")),
    ],
)
def test_folder_and_stem(path: str, parts: tuple[str, str]) -> None:
    assert (folder(path), stem(path)) == parts


def test_spans_are_never_empty() -> None:
    assert span_at("a", 2, 3, 0) == span_at("a", 2, 3, 1) == ("a", (2, 3), (2, 4))
    assert file_start("a") == ("a", (1, 1), (1, 2))


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("www.example.x/a", "https://www.example.x/a"),
        ("Example.ORG", "https://Example.ORG"),
        ("https//example.org/", "https://example.org/"),
        ("notes/www.md", ""),
        ("example.organ", ""),
    ],
)
def test_the_name_of_a_host_is_known_without_its_protocol(address: str, whole: str) -> None:
    assert host_meant(address) == whole


def test_digest_depends_on_every_byte() -> None:
    assert digest(b"") == "cae66941d9efbd404e4d88758ea67670" and digest(b"a") != digest(b"b")

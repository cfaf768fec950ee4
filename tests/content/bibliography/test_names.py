import pytest

from clewline.content.bibliography.names import full_name, name_from_text, names_from_text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gao, Leo", {"family": "Gao", "given": "Leo"}),
        ("Leo  Gao", {"family": "Gao", "given": "Leo"}),
        ("Jan van der Beek", {"family": "Beek", "given": "Jan", "non-dropping-particle": "van der"}),
        ("{Open Philanthropy}", {"literal": "Open Philanthropy"}),
        ("OpenAI", {"literal": "OpenAI"}),
        (" ", {}),
    ],
)
def test_names(text: str, name: dict[str, str]) -> None:
    assert name_from_text(text) == name


def test_a_list_on_one_line() -> None:
    assert names_from_text("Gao, Leo; Sand, Anders and Roland") == ["Gao, Leo", "Sand, Anders", "Roland"]


def test_family_name_last() -> None:
    assert (
        full_name({"family": "Beek", "given": "Jan", "non-dropping-particle": "van", "suffix": "Jr"})
        == "Jan van Beek Jr"
    )

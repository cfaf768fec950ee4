import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.settings.toml_places import toml_places
from clewline.text.spans import Span

SAMPLE = '''\
# title = "not this one"
title = "A # in \\" a text" # nor = this
"quoted key"."a.b" = 'x = [1, 2'
long = """
[not.a.heading]
key = "no" \\""" still"""""
list = [
  "one", # , "no"
  [1.5, 2], { deep = true, "k" = 1979-05-27 07:32:00 },
]
raw = \'\'\'
it's'\'\'\'\'

[ a . "b]c" ]
d.e = { f = {}, g = [] }
[[many]]
x = 1
[last]
'''


def written(text: str, span: Span) -> str:
    lines = text.split("\n")
    rows = lines[span.start.line - 1 : span.end.line]
    rows[-1] = rows[-1][: span.end.column - 1]
    rows[0] = rows[0][span.start.column - 1 :]
    return "\n".join(rows)


def check(value: Any, text: str, way: tuple[str, ...] = (), headed: bool = True) -> None:
    """Every value of ``text`` has a place, and what stands there means that value."""
    if way and not (headed and isinstance(value, dict)):
        place = toml_places(text, "f")[way]
        assert tomllib.loads(f"k = {written(text, place.value)}")["k"] == value
    if isinstance(value, dict):
        for key, item in value.items():
            key_text = written(text, toml_places(text, "f")[(*way, key)].key)
            assert tomllib.loads(f"{key_text} = 1") == {key: 1}
            check(item, text, (*way, key), headed)


def test_every_key_and_value_of_a_difficult_text_is_found() -> None:
    table = tomllib.loads(SAMPLE)
    del table["many"]
    check(table, SAMPLE)
    places = toml_places(SAMPLE, "f")
    assert written(SAMPLE, places["list", "1", "1"].value) == "2"
    assert written(SAMPLE, places["list", "2", "k"].value) == "1979-05-27 07:32:00"
    assert written(SAMPLE, places["a", "b]c", "d", "e", "f"].value) == "{}"
    assert places[("last",)].key.start == (18, 2)


def test_nothing_has_no_places() -> None:
    assert toml_places("", "f") == toml_places("# only this", "f") == {}


TEXTS = st.text(st.sampled_from("ab #=,.[]{}'\\\n\té"), max_size=8)


def toml_text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


@settings(max_examples=60)
@given(
    st.dictionaries(
        TEXTS, st.one_of(TEXTS, st.integers(), st.lists(TEXTS, max_size=3), st.booleans()), max_size=4
    )
)
def test_any_table_is_found(table: dict[str, Any]) -> None:
    def value_text(value: Any) -> str:
        if isinstance(value, list):
            return "[\n " + ", # x\n".join(map(toml_text, value)) + "\n]"
        return toml_text(value) if isinstance(value, str) else str(value).lower()

    text = "".join(f"{toml_text(key)} = {value_text(value)} # end\n" for key, value in table.items())
    assert tomllib.loads(text) == table
    check(table, text)

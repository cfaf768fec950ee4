import hashlib
import json
import pickle
import tomllib
from pathlib import Path
from typing import Any

import pytest
from citeproc.model import CitationStylesElement

from clewline.content.bibliography import (
    DEFAULT_STYLE,
    UnknownStyle,
    format,
    format_entry,
    style_names,
    styles,
)
from clewline.content.bibliography.styles import load_style


def test_the_default_ships() -> None:
    assert DEFAULT_STYLE in style_names()
    assert list(style_names()) == sorted(style_names())


@pytest.mark.parametrize("style", ["chicago-author-dat", "../../etc/passwd", ""])
def test_unknown_styles(style: str) -> None:
    with pytest.raises(UnknownStyle) as caught:
        load_style(style, "en")
    again = pickle.loads(pickle.dumps(caught.value))  # it must reach the caller from another process
    assert str(again) == str(caught.value)
    assert ("chicago-author-date" in str(again)) == style.startswith("chicago")


def test_a_style_is_loaded_once() -> None:
    assert load_style(DEFAULT_STYLE, "en") is load_style(DEFAULT_STYLE, "en")
    assert load_style("nature-digest", "en") is not None  # another name for a style that ships


def test_what_is_found_in_a_style_is_remembered() -> None:
    made = [format_entry(json.dumps(item), DEFAULT_STYLE, "en") for item in ITEMS]
    searches = CitationStylesElement.xpath_search.cache_info()
    assert [format_entry(json.dumps(item), DEFAULT_STYLE, "en") for item in ITEMS] == made
    assert CitationStylesElement.xpath_search.cache_info().misses == searches.misses
    assert searches.currsize < searches.maxsize


@pytest.mark.parametrize(
    "style", [DEFAULT_STYLE, "apa", "modern-language-association", "chicago-author-date", "din-1505-2"]
)
@pytest.mark.parametrize("language", ["en", "de", "fr-CA", "xx"])
def test_entries_need_no_other_terms(style: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [format_entry(json.dumps(item), style, language) for item in ITEMS]
    monkeypatch.setattr(styles, "_keep_needed_terms", lambda style: None)
    monkeypatch.setattr(format, "load_style", load_style.__wrapped__)
    assert [format_entry(json.dumps(item), style, language) for item in ITEMS] == made


NAMED: dict[str, Any] = {
    "author": [{"family": "Doe", "given": "Jane Q."}, {"literal": "WHO"}],
    "editor": [{"family": "Ed", "given": "I."}],
}
FACTS = {
    "container-title": "Journal",
    "volume": "3",
    "page": "10-19",
    "publisher": "P",
    "publisher-place": "X",
    "genre": "thesis",
}
ITEMS: list[dict[str, Any]] = [
    {
        "id": "a",
        "type": "article-journal",
        "title": "On “it”",
        "issued": {"date-parts": [[2001, 5, 3]]},
        **NAMED,
        **FACTS,
    },
    {
        "id": "b",
        "type": "book",
        "title": "It",
        "issued": {"date-parts": [[-44]], "circa": True},
        "edition": "2",
        **NAMED,
        **FACTS,
    },
    {"id": "c", "type": "chapter", "title": "In it", "translator": NAMED["editor"], **NAMED, **FACTS},
    {
        "id": "d",
        "type": "motion_picture",
        "title": "Film",
        "director": NAMED["editor"],
        "number-of-pages": "2",
        "version": "2",
        **FACTS,
    },
    {
        "id": "e",
        "type": "speech",
        "title": "Talk",
        "issued": {"date-parts": [[1999, 2], [2000, 4]]},
        "event-place": "Paris",
    },
]
"""Records of several kinds: roles, editions, dates before our era, ranges of pages and days."""


FOLDER = Path(styles.__file__).parent / "csl"


def test_the_styles_that_ship_are_as_they_were_published() -> None:
    sums = tomllib.loads((FOLDER / "styles.toml").read_text("utf-8"))["sha256"]
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("*.csl")}
    assert len(sums) >= 20
    for name in sums:
        text = (FOLDER / name).read_text("utf-8")
        assert "creativecommons.org/licenses/by-sa/3.0/" in text and styles.style_fault(text) == ""
        assert "independent-parent" not in text


def test_the_default_is_there_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "find_spec", lambda name: None)
    assert len(style_names.__wrapped__()) == len(list(FOLDER.glob("*.csl")))
    assert styles._style_source(DEFAULT_STYLE) == (FOLDER / f"{DEFAULT_STYLE}.csl").read_bytes()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("no XML", "syntax error"),
        ("<html/>", "its root is <html>, not <style> of CSL"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"/>', "it has no <bibliography>"),
    ],
)
def test_what_is_no_style(text: str, fault: str) -> None:
    assert styles.style_fault(text).startswith(fault)


def test_the_text_of_a_style_is_a_style() -> None:
    text = (FOLDER / "ieee.csl").read_text("utf-8")
    assert format_entry(json.dumps(ITEMS[0]), text, "en") == format_entry(json.dumps(ITEMS[0]), "ieee", "en")

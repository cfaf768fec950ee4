import json
import pickle
from typing import Any

import pytest

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

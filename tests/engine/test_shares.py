"""Shares: what forked processes make and learn is what one process would make and know."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clewline.engine.shares import CAN_FORK, Ended, in_shares
from clewline.engine.store import FileStore
from engine.test_database import Texts, expected, made

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="processes cannot be forked here")
STATE = {name: f"{name} x {'y ' * place}@a" for place, name in enumerate("abcdef")}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FileStore]:
    store = FileStore(tmp_path, "program")
    yield store
    store.close()


def pages(texts: Texts, count: int) -> dict[str, str]:
    names = list(texts.texts)
    found = in_shares(texts.db, names, lambda name: texts.page(name, True), str, count)
    return {names[place]: page for place, page in found}


@pytest.mark.parametrize("count", [1, 2, 4, 20])
def test_what_is_made_elsewhere_is_known_here(store: FileStore, count: int) -> None:
    texts = Texts(store)
    texts.texts.put(STATE)
    assert pages(texts, count) == {name: expected(STATE)[f"{name} True"] for name in STATE}
    assert not any(texts.db.is_stale(texts.db.kind("page"), (name, True)) for name in STATE)
    assert made(texts, lambda: [texts.words(name) for name in STATE]) == []
    store.save(texts.db)
    again = Texts(store)
    again.texts.put(STATE | {"a": "other words"})
    again.db.settle()
    assert again.everything() == expected(STATE | {"a": "other words"})


@pytest.mark.parametrize("count", [2, 3])
def test_changes_that_others_have_seen_are_followed(store: FileStore, count: int) -> None:
    texts, state = Texts(store), dict(STATE)
    for place, name in enumerate("abcabc"):
        state[name] = f"@b {'x ' * place}"
        texts.texts.put(state)
        texts.db.settle()
        assert pages(texts, count) == {name: expected(state)[f"{name} True"] for name in state}
        assert not any(texts.db.is_stale(texts.db.kind("page"), (name, True)) for name in state)
    assert texts.everything() == expected(state)


def test_what_another_process_finds_unchanged_is_stale_no_more(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clewline.engine.store._SHARE", 10_000)
    texts = Texts(store)
    for more in ("", " y", " y z"):
        texts.texts.put(dict.fromkeys("abc", f"x{more}"))
        texts.db.settle()
        badges = dict(in_shares(texts.db, list("abc"), texts.badge, str, 3))
        assert badges == {place: f"X{len(more.split()) + 1}" for place in range(3)}
        assert not any(texts.db.is_stale(texts.db.kind("label"), name) for name in "abc")
        store.save(texts.db)
        assert store.note == ""


def test_a_process_that_fails_is_told_of(store: FileStore) -> None:
    texts = Texts(store)
    texts.texts.put(STATE)
    with pytest.raises(Ended, match="ZeroDivisionError"):
        list(in_shares(texts.db, list("abc"), lambda name: f"{1 // (name < 'c')}", str, 2))
    assert texts.everything() == expected(STATE)

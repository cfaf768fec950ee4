"""The engine: what is asked for is what would be computed from nothing, and no more is computed than must be."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.engine.database import Database
from clewline.engine.query import adopt, query
from clewline.engine.store import FileStore
from clewline.engine.tables import Inverse, Lookup, Table

NAMES = "abcdef"


class Texts:
    """Texts by name: words, and who says a word, as queries of all kinds; ``made`` names each computation."""

    def __init__(self, store: FileStore | None = None) -> None:
        self.db = Database(store, recording=store is not None)
        self.made: list[str] = []
        self.texts = Table[str, str](self.db, "text", dict[str, str])
        self.lengths = Table[str, int](self.db, "length", dict[str, int], make=self._lengths)
        said = dict[str, dict[str, int]]
        self._said = Inverse[str, dict[str, int]](
            self.db, "said", said, lambda: self.texts, self.words, "words"
        )
        self.all_words = Lookup(self.texts, self.words)
        adopt(self)
        if store:
            store.take(self.db)

    def _lengths(self) -> dict[str, int]:
        self.made.append("lengths")
        return {name: len(self.words(name)) for name in self.texts}

    @query(keep=True)
    def words(self, name: str) -> dict[str, int]:
        """How often each word stands in a text, but for that of another that it refers to as ``@name``."""
        self.made.append(f"words {name}")
        counts: dict[str, int] = {}
        for word in self.texts[name].split():
            counts[word] = counts.get(word, 0) + 1
        return counts

    @query(cut=True)
    def is_long(self, name: str) -> bool:
        """Whether a text has many words."""
        self.made.append(f"is_long {name}")
        return sum(self.words(name).values()) > 3

    @query(keep=True)
    def speakers(self, word: str) -> tuple[str, ...]:
        """Who says a word."""
        self.made.append(f"speakers {word}")
        return tuple(sorted(self._said.of(word)))

    @query(lazy=True)
    def summary(self, name: str) -> str:
        """A text by the names of who says its words, followed by the summary of the text that it refers to."""
        self.made.append(f"summary {name}")
        told = [f"{word}:{','.join(self.speakers(word))}" for word in sorted(self.words(name))]
        others = [word[1:] for word in self.words(name) if word.startswith("@") and word[1:] < name]
        return " ".join([*told, *(self.summary(other) for other in others if other in self.texts)])

    @query(lazy=True)
    def page(self, name: str, long: bool) -> str:
        """A text as it is shown."""
        self.made.append(f"page {name}")
        return self.summary(name) if self.is_long(name) is long else f"{self.lengths.get(name)}"

    @query(lazy=True)
    def whole(self) -> str:
        """All there is."""
        self.made.append("whole")
        return f"{dict(self.lengths)} {self.lengths.whole()} {sum(map(self.is_long, self.texts))}"

    @query(lazy=True)
    def total(self) -> int:
        """How many words there are, each counted once in a text."""
        return sum(self.lengths.whole().values())

    @query
    def shout(self, name: str) -> str:
        """A text in capitals."""
        return self.texts[name].upper()

    @query(lazy=True)
    def first(self, name: str) -> str:
        """The first word of a text, in capitals."""
        return self.shout(name).split()[0]

    @query(lazy=True)
    def second(self, name: str) -> str:
        """The second word of a text, in capitals."""
        return self.shout(name).split()[1]

    @query(lazy=True)
    def initial(self, name: str) -> str:
        """The first letter of a summary."""
        return self.summary(name)[:1]

    @query(lazy=True)
    def label(self, name: str) -> str:
        """That letter in capitals."""
        return self.initial(name).upper()

    @query(lazy=True)
    def badge(self, name: str) -> str:
        """That letter, and how many different words there are."""
        return f"{self.label(name)}{len(self.words(name))}"

    def everything(self) -> dict[str, str]:
        """All that can be asked for."""
        pages = {f"{name} {long}": self.page(name, long) for name in self.texts for long in (True, False)}
        return pages | {"whole": self.whole()}


def made(texts: Texts, asked: Callable[[], object]) -> list[str]:
    """What is computed when something is asked for."""
    texts.made.clear()
    texts.db.settle()
    asked()
    return sorted(texts.made)


_WORDS = st.lists(st.sampled_from(["x", "y", "z", "@a", "@b", "@c"]), max_size=5).map(" ".join)
_STATES = st.dictionaries(st.sampled_from(NAMES), _WORDS, max_size=6)
_often = settings(max_examples=300)


def expected(state: dict[str, str]) -> dict[str, str]:
    fresh = Texts()
    fresh.texts.put(state)
    return fresh.everything()


@given(history=st.lists(st.tuples(_STATES, st.integers(0, 9)), min_size=2, max_size=6))
@_often
def test_values_follow_their_inputs(history: list[tuple[dict[str, str], int]]) -> None:
    texts = Texts()
    for state, asked in history:
        texts.texts.put(state)
        if asked % 3 == 0:
            texts.db.settle()
        if asked % 3 < 2:  # else nobody asks before the next change
            some = random.Random(asked).sample(sorted(state), len(state) // 2)
            assert {name: texts.page(name, True) for name in some} == {
                name: expected(state)[f"{name} True"] for name in some
            }
    assert texts.everything() == expected(state)


@given(
    history=st.lists(st.tuples(_STATES, st.integers(0, 9)), min_size=2, max_size=5),
    share=st.sampled_from([0, 8, 10_000]),
)
@settings(_often, max_examples=200)
def test_values_follow_their_inputs_from_process_to_process(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[dict[str, str], int]], share: int
) -> None:
    folder = tmp_path_factory.mktemp("store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clewline.engine.store._SHARE", share)
        _from_process_to_process(folder, history)


def _from_process_to_process(folder: Path, history: list[tuple[dict[str, str], int]]) -> None:
    for state, kept in (*history, ({"a": "x @b", "b": "y", "c": "@a z"}, 0)):
        store = FileStore(folder, "program")
        texts = Texts(store)
        texts.texts.put(state)
        texts.db.settle()
        if kept % 3 == 0:  # else much of it is asked for in a later process only
            assert texts.everything() == expected(state)
        if kept % 4:
            store.save(texts.db)
        store.close()
        assert store.note == ""


@pytest.fixture
def texts() -> Texts:
    texts = Texts()
    texts.texts.put({"a": "x y", "b": "y z", "c": "z"})
    texts.everything()
    return texts


def test_nothing_is_computed_twice(texts: Texts) -> None:
    assert made(texts, texts.everything) == []
    texts.texts.put({"a": "x y", "b": "y z", "c": "z"})
    assert made(texts, texts.everything) == []


def test_a_change_ends_at_a_value_that_turns_out_as_it_was(texts: Texts) -> None:
    texts.texts.put({"a": "y x", "b": "y z", "c": "z"})
    assert made(texts, texts.everything) == ["words a"]


def test_a_change_concerns_those_who_read_what_it_changes(texts: Texts) -> None:
    texts.texts.put({"a": "x z", "b": "y z", "c": "z"})
    assert made(texts, lambda: texts.page("b", False)) == [
        "is_long a",
        "lengths",
        "page b",
        "speakers y",
        "speakers z",
        "summary b",
        "words a",
    ]


def test_what_is_lazy_is_computed_when_it_is_asked_for(texts: Texts) -> None:
    texts.texts.put({"a": "x x x", "b": "y z", "c": "z"})
    assert not any(name.startswith(("page", "summary")) for name in made(texts, lambda: None))
    # The texts have other words, but the page shows the same of them.
    assert "page c" not in made(texts, lambda: texts.page("c", True))


def test_reads_are_replaced(texts: Texts) -> None:
    texts.texts.put({"b": "y z", "c": "z @b"})
    texts.everything()
    texts.texts.put({"b": "x z", "c": "z @b"})
    assert "summary c" in made(texts, lambda: texts.summary("c"))
    texts.texts.put({"b": "x z", "c": "z"})
    texts.everything()
    texts.texts.put({"b": "y z", "c": "z"})
    assert "summary c" not in made(texts, lambda: texts.summary("c"))


def test_reasons_are_those_of_the_last_change(texts: Texts) -> None:
    texts.texts.put({"a": "x y q", "b": "y z", "c": "z"})
    texts.everything()
    texts.texts.put({"a": "x y q", "b": "y z p", "c": "z"})
    texts.db.settle()
    assert ("words", "b") in texts.db.roots_of_change(texts.db.kind("summary"), "b")
    assert texts.db.roots_of_change(texts.db.kind("summary"), "a") == []


def test_what_is_gone_is_told_and_can_come_back(texts: Texts) -> None:
    texts.texts.put({"b": "y z"})
    texts.db.settle()
    with pytest.raises(KeyError):
        texts.words("a")
    texts.texts.put({"a": "x y", "b": "y z"})
    assert texts.page("a", True) == "2"


def test_a_failure_is_told_to_whoever_asks_and_leaves_nothing_behind(
    texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.texts.put({"a": "x q", "b": "y z", "c": "z"})
    kind = texts.db.kind("words")
    with monkeypatch.context() as patch:
        patch.setattr(kind, "compute", _fails)
        texts.db.settle()
        with pytest.raises(ZeroDivisionError):
            texts.words("a")
    assert texts.everything() == expected({"a": "x q", "b": "y z", "c": "z"})


def _fails(key: object) -> None:
    raise ZeroDivisionError


def test_a_new_value_that_is_asked_for_while_it_is_computed_has_one_node() -> None:
    db = Database()
    base = db.define("base", lambda _: 0)
    twice = db.define("twice", lambda _: db.ask(base, "a") * 2)
    new = db.define("new", lambda _: db.ask(twice, "a") + 1)
    late = db.define("late", lambda _: db.ask(new, "a") if db.ask(base, "a") > 1 else 0)
    twice.cut = late.cut = True
    db.put(base, "a", 1)
    assert (db.ask(twice, "a"), db.ask(late, "a")) == (2, 0)
    db.put(base, "a", 2)
    assert (db.ask(new, "a"), db.ask(late, "a")) == (5, 5)
    db.columns()
    db.put(base, "a", 3)
    assert (db.ask(late, "a"), db.ask(new, "a")) == (7, 7)


class Deeper:
    """A table that is taken further from its inputs while `user`, which reads it, waits nearer to them."""

    def __init__(self, store: FileStore) -> None:
        self.db = Database(store, recording=True)
        self.inputs = Table[str, int](self.db, "input", dict[str, int])
        self.table = Table[str, int](self.db, "entry", dict[str, int], make=self._entries)
        adopt(self)
        store.take(self.db)

    def _entries(self) -> dict[str, int]:
        return {"value": self.far(3) if self.inputs["deep"] else 0}

    @query(keep=True)
    def far(self, distance: int) -> int:
        """The input, through so many values."""
        return self.far(distance - 1) if distance else self.inputs["source"]

    @query(keep=True)
    def user(self) -> int:
        """What depends on the whole table, and on an input."""
        return self.table.whole()["value"] + self.inputs["other"]


def test_what_turns_out_as_another_one_while_it_is_read_is_known_anew(tmp_path: Path) -> None:
    states: list[dict[str, int]] = [
        {"deep": 0, "source": 1, "other": 0},
        {"deep": 1, "source": 2, "other": 5},
        {"deep": 1, "source": 3, "other": 5},
    ]
    for state, value in zip(states, (0, 7, 8), strict=True):
        store = FileStore(tmp_path, "program")
        site = Deeper(store)
        site.inputs.put(state)
        site.db.settle()
        assert (site.user(), site.far(3)) == (value, state["source"])
        store.save(site.db)
        store.close()


def test_two_queries_cannot_have_one_name(texts: Texts) -> None:
    with pytest.raises(AssertionError, match="two queries are called all of text"):
        Table[str, str](texts.db, "text")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Callable[[], tuple[Texts, FileStore]]]:
    """Opens a store in which all values of some texts are kept."""
    state = {"a": "x y", "b": "y z", "c": "z"}
    stores: list[FileStore] = []

    def opened() -> tuple[Texts, FileStore]:
        stores.append(FileStore(tmp_path, "program"))
        texts = Texts(stores[-1])
        texts.texts.put(state)
        return texts, stores[-1]

    texts, store = opened()
    texts.everything()
    store.save(texts.db)
    yield opened
    for store in stores:
        store.close()


def test_another_process_computes_only_what_has_changed(
    kept: Callable[[], tuple[Texts, FileStore]],
) -> None:
    texts, _ = kept()
    assert not texts.db.is_stale(texts.db.kind("page"), ("a", True))
    assert made(texts, lambda: texts.words("a")) == []
    texts.texts.put({"a": "x", "b": "y z", "c": "z"})
    assert made(texts, lambda: texts.page("c", True)) == [
        "is_long a",
        "is_long c",
        "lengths",
        "page c",
        "speakers y",
        "words a",
    ]


def test_reads_are_replaced_from_process_to_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, now = {"b": "x z", "c": "z @b"}, {"b": "x z", "c": "z"}
    for share, state in ((10_000, before), (0, now)):
        monkeypatch.setattr("clewline.engine.store._SHARE", share)
        store = FileStore(tmp_path, "program")
        texts = Texts(store)
        texts.texts.put(state)
        texts.everything()
        store.save(texts.db)
        store.close()
    texts = Texts(store := FileStore(tmp_path, "program"))
    texts.texts.put(now | {"b": "y z"})
    texts.db.settle()
    assert texts.db.is_stale(texts.db.kind("summary"), "b")
    assert not texts.db.is_stale(texts.db.kind("summary"), "c")
    store.close()


def test_a_value_that_is_another_one_s_is_computed_again(
    kept: Callable[[], tuple[Texts, FileStore]], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, store = kept()
    other = store.load(texts.db.kind("words").numbers["b"])
    monkeypatch.setattr(store, "load", lambda number: other)
    assert texts.words("a") == {"x": 1, "y": 1}


def test_a_value_that_was_let_go_of_is_loaded_again(
    kept: Callable[[], tuple[Texts, FileStore]], texts: Texts
) -> None:
    stored, _ = kept()
    for each, is_stored in ((stored, True), (texts, False)):
        words = each.db.kind("words")
        each.texts.put({"a": "x y"})
        each.words("a")
        each.db.release(words, "a")
        assert ("a" not in words.cells) is is_stored
        each.made.clear()
        assert each.words("a") == {"x": 1, "y": 1}
        assert each.made == []


def test_a_first_build_makes_no_table_of_who_reads_what() -> None:
    texts = Texts()
    texts.texts.put({"a": "x y @b", "b": "y z"})
    texts.everything()
    assert texts.db._nodes._users is None
    texts.texts.put({"a": "x", "b": "y z"})
    assert texts.everything() == expected({"a": "x", "b": "y z"})


def test_who_reads_a_whole_table_is_told_of_every_change(texts: Texts) -> None:
    assert texts.total() == 5
    texts.texts.put({"a": "x y z", "b": "y z", "c": "z"})
    assert texts.total() == 6


def test_what_is_not_compared_has_changed_for_all_who_read_it(texts: Texts) -> None:
    assert (texts.shout("a"), texts.first("a"), texts.second("a")) == ("X Y", "X", "Y")
    texts.texts.put({"a": "z q", "b": "y z", "c": "z"})
    texts.db.settle()
    assert texts.first("a") == "Z"  # the first to ask has it computed
    assert texts.second("a") == "Q"


def test_a_store_of_another_program_is_as_good_as_none(
    kept: Callable[[], tuple[Texts, FileStore]], tmp_path: Path
) -> None:
    store = FileStore(tmp_path, "another")
    texts = Texts(store)
    texts.texts.put({"a": "x y", "b": "y z", "c": "z"})
    assert "words a" in made(texts, lambda: texts.words("a"))
    assert store.note == ""
    store.close()


def test_a_store_that_is_damaged_is_thrown_away_with_a_note(
    kept: Callable[[], tuple[Texts, FileStore]], tmp_path: Path
) -> None:
    file = tmp_path / "nodes"
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    texts, store = kept()
    assert "words a" in made(texts, lambda: texts.words("a"))
    assert "damaged" in store.note


def test_a_value_that_is_damaged_is_computed_again(
    kept: Callable[[], tuple[Texts, FileStore]], tmp_path: Path
) -> None:
    (tmp_path / "values").write_bytes(b"\0" * (tmp_path / "values").stat().st_size)
    texts, _ = kept()
    assert "words a" in made(texts, lambda: texts.words("a"))
    assert texts.everything() == expected({"a": "x y", "b": "y z", "c": "z"})


def test_values_of_no_use_are_swept_up(
    kept: Callable[[], tuple[Texts, FileStore]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clewline.engine.store._LITTLE", 0)
    sizes = []
    for number in range(20):
        texts, store = kept()
        texts.texts.put({"a": f"x y{number}", "b": "y z", "c": "z"})
        texts.everything()
        store.save(texts.db)
        sizes.append((tmp_path / "values").stat().st_size)
    assert max(sizes) < 4 * min(sizes)
    texts, _ = kept()
    texts.db.settle()
    assert made(texts, lambda: (texts.words("b"), texts.words("c"))) == []
    assert texts.everything() == expected({"a": "x y", "b": "y z", "c": "z"})

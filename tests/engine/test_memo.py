"""Values stand for the present inputs, and are computed again only when an input has really changed."""

from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.engine.memo import Groups, Memo, TrackedMapping, Tracker, in_pieces


def test_a_plain_memo_computes_once() -> None:
    memo = Memo()
    assert memo.get("a", lambda: [1]) is memo.get("a", lambda: [2])


def test_a_value_is_computed_again_only_when_an_input_differs() -> None:
    tracker = Tracker()
    runs: list[str] = []

    def length() -> int:
        runs.append("length")
        tracker.read("text")
        return len(text[0])

    def shown() -> str:
        runs.append("shown")
        return f"{tracker.get('length', length)} letters"

    text = ["abc"]
    tracker.put("text", text[0])
    assert tracker.get("shown", shown) == "3 letters"
    text[0] = "xyz"
    tracker.put("text", text[0])
    assert tracker.get("shown", shown) == "3 letters"
    # the length is what it was, so nothing that uses it is made again
    assert runs == ["shown", "length", "length"]
    text[0] = "long"
    tracker.put("text", text[0])
    assert tracker.get("shown", shown) == "4 letters"


def test_what_was_not_there_is_an_input_too() -> None:
    tracker = Tracker()
    names: TrackedMapping[str, int] = TrackedMapping("names", tracker)

    def asked() -> tuple[bool, int | None]:
        return "a" in names, names.get("b")

    assert tracker.get("asked", asked) == (False, None)
    names.replace({"b": 2})
    assert tracker.get("asked", asked) == (False, 2)
    names.assign("a", 1)
    assert tracker.get("asked", asked) == (True, 2)
    names.remove("b")
    assert tracker.get("asked", asked) == (True, None)


def test_the_order_of_a_mapping_is_an_input() -> None:
    tracker = Tracker()
    names: TrackedMapping[str, int] = TrackedMapping("names", tracker)
    names.replace({"a": 1, "b": 2})
    assert tracker.get("order", lambda: tuple(names)) == ("a", "b")
    names.replace({"b": 2, "a": 1})
    assert tracker.get("order", lambda: tuple(names)) == ("b", "a")
    names.assign("c", 3)
    assert tracker.get("order", lambda: tuple(names)) == ("b", "a", "c")


def test_after_an_error_nobody_gets_a_half_made_value() -> None:
    tracker = Tracker()
    fails = [True]

    def inner() -> int:
        tracker.read("input")
        if fails[0]:
            raise ValueError
        return 1

    def outer() -> int:
        return tracker.get("inner", inner) + 1

    for _ in range(2):
        with pytest.raises(ValueError):
            tracker.get("outer", outer)
    fails[0] = False
    assert tracker.get("outer", outer) == 2


def test_what_is_not_read_any_more_is_no_input_any_more() -> None:
    tracker = Tracker()
    runs = []

    def chosen() -> object:
        runs.append(1)
        return values[values["which"]]

    values: TrackedMapping[str, str] = TrackedMapping("values", tracker)
    values.replace({"which": "a", "a": "x", "b": "y"})
    assert tracker.get("chosen", chosen) == "x"
    values.assign("which", "b")
    assert tracker.get("chosen", chosen) == "y"
    values.assign("a", "z")
    assert tracker.get("chosen", chosen) == "y"
    assert len(runs) == 2


def test_groups_say_what_may_have_changed() -> None:
    tracker = Tracker()
    words: TrackedMapping[str, str] = TrackedMapping("words", tracker)
    words.replace({str(number): "x" for number in range(1000)})
    lengths = Groups("lengths", tracker, lambda key: len(words[key]))
    lengths.keep(words)
    assert dict(lengths.changed()) == dict.fromkeys(words, 1)
    assert lengths.changed() == []
    words.assign("7", "y")
    assert lengths.changed() == []
    words.assign("7", "long")
    changed = dict(lengths.changed())
    assert changed["7"] == 4
    assert len(changed) < 20
    lengths.keep([key for key in words if key != "7"])
    assert sum(lengths.values()) == 999


def test_a_key_in_the_place_of_another_is_news() -> None:
    tracker = Tracker()
    groups = Groups("same", tracker, lambda key: "always the same")
    groups.keep(["0"])
    groups.changed()
    beside = next(
        str(number) for number in range(1, 100_000) if crc32(str(number).encode()) % 256 == crc32(b"0") % 256
    )
    groups.keep([beside])
    assert groups.changed() == [(beside, "always the same")]


_VALUES = st.integers(0, 3)


@given(st.lists(st.tuples(st.integers(0, 5), _VALUES, st.integers(0, 4)), max_size=30))
@settings(max_examples=200, derandomize=True, deadline=None, database=None)
def test_any_series_of_changes_gives_what_a_new_memo_gives(changes: list[tuple[int, int, int]]) -> None:
    """Values that choose what they read by what they have read, over inputs that come, change and go."""

    def value(mapping: "TrackedMapping[int, int]", memo: Memo, level: int) -> int:
        def compute() -> int:
            first = mapping.get(level, -1)
            if level >= 4:
                return first
            if level + 10 in mapping:
                return first
            below = value(mapping, memo, level + 1 + first % 2)
            return below + (len(mapping) if below % 2 else sum(mapping.values()))

        return memo.get(("value", level), compute)

    tracker = Tracker()
    followed: TrackedMapping[int, int] = TrackedMapping("inputs", tracker)
    plain: dict[int, int] = {}
    for key, new, asked in changes:
        if new == 3:
            plain.pop(key, None)
            plain.pop(key + 10, None)
        else:
            plain[key + (10 if new == 2 and key % 2 else 0)] = new
        followed.replace(plain)
        fresh_tracker = Tracker()
        fresh: TrackedMapping[int, int] = TrackedMapping("inputs", fresh_tracker)
        fresh.replace(plain)
        assert value(followed, tracker, asked) == value(fresh, fresh_tracker, asked)


def test_a_list_in_pieces_is_made_again_where_something_has_changed() -> None:
    tracker = Tracker()
    lengths: TrackedMapping[str, int] = TrackedMapping("lengths", tracker)
    lengths.replace({f"k{number:03}": number for number in range(200)})
    asked: list[str] = []

    def doubled(key: str) -> int:
        asked.append(key)
        return 2 * lengths[key]

    def listed() -> list[int]:
        return list(in_pieces(tracker, "doubled", lambda: tuple(lengths), doubled))

    assert tracker.get("list", listed) == [2 * number for number in range(200)]
    asked.clear()
    lengths.assign("k070", 1000)
    assert tracker.get("list", listed)[70] == 2000
    assert "k070" in asked and len(asked) < 100
    lengths.replace({"k070": 3, "new": 4})
    assert tracker.get("list", listed) == [6, 8]


def test_what_groups_fold_to_follows_their_values() -> None:
    tracker = Tracker()
    values: TrackedMapping[str, int] = TrackedMapping("values", tracker)
    values.replace({f"k{number}": number for number in range(50)})
    groups: Groups[int] = Groups("values of each", tracker, lambda key: values[key])
    groups.keep(values)
    assert sum(groups.folded(sum)) == sum(range(50))
    values.assign("k7", 1007)
    assert sum(groups.folded(sum)) == sum(range(50)) + 1000
    groups.keep(["k7"])
    assert sum(groups.folded(sum)) == 1007

from clewline.check.line_history import line_history
from clewline.content.options import ParseOptions
from clewline.evidence.reviews import LineHistory


def history(*versions: tuple[str, str]) -> LineHistory:
    """The history of a line with these texts, the latest first."""
    pairs = ((day, text.encode()) for day, text in versions)
    return line_history("lines/q.md", pairs, ParseOptions())


def shown(found: LineHistory) -> list[tuple[str, list[str]]]:
    return [
        (edit.on, [" ".join(f"{one.sign}{one.words}" for one in diff) for diff in edit.diffs])
        for edit in found.edits
    ]


FIRST = "---\ntitle: Does it hold?\n---\nIt holds for all plots [[a]]. Nobody knows why.\n"


def test_each_day_has_the_words_that_changed_on_it() -> None:
    second = FIRST.replace("all plots", "most plots")
    third = second.replace("---\nIt", "answer: Mostly.\n---\nIt").replace(" Nobody knows why.", "")
    assert shown(history(("2026-03-01", third), ("2026-02-01", second), ("2026-01-01", FIRST))) == [
        ("2026-03-01", ["+Mostly.", "-Nobody knows why."]),
        ("2026-02-01", [" It holds for -all +most  plots."]),
    ]


def test_of_one_day_the_last_version_counts() -> None:
    again = FIRST.replace("all", "some")
    assert shown(history(("2026-02-01", FIRST), ("2026-02-01", again), ("2026-01-01", FIRST))) == []


def test_what_changes_no_words_is_no_change() -> None:
    moved = (
        FIRST.replace("[[a]]", "[[b]]")
        .replace(". Nobody", ".\nNobody")
        .replace("title", "status: published\ntitle")
    )
    assert shown(history(("2026-02-01", moved), ("2026-01-01", FIRST))) == []


def test_versions_that_nobody_could_see_show_nothing() -> None:
    hidden = FIRST.replace("title", "private: true\ntitle").replace("Nobody", "Secretly somebody")
    draft = FIRST.replace("title", "status: draft\ntitle").replace("Nobody", "Perhaps somebody")
    found = history(
        ("2026-04-01", FIRST), ("2026-03-01", hidden), ("2026-02-01", draft), ("2026-01-01", FIRST)
    )
    assert found.edits == ()
    assert history(("2026-02-01", FIRST), ("2026-01-01", draft)).edits == ()


def test_of_what_is_the_same_only_the_words_beside_a_change_are_kept() -> None:
    long = " ".join(f"w{number}" for number in range(40))
    before, after = (f"---\ntitle: Q?\n---\nWe say {word} {long} {word}.\n" for word in ("no", "yes"))
    ((_, (diff,)),) = shown(history(("2026-02-01", after), ("2026-01-01", before)))
    assert diff == " We say -no +yes  w0 w1 w2 w3 w4 w5 … w34 w35 w36 w37 w38 w39 -no. +yes."


def test_code_is_not_told() -> None:
    text = FIRST.replace("Nobody", "In `secret` nobody")
    ((_, (diff,)),) = shown(history(("2026-02-01", text), ("2026-01-01", FIRST)))
    assert "secret" not in diff and "…" in diff

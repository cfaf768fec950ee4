"""The record of a review, as it is written and read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.evidence.reviews import (
    Damage,
    Label,
    Part,
    Review,
    Standing,
    label_of,
    read_record,
    record_text,
)

TEXT = """\
clewline-review 1
line: lines/does-it-hold.md
by: The authors
on: 2026-05-31
reason: a new edition
changed: note 1 (text: 1 new)

line 1a2B3
question 5e6F
text 7g8H9i0J-k1L
note 2m3N4 supports notes/first finding.md
title 6q7R
cited 7g8H
note 2m3N_ cited notes/second.md
title 6q7_
"""
REVIEW = Review(
    "lines/does-it-hold.md",
    "The authors",
    "2026-05-31",
    "a new edition",
    Standing("1a2B3", {Part.QUESTION: ("5e6F",), Part.TEXT: ("7g8H", "9i0J", "-k1L")}),
    {
        "notes/first finding.md": Standing(
            "2m3N4", {Part.TITLE: ("6q7R",), Part.CITED: ("7g8H",), Part.STANCE: ("supports",)}
        ),
        "notes/second.md": Standing("2m3N_", {Part.TITLE: ("6q7_",)}),
    },
    ("note 1 (text: 1 new)",),
)


def test_what_is_written_is_what_is_read() -> None:
    assert record_text(REVIEW) == TEXT
    assert read_record(TEXT.encode()) == REVIEW
    assert read_record(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()) == REVIEW
    assert label_of(REVIEW) == Label("lines/does-it-hold.md", "2026-05-31")


def test_names_stay_on_their_line() -> None:
    forged = REVIEW._replace(by="Me\non: 1999-01-01", reason="a\r\n\nline 00000")
    read = read_record(record_text(forged).encode())
    assert isinstance(read, Review)
    assert read.on == REVIEW.on and read.own == REVIEW.own and read.by == "Me on: 1999-01-01"


@pytest.mark.parametrize(
    ("old", "new", "row", "words"),
    [
        ("clewline-review 1", "a shopping list", 1, "begins with"),
        ("line: lines/does-it-hold.md\n", "", 1, "`line: …`"),
        ("on: 2026-05-31", "on: 2026-02-31", 1, "no such day"),
        ("by: The authors", "by The authors", 3, "a key, a colon"),
        ("by: The authors", "by:", 3, "a key, a colon"),
        ("reason: a", "by: a", 5, "twice"),
        ("line 1a2B3\n", "", 8, "name of a part"),
        ("question 5e6F", "question 5e6", 9, "four letters"),
        ("question 5e6F", "question", 9, "four letters"),
        ("question 5e6F", "quest 5e6F", 9, "name of a part"),
        ("text 7g", "question 7g", 10, "stands once"),
        ("note 2m3N4 supports", "line 2m3N4\nnote 2m3N4 supports", 11, "the line stands first"),
        ("notes/second.md", "notes/first finding.md", 14, "stands here twice"),
        ("text 7g8H", "<<<<<<< HEAD\ntext 7g8H", 10, "merged"),
        (TEXT[TEXT.index("line 1a") :], "", 8, "what was read"),
    ],
)
def test_a_damaged_record_says_where(old: str, new: str, row: int, words: str) -> None:
    assert old in TEXT
    read = read_record(TEXT.replace(old, new, 1).encode())
    assert isinstance(read, Damage)
    assert (read.row, words in read.message) == (row, True), read
    assert label_of(read).damage == read


def test_what_is_not_text() -> None:
    read = read_record(b"clewline-review 1\nline: \xff\n")
    assert isinstance(read, Damage) and read.row == 2


@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=200)
def test_any_bytes_give_a_review_or_its_damage(data: bytes) -> None:
    assert isinstance(read_record(data), Damage)
    assert isinstance(read_record(TEXT.encode() + data), Damage | Review)
    assert isinstance(read_record(b"clewline-review 1\n" + data), Damage)

"""Which notes most likely matter to a question: plain text retrieval over them (BM25, by SQLite's full-text
index).
"""

import re
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]{2,}")
_COMMON = frozenset(
    (
        "a about an and are as at be been but by can could do does for from has have how if in into is it "
        "its may more most not of on or should so some than that the their them then there these they this "
        "to was were what when where which who why will with would"
    ).split()
)


class Candidate(NamedTuple):
    """A text that may be suggested: its name, title, summary and body, all plain."""

    name: str
    title: str
    summary: str
    body: str


def suggest(question: str, candidates: Iterable[Candidate], most: int = 10) -> tuple[Candidate, ...]:
    """At most ``most`` of ``candidates`` that share words with ``question``, the likeliest first; ties by
    name.

    A word in the title counts four times, one in the summary twice.
    """
    words = [word for word in dict.fromkeys(_WORD.findall(question.casefold())) if word not in _COMMON]
    if not words:
        return ()
    known = {candidate.name: candidate for candidate in candidates}
    index = sqlite3.connect(":memory:")
    try:
        index.execute(
            "CREATE VIRTUAL TABLE notes USING fts5(name UNINDEXED, title, summary, "
            "body, tokenize='porter unicode61')"
        )
        index.executemany("INSERT INTO notes VALUES (?, ?, ?, ?)", known.values())
        query = " OR ".join(f'"{word}"' for word in words)
        order = "ORDER BY bm25(notes, 0, 4, 2, 1), name LIMIT ?"
        rows = index.execute(f"SELECT name FROM notes WHERE notes MATCH ? {order}", (query, most)).fetchall()
    finally:
        index.close()
    return tuple(known[name] for (name,) in rows)

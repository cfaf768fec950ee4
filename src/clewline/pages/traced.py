"""What became of the claims of a document, hop by hop.

There are three hops: from a line to the notes that it cites, from a summary (of a note or a line) to the
body below it, and from a note to what is kept of the works that it rests on.
"""

from enum import StrEnum
from typing import NamedTuple

from clewline.evidence import Source, Trace

_SMALL = 12


class Hop(StrEnum):
    """Between which texts a claim was traced."""

    CARDS = "cards"  # the body of a line, the notes that it cites
    BODY = "body"  # a summary or an answer, the body below it
    EXCERPT = "excerpt"  # a note, what is quoted of its works


class Words(NamedTuple):
    """Words that bear on a claim: from ``start`` to ``end`` of a passage of the document at ``path``.

    What is known of a work itself (its title, year and abstract) has ``@`` and its key for a path, and no
    passage (-1).
    """

    path: str
    passage: int
    start: int = 0
    end: int = 0


class Traced(NamedTuple):
    """One claim of a document, which stands in its passage number ``passage``, and what became of it.

    ``words`` are where it was found, or the nearest to it. ``beyond``: nothing that was looked through speaks
    of it at all, and it may well stand elsewhere, as in a part of the work that is not stored.
    """

    hop: Hop
    passage: int
    trace: Trace
    words: Words | None
    beyond: bool = False


class Excerpts(NamedTuple):
    """What is stored of a work: its text, and where each of its passages stands; ``quoted`` unless all of it
    is an abstract.
    """

    source: Source
    words: tuple[Words, ...]
    quoted: bool


def is_telling(trace: Trace) -> bool:
    """Whether a reader would want to see where a figure comes from: not of a small number in words, which
    counts what stands in plain sight.
    """
    figure = trace.figure
    return figure is not None and (bool(figure.unit) or not figure.spelled or figure.high > _SMALL)

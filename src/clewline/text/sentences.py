"""Sentences of a plain text."""

import re
from collections.abc import Iterator

import sentencex

_MEASURED = re.compile(r"\d\s?[ghldmst]\.(?=\s+[A-Z])")
"""A unit of one letter at the end of a sentence, which is taken for an initial: it weighed 45 g. Most were"""


def sentences(plain: str, language: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, white space around it left out; ``language`` is a BCP 47 tag."""
    bounds: list[tuple[int, int]] = []
    for found in sentencex.get_sentence_boundaries(language.partition("-")[0], plain):
        for start, end in _parted(plain, found["start_index"], found["end_index"]):
            text = plain[start:end]
            if bare := text.strip():
                first = start + text.index(bare[0])
                bounds.append((first, first + len(bare)))
    return bounds or [(0, len(plain))]


def _parted(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence from ``start`` to ``end``, in pieces where it ends with a unit in between."""
    for unit in _MEASURED.finditer(plain, start, end):
        yield start, unit.end()
        start = unit.end()
    yield start, end

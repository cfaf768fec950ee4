"""Sentences of a plain text."""

import re
from collections.abc import Iterable, Iterator

import sentencex

_MEASURED = re.compile(r"\d\s?[ghldmst]\.(?=\s+[A-Z])")
"""A unit of one letter at the end of a sentence, which is taken for an initial: it weighed 45 g. Most were"""


def sentences(plain: str, language: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, white space around it left out; ``language`` is a BCP 47 tag."""
    found = sentencex.get_sentence_boundaries(language.partition("-")[0], plain)
    pieces: Iterable[tuple[int, int]] = ((one["start_index"], one["end_index"]) for one in found)
    if _MEASURED.search(plain):
        pieces = _parted(plain, pieces)
    bounds: list[tuple[int, int]] = []
    for start, end in pieces:
        text = plain[start:end]
        if bare := text.strip():
            first = start + text.index(bare[0])
            bounds.append((first, first + len(bare)))
    return bounds or [(0, len(plain))]


def _parted(plain: str, pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences, in pieces where one ends with a unit in between."""
    for start, end in pieces:
        first = start
        for unit in _MEASURED.finditer(plain, start, end):
            yield first, unit.end()
            first = unit.end()
        yield first, end

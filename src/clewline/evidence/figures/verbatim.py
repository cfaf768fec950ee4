"""Figures that stand in a source in the very letters of a claim, however they are read there."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clewline.evidence.context import Context
from clewline.evidence.model import Nature, Place, Quantity
from clewline.evidence.reading.texts import Reading

_NAME = re.compile(r"[A-Z][\w-]*\s*\Z")
_MIXED = re.compile(r"[\d.]+[A-Za-z]+")
_DIGITS = re.compile(r"\d[\d.,:/]*(?<=\d)")
_WORD = re.compile(r"[\s-]?([^\W\d_]{2,})")
_LEAD = re.compile(r"([^\W\d_]{2,})[\s=-]{1,3}\Z")
_LONGEST_LEAD = 40


class _Sought(NamedTuple):
    """Letters of a claim, which cost little to look for, and the pattern in which they must stand."""

    letters: str
    pattern: str


def verbatim(
    claim: Quantity, reading: Reading, keys: Sequence[str], context: Context, *, counts: bool
) -> Place | None:
    """Where a source has the letters of ``claim``, as a name or, if it ``counts``, beside the same word."""
    if claim.spelled or claim.low != claim.high:
        return None
    for letters, pattern in (*_names(claim, reading), *(_beside_words(claim, reading) if counts else ())):
        for key in keys:
            for passage, text in enumerate(context.readings(key)):
                if letters in text.text and (found := re.search(pattern, text.text)):
                    return Place(key, passage, *found.span())
    return None


def _names(claim: Quantity, reading: Reading) -> Iterator[_Sought]:
    """A claim with the name that it is a part of: Falcon 9, and 32B in Qwen2.5-32B."""
    said = reading.text[claim.start : claim.end]
    name = _NAME.search(reading.text, max(claim.start - _LONGEST_LEAD, 0), claim.start)
    wanted = said if _MIXED.fullmatch(said) else reading.text[name.start() : claim.end] if name else ""
    if wanted:
        yield _Sought(wanted, rf"(?<![\w.,]){re.escape(wanted)}(?!\w)")


def _beside_words(claim: Quantity, reading: Reading) -> Iterator[_Sought]:
    """The digits of a claim with the word behind them or, where none stands there, the one before them."""
    digits = _DIGITS.search(reading.text, claim.start, claim.end)
    if digits is None or claim.nature is Nature.DATE:
        return
    plain = reading.language.function
    word = _WORD.match(reading.text, digits.end())
    if word and word[1].lower() not in plain:
        yield _Sought(digits[0], rf"(?<![\w.,:/]){re.escape(digits[0])}[\s-]?(?i:{word[1]})(?!\w)")
    lead = _LEAD.search(reading.text, max(digits.start() - _LONGEST_LEAD, 0), digits.start())
    if lead and not (word or claim.unit) and lead[1].lower() not in plain:
        yield _Sought(
            digits[0], rf"(?<!\w)(?i:{lead[1]})[\s=-]{{1,3}}{re.escape(digits[0])}(?![\w:/]|[.,]\d)"
        )

"""Figures that stand in a source in the very letters of a claim, however they are read there."""

import re
from collections.abc import Iterator, Sequence

from clewline.evidence.context import Context
from clewline.evidence.model import Nature, Place, Quantity
from clewline.evidence.reading import Reading

_NAME = re.compile(r"[A-Z][\w-]*\s*\Z")
_MIXED = re.compile(r"[\d.]+[A-Za-z]+")
_DIGITS = re.compile(r"\d[\d.,:/]*(?<=\d)")
_WORD = re.compile(r"[\s-]?([^\W\d_]{2,})")
_LEAD = re.compile(r"([^\W\d_]{2,})[\s=-]{1,3}\Z")


def verbatim(
    claim: Quantity, reading: Reading, keys: Sequence[str], context: Context, *, counts: bool
) -> Place | None:
    """Where a source has the letters of ``claim``, as a name or, if it ``counts``, beside the same word."""
    if claim.spelled or claim.low != claim.high:
        return None
    for wanted in (*_names(claim, reading), *(_beside_words(claim, reading) if counts else ())):
        for key in keys:
            for passage, text in enumerate(context.readings(key)):
                if found := wanted.search(text.text):
                    return Place(key, passage, *found.span())
    return None


def _names(claim: Quantity, reading: Reading) -> Iterator[re.Pattern[str]]:
    said = reading.text[claim.start : claim.end]
    if _MIXED.fullmatch(said):
        # 32B, in Qwen2.5-32B.
        yield re.compile(rf"(?<![\w.,]){re.escape(said)}(?!\w)")
    elif name := _NAME.search(reading.text, 0, claim.start):
        yield re.compile(rf"(?<![\w.,]){re.escape(reading.text[name.start() : claim.end])}(?!\w)")


def _beside_words(claim: Quantity, reading: Reading) -> Iterator[re.Pattern[str]]:
    """The digits of a claim with the word behind them or before them: a grade of 2:1, f/2.8 lenses."""
    if claim.nature is Nature.DATE:
        return
    digits = _DIGITS.search(reading.text, claim.start, claim.end)
    word = _WORD.match(reading.text, digits.end()) if digits else None
    if digits and word and word[1].lower() not in reading.language.function:
        yield re.compile(rf"(?<![\w.,:/]){re.escape(digits[0])}[\s-]?{word[1]}(?!\w)", re.IGNORECASE)
    lead = _LEAD.search(reading.text, 0, claim.start)
    if digits and lead and not (word or claim.unit) and lead[1].lower() not in reading.language.function:
        yield re.compile(
            rf"(?<!\w){lead[1]}[\s=-]{{1,3}}{re.escape(digits[0])}(?![\w:/]|[.,]\d)", re.IGNORECASE
        )

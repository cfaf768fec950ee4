"""The figures of a passage by sentence, as they are reckoned with: all but nought."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from clewline.evidence.languages.model import Language
from clewline.evidence.model import Nature, Quantity
from clewline.evidence.reading.phrasebook import book_of
from clewline.evidence.reading.stems import stem
from clewline.evidence.reading.texts import Reading, read
from clewline.evidence.reading.units import UNITS

_FEW_WORDS = 3
"""How many words stand between a part and its whole at most."""
_ANYWHERE = 20
"""Up to here a bare number may stand in any sentence."""


class Group(NamedTuple):
    """The figures of a sentence of a source, those that stand as part and whole, counted or measured, the
    years that it steps forward or back, its words, and whether it has some in common with the claim's, speaks
    of a rest, or of what each has, the stems of what it counts, and
    the figures by which it is known, and whether it denies something.
    """

    figures: tuple[Quantity, ...]
    pairs: Sequence[tuple[Quantity, Quantity]] = ()
    steps: Sequence[float] = ()
    words: frozenset[str] = frozenset()
    akin: bool = False
    rest: bool = False
    each: bool = False
    portions: Sequence[tuple[Quantity, Quantity]] = ()
    counted: frozenset[str] = frozenset()
    telling: frozenset[tuple[str, float]] = frozenset()
    denied: bool = False


def groups_of(text: Reading, words: frozenset[str], beside: Sequence[Quantity]) -> list[Group]:
    """The figures of a passage by sentence; ``words`` are those of the claim's sentence, ``beside`` its other
    figures.
    """
    said = _telling(beside)
    return [
        group._replace(akin=not (words.isdisjoint(group.words) and said.isdisjoint(group.telling)))
        if group.figures
        else group
        for group in _sentences(text.text, text.language)
    ]


def _telling(figures: Sequence[Quantity]) -> frozenset[tuple[str, float]]:
    """What figures measure and how much, as far as they tell one sentence from another."""
    return frozenset(
        (UNITS[figure.unit].dimension, round(figure.low * UNITS[figure.unit].size, 9))
        if figure.unit
        else ("", figure.low)
        for figure in figures
        if figure.unit or figure.step < 1 or figure.low > _ANYWHERE
    )


@lru_cache(maxsize=1 << 12)
def _sentences(passage: str, language: Language) -> tuple[Group, ...]:
    text = read(passage, language)
    return tuple(_group(text, number) for number in range(len(text.bounds)))


def _group(text: Reading, number: int) -> Group:
    figures = tuple(one.quantity for one in text.figures_in(number) if not one.quantity.is_nought)
    if not figures:
        return Group(())
    rest = book_of(text.language.remainders).anywhere(text.tokens(number))
    pairs = [
        (one, other)
        for one, other in pairwise(figures)
        if one.low < other.low and makes_pair(one, other, text)
    ]
    wholes = [whole for _, whole in pairs]
    pairs += [
        (other, one)
        for one, other in pairwise(figures)
        if other.low < one.low
        and _follows_of(one, text)
        and {one.unit, other.unit} == {""}
        and one not in wholes
    ]
    steps = [
        figure.low for figure in figures if figure.unit == "year" and figure.counted in text.language.earlier
    ]
    tokens, language = text.tokens(number), text.language
    each = any(token.low in language.per | language.apiece for token in tokens)
    portions = [pair for one, other in pairwise(figures) if (pair := _portion(one, other, text))]
    counted = frozenset(stem(figure.counted, language.code) for figure in figures if figure.counted)
    telling = _telling(figures)
    denied = any(token.low in language.denials for token in tokens)
    return Group(
        figures, pairs, steps, text.words(number), False, rest, each, portions, counted, telling, denied
    )


def _portion(one: Quantity, other: Quantity, text: Reading) -> tuple[Quantity, Quantity] | None:
    """Two measures that stand together as part and whole: 2.4 of 6.4 km, 6.4 km, of which 2.4 were dry."""
    between = text.text[one.end : other.start].lower().split()
    part, whole = sorted((one, other), key=lambda figure: figure.low)
    if not part.low < whole.low or {one.nature, other.nature} != {Nature.NUMBER}:
        return None
    bare = other if one.unit else one
    left_out = bool(one.unit) != bool(other.unit) and not bare.counted and one.low > other.low
    alike = (
        one.unit == other.unit
        or left_out
        or (not (one.unit and other.unit) and min(one.step, other.step) > 1)
    )
    counted = part.step == whole.step == 1 and not (one.unit or other.unit)
    if not alike or counted or {one.unit, other.unit} & {"share", "%", "pp"}:
        return None
    of, relatives = text.language.of, text.language.relatives
    later = any(first in of and second in relatives for first, second in pairwise(between))
    first = len(between) <= _FEW_WORDS and not of.isdisjoint(between) and part is one
    return (part, whole) if first or (later and part is other) else None


def _follows_of(figure: Quantity, text: Reading) -> bool:
    """Whether a whole is named first: of 535 inmates five died."""
    before = text.text[: figure.start].lower().split()[-2:]
    return not text.language.of.isdisjoint(before)


def makes_pair(claim: Quantity, other: Quantity, reading: Reading) -> bool:
    """Whether two figures stand together as part and whole: 17 of the 34, nine out of ten."""
    first, second = sorted((claim, other), key=lambda figure: figure.start)
    between = reading.text[first.end : second.start].lower().split()
    timed = second.unit and UNITS[second.unit].dimension == "time"
    plain = first.nature is second.nature is Nature.NUMBER and not first.unit and (timed or not second.unit)
    return bool(
        plain
        and 0 < len(between) <= _FEW_WORDS
        and not reading.language.of.isdisjoint(between)
        and first.low <= second.low
    )

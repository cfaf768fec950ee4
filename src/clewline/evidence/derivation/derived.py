"""Figures that others give.

Chance alone finds some pair of figures for nearly any number, so each sort of arithmetic is tried only where
words ask for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from clewline.evidence.derivation.arithmetic import (
    Result,
    added,
    census,
    counts,
    differences,
    is_count,
    pair_sums,
    singles,
    sums,
)
from clewline.evidence.derivation.chance import is_alike, is_chance
from clewline.evidence.derivation.cues import Asked
from clewline.evidence.derivation.one_sentence import results_of
from clewline.evidence.derivation.parts_of_wholes import completes, divides_up, is_ratio_of, is_share_of
from clewline.evidence.derivation.proportions import complements, parted, portions, shares, wholes
from clewline.evidence.derivation.sentence_figures import Group
from clewline.evidence.derivation.several_sentences import across
from clewline.evidence.derivation.time_spans import hours_after, years_after
from clewline.evidence.figures.agreement import compare
from clewline.evidence.figures.rounding import CLOSE, closest
from clewline.evidence.languages.model import Language
from clewline.evidence.model import Bound, Nature, Quantity
from clewline.evidence.reading.phrasebook import book_of
from clewline.evidence.reading.stems import stem
from clewline.evidence.reading.tokens import Token
from clewline.evidence.reading.units import PARTS, UNITS, Unit

_MANY = 1000
"""From here on chance seldom finds a number of things among the sums of others."""
_EVERY = frozenset({"unasked", "change", "lapse", "each", "ratio"})
"""What may be reckoned without a word that asks for it; sums and what they leave are always asked for."""
_FAR = 2
"""A figure may stand for no other that is so many times as large."""
_OFF = 1.13
"""A figure that is not said to be rough is no more than so many times as large: 4 for 3.6, not 1 for 1.3."""
_FEW = 2
_SMALL_PART = 20
"""A count that is smaller by this factor leaves nearly any other."""
_LONG = 4
"""A time of more years hardly leads from one year to another by chance."""
_NEAR_LETTERS = 40
"""How many letters from a share it is said again at most."""
_NARROW = 1.5
"""A range is called by one figure in it if its end is no more than so many times its beginning."""
_LEAST_SHARE = 0.05
"""Figures that differ by more are hardly compared by their share."""
_ROUGH_FACTOR = 0.3
_NEAR_FACTOR = 0.15
"""How far a factor may be from one that it is said to be almost, as a part of it."""
_TOTAL_WORDS = 6
"""How many words before or behind a sum say at most that it is one."""


def derives(question: Asked, beside: Sequence[Quantity], source: Sequence[Group], *, plain: bool) -> int:
    """The number of the sentence of ``source`` that gives what is asked; -1 if none does. ``beside`` are the
    other figures of the claim's own sentence. Unless the claim is ``plain``, which is near no other figure,
    it must be asked for.
    """
    if question.claim.nature is Nature.CLOCK:
        named = [figure for figure in beside if figure.unit]
        return _gives_time(question.claim, named, source)
    if question.claim.unit == "°" and any(one.unit == "°C" for group in source for one in group.figures):
        question = question._replace(claim=replace(question.claim, unit="°C"))
    per = question.claim.per
    if per.isdigit() and (place := _gives_rate(question, float(per), source)) >= 0:
        return place
    if per[:1].isdigit():
        # What is counted per 1,000 comes of what is.
        source = [
            group if any(figure.per == per for figure in group.figures) else Group(()) for group in source
        ]
    for number, group in enumerate(source):
        if group.figures and _gives(question, group, source):
            return number
    own = completes(question.claim, beside) or is_share_of(question.claim, beside, source)
    own = own or is_ratio_of(question.claim, beside)
    if question.claim.nature is Nature.DATE:
        own = own or _is_step(question.claim, [one.low for one in beside if one.unit == "year"], source)
    if own or _says_again(question.claim, beside) or _unasked(question, beside):
        return 0
    if any(_answers(question, *result) for result in across(question, beside, source)):
        return 0
    if divides_up(question, beside, source) or _is_part_of_counted(question, beside, source):
        return 0
    if not plain:
        return -1
    if _is_left(question, source):
        return 0
    return next((number for number, group in enumerate(source) if _hardly_by_chance(question, group)), -1)


def _gives_time(claim: Quantity, named: Sequence[Quantity], source: Sequence[Group]) -> int:
    """The number of the sentence with a time of day from which a claim lies as far as its own sentence says,
    or that one; -1 if none has.
    """
    for number, group in enumerate(source):
        for value, _, _ in hours_after((*group.figures, *named)):
            if abs(claim.low - value) in (0, 720):
                return number
    return -1


def _gives_rate(question: Asked, per: float, source: Sequence[Group]) -> int:
    """The number of a sentence that is akin with two counts of which the one is so many in ``per`` of the
    other: 14 deaths among 2,800 births, five per 1,000; -1 if none has.
    """
    claim = question.claim
    share = replace(claim, low=claim.low / per, high=claim.high / per, step=claim.step / per, per="")
    made = replace(share, unit="share", spelled=False)
    for number, group in enumerate(source):
        results = shares(combinations(counts(group.figures), 2)) if group.akin else ()
        if not claim.unit and any(_agrees(made, *result) for result in results):
            return number
    return -1


def _gives(question: Asked, group: Group, source: Sequence[Group]) -> bool:
    """Whether one sentence gives what the words of a claim ask for."""
    cues = question.cues | {"rest"} if group.rest else question.cues
    cues = cues | {"apiece"} if group.each else cues
    cues = cues if _may_leave(question, group) else cues | {"same"}
    if question.single and not question.single.isdisjoint(group.counted):
        # A book cost five dollars: 1,500 dollars for 300 books.
        cues = cues | {"each"}
    if any(both <= group.words for both in question.joined):
        # Oats and shoes made up four fifths: oats took 45% and shoes 35%.
        cues = cues | {"either"}
    results = [*results_of(group.figures, cues, group.akin), *_complements(question, group)]
    if question.claim.counted and is_count(question.claim):
        results += census(group.figures)
    if question.claim.unit in PARTS and group.akin:
        results += parted(group.figures)
    if group.akin:
        results += portions(group.portions)
        results += shares(group.pairs)
        claim = question.claim
        plain = claim.nature is Nature.NUMBER and not (claim.unit or claim.per) and claim.counted != "times"
        results += wholes(singles(group.figures), counted=True) if plain else ()
        other = len(question.words - group.words) >= _FEW
        results += portions(group.pairs) if other else ()
        results += added(group.pairs) if "total" in cues else ()
    if any(_answers(question, *result) for result in results):
        return True
    if question.claim.nature is not Nature.DATE:
        return False
    long = (figure.low for figure in group.figures if figure.unit == "year" and figure.low > _LONG)
    return _is_step(question.claim, group.steps, source) or any(
        _agrees(question.claim, *result) for result in years_after(group.figures, long)
    )


def _hardly_by_chance(question: Asked, group: Group) -> bool:
    """Whether a sentence that is akin gives a claim for which no word asks, so exactly that chance would
    hardly do the same.
    """
    if not group.akin:
        return False
    cues = question.cues if _may_leave(question, group) else question.cues | {"same"}
    results = _unasked(question._replace(cues=cues), group.figures)
    return bool(results) and not is_chance(question.claim, results)


def _says_again(claim: Quantity, beside: Sequence[Quantity]) -> bool:
    """Whether a share in words stands beside the same one in figures: four in ten, 41.7%."""
    shares = [
        figure
        for figure in beside
        if (figure.unit == "%" or (figure.unit == "share") != claim.spelled)
        and max(figure.start - claim.end, claim.start - figure.end) <= _NEAR_LETTERS
    ]
    return claim.unit == "share" and any(
        compare(claim, figure) == "" or _is_inside(claim, figure) for figure in shares
    )


def _is_inside(claim: Quantity, spread: Quantity) -> bool:
    """Whether a rough share lies in a range of percentages: around a third (28 to 35%)."""
    rough = claim.bound is Bound.ABOUT and spread.unit == "%" and spread.high <= _NARROW * spread.low
    return rough and spread.low <= claim.low * 100 <= spread.high


def _is_part_of_counted(question: Asked, beside: Sequence[Quantity], source: Sequence[Group]) -> bool:
    """Whether a share of what one sentence counts is a count of the sentence that is most like the claim's:
    57 students came; nine failed the check.
    """
    claim = question.claim
    if claim.unit not in ("%", "share"):
        return False
    said = {one.low for one in beside}
    wholes = [
        figure
        for group in source
        for figure in counts(group.figures)
        if figure.low in said or stem(figure.counted, question.language) in question.counted
    ]
    every = [figure for group in source for figure in counts(group.figures)]
    named = [figure for figure in every if figure.counted or figure.label == "n"]
    wholes += [figure for figure in named if figure.low == max(count.low for count in named)]
    most = max((len(question.words & group.words) for group in source if group.figures), default=0)
    nearest = [group for group in source if most and len(question.words & group.words) == most]
    pieces = [figure for group in nearest for figure in counts(group.figures)]
    results = [*shares((part, whole) for whole in wholes for part in pieces if part.low < whole.low)]
    close = question._replace(claim=closest(claim))
    return any(_answers(close, *result) for result in results) and not is_chance(close.claim, results)


def _is_left(question: Asked, source: Sequence[Group]) -> bool:
    """Whether a claim is what others leave, or are together, that stand in several sentences."""
    every = singles(figure for group in source for figure in group.figures)
    numbers = [figure for figure in every if figure.unit or figure.low * _SMALL_PART > question.claim.low]
    exact = is_count(question.claim) and question.claim.low > _MANY
    pairs = (*differences(numbers), *sums(numbers), *pair_sums(numbers)) if exact else ()
    rests = list(
        complements(figure for group in source if _may_leave(question, group) for figure in group.figures)
    )
    return any(
        any(_answers(question, *result) for result in results) and not is_chance(question.claim, results)
        for results in (rests, [one for one in pairs if not one[1]])
    )


def _may_leave(question: Asked, group: Group) -> bool:
    """Whether a claim may be what a share of a sentence leaves. A share in words that is said of the same in
    the same words must be asked for: two thirds, where the note has a third.
    """
    cues = question.cues
    return "fraction" not in cues or "rest" in cues or not question.words <= group.words


def _unasked(question: Asked, figures: Sequence[Quantity]) -> list[Result]:
    """What ``figures`` give that measures what a claim does, whatever is asked for, if the claim is among it.
    A bare decimal is a statistic, which they do not give.
    """
    claim = question.claim
    if claim.nature is Nature.NUMBER and claim.step < 1 and not (claim.unit or claim.counted):
        return []
    some = tuple(figure for figure in figures if figure.unit or figure.step < 1 or figure.low > _FEW)
    asked = _EVERY | (question.cues & {"total", "fraction", "same"})
    asked |= {"apiece"} if {"total", "each"} <= question.cues else set()
    results = [result for result in results_of(some, asked, True) if is_alike(claim, *result[1:])]
    wide = question._replace(cues=_EVERY)
    return results if any(_answers(wide, *result) for result in results) else []


def _is_step(claim: Quantity, steps: Sequence[float], source: Sequence[Group]) -> bool:
    """Whether a year lies as far from one of the source as a sentence says: four years after 1987."""
    whole = [figure for group in source for figure in group.figures]
    return bool(steps) and any(_agrees(claim, *result) for result in years_after(whole, steps))


def _complements(question: Asked, group: Group) -> Iterator[Result]:
    """What is left of a count beside a part of it, for what the source says in other words: four of the
    twenty jars spoiled, sixteen kept.
    """
    said = question.words & group.words
    if said <= question.counted or question.claim.unit:
        for part, whole in group.pairs:
            yield whole.low - part.low, whole.unit, Nature.NUMBER


def wrong_sum(
    claim: Quantity, sentence: Sequence[Token], beside: Sequence[Quantity], language: Language
) -> float:
    """What the figures ``beside`` a claim that stands for their sum add up to; 0 if it stands for none. Words
    such as "in all" are looked for near it: elsewhere in the ``sentence`` they speak of something else.
    """
    at = next((index for index, token in enumerate(sentence) if token.end > claim.start), 0)
    near = sentence[max(at - _TOTAL_WORDS, 0) : at + _TOTAL_WORDS]
    if not book_of(language.totals).anywhere(near) or claim.nature is not Nature.NUMBER:
        return 0.0
    terms = [figure for figure in beside if figure.nature is Nature.NUMBER and figure.unit == claim.unit]
    total = sum(figure.low for figure in terms)
    if any(_agrees(claim, *result) for result in (*sums(terms), (total, claim.unit, Nature.NUMBER))):
        return 0.0
    return total if len(terms) > 1 and max(figure.low for figure in terms) < claim.low else 0.0


def _answers(question: Asked, value: float, unit: str, nature: Nature) -> bool:
    """Whether a result is what is asked: a share is one of a factor only where two things are compared."""
    if nature is not Nature.FOLD or question.claim.unit not in ("%", "share"):
        return _agrees(question.claim, value, unit, nature)
    shares = (value, abs(1 - value)) if "change" in question.cues else (value,)
    return "ratio" in question.cues and any(
        (share >= _LEAST_SHARE or question.claim.spelled)
        and _agrees(question.claim, share, "share", Nature.NUMBER)
        for share in shares
    )


def _is_far(claim: Quantity, value: float, unit: str) -> bool:
    """Whether a result cannot be a claim: it measures another thing, or is far from it. Costs little."""
    if claim.nature is not Nature.NUMBER or bool(unit) != bool(claim.unit):
        return False
    one, other = (UNITS[sign] if sign else Unit("", 1.0) for sign in (unit, claim.unit))
    if one.dimension != other.dimension:
        return True
    size = claim.low * other.size
    far = _OFF if claim.bound is Bound.EXACT and claim.unit != "share" else _FAR
    return not size / far < value * one.size < size * far


def _agrees(claim: Quantity, value: float, unit: str, nature: Nature) -> bool:
    if value <= 0 or _is_far(claim, value, unit):
        return False
    if nature is Nature.NUMBER and bool(unit) != bool(claim.unit):
        return False
    times = claim.nature is Nature.FOLD or claim.counted == "times"
    if nature is Nature.FOLD and times and not claim.unit:
        return _is_factor(claim, value)
    rough = unit in ("%", "share") or nature is Nature.FOLD or (value % 1 and (unit or claim.per))
    step = min(claim.step / 1000, 0.001, value / 10000) if rough else min(claim.step, 1.0)
    made = Quantity(0, 0, value, value, step, unit, nature=nature)
    plain = replace(claim, per="") if claim.per else claim
    if claim.unit in ("%", "share") or claim.bound not in CLOSE:
        return compare(plain, made) == ""
    return any(compare(replace(plain, bound=bound), made) == "" for bound in CLOSE[claim.bound])


def _is_factor(claim: Quantity, value: float) -> bool:
    """Whether a factor is what the claim says, as roughly as it says it."""
    # More than halved: less than half.
    over = claim.bound in (Bound.MORE, Bound.OVER, Bound.JUST_OVER, Bound.AT_LEAST)
    under = claim.bound in (Bound.LESS, Bound.NEARLY, Bound.AT_MOST)
    if over or under:
        beyond = value > claim.low if over == (claim.low > 1) else value < claim.low
        near = claim.bound in (Bound.NEARLY, Bound.JUST_OVER)
        return beyond and abs(claim.low - value) <= (_NEAR_FACTOR if near else _ROUGH_FACTOR) * claim.low
    exact = claim.bound is Bound.EXACT and not claim.spelled
    return abs(claim.low - value) <= min(max(claim.step / 2, (0.025 if exact else 0.07) * value), 0.1 * value)

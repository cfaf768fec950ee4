"""Finds the figures of the sources that bear a claim out, or nearly so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from clewline.evidence.context import Context
from clewline.evidence.derivation.arithmetic import PLAIN, ROUGHLY, is_count
from clewline.evidence.derivation.cues import asked
from clewline.evidence.derivation.derived import derives, wrong_sum
from clewline.evidence.derivation.parts_of_wholes import is_part, is_remainder
from clewline.evidence.derivation.sentence_figures import groups_of, makes_pair
from clewline.evidence.figures.agreement import agree_in_day, compare, graver, says_all
from clewline.evidence.figures.rounding import is_close
from clewline.evidence.figures.verbatim import verbatim
from clewline.evidence.languages.model import Language
from clewline.evidence.model import OWN, WORKS, Bound, Nature, Place, Quantity, Work
from clewline.evidence.reading.lists import list_lengths
from clewline.evidence.reading.stems import stem
from clewline.evidence.reading.texts import Reading, read
from clewline.evidence.reading.units import UNITS

_CHANCE = 20
"""Up to here chance finds a number in nearly any text."""
_FEW = 2
_ASKED = "asked"
"""Not a code: what is derived must be asked for."""
_GLUED = 3
"""How many letters odds in figures have up to their second number: 3:1, 10:1."""
_MOST_LISTED = 9
_HALF = 0.5


class Hit(NamedTuple):
    """A figure that bears a claim out, or with ``code`` nearly so."""

    place: Place
    code: str
    figure: Quantity | None = None


def best_hit(claim: Quantity, reading: Reading, keys: Iterable[str], context: Context) -> Hit | None:
    """The figure in the sources with these ``keys`` that bears ``claim`` out best: not a bare number, where
    one that has a unit and differs stands in a sentence that is more like the claim's.
    """
    best: Hit | None = None
    best_words = -1
    near: Hit | None = None
    near_words = -1
    words = reading.words(reading.sentence_at(claim.start))
    for key in keys:
        for passage, text in enumerate(context.readings(key)):
            for figure, code in _matches(claim, text):
                shared = len(words & text.words(text.sentence_at(figure.start)))
                if code and figure.unit and shared > near_words:
                    near = Hit(Place(key, passage, figure.start, figure.end), code, figure)
                    near_words = shared
                if best and graver(code, best.code):
                    continue
                if best is None or graver(best.code, code) or shared > best_words:
                    best = Hit(Place(key, passage, figure.start, figure.end), code, figure)
                    best_words = shared
        if best and not best.code and not _whole_date(claim, best, key, context):
            return None
    if near and best and not best.code and near_words > best_words and _is_bare(claim, best.figure):
        return near
    return best


def _is_bare(claim: Quantity, found: Quantity | None) -> bool:
    """Whether a number without a unit stands for a claim that has one: any such number might."""
    return bool(claim.unit) and found is not None and found.nature is Nature.NUMBER and not found.unit


def counts_other(claim: Quantity, reading: Reading, hit: Hit, context: Context) -> bool:
    """Whether a small number only happens to stand in a source that counts more or fewer of what the claim
    counts: four books at 4 pence, of three books.
    """
    language = context.language
    noun = _noun(claim, language)
    if any(makes_pair(claim, other, reading) for other in beside(claim, reading)):
        # Riders of whom ten responded are cyclists elsewhere.
        return False
    if not noun or claim.low > _CHANCE or hit.figure is None or hit.place.source not in context.sources:
        return False
    other = _noun(hit.figure, language)
    words = reading.words(reading.sentence_at(claim.start))
    if not other or other == noun or other in words:
        return False
    text = context.readings(hit.place.source)[hit.place.passage]
    shared = len(words & text.words(text.sentence_at(hit.figure.start)))
    theirs = [
        (figure.quantity, len(words & text.words(text.sentence_at(figure.quantity.start))))
        for text in context.readings(hit.place.source)
        for figure in text.figures
        if _noun(figure.quantity, language) == noun
    ]
    if any(compare(claim, figure) == "" for figure, _ in theirs):
        return False
    return any(likeness >= shared for _, likeness in theirs)


def _noun(figure: Quantity, language: Language) -> str:
    """The stem of the plural that a plain number counts."""
    counts = figure.nature is Nature.NUMBER and not figure.unit and figure.counted.endswith(language.plural)
    return stem(figure.counted, language.code) if counts and figure.low > 1 else ""


def _matches(claim: Quantity, text: Reading) -> Iterator[tuple[Quantity, str]]:
    ends: dict[float, Quantity] = {}
    for figure, _ in text.figures:
        code = compare(claim, figure)
        if code is None and (measure := _denominator(figure)):
            code = compare(claim, measure)
        if code is not None:
            yield figure, code
        elif claim.low != claim.high and claim.nature is figure.nature:
            for end in (claim.low, claim.high):
                if compare(replace(claim, low=end, high=end), figure) == "":
                    ends[end] = figure
    apart = len(ends) == 2 and abs(ends[claim.low].start - ends[claim.high].start) > _GLUED
    if len(ends) == 2 and not (apart and _is_ratio(claim)):
        yield ends[claim.high], ""


def _is_ratio(claim: Quantity) -> bool:
    """Whether what reads like a range is the odds of two: four to one, whose ends stand nowhere apart."""
    return claim.low == 1 and claim.spelled and not (claim.unit or claim.counted)


def _denominator(figure: Quantity) -> Quantity | None:
    """What a figure is measured against as a figure of its own: ten minutes."""
    value, _, unit = figure.per.partition(" ")
    if unit not in UNITS:
        return None
    return Quantity(figure.start, figure.end, float(value), float(value), 1.0, unit)


def _whole_date(claim: Quantity, hit: Hit, key: str, context: Context) -> bool:
    """Whether what the date ``hit`` leaves open is said elsewhere in its source; a year need not be, where
    the source has none.
    """
    if claim.nature is not Nature.DATE or hit.figure is None or hit.figure.nature is not Nature.DATE:
        return True
    if says_all(hit.figure.low, claim.low):
        return True
    dates = [
        date
        for text in context.readings(key)
        for figure in text.figures
        if figure.quantity.nature is Nature.DATE
        for date in (figure.quantity.low, figure.quantity.high)
    ]
    years = {date // 10000 for date in dates} - {0}
    day = claim.low % 10000
    return claim.low // 10000 in {0, *(years or {claim.low // 10000})} and (
        not day or any(agree_in_day(day, date % 10000) for date in dates)
    )


def hit_elsewhere(
    claim: Quantity, reading: Reading, keys: Sequence[str], context: Context, code: str
) -> Hit | None:
    """``claim`` in the document's own question and deck, in the works that it rests on, in the very words of
    a source, or as what other figures give. ``code`` says how it differs from a figure that is nearly it.
    """
    for passage, prose in enumerate(context.own):
        for figure, differs in _matches(claim, read(prose.text, context.language)):
            if not differs:
                return Hit(Place(OWN, passage, figure.start, figure.end), "")
    for work in context.works(keys):
        if _in_work(claim, work, context.language):
            return Hit(Place(WORKS + work.key, -1, 0, len(work.title)), "")
    if place := verbatim(claim, reading, keys, context, counts=not code):
        return Hit(place, "")
    return (
        _with_unit_before(claim, reading, keys, context)
        or _in_words(claim, reading, keys, context)
        or _ends(claim, reading, keys, context)
        or _listed(claim, reading, keys, context)
        or _derived(claim, reading, keys, context, code)
    )


def _with_unit_before(claim: Quantity, reading: Reading, keys: Sequence[str], context: Context) -> Hit | None:
    """A bare number in the unit of the figure before it: 330 minutes in the north, but 180 in the south;
    three points below the large one and 7.6 below people.
    """
    if claim.unit or claim.per or claim.counted or claim.nature is not Nature.NUMBER:
        return None
    before = [figure for figure in beside(claim, reading) if figure.end <= claim.start and figure.unit]
    if not before or before[-1].unit == "share" or claim.bound not in ROUGHLY:
        # 51% of walkers over 65.
        return None
    word = _word_before(claim, reading)
    model = next((one for one in reversed(before) if _word_before(one, reading) == word), before[-1])
    alike = replace(claim, unit=model.unit, per=model.per)
    hit = best_hit(alike, reading, keys, context)
    if hit and not hit.code and (alike.unit == "pp" or is_count(claim)):
        return hit
    return _derived(alike, reading, keys, context, "" if alike.unit == "pp" else _ASKED)


def _word_before(figure: Quantity, reading: Reading) -> str:
    """The word before a figure: by six points after five minutes, but by 21 a week later."""
    return "".join(reading.text[: figure.start].rsplit(maxsplit=1)[-1:]).lower()


def _in_work(claim: Quantity, work: Work, language: Language) -> bool:
    if claim.nature is Nature.DATE and work.year and f"{claim.low // 10000:.0f}" == work.year.strip():
        return True
    return any(compare(claim, figure.quantity) == "" for figure in read(work.title, language).figures)


def _in_words(claim: Quantity, reading: Reading, keys: Sequence[str], context: Context) -> Hit | None:
    """More than half, where a sentence that is akin speaks of most; half, where it speaks of a median."""
    if claim.unit != "share" or claim.low != _HALF:
        return None
    more = claim.bound in (Bound.MORE, Bound.OVER)
    wanted = context.language.majority if more else context.language.medians
    words = reading.words(reading.sentence_at(claim.start))
    for key in keys:
        for passage, text in enumerate(context.readings(key)):
            for number, bounds in enumerate(text.bounds):
                akin = not words.isdisjoint(text.words(number))
                if akin and any(token.low in wanted for token in text.tokens(number)):
                    return Hit(Place(key, passage, *bounds), "")
    return None


def _ends(claim: Quantity, reading: Reading, keys: Sequence[str], context: Context) -> Hit | None:
    """A range whose ends stand in different sentences: from 23% in 2004 to 52%."""
    if claim.low == claim.high or _is_ratio(claim):
        return None
    if spread := _spread(claim, keys, context):
        return spread
    ends = [replace(claim, low=end, high=end) for end in (claim.low, claim.high)]
    hits = [_either_end(end, reading, keys, context) for end in ends]
    dated = claim.nature is Nature.DATE
    if dated:
        # Born in 1851, she wrote for 43 years: from 1851 to 1894.
        hits = [
            hit if hit and not hit.code else _derived(end, reading, keys, context, "")
            for end, hit in zip(ends, hits, strict=True)
        ]
    if not dated and not all(hit and not hit.code for hit in hits) and claim.unit == "%":
        # A rate of failure that fell from 28% to 7%, for one of success that rose from 72% to 93%.
        hits = [_derived(end, reading, keys, context, "") for end in ends]
    return hits[1] if all(hit and not hit.code for hit in hits) else None


def _either_end(end: Quantity, reading: Reading, keys: Sequence[str], context: Context) -> Hit | None:
    """One end of a range, of which words before it may bound the first only: from nearly 95% to 68%."""
    hit = best_hit(end, reading, keys, context)
    if end.bound is Bound.EXACT or (hit and not hit.code):
        return hit
    return best_hit(replace(end, bound=Bound.EXACT), reading, keys, context)


def _spread(claim: Quantity, keys: Sequence[str], context: Context) -> Hit | None:
    """A range that a source has as its middle and a spread: 3,100, give or take 900."""
    middle, spread = (claim.low + claim.high) / 2, (claim.high - claim.low) / 2
    for key in keys:
        for passage, text in enumerate(context.readings(key)):
            for (one, _), (other, _) in pairwise(text.figures):
                if is_close(one.low, middle) and is_close(other.low, spread) and one.nature is claim.nature:
                    return Hit(Place(key, passage, one.start, other.end), "")
    return None


def _listed(claim: Quantity, reading: Reading, keys: Sequence[str], context: Context) -> Hit | None:
    """A small number that counts what its own sentence or a source lists, where no source counts the same."""
    language = context.language
    if not (claim.spelled and _FEW < claim.low <= _MOST_LISTED and is_count(claim)):
        return None
    noun = stem(claim.counted, language.code) if claim.counted else ""
    readings = [(key, passage, text) for key in keys for passage, text in enumerate(context.readings(key))]
    counted = (_noun(figure.quantity, language) for _, _, text in readings for figure in text.figures)
    if noun and noun in counted:
        return None
    own = reading.sentence_at(claim.start)
    in_own = claim.low in list_lengths(reading.tokens(own), language)
    words = reading.words(own)
    for key, passage, text in readings:
        for number, bounds in enumerate(text.bounds):
            akin = not words.isdisjoint(text.words(number))
            if akin and (in_own or claim.low in list_lengths(text.tokens(number), language)):
                return Hit(Place(key, passage, *bounds), "")
    return None


def _derived(
    claim: Quantity, reading: Reading, keys: Sequence[str], context: Context, code: str
) -> Hit | None:
    """``claim`` as what figures of a source give, or as part of a whole that is a share there."""
    if claim.nature is Nature.ORDINAL or claim.label not in PLAIN or claim.is_nought:
        return None
    if code in ("hedge-average", "figure-per"):
        # What a note says more carefully is not made flat by what other figures happen to give.
        return None
    number = reading.sentence_at(claim.start)
    words = reading.words(number)
    question = asked(claim, reading)
    others = [figure for figure in beside(claim, reading) if not figure.is_nought]
    if claim.unit == "%" and wrong_sum(claim, reading.tokens(number), others, context.language):
        return None
    whole = next((figure for figure in others if makes_pair(claim, figure, reading)), None)
    for key in keys:
        for passage, text in enumerate(context.readings(key)):
            groups = groups_of(text, words, others)
            place = derives(question, others, groups, plain=not code)
            if place < 0 and whole:
                part, count = sorted((claim, whole), key=_low)
                place = 0 if is_part(part, count, groups) or is_remainder(part, count, words, groups) else -1
            if place >= 0:
                return Hit(Place(key, passage, *text.bounds[place]), "")
    return None


def _low(figure: Quantity) -> float:
    return figure.low


def beside(claim: Quantity, reading: Reading) -> list[Quantity]:
    """The other figures of the sentence of ``claim``."""
    figures = reading.figures_in(reading.sentence_at(claim.start))
    return [figure.quantity for figure in figures if figure.claimed and figure.quantity != claim]

"""Traces figures to the notes that they are cited from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from clewline.evidence.agreement import agree_in_day, compare, graver, said_by
from clewline.evidence.citing import Cited
from clewline.evidence.context import Context, name_of, title_of
from clewline.evidence.derived import Group, asked, derives, is_part, wrong_sum
from clewline.evidence.languages.model import Language
from clewline.evidence.model import OWN, WORKS, Bound, ClaimKind, Nature, Place, Quantity, Trace, Work
from clewline.evidence.phrasebook import book_of
from clewline.evidence.reading import Reading, read
from clewline.evidence.stems import stem

_SMALL = 2
_CHANCE = 20
"""Up to here chance finds a number in nearly any text."""
_HALF = 0.5
_NAME = re.compile(r"[A-Z][\w-]*\s*\Z")
_MIXED = re.compile(r"[\d.]+[A-Za-z]+")


class _Hit(NamedTuple):
    """A figure that bears a claim out, or with ``code`` nearly so."""

    place: Place
    code: str
    figure: Quantity | None = None


def trace_figure(
    claim: Quantity, number: int, reading: Reading, cited: Cited, context: Context
) -> Trace | None:
    """What became of the figure ``claim`` of the prose with this ``number``; none for a step of the text's
    own count.
    """
    strict = cited.clause or tuple(context.sources)
    hit = _best(claim, reading, strict, context)
    if hit and not hit.code and _counts_other(claim, reading, hit, context):
        hit = None
    if hit is None or hit.code:
        other = _elsewhere(claim, reading, strict, context)
        hit = other or hit
    if hit and not hit.code:
        return _trace(claim, number, evidence=hit.place)
    away = [key for key in context.sources if key not in strict]
    misplaced = None if _is_small(claim) else _best(claim, reading, away, context)
    if misplaced and not misplaced.code and (hit is None or hit.code == "figure-unit"):
        return _misplaced(claim, number, reading, misplaced, context)
    if hit:
        return _differing(claim, number, reading, hit, context)
    if _is_step(claim, reading, strict, context):
        return None
    return _missing(claim, number, reading, strict, context)


def _trace(
    claim: Quantity,
    number: int,
    code: str = "",
    message: str = "",
    hint: str = "",
    evidence: Place | None = None,
) -> Trace:
    return Trace(
        ClaimKind.FIGURE, number, claim.start, claim.end, code, message, hint, evidence, figure=claim
    )


def _best(claim: Quantity, reading: Reading, keys: Iterable[str], context: Context) -> _Hit | None:
    """The figure in the sources with these ``keys`` that bears ``claim`` out best."""
    best: _Hit | None = None
    best_words = -1
    words = reading.words(reading.sentence_at(claim.start))
    for key in keys:
        for passage, text in enumerate(context.readings(key)):
            for figure, code in _matches(claim, text):
                if best and graver(code, best.code):
                    continue
                shared = len(words & text.words(text.sentence_at(figure.start)))
                if best is None or graver(best.code, code) or shared > best_words:
                    best = _Hit(Place(key, passage, figure.start, figure.end), code, figure)
                    best_words = shared
        if best and not best.code and not _whole_date(claim, best, key, context):
            return None
    return best


def _counts_other(claim: Quantity, reading: Reading, hit: _Hit, context: Context) -> bool:
    """Whether a small number only happens to stand in a source that counts more or fewer of what the claim
    counts: four books at 4 pence, of three books.
    """
    language = context.language
    noun = _noun(claim, language)
    if not noun or claim.low > _CHANCE or hit.figure is None or hit.place.source not in context.sources:
        return False
    other = _noun(hit.figure, language)
    words = reading.words(reading.sentence_at(claim.start))
    if not other or other == noun or other in words:
        return False
    text = context.readings(hit.place.source)[hit.place.passage]
    shared = len(words & text.words(text.sentence_at(hit.figure.start)))
    return any(
        _noun(figure.quantity, language) == noun
        and len(words & text.words(text.sentence_at(figure.quantity.start))) >= shared
        for text in context.readings(hit.place.source)
        for figure in text.figures
    )


def _noun(figure: Quantity, language: Language) -> str:
    """The stem of the plural that a plain number counts."""
    counts = figure.nature is Nature.NUMBER and not figure.unit and figure.counted.endswith(language.plural)
    return stem(figure.counted, language.code) if counts and figure.low > 1 else ""


def _matches(claim: Quantity, text: Reading) -> Iterator[tuple[Quantity, str]]:
    ends: dict[float, Quantity] = {}
    for figure, _ in text.figures:
        code = compare(claim, figure)
        if code is not None:
            yield figure, code
        elif claim.low != claim.high and claim.nature is figure.nature:
            for end in (claim.low, claim.high):
                if compare(replace(claim, low=end, high=end), figure) == "":
                    ends[end] = figure
    if len(ends) == 2:
        yield ends[claim.high], ""


def _whole_date(claim: Quantity, hit: _Hit, key: str, context: Context) -> bool:
    """Whether what the date ``hit`` leaves open is said elsewhere in its source; a year need not be, where
    the source has none.
    """
    if claim.nature is not Nature.DATE or hit.figure is None or hit.figure.nature is not Nature.DATE:
        return True
    if said_by(hit.figure.low) >= said_by(claim.low):
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


def _elsewhere(claim: Quantity, reading: Reading, keys: Sequence[str], context: Context) -> _Hit | None:
    """``claim`` in the document's own question and deck, in the works that it rests on, in the very words of
    a source, or as what other figures give.
    """
    for passage, prose in enumerate(context.own):
        for figure, code in _matches(claim, read(prose.text, context.language)):
            if not code:
                return _Hit(Place(OWN, passage, figure.start, figure.end), "")
    for passage, work in enumerate(context.works(keys)):
        if _in_work(claim, work, context.language):
            return _Hit(Place(WORKS, passage, 0, len(work.title)), "")
    return (
        _literal(claim, reading, keys, context)
        or _majority(claim, reading, keys, context)
        or _derived(claim, reading, keys, context)
    )


def _in_work(claim: Quantity, work: Work, language: Language) -> bool:
    if claim.nature is Nature.DATE and work.year and f"{claim.low // 10000:.0f}" == work.year.strip():
        return True
    return any(compare(claim, figure.quantity) == "" for figure in read(work.title, language).figures)


def _literal(claim: Quantity, reading: Reading, keys: Sequence[str], context: Context) -> _Hit | None:
    """The very letters of a claim in a name of a source: Falcon 9, and 32B in Qwen2.5-32B."""
    if claim.spelled:
        return None
    said = reading.text[claim.start : claim.end]
    name = _NAME.search(reading.text, 0, claim.start)
    named = reading.text[name.start() : claim.end] if name else ""
    wanted = said if _MIXED.fullmatch(said) else named
    for key in keys if wanted else ():
        for passage, text in enumerate(context.readings(key)):
            if found := re.search(rf"(?<![\w.,]){re.escape(wanted)}(?!\w)", text.text):
                return _Hit(Place(key, passage, *found.span()), "")
    return None


def _majority(claim: Quantity, reading: Reading, keys: Sequence[str], context: Context) -> _Hit | None:
    """More than half, where a sentence that is akin speaks of most."""
    if claim.unit != "share" or claim.low != _HALF or claim.bound not in (Bound.MORE, Bound.OVER):
        return None
    words = reading.words(reading.sentence_at(claim.start))
    for key in keys:
        for passage, text in enumerate(context.readings(key)):
            for number, bounds in enumerate(text.bounds):
                akin = not words.isdisjoint(text.words(number))
                if akin and any(token.low in context.language.majority for token in text.tokens(number)):
                    return _Hit(Place(key, passage, *bounds), "")
    return None


def _derived(claim: Quantity, reading: Reading, keys: Sequence[str], context: Context) -> _Hit | None:
    """``claim`` as what figures of a source give, or as part of a whole that is a share there."""
    if claim.nature in (Nature.ORDINAL, Nature.CLOCK):
        return None
    number = reading.sentence_at(claim.start)
    start, words = reading.bounds[number][0], reading.words(number)
    question = asked(claim, start, reading.tokens(number), words, context.language)
    beside = _beside(claim, reading)
    whole = next((figure for figure in beside if _makes_pair(claim, figure, reading)), None)
    for key in keys:
        for passage, text in enumerate(context.readings(key)):
            groups = [_group(text, place, words) for place in range(len(text.bounds))]
            place = derives(question, beside, groups)
            if place < 0 and whole:
                part, count = sorted((claim, whole), key=_low)
                place = 0 if is_part(part, count, groups) else -1
            if place >= 0:
                return _Hit(Place(key, passage, *text.bounds[place]), "")
    return None


def _low(figure: Quantity) -> float:
    return figure.low


def _group(text: Reading, number: int, words: frozenset[str]) -> Group:
    """The figures of a sentence of a source; ``words`` are those of the claim's sentence."""
    figures = [figure.quantity for figure in text.figures_in(number)]
    if not figures:
        return Group(())
    rest = book_of(text.language.remainders).anywhere(text.tokens(number))
    said = text.words(number)
    pairs = [
        (one, other)
        for one, other in pairwise(figures)
        if one.low < other.low and _makes_pair(one, other, text)
    ]
    steps = [
        figure.low for figure in figures if figure.unit == "year" and figure.counted in text.language.earlier
    ]
    return Group(figures, pairs, steps, said, not words.isdisjoint(said), rest)


def _beside(claim: Quantity, reading: Reading) -> list[Quantity]:
    """The other figures of the sentence of ``claim``."""
    figures = reading.figures_in(reading.sentence_at(claim.start))
    return [figure.quantity for figure in figures if figure.claimed and figure.quantity != claim]


def _makes_pair(claim: Quantity, other: Quantity, reading: Reading) -> bool:
    """Whether two figures stand together as part and whole: 17 of the 34, nine out of ten."""
    first, second = sorted((claim, other), key=lambda figure: figure.start)
    between = reading.text[first.end : second.start].lower().split()
    plain = {first.nature, second.nature, first.unit, second.unit} == {Nature.NUMBER, ""}
    return (
        plain
        and 0 < len(between) <= 3
        and not reading.language.of.isdisjoint(between)
        and first.low <= second.low
    )


def _is_step(claim: Quantity, reading: Reading, keys: Sequence[str], context: Context) -> bool:
    """Whether the text counts its own steps: the third cost after the second, or a third study where no cited
    note counts any.
    """
    if claim.nature is not Nature.ORDINAL:
        return False
    if not context.counted.isdisjoint((claim.low - 1, claim.low + 1)):
        return True
    before = reading.text[: claim.start].rsplit(maxsplit=1)[-1:]
    if before and before[0].lower() not in context.language.each:
        return False
    figures = (figure.quantity for key in keys for text in context.readings(key) for figure in text.figures)
    return not any(figure.nature is Nature.ORDINAL and figure.low > _SMALL for figure in figures)


def _is_small(claim: Quantity) -> bool:
    """Whether a figure is one, two, first or second in words, which often count nothing."""
    bare = not claim.unit and claim.nature in (Nature.NUMBER, Nature.ORDINAL)
    return bare and claim.spelled and claim.low <= _SMALL


def _misplaced(claim: Quantity, number: int, reading: Reading, hit: _Hit, context: Context) -> Trace:
    said = _words(claim, reading)
    title = title_of(context.sources[hit.place.source])
    return _trace(
        claim,
        number,
        "figure-other-note",
        f"“{said}” is not in the note cited here, but in “{title}”",
        f"cite [[{name_of(hit.place.source)}]] for it",
        hit.place,
    )


_DIFFERENCES = {
    "figure-unit": (
        "has another unit in the cited note",
        "write the unit of the note, or convert the number",
    ),
    "figure-points": (
        "is in other terms in the cited note: percent and percentage points differ",
        "write percent or percentage points as the note does",
    ),
    "figure-per": (
        "is measured against something else in the cited note",
        "write what the note measures against",
    ),
    "figure-bound": ("is bounded otherwise in the cited note", "take the bound over from the note"),
    "hedge-average": ("is flat where the cited note is not", "take these words over"),
}


def _differing(claim: Quantity, number: int, reading: Reading, hit: _Hit, context: Context) -> Trace:
    what, mend = _DIFFERENCES[hit.code]
    text = context.readings(hit.place.source)[hit.place.passage]
    theirs = _shown(hit.figure, text) if hit.figure else text.text[hit.place.start : hit.place.end]
    return _trace(
        claim,
        number,
        hit.code,
        f"“{_words(claim, reading)}” {what}: “{theirs}”",
        f"{mend}: “{theirs}”",
        hit.place,
    )


def _shown(figure: Quantity, text: Reading) -> str:
    """A figure with the words around it that bound it."""
    start = max(
        (m.start() for m in re.finditer(r"(?:^|(?<=\s))\S+\s+\S+\s+\Z", text.text[: figure.start])),
        default=figure.start,
    )
    return text.text[start : figure.end]


def _missing(claim: Quantity, number: int, reading: Reading, keys: Sequence[str], context: Context) -> Trace:
    said = _words(claim, reading)
    nearest, theirs = _nearest(claim, reading, keys, context)
    hint = (
        f"the nearest passage has “{theirs}”: write that, or cite the note that has “{said}”"
        if theirs
        else f"cite the note that has “{said}”, or leave it out"
    )
    if _is_small(claim):
        return _trace(claim, number, "figure-small", f"“{said}” is not in the cited note", hint, nearest)
    tokens = reading.tokens(reading.sentence_at(claim.start))
    total = wrong_sum(claim, tokens, _beside(claim, reading), context.language)
    if total:
        return _trace(
            claim,
            number,
            "figure-sum",
            f"“{said}” is in no cited note, and the figures beside it give {total:g}",
            f"write {total:g}, or correct the parts",
            nearest,
        )
    return _trace(claim, number, "figure-missing", f"“{said}” is in none of the cited notes", hint, nearest)


def _nearest(
    claim: Quantity, reading: Reading, keys: Sequence[str], context: Context
) -> tuple[Place | None, str]:
    """The sentence of the sources that is most like the claim's, or the figure in it that is most like it."""
    words = reading.words(reading.sentence_at(claim.start))
    best, score, said = None, 0.0, ""
    for key in keys:
        for passage, text in enumerate(context.readings(key)):
            for number, (start, end) in enumerate(text.bounds):
                shared = len(words & text.words(number)) + 0.1
                like = _likest(claim, [figure.quantity for figure in text.figures_in(number)])
                shared += 1.0 if like else 0.0
                if shared > score:
                    place = (like.start, like.end) if like else (start, end)
                    best, score = Place(key, passage, *place), shared
                    said = text.text[like.start : like.end] if like else ""
    return best, said


def _likest(claim: Quantity, figures: Sequence[Quantity]) -> Quantity | None:
    alike = [figure for figure in figures if figure.nature is claim.nature]
    same = [figure for figure in alike if figure.unit == claim.unit]
    return min(same or alike, key=lambda figure: abs(figure.low - claim.low), default=None)


def _words(claim: Quantity, reading: Reading) -> str:
    return reading.text[claim.start : claim.end]

"""Traces figures to the notes that they are cited from."""

import re
from collections.abc import Sequence

from clewline.evidence.citing import Cited
from clewline.evidence.context import Context, name_of, title_of
from clewline.evidence.derivation.derived import wrong_sum
from clewline.evidence.figures.bounds_apart import is_bounded_elsewhere
from clewline.evidence.figures.search import Hit, beside, best_hit, counts_other, hit_elsewhere
from clewline.evidence.languages.model import Language
from clewline.evidence.model import ClaimKind, Nature, Place, Quantity, Trace
from clewline.evidence.reading.stems import stem
from clewline.evidence.reading.texts import Reading
from clewline.evidence.reading.units import UNITS

_SMALL = 2


def trace_figure(
    claim: Quantity, number: int, reading: Reading, cited: Cited, context: Context
) -> Trace | None:
    """What became of the figure ``claim`` of the prose with this ``number``; none for a step of the text's
    own count.
    """
    strict = cited.clause or tuple(context.sources)
    hit = best_hit(claim, reading, strict, context)
    if hit and is_bounded_elsewhere(claim, reading, hit, context):
        hit = hit._replace(code="")
    if hit and not hit.code and counts_other(claim, reading, hit, context):
        hit = None
    if hit is None or hit.code:
        other = hit_elsewhere(claim, reading, strict, context, hit.code if hit else "")
        hit = other or hit
    if hit and not hit.code and _is_of_other_rate(claim, reading, hit, context):
        hit = hit._replace(code="figure-per")
    if hit and not hit.code:
        return _trace(claim, number, evidence=hit.place)
    away = [key for key in context.sources if key not in strict]
    misplaced = None if _is_small(claim) else best_hit(claim, reading, away, context)
    if misplaced and not misplaced.code and (hit is None or hit.code == "figure-unit"):
        return _misplaced(claim, number, reading, misplaced, context)
    if hit and not _is_small(claim):
        return _differing(claim, number, reading, hit, context)
    if _is_step(claim, reading, strict, context):
        return None
    return _missing(claim, number, reading, strict, context)


def _is_of_other_rate(claim: Quantity, reading: Reading, hit: Hit, context: Context) -> bool:
    """Whether a change of one rate is said of another: calls per day for calls per hour."""
    changes = claim.nature is Nature.FOLD or claim.unit in ("%", "share", "pp")
    if not changes or claim.per or hit.figure is None or hit.place.source not in context.sources:
        return False
    ours = _rates(reading, claim.start, context.language)
    if not ours:
        return False
    text = context.readings(hit.place.source)[hit.place.passage]
    theirs = _rates(text, hit.place.start, context.language)
    return any(theirs.get(word, time) != time for word, time in ours.items())


def _rates(text: Reading, offset: int, language: Language) -> dict[str, str]:
    """The stems of what the sentence at ``offset`` says is so often per time, with that time."""
    found: dict[str, str] = {}
    tokens = text.tokens(text.sentence_at(offset))
    for word, per, time in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if per.low not in language.per and per.low not in language.each:
            continue
        unit = language.units.get((time.low,), "")
        named = word.text.isalpha() and not word.number and word.low not in language.function
        if named and unit and UNITS[unit].dimension == "time":
            found[stem(word.low, language.code)] = unit
    return found


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


def _is_step(claim: Quantity, reading: Reading, keys: Sequence[str], context: Context) -> bool:
    """Whether the text counts its own steps: the third cost after the second, or a third study where no cited
    note counts any.
    """
    if claim.nature is not Nature.ORDINAL:
        return False
    figures = [figure.quantity for key in keys for text in context.readings(key) for figure in text.figures]
    ordinals = [figure for figure in figures if figure.nature is Nature.ORDINAL]
    if claim.counted and any(figure.counted == claim.counted for figure in ordinals):
        return False
    if not context.counted.isdisjoint((claim.low - 1, claim.low + 1)):
        return True
    before = reading.text[: claim.start].rsplit(maxsplit=1)[-1:]
    if before and before[0].lower() not in context.language.each:
        return False
    return not any(figure.low > _SMALL for figure in ordinals)


def _is_small(claim: Quantity) -> bool:
    """Whether a figure is one, two, first or second in words, which often count nothing."""
    bare = not (claim.unit or claim.per) and claim.nature in (Nature.NUMBER, Nature.ORDINAL)
    return bare and claim.spelled and claim.high <= _SMALL


def _misplaced(claim: Quantity, number: int, reading: Reading, hit: Hit, context: Context) -> Trace:
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


def _differing(claim: Quantity, number: int, reading: Reading, hit: Hit, context: Context) -> Trace:
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
    if _is_small(claim):
        hint = "count what the note counts, or leave it out"
        return _trace(claim, number, "figure-small", f"“{said}” is not in the cited note", hint, nearest)
    hint = (
        f"the nearest passage has “{theirs}”: write that, or cite the note that has “{said}”"
        if theirs
        else f"cite the note that has “{said}”, or leave it out"
    )
    tokens = reading.tokens(reading.sentence_at(claim.start))
    total = wrong_sum(claim, tokens, beside(claim, reading), context.language)
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
    """The sentence of the sources that is most like the claim's, or the figure in it that is most like it;
    none where no sentence has anything in common with it.
    """
    words = reading.words(reading.sentence_at(claim.start))
    best, score, said = None, 0, ""
    for key in keys:
        for passage, text in enumerate(context.readings(key)):
            for number, (start, end) in enumerate(text.bounds):
                like = _likest(claim, [figure.quantity for figure in text.figures_in(number)])
                shared = len(words & text.words(number)) + (like is not None)
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

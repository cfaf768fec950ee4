"""Bounds that stand apart from the figure that they bound: in other words near it, in a denial, or in what is
said of the rest.
"""

from dataclasses import replace

from clewline.evidence.context import Context
from clewline.evidence.derivation.arithmetic import is_count
from clewline.evidence.figures.agreement import compare
from clewline.evidence.figures.search import Hit, beside
from clewline.evidence.hedges.restated import books_of
from clewline.evidence.languages.model import Language
from clewline.evidence.model import Bound, Quantity
from clewline.evidence.reading.scanner import surroundings
from clewline.evidence.reading.texts import Reading

_BEYOND = {
    Bound.MORE: Bound.AT_MOST,
    Bound.AT_MOST: Bound.MORE,
    Bound.LESS: Bound.AT_LEAST,
    Bound.AT_LEAST: Bound.LESS,
    Bound.WITHIN: Bound.MORE,
    Bound.UP_TO: Bound.MORE,
}
"""What is left by those of whom a bound is said."""
_BOUNDED = ("figure-bound", "hedge-average")
_SHORT_WORD = 5
"""Longer words with the ending of a superlative are one, as a rule: steepest, but not test."""
_NEAR_LETTERS = 60
"""How many letters from a figure words that bound it stand at most."""


def is_bounded_elsewhere(claim: Quantity, reading: Reading, hit: Hit, context: Context) -> bool:
    """Whether words that bound a claim as the source does stand near it, though not beside it: 37,300 (± 600)
    years old or older.
    """
    if hit.figure is None or hit.code not in _BOUNDED:
        return False
    if _BEYOND.get(hit.figure.bound) is claim.bound:
        return _speaks_of_rest(claim, reading, hit, context) or _denies_behind(claim, reading, context)
    before = reading.text[: claim.start].rsplit(maxsplit=1)[-1:]
    if claim.bound is not Bound.EXACT or not context.language.exactly.isdisjoint(map(str.lower, before)):
        return False
    number, language = reading.sentence_at(claim.start), context.language
    offset, tokens = reading.bounds[number][0], reading.tokens(number)
    near = [
        index
        for index, token in enumerate(tokens)
        if claim.start - offset - _NEAR_LETTERS < token.start < claim.end - offset + _NEAR_LETTERS
    ]
    text = context.readings(hit.place.source)[hit.place.passage]
    theirs = {token.low for token in text.tokens(text.sentence_at(hit.place.start))}
    reaching = language.reaching - theirs
    if hit.figure.bound is Bound.UP_TO and any(
        tokens[index].low in reaching or _is_superlative(tokens[index].low, language) for index in near
    ):
        return True
    if hit.figure.bound is Bound.ABOUT and books_of(language).doubts.anywhere(tokens):
        # In all likelihood the toll of 61,672 is too low.
        return True
    books = surroundings(language)
    said = {
        found[1]
        for index in near
        for book in (books.before, books.after)
        if (found := book.at(tokens, index))
    }
    return any(compare(replace(claim, bound=bound), hit.figure) == "" for bound in said - {Bound.OVER})


def _is_superlative(word: str, language: Language) -> bool:
    """Whether a word names an extreme: the steepest rise."""
    ends = bool(language.superlative) and word.endswith(language.superlative)
    return ends and len(word) > _SHORT_WORD and word not in language.no_superlative


def _denies_behind(claim: Quantity, reading: Reading, context: Context) -> bool:
    """Whether a sentence denies what it says of a bounded figure, and so turns its bound round: wine over two
    years was not tasted.
    """
    number = reading.sentence_at(claim.start)
    offset, tokens = reading.bounds[number][0], reading.tokens(number)
    return any(token.low in context.language.denials for token in tokens if token.start >= claim.end - offset)


def _speaks_of_rest(claim: Quantity, reading: Reading, hit: Hit, context: Context) -> bool:
    """Whether a text counts those of which a source does not speak: of 27, eight ran three months or more;
    19 ran less.
    """
    text = context.readings(hit.place.source)[hit.place.passage]
    figures = text.figures_in(text.sentence_at(hit.place.start))
    theirs = {figure.quantity.low for figure in figures if is_count(figure.quantity)}
    ours = {figure.low for figure in beside(claim, reading) if is_count(figure)}
    return any(whole - part in theirs for part in ours - theirs for whole in ours | theirs)

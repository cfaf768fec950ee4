"""The figures of a passage by sentence, as they are reckoned with."""

from functools import lru_cache
from itertools import pairwise

from clewline.evidence.derived import Group
from clewline.evidence.languages.model import Language
from clewline.evidence.model import Nature, Quantity
from clewline.evidence.phrasebook import book_of
from clewline.evidence.reading import Reading, read


def groups_of(text: Reading, words: frozenset[str]) -> list[Group]:
    """The figures of a passage by sentence; ``words`` are those of the claim's sentence."""
    return [
        group._replace(akin=not words.isdisjoint(group.words)) if group.figures else group
        for group in _sentences(text.text, text.language)
    ]


@lru_cache(maxsize=1 << 12)
def _sentences(passage: str, language: Language) -> tuple[Group, ...]:
    text = read(passage, language)
    return tuple(_group(text, number) for number in range(len(text.bounds)))


def _group(text: Reading, number: int) -> Group:
    figures = tuple(figure.quantity for figure in text.figures_in(number))
    if not figures:
        return Group(())
    rest = book_of(text.language.remainders).anywhere(text.tokens(number))
    pairs = [
        (one, other)
        for one, other in pairwise(figures)
        if one.low < other.low and makes_pair(one, other, text)
    ] + [
        (other, one)
        for one, other in pairwise(figures)
        if other.low < one.low and _follows_of(one, text) and {one.unit, other.unit} == {""}
    ]
    steps = [
        figure.low for figure in figures if figure.unit == "year" and figure.counted in text.language.earlier
    ]
    return Group(figures, pairs, steps, text.words(number), False, rest)


def _follows_of(figure: Quantity, text: Reading) -> bool:
    """Whether a whole is named first: of 535 inmates five died."""
    before = text.text[: figure.start].lower().split()[-2:]
    return not text.language.of.isdisjoint(before)


def makes_pair(claim: Quantity, other: Quantity, reading: Reading) -> bool:
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

"""Words, numbers and signs of a text, with the values of numbers in digits and in words.

Number words are read by text2num (MIT, 0.9 MB, no dependency, 10 ms to import, 5 µs a sentence, eight
languages); number-parser takes 160 µs and gives no places. Babel parses a whole string as one number, and
finds none in text.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from clewline.evidence.languages.model import Language

_VULGAR = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_GROUPS = {".": ",", ",": ".", "": ",."}
"""What may group digits by threes beside spaces and apostrophes, by decimal mark."""
_EXPONENT = r"10(?:\^\(?[-−–]?\d{1,2}\)?|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
_POWER = re.compile(rf"(?:(.+?)\s?[×x·*]\s?)?({_EXPONENT})")
"""A power of ten, and what it multiplies: 10⁷, 3.2 × 10^8."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−–", "0123456789---", "^()")


class Number(NamedTuple):
    """The value of a number, the size of its last place, and how it is written."""

    value: float
    step: float = 1.0
    ordinal: bool = False
    spelled: bool = False


class Token(NamedTuple):
    """A word, a sign or a number; ``low`` is its text in lower case."""

    start: int
    end: int
    text: str
    low: str
    number: Number | None = None


@lru_cache
def _pattern(decimal: str) -> re.Pattern[str]:
    marks = re.escape(_GROUPS[decimal])
    point = rf"[{re.escape(decimal or '.,')}]"
    marked = rf"\d{{1,3}}(?:[{marks}\u2009\u202f\u00a0’']\d{{3}})+(?!\d)"
    grouped = rf"{marked}|(?<!\d )[1-9]\d{{0,2}}(?: \d{{3}})+(?!\d)"
    return re.compile(
        rf"(?P<number>{_EXPONENT}|(?:{grouped}|\d+)(?:{point}\d+)?[{_VULGAR}]?(?:\s?[×x·*]\s?{_EXPONENT})?"
        rf"|(?<![\w.]){point}\d+|[{_VULGAR}])"
        r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|[^\w\s]"
    )


def tokenise(text: str, language: Language) -> list[Token]:
    """The tokens of ``text`` in order; number words that belong together are one token."""
    tokens: list[Token] = []
    for found in _pattern(language.decimal).finditer(text):
        start, end = found.span()
        written = found[0]
        if found.lastgroup == "number":
            tokens.append(Token(start, end, written, written, _in_digits(written, language.decimal)))
            continue
        tokens.append(Token(start, end, written, written.lower()))
    spoken = any(token.number is None and is_numeral(token.low, language) for token in tokens)
    return _with_number_words(text, tokens, language) if spoken else tokens


@lru_cache(maxsize=1 << 10)
def tokens_of(sentence: str, language: Language) -> list[Token]:
    """The tokens of a sentence, which is looked at from several sides."""
    return tokenise(sentence, language)


_GROUP = 1000
_BEGINNING = 4
_DIGIT = re.compile(rf"[\d{_VULGAR}]")
_WORDS = re.compile(rf"[^\W\d_{_VULGAR}]+(?:['’][^\W\d_{_VULGAR}]+)*")


@lru_cache(maxsize=1 << 16)
def is_numeral(word: str, language: Language) -> bool:
    """Whether a word is a number by itself, as one word of every number is: though and several are not."""
    from text_to_num import find_numbers

    return word[:_BEGINNING] in _numerals(language) and bool(find_numbers([_Word(word)], language.code, 0.0))


@lru_cache(maxsize=1 << 10)
def words_in(text: str) -> frozenset[str]:
    """The words of ``text`` in lower case: all that its tokens have, and parts of some of them."""
    return frozenset(_WORDS.findall(text.lower()))


def has_digit(text: str) -> bool:
    """Whether ``text`` has a digit."""
    return bool(_DIGIT.search(text))


@lru_cache
def _numerals(language: Language) -> frozenset[str]:
    return frozenset(word[:_BEGINNING] for word in language.numerals)


def _in_digits(written: str, decimal: str) -> Number:
    if "10" in written and (power := _POWER.fullmatch(written)):
        number = _in_digits(power[1] or "1.0", decimal or ".")
        scale = 10.0 ** int(power[2][2:].translate(_RAISED))
        return Number(number.value * scale, number.step * scale)
    fraction = 0.0
    if written[-1] in _VULGAR:
        fraction = unicodedata.numeric(written[-1])
        written = written[:-1]
        if not written:
            return Number(fraction, 0.01)
    mark = decimal or _mark_of(written)
    whole, _, places = written.partition(mark) if mark else (written, "", "")
    digits = "".join(filter(str.isdigit, whole)) or "0"
    value = float(f"{digits}.{''.join(filter(str.isdigit, places))}0")
    return Number(value + fraction, 0.1 ** len(places) if places else 0.01 if fraction else 1.0)


def _mark_of(written: str) -> str:
    """The decimal mark of a number in a language that we know nothing of: the last mark, unless three digits
    follow.
    """
    last = max(written.rfind("."), written.rfind(","))
    return written[last] if last >= 0 and len(written) - last != 4 else ""


class _Word:
    """A token as text2num wants it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: "_Word") -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def _between(tokens: list[Token], language: Language) -> Iterator[int]:
    """The words that part the numbers of a range, by index: between two hundred and three thousand."""
    begun = False
    for index, token in enumerate(tokens):
        if token.low in language.between:
            begun = True
        elif begun and token.low in language.joins:
            yield index
            begun = False
        elif begun and not is_numeral(token.low, language):
            begun = False


def _with_number_words(text: str, tokens: list[Token], language: Language) -> list[Token]:
    from text_to_num import find_numbers

    apart = frozenset(_between(tokens, language))
    # A hyphen inside a number word says nothing; digits and their scale are put together later.
    kept = [
        index
        for index, token in enumerate(tokens)
        if not (token.text in "-‑" and index and tokens[index - 1].end == token.start)
    ]
    spoken = [_Word("_" if tokens[index].number or index in apart else tokens[index].low) for index in kept]
    merged: list[Token] = []
    done = 0
    for found in find_numbers(spoken, language.code, 0.0):
        first, last = kept[found.start], kept[found.end - 1]
        low = " ".join(tokens[index].low for index in kept[found.start : found.end])
        scale = language.scales.get(tokens[last].low, 1.0)
        number = Number(found.value, scale if scale >= _GROUP else 1.0, found.is_ordinal, True)
        start, end = tokens[first].start, tokens[last].end
        merged += tokens[done:first]
        merged.append(Token(start, end, text[start:end], low, number))
        done = last + 1
    return merged + tokens[done:]

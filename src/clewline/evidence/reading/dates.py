"""Dates and times of day: where one begins at a token, and what it says.

A date is written as the number YYYYMMDD, with zeros for what is not said.
"""

from collections.abc import Sequence
from typing import NamedTuple

from clewline.evidence.languages.model import Language
from clewline.evidence.reading.phrasebook import book_of
from clewline.evidence.reading.tokens import Token

_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_DASHES = frozenset("-–—‑")
_UNTIL = _DASHES | {"/"}
"""Between the years of a range: 1982–83, 1982/83."""
_DAY = 1440
"""The minutes of a day."""


class When(NamedTuple):
    """A date or a time: its value, the end of a range of dates, and the index of the token after it."""

    low: float
    high: float
    end: int


def read_date(tokens: Sequence[Token], index: int, language: Language) -> When | None:
    """The date that begins with token ``index``."""
    token = tokens[index]
    if token.number is None:
        return _month_first(tokens, index, language)
    if token.number.spelled and not token.number.ordinal:
        return None
    return _numeric(tokens, index) or _day_first(tokens, index, language) or _year(tokens, index, language)


def read_clock(tokens: Sequence[Token], index: int, language: Language) -> When | None:
    """The time of day that begins with token ``index``, in minutes."""
    token = tokens[index]
    if token.number is None or token.number.value >= 25:
        return None
    named = book_of(language.mornings), book_of(language.evenings)
    for evening, book in enumerate(named):
        hour = 0.0 if _is_pronoun(tokens, index, language) else _spoken_hour(tokens, index)
        if hour and (part := book.at(tokens, index + 1)):
            at = (hour % 12 + 12 * evening) * 60
            return When(at, at, part[0])
    if token.number.spelled:
        return None
    hours, minutes, end = token.number.value, 0.0, index + 1
    if _sign(tokens, end, ":") and _glued(tokens, end + 1) and (after := _whole(tokens, end + 1)) is not None:
        if after > 59 or len(tokens[end + 1].text) != 2:
            return None
        minutes, end = after, end + 2
    elif token.number.step != 1 and len(token.text.partition(".")[2]) == 2:
        hours, minutes = divmod(round(hours * 100), 100)
    half_day = _half_day(tokens, end)
    for evening, book in enumerate(named):
        if not half_day and minutes and hours <= 12 and (part := book.at(tokens, end)):
            # 2.40 in the morning.
            half_day = bool(evening), part[0]
    if half_day is None:
        return When(hours * 60 + minutes, hours * 60 + minutes, end) if end > index + 1 else None
    evening, end = half_day
    at = (hours % 12 + (12 if evening else 0)) * 60 + minutes
    return When(at, at, end)


def _is_pronoun(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether token ``index`` is a word for something named before: the one in the evening."""
    number = tokens[index].number
    one = number is not None and number.spelled and number.value == 1
    return one and index > 0 and tokens[index - 1].low in language.determiners


def _spoken_hour(tokens: Sequence[Token], index: int) -> float:
    """The hour that token ``index`` may be; 0 for none."""
    number = tokens[index].number
    return number.value if number and number.step == 1 and number.value <= 12 and not number.ordinal else 0.0


def read_spoken_clock(tokens: Sequence[Token], index: int, language: Language) -> When | None:
    """A time in words that begins with token ``index``: half past ten, a quarter to six, ten past three."""
    low, number = _low(tokens, index), tokens[index].number
    if low == language.half or low in language.fractions:
        minutes = 30.0 if low == language.half else 60 * language.fractions[low]
    elif number and number.spelled and number.value < 30:
        minutes = number.value
    else:
        return None
    after = _low(tokens, index + 1)
    hour = tokens[index + 2].number if index + 2 < len(tokens) else None
    late = after in language.past
    at = index > 0 and tokens[index - 1].low in language.at and minutes % 5 == 0
    early = after in language.to and (low in language.fractions or at)
    if (late or early) and (noon := language.noons.get(_low(tokens, index + 2))) is not None:
        time = (noon + (minutes if late else -minutes)) % _DAY
        return When(time, time, index + 3)
    if not (late or early) or hour is None or not 1 <= hour.value <= 12 or hour.step != 1:
        return None
    end = index + 3
    if (_low(tokens, end),) in language.units:
        # It may last another five to seven years.
        return None
    half_day = _half_day(tokens, end)
    evening, end = half_day or (False, end)
    time = (hour.value % 12 + (12 if evening else 0)) * 60 + (minutes if late else -minutes)
    return When(time, time, end)


def _half_day(tokens: Sequence[Token], index: int) -> tuple[bool, int] | None:
    """Whether "pm" stands here, and the index after it; none if neither it nor "am" does."""
    here = _low(tokens, index)
    if here in ("am", "pm"):
        return here == "pm", index + 1
    if here in ("a", "p") and _sign(tokens, index + 1, ".") and _low(tokens, index + 2) == "m":
        return here == "p", index + 4 if _sign(tokens, index + 3, ".") else index + 3
    return None


def _month_first(tokens: Sequence[Token], index: int, language: Language) -> When | None:
    """March, March 14, March 14, 1998, March 1998."""
    month = _month(tokens, index, language)
    if not month:
        return None
    end = index + 2 if _sign(tokens, index + 1, ".") else index + 1
    day = _day(tokens, end)
    if day and not _spoken_unit(tokens, day[1], language):
        end = day[1]
        last, end = _last_day(tokens, end, day[0])
        year, end = _with_year(tokens, end)
        return When(year + month * 100 + day[0], year + month * 100 + last, end)
    year, end = _with_year(tokens, end)
    if year or _is_time(tokens, index, language):
        return When(year + month * 100, year + month * 100, end)
    return None


def _is_time(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether a month without a day or a year is one, not a verb or a name."""
    return index > 0 and tokens[index - 1].low in language.dating


def _day_first(tokens: Sequence[Token], index: int, language: Language) -> When | None:
    """14 March, 14th of March 1998, 3–14 March."""
    day = _day(tokens, index)
    if not day:
        return None
    first, end = day
    last, end = _last_day(tokens, end, first)
    if _low(tokens, end) in language.of:
        end += 1
    month = _month(tokens, end, language)
    if not month:
        return None
    end += 2 if _sign(tokens, end + 1, ".") and len(tokens[end].text) <= 4 else 1
    year, end = _with_year(tokens, end)
    return When(year + month * 100 + first, year + month * 100 + last, end)


def _numeric(tokens: Sequence[Token], index: int) -> When | None:
    """1998-03-14, 14/3/1998, 14.3.1998, 3/1998."""
    parts = [tokens[index]]
    end = index + 1
    sign = tokens[end].text if end < len(tokens) else ""
    if sign not in ("-", "‑", "/", "."):
        return None
    while len(parts) < 3 and _sign(tokens, end, sign) and _glued(tokens, end) and _glued(tokens, end + 1):
        if _whole(tokens, end + 1) is None:
            return None
        parts.append(tokens[end + 1])
        end += 2
    if len(parts) == 2 and sign == "/" and len(parts[0].text) <= 2:
        # 8/2010.
        month, year = _whole(tokens, index) or 0.0, _year_at(tokens, index + 2)
        value = year * 10000 + month * 100
        return When(value, value, end) if year and 1 <= month <= 12 else None
    if len(parts) != 3:
        return None
    values = [part.number.value if part.number else 0.0 for part in parts]
    year, month, day = values if len(parts[0].text) == 4 else reversed(values)
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2999):
        return None
    value = year * 10000 + month * 100 + day
    return When(value, value, end)


def _year(tokens: Sequence[Token], index: int, language: Language) -> When | None:
    """A year, a range of years, or a decade."""
    year = _year_at(tokens, index)
    if not year:
        return None
    end = index + 1
    if _low(tokens, end) == "s" and _glued(tokens, end):
        return When(year * 10000, (year + 9) * 10000, end + 1)
    if end + 1 < len(tokens) and (tokens[end].text in _UNTIL or tokens[end].low in language.to):
        last = _year_at(tokens, end + 1)
        if not last and tokens[end].text in _UNTIL and len(tokens[end + 1].text) == 2:
            last = year - year % 100 + (_whole(tokens, end + 1) or 0)
        if last > year:
            return When(year * 10000, last * 10000, end + 2)
    return When(year * 10000, year * 10000, end)


def _year_at(tokens: Sequence[Token], index: int) -> float:
    """The year that token ``index`` may be; 0 for none. A number with a thousands separator is none."""
    value = _whole(tokens, index)
    return value if value is not None and 1000 <= value <= 2199 and len(tokens[index].text) == 4 else 0.0


def _with_year(tokens: Sequence[Token], index: int) -> tuple[float, int]:
    """The year that follows, times 10,000, and the index after it."""
    after = index + 1 if _sign(tokens, index, ",") else index
    year = _year_at(tokens, after)
    return (year * 10000, after + 1) if year else (0.0, index)


def _last_day(tokens: Sequence[Token], index: int, first: float) -> tuple[float, int]:
    """The last day of a range that began with ``first``, and the index after it."""
    if index < len(tokens) and (tokens[index].text in _DASHES or tokens[index].low in ("to", "bis", "and")):
        day = _day(tokens, index + 1)
        if day and day[0] > first:
            return day
    return first, index


def _day(tokens: Sequence[Token], index: int) -> tuple[float, int] | None:
    """The day of a month at token ``index``, and the index after it."""
    value, after = _whole(tokens, index), index + 1
    number = tokens[index].number if index < len(tokens) else None
    if number and number.ordinal and number.spelled and number.value <= 31:
        # The third of May.
        return number.value, after
    if value is None or not 1 <= value <= 31 or len(tokens[index].text) > 2:
        return None
    if _low(tokens, after) in _ORDINAL_ENDINGS and _glued(tokens, after):
        return value, after + 1
    dotted = _sign(tokens, after, ".") and after + 1 < len(tokens) and tokens[after + 1].number is None
    return (value, after + 1) if dotted else (value, after)


def _month(tokens: Sequence[Token], index: int, language: Language) -> int:
    if index < len(tokens) and tokens[index].text[:1].isupper():
        return language.months.get(tokens[index].low, 0)
    return 0


def _spoken_unit(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether a number after the name of a month counts something: "in March 12 sites"."""
    return index < len(tokens) and tokens[index].text.isalpha() and tokens[index].low not in language.function


def _whole(tokens: Sequence[Token], index: int) -> float | None:
    if index < len(tokens) and (number := tokens[index].number) and not number.spelled and number.step == 1:
        return number.value
    return None


def _low(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].low if index < len(tokens) else ""


def _sign(tokens: Sequence[Token], index: int, sign: str) -> bool:
    return index < len(tokens) and tokens[index].text == sign


def _glued(tokens: Sequence[Token], index: int) -> bool:
    """Whether token ``index`` follows the one before it without a space."""
    return 0 < index < len(tokens) and tokens[index].start == tokens[index - 1].end

"""Makes altered and sound variants of figures and quotations, by what a person would write, not by how they are
read.
"""

import random
import re
from collections.abc import Callable, Iterator

Variant = tuple[str, bool, str]
"""A kind, whether it is altered, and the text."""

WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
MONTHS = ("January February March April May June July August September October November December").split()
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth"
).split()
FRACTIONS = {
    "two thirds": "three quarters",
    "a third": "a quarter",
    "a quarter": "a third",
    "half": "a third",
}
FRACTIONS |= {"a fifth": "a third", "Two fifths": "Three fifths"}
FOLDS = {"twofold": "fourfold", "tenfold": "twofold", "three times": "five times", "four times": "six times"}
FOLDS |= {"twice": "three times"}
SAME_FOLD = {"twofold": ["2-fold", "by a factor of two"], "tenfold": ["10-fold", "by an order of magnitude"]}
SAME_FOLD |= {"three times": ["3 times"], "four times": ["4 times"], "twice": ["two times"]}
SAME_FRACTION = {"two thirds": ["two-thirds", "about 67%"], "a third": ["one third", "roughly 33%"]}
SAME_FRACTION |= {
    "a quarter": ["one quarter", "25%"],
    "half": ["50%"],
    "a fifth": ["20 per cent", "one in five"],
}
SAME_FRACTION |= {"Two fifths": ["40%", "Two in five"]}
UNITS = {"weeks": "months", "days": "weeks", "hours": "days", "minutes": "hours", "seconds": "minutes"}
UNITS |= {"months": "years", "years": "months"}
SHORT = {"hours": "h", "minutes": "min", "seconds": "s"}
LONGER = {
    "12 weeks": "84 days",
    "18 months": "one and a half years",
    "90 minutes": "1.5 hours",
    "48 hours": "two days",
}
LONGER |= {"21 days": "three weeks", "45 minutes": "0.75 h", "30 days": "thirty days", "6 hours": "six hours"}
PERIODS = {
    "a month": "a year",
    "a day": "a week",
    "a week": "a month",
    "per year": "per month",
    "per minute": "per hour",
}
PERIODS |= {
    "an hour": "a day",
    "per 1,000": "per 100",
    "per kilogram": "per 100 grams",
    "per pupil": "per school",
}


def figures(sort: str, text: str, chance: random.Random) -> Iterator[Variant]:
    """The variants of a figure of this sort."""
    yield from _MAKERS[sort](text, chance)


def _digit(text: str, chance: random.Random) -> str:
    """``text`` with one digit changed."""
    places = [at for at, sign in enumerate(text) if sign.isdigit()]
    while True:
        at = chance.choice(places)
        new = chance.choice([digit for digit in "123456789" if digit != text[at]])
        made = text[:at] + new + text[at + 1 :]
        if made != text:
            return made


def _grouped(number: int, mark: str = ",") -> str:
    return f"{number:,}".replace(",", mark)


def _int(text: str, chance: random.Random) -> Iterator[Variant]:
    number = int(text.replace(",", ""))
    yield "digit", True, _grouped(int(_digit(str(number), chance)))
    yield "digit", True, _grouped(number + chance.choice([-3, -2, -1, 1, 2, 3]) if number > 9 else number + 2)
    yield "magnitude", True, _grouped(number * 10)
    if number > 999:
        yield "separators", False, str(number)
        yield "separators", False, _grouped(number, "\u2009")
        yield "separators", False, _grouped(number, "\u00a0")
        rounded = round(number, -2)
        yield "about", False, f"about {_grouped(rounded)}"
        yield "wrong rounding", True, f"about {_grouped(rounded + 300)}"
    if number <= 20:
        yield "words", False, WORDS[number]
        yield "spelled", True, WORDS[number - 1 if number > 5 else number + 3]


def _pct(text: str, chance: random.Random) -> Iterator[Variant]:
    value = text.rstrip("%")
    yield "percent", True, f"{_digit(value, chance)}%"
    yield "percent", True, f"{_digit(value, chance)} per cent"
    yield "points", True, f"{value} percentage points"
    yield "percent style", False, f"{value} per cent"
    yield "percent style", False, f"{value} percent"
    yield "percent style", False, f"{value} %"
    whole = round(float(value))
    if "." in value:
        yield "about", False, f"about {whole}%"
        yield "about", False, f"roughly {whole} per cent"
        yield "wrong rounding", True, f"about {whole + 2}%"


def _pctword(text: str, chance: random.Random) -> Iterator[Variant]:
    yield "spelled", True, "Seventeen per cent"
    yield "percent style", False, "13%"


def _dec(text: str, chance: random.Random) -> Iterator[Variant]:
    yield "decimal", True, _digit(text, chance)
    whole, _, places = text.partition(".")
    yield "decimal", True, f"{whole}.{int(places) + 1:0{len(places)}d}"


def _range(text: str, chance: random.Random) -> Iterator[Variant]:
    first, second, rest = re.fullmatch(r"([\d.,]+)(?:–| to | votes to )([\d.,]+)(%?)", text).groups()
    votes = " votes" if "votes" in text else ""
    low = _digit(first, chance)
    while low == second:
        low = _digit(first, chance)
    top = (
        f"{float(second) + 3:g}"
        if "." not in second
        else f"{float(second) + 0.4:.{len(second.split('.')[1])}f}"
    )
    yield "range end", True, f"{first}{votes} to {top}{rest}"
    yield "range end", True, f"{low}{votes} to {second}{rest}"
    if not votes:
        yield "range style", False, f"{first}–{second}{rest}"
        yield "range style", False, f"{first} to {second}{rest}"
        yield "range style", False, f"{first}-{second}{rest}"
        yield "range style", False, f"from {second} down to {first}{rest}"


def _dur(text: str, chance: random.Random) -> Iterator[Variant]:
    number, unit = text.split()
    yield "unit", True, f"{number} {UNITS[unit]}"
    if number.isalpha():
        at = WORDS.index(number)
        yield "spelled", True, f"{WORDS[at + 2]} {unit}"
        yield "words", False, f"{at} {unit}"
    else:
        yield "digit", True, f"{_digit(number, chance)} {unit}"
        if number.isdigit() and int(number) <= 20:
            yield "words", False, f"{WORDS[int(number)]} {unit}"
    if unit in SHORT and not number.isalpha():
        yield "unit style", False, f"{number} {SHORT[unit]}"
    if text in LONGER:
        yield "conversion", False, LONGER[text]


def _date(text: str, chance: random.Random) -> Iterator[Variant]:
    day, month, year = text.split()
    other = MONTHS[(MONTHS.index(month) + chance.randint(1, 11)) % 12]
    shifted = int(day) + 10 if int(day) <= 15 else int(day) - 10
    yield "date", True, f"{shifted} {month} {year}"
    yield "date", True, f"{day} {other} {year}"
    yield "date", True, f"{day} {month} {int(year) + chance.choice([-6, 1, 6])}"
    yield "date style", False, f"{month} {day}, {year}"
    yield "date style", False, f"{year}-{MONTHS.index(month) + 1:02d}-{int(day):02d}"
    yield "date style", False, f"{day} {month[:3]} {year}"


def _daymonth(text: str, chance: random.Random) -> Iterator[Variant]:
    day, month = text.split()
    yield "date", True, f"{(int(day) + 9) % 27 + 1} {month}"
    yield "date", True, f"{day} {MONTHS[(MONTHS.index(month) + 5) % 12]}"
    yield "date style", False, f"{month} {day}"


def _month(text: str, chance: random.Random) -> Iterator[Variant]:
    month, year = text.split()
    yield "date", True, f"{MONTHS[(MONTHS.index(month) + chance.randint(1, 11)) % 12]} {year}"
    yield "year", True, f"{month} {int(year) + 4}"


def _monthname(text: str, chance: random.Random) -> Iterator[Variant]:
    yield "date", True, MONTHS[(MONTHS.index(text) + 4) % 12]


def _year(text: str, chance: random.Random) -> Iterator[Variant]:
    yield "year", True, str(int(text) + chance.choice([-9, -6, -1, 1, 6]))


def _yearrange(text: str, chance: random.Random) -> Iterator[Variant]:
    first, second = text.split(" to ")
    yield "year", True, f"{first} to {int(second) + 3}"
    yield "range style", False, f"{first}–{second}"


def _decade(text: str, chance: random.Random) -> Iterator[Variant]:
    yield "year", True, f"{int(text[:4]) - 20}s"


def _word(text: str, chance: random.Random) -> Iterator[Variant]:
    if text.lower() == "thirty-one":
        yield "spelled", True, "Thirty-four"
        yield "words", False, "31"
        return
    at = WORDS.index(text.lower())
    yield "spelled", True, WORDS[at + 3]
    yield "spelled", True, WORDS[at + 4]
    yield "words", False, str(at)


def _frac(text: str, chance: random.Random) -> Iterator[Variant]:
    yield "fraction", True, FRACTIONS[text]
    for same in SAME_FRACTION[text]:
        yield "fraction style", False, same


def _ord(text: str, chance: random.Random) -> Iterator[Variant]:
    at = ORDINALS.index(text)
    yield "ordinal", True, ORDINALS[at + 1 if at < 16 else at - 2]
    yield "ordinal", True, ORDINALS[max(at - 2, 3) if at > 5 else at + 3]
    yield "ordinal style", False, f"{at}{ {2: 'nd', 3: 'rd'}.get(at, 'th') }"


def _fold(text: str, chance: random.Random) -> Iterator[Variant]:
    yield "fold", True, FOLDS[text]
    for same in SAME_FOLD[text]:
        yield "fold style", False, same


def _big(text: str, chance: random.Random) -> Iterator[Variant]:
    number, scale = text.split()
    yield "magnitude", True, f"{number} {'billion' if scale == 'million' else 'million'}"
    yield "magnitude", True, f"{float(number) * 10:g} {scale}"
    yield "digit", True, f"{_digit(number, chance)} {scale}"
    size = {"million": 10**6, "billion": 10**9, "trillion": 10**12}[scale]
    if size < 10**12:
        yield "separators", False, _grouped(round(float(number) * size))


def _money(text: str, chance: random.Random) -> Iterator[Variant]:
    yield "digit", True, _digit(text, chance)
    if "bn" in text:
        yield "magnitude", True, text.replace("bn", "m")
        yield "unit style", False, text.replace("bn", " billion")
    if "million" in text:
        yield "magnitude", True, text.replace("million", "billion")


def _per(text: str, chance: random.Random) -> Iterator[Variant]:
    yield (
        "digit",
        True,
        _digit(text.split("per")[0], chance) + ("per" + text.split("per")[1] if "per" in text else ""),
    )
    for old, new in PERIODS.items():
        if old in text:
            yield "denominator", True, text.replace(old, new)
            if old.startswith("a "):
                yield "unit style", False, text.replace(old, old.replace("a ", "per "))
            break


def _mass(text: str, chance: random.Random) -> Iterator[Variant]:
    yield "unit", True, text.replace("mg", "g")
    yield "digit", True, _digit(text, chance)
    yield "unit style", False, text.replace(" mg", "mg")
    yield "unit style", False, text.replace("mg", "milligrams")


def _pm(text: str, chance: random.Random) -> Iterator[Variant]:
    value, spread = text.split(" ± ")
    yield "spread", True, f"{_digit(value, chance)} ± {spread}"
    yield "spread", True, f"{value} ± {_digit(spread, chance)}"
    yield "statistics style", False, f"{value}±{spread}"
    yield "statistics style", False, f"{value} +/- {spread}"


def _time(text: str, chance: random.Random) -> Iterator[Variant]:
    hours, minutes = text.split(":")
    yield "time", True, f"{hours}:{(int(minutes) + 25) % 60:02d}"


def _k(text: str, chance: random.Random) -> Iterator[Variant]:
    yield "magnitude", True, text.replace("K", "M")
    yield "separators", False, text.replace("K", ",000")


_MAKERS: dict[str, Callable[[str, random.Random], Iterator[Variant]]] = {
    "int": _int,
    "pct": _pct,
    "pctword": _pctword,
    "dec": _dec,
    "range": _range,
    "dur": _dur,
    "date": _date,
    "daymonth": _daymonth,
    "month": _month,
    "monthname": _monthname,
    "year": _year,
    "yearrange": _yearrange,
    "decade": _decade,
    "word": _word,
    "wordbig": _word,
    "frac": _frac,
    "fracbig": _frac,
    "ord": _ord,
    "ord2": _ord,
    "fold": _fold,
    "big": _big,
    "money": _money,
    "per": _per,
    "mass": _mass,
    "pm": _pm,
    "time": _time,
    "k": _k,
}

_SWAPS = {
    "failed": "held",
    "poor": "rich",
    "world": "planet",
    "path": "road",
    "signal": "sign",
    "loaf": "bread",
}
_SWAPS |= {
    "stones": "rocks",
    "silence": "consent",
    "night": "day",
    "timetable": "map",
    "text": "prose",
    "hand": "head",
}


def quotations(words: list[str], chance: random.Random, foreign: str) -> Iterator[Variant]:
    """The variants of quoted words; ``foreign`` are words that the note does not have."""
    size = len(words)
    place = chance.randrange(1, size - 1)
    swapped = [_SWAPS.get(word, word) for word in words]
    if swapped == words:
        swapped[place] = "other"
    yield "word changed", True, _quoted(swapped)
    yield "word dropped", True, _quoted(words[:place] + words[place + 1 :])
    yield "word added", True, _quoted([*words[:place], "quite", *words[place:]])
    exchanged = [*words]
    exchanged[place], exchanged[place - 1] = exchanged[place - 1], exchanged[place]
    yield "order", True, _quoted(exchanged)
    negated = [word for word in words if word not in ("not", "no")]
    yield "negation", True, _quoted(negated if negated != words else [*words[:2], "not", *words[2:]])
    half = size // 2
    yield "pieces in another order", True, f"“{' '.join(words[half:])} … {' '.join(words[:half])}”"
    yield "invented", True, f"“{foreign}”"
    text = " ".join(words)
    yield "marks", False, f"“{text}”"
    yield "marks", False, f'"{text}"'
    yield "marks", False, f"‘{text}’"
    yield "marks", False, f"«{text}»"
    yield "marks", False, f"'{text}'"
    yield "case", False, f"“{text[0].upper()}{text[1:]}”"
    yield "brackets", False, f"“[{text[0].upper()}]{text[1:]}”"
    yield "brackets", False, f"“{' '.join(words[:place])} [as it was then] {' '.join(words[place:])}”"
    for first, last, mark in ((2, 3, "…"), (3, 2, "[...]")):
        denied = bool({"not", "no"} & set(words[first:-last]))
        kind = "ellipsis without the not" if denied else "ellipsis"
        yield kind, denied, f"“{' '.join(words[:first])} {mark} {' '.join(words[-last:])}”"
    yield "part", False, f"“{' '.join(words[:half])}”"
    yield "punctuation inside", False, f"“{text},”"


def _quoted(words: list[str]) -> str:
    return f"“{' '.join(words)}”"

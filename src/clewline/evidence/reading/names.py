"""Numbers that are no figures: parts of names, labels, and the years of citations."""

from collections.abc import Sequence
from functools import lru_cache

from clewline.evidence.languages.model import Language
from clewline.evidence.reading.tokens import Token
from clewline.evidence.reading.units import SIGNS

_HYPHENS = frozenset("-‑")
_STATISTICS = frozenset("ci sd se or hr rr iqr bmi auc md smd irr ph q df sem ci95 mean median".split())
_SPREADS = frozenset("sd se sem".split())
_ENDINGS = frozenset("st nd rd th s x am pm e".split())
_PAIRS = frozenset({("24", "7"), ("9", "11"), ("50", "50"), ("7", "7")})
_BEFORE_HYPHEN = frozenset(
    "mid pre post under over late early sub age ages aged plus minus and to up of in n bis ab unter "
    "über".split()
)
_STOPS = frozenset(".!?:;")


def is_name(tokens: Sequence[Token], index: int, names: set[int], language: Language) -> bool:
    """Whether the number at ``index`` is part of a name; ``names`` are the numbers before it that are."""
    token = tokens[index]
    if token.number is None or token.number.spelled:
        return False
    return (
        _hangs_on(tokens, index, names)
        or _carries_on(tokens, index, language)
        or _follows_a_name(tokens, index, language)
    )


def _hangs_on(tokens: Sequence[Token], index: int, names: set[int]) -> bool:
    """Whether the number is glued to what stands before it: GPT-4, H1N1, pass@1, 3.11.2, 24/7."""
    if not index or tokens[index - 1].end != tokens[index].start:
        return False
    before = tokens[index - 1]
    if before.text in "@#_\\":
        return True
    if before.text[-1].isalpha():
        return before.number is None
    if index < 2 or tokens[index - 2].end != before.start:
        return False
    first = tokens[index - 2]
    if before.text in _HYPHENS:
        named = first.number is None and first.text[-1].isalpha() and first.low not in _BEFORE_HYPHEN
        return named or index - 2 in names
    if before.text == "/":
        return (first.text, tokens[index].text) in _PAIRS or index - 2 in names
    return before.text == "." and (first.number is not None or first.low in ("v", "com", "org"))


def _carries_on(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether what follows is glued to the number and no unit: 4G, 5-HT, 3.11.2, 24/7."""
    if index + 1 >= len(tokens) or tokens[index + 1].start != tokens[index].end:
        return False
    after = tokens[index + 1]
    follower = tokens[index + 2] if index + 2 < len(tokens) and tokens[index + 2].start == after.end else None
    if after.text[0].isalpha():
        return not (
            after.low in _ENDINGS
            or after.low in language.scales
            or after.text in SIGNS
            or (after.low,) in language.units
            or after.low in language.fold_endings
            or (after.number is not None)
        )
    if after.text in "@_":
        return follower is not None
    if follower is None:
        return False
    if after.text in _HYPHENS:
        return follower.text[0].isupper() and follower.text not in SIGNS and len(follower.text) <= 3
    if after.text == "/":
        return (tokens[index].text, follower.text) in _PAIRS
    return after.text == "." and follower.number is not None


def _follows_a_name(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether a small number follows a capitalised word, as in Apollo 11: then it is part of the name, unless
    it counts something.
    """
    if language.capital_nouns or not index or not tokens[index - 1].text[0].isupper():
        return False
    token, before = tokens[index], tokens[index - 1]
    opens = index < 2 or tokens[index - 2].text in _STOPS
    known = before.low in _STATISTICS or before.low in language.function or before.low in language.months
    bounded = (before.low,) in language.before or before.low in language.ages
    if opens or known or bounded or token.number is None or token.number.value > 20:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None or not after.text[0].isalpha():
        return after is None or after.text not in ("%", "°", "±", "-", "–", "×", "$", "€", "£", "/", "+")
    counts = after.text.islower() and after.low not in language.function and not _is_verb(after.low, language)
    return not counts and after.text not in SIGNS


def _is_verb(word: str, language: Language) -> bool:
    """Whether a word after a name is what it does: Llama 2 beat, Llama 2 refused."""
    regular = bool(language.preterite) and word.endswith(language.preterite)
    return regular or word in language.irregular or word.removesuffix("s") in _infinitives(language)


@lru_cache
def _infinitives(language: Language) -> frozenset[str]:
    return frozenset(language.irregular.values())


def is_label(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether the number at ``index`` says which one: Section 3, type 2, No. 5, § 12."""
    back = index - 1
    while back > 0 and tokens[back].text in ".([":
        back -= 1
    if back < 0:
        return False
    before = tokens[back]
    if back and (before.low in language.joins or before.text in ",–-") and tokens[back - 1].number:
        return is_label(tokens, back - 1, language) and not _counts(tokens, index, language)
    if before.low in language.small_labels:
        number = tokens[index].number
        return back == index - 1 and not (number and number.spelled) and not _counts(tokens, index, language)
    return before.low in language.labels or before.text in "§#№"


def _counts(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether the number at ``index`` is large, broken, or followed by what it counts or measures: plate 4
    images hold, not group 4 intake.
    """
    number = tokens[index].number
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if number is None or number.step != 1 or number.value > 99:
        return True
    if after is None:
        return False
    if after.text == "(" and index + 2 < len(tokens) and tokens[index + 2].low in _SPREADS:
        # The other group 9 (SD 5).
        return True
    counted = after.text[0].isalpha() and after.low not in language.function
    plural = after.low.endswith(language.plural) or not language.plural
    return (counted and plural) or after.number is not None or after.text in "%°±×+/$€£"


def is_citation_year(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether a year stands beside the name of an author: (Smith 2011), Smith et al. (2011)."""
    back = index - 1
    opened = back >= 0 and tokens[back].text in "(["
    while back >= 0 and tokens[back].text in "([,.;":
        back -= 1
    if back < 0:
        return False
    last = tokens[back]
    if last.low in language.coauthors or (opened and last.text[0].isupper() and last.text[1:].islower()):
        return True
    inside = any(token.text in "([" for token in tokens[max(back - 8, 0) : back])
    name = last.text[0].isupper() and last.text[1:].islower() and last.low not in language.function
    return inside and name

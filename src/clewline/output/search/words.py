"""The words of a text in the form in which they are searched for.

Letters are compared without case, compatibility forms and diacritics. Scripts written without spaces between
words (Chinese, Japanese, Thai and the like) give every pair of neighbouring characters, and the last
character of each run alone, so that any stretch of them can be found. ``templates/assets/search.js`` reads
queries by the same rules; a test in a browser holds the two together.
"""

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import category, normalize

# Diacritics, and the points of Hebrew and Arabic. Marks of other scripts are letters of their words.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
# Han, kana, and the scripts of Thailand, Laos, Myanmar and Cambodia.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUNS = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_STARTS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


def words(text: str) -> set[str]:
    """Every word of ``text`` to be found by."""
    folded = fold(text)
    found = set(folded.split())
    if folded.isascii():
        return found
    return {
        term
        for word in found
        for run in _RUNS.findall(word)
        for term in (_pairs(run) if is_unspaced(run) else (run,))
    }


def fold(text: str) -> str:
    """``text`` with everything left out that searching does not tell apart; words are parted by spaces."""
    # ASCII by table, the rest run by run: texts in Latin script have few other characters, and words of other
    # scripts come again.
    return (text if text.isascii() else _FOREIGN.sub(lambda run: _fold_run(run[0]), text)).translate(_PLAIN)


def is_unspaced(run: str) -> bool:
    """Whether a word belongs to a script that is written without spaces."""
    return bool(_STARTS_UNSPACED.match(run))


def _pairs(run: str) -> list[str]:
    return [first + second for first, second in pairwise(run)] + [run[-1]]


@lru_cache(maxsize=1 << 16)
def _fold_run(run: str) -> str:
    return "".join(map(_fold_character, normalize("NFC", run)))


@lru_cache(maxsize=1 << 14)
def _fold_character(character: str) -> str:
    bare = _MARKS.sub("", normalize("NFKD", character)).lower().replace("ß", "ss").replace("ς", "σ")
    return "".join(map(_part, normalize("NFC", bare)))


def _part(character: str) -> str:
    """A character of a word as it is; nothing for one that is not seen; else a space."""
    kind = category(character)
    return character if kind[0] in "LNM" else "" if kind == "Cf" else " "

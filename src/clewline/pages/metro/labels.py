"""Labels: titles broken into lines, and how much room they take, by the widths of a common sans-serif
face.
"""

from functools import lru_cache
from unicodedata import combining, east_asian_width

CHARACTERS = 18
SIZE = 13
LINE = 16
_MOST_LINES = 5
_NARROW = frozenset(" !'(),-./:;I[]`fijlrt|’‘“”·")
_BROAD = frozenset("MW@%mw—…")


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """The width of ``text`` in pixels at `SIZE`, rather too much than too little."""
    return sum(map(_width, text))


@lru_cache(maxsize=1024)
def _width(character: str) -> float:
    if combining(character):
        return 0
    if east_asian_width(character) in "WF":
        return 13.5
    if character in _NARROW:
        return 4.6
    if character in _BROAD:
        return 12
    return 9 if character.isupper() else 7.6


_WIDEST = CHARACTERS * 7.2


@lru_cache(maxsize=4096)
def wrap(text: str) -> tuple[str, ...]:
    """``text`` in lines of about `CHARACTERS` characters, as even as they can be; what does not fit is left
    out with an ellipsis.
    """
    words = [piece for word in text.split() for piece in _pieces(word)]
    count = len(_fill(words, _WIDEST))
    if count > _MOST_LINES:
        lines = _fill(words, _WIDEST)[:_MOST_LINES]
        while width(lines[-1]) > _WIDEST - 12 and " " in lines[-1]:
            lines[-1] = lines[-1].rpartition(" ")[0]
        return (*lines[:-1], f"{lines[-1].rstrip('.,;: ')}…")
    # The narrowest width that needs no more lines makes them even.
    narrow = max(map(width, words), default=0)
    trial = _WIDEST
    while trial - 7 >= narrow and len(_fill(words, trial - 7)) == count:
        trial -= 7
    return tuple(_fill(words, trial))


def _pieces(word: str) -> list[str]:
    """A word, cut where it is wider than any line: scripts without spaces are broken between characters."""
    pieces: list[str] = []
    piece = ""
    for character in word:
        if piece and width(piece + character) > _WIDEST:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece] if piece else pieces


def _fill(words: list[str], widest: float) -> list[str]:
    """``words`` in lines no wider than ``widest`` where that can be."""
    lines: list[str] = []
    for word in words:
        if lines and width(f"{lines[-1]} {word}") <= widest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines

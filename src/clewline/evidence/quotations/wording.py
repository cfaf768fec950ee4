"""Words of texts one by one, so that quoted words can be found among them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from clewline.evidence.model import Change

_WORD = re.compile(r"\d+(?:[,\u2009\u202f\u00a0]\d{3})+|[\w\u00ad]+")
_DROPPED = re.compile(r"[,\u2009\u202f\u00a0\u00ad]")
_BRACKETED_LETTER = re.compile(r"\[(\w)\](?=\w)")
_LEAST_LIKE = 0.6


class Words(NamedTuple):
    """The words of a text in the form in which they are compared, and where each stands."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    joined: str

    def find(self, phrase: Sequence[str], after: int = 0) -> int:
        """The number of the word at which ``phrase`` begins, from word ``after`` on; -1 if it does not
        occur.
        """
        offset = len(" ".join(self.words[:after])) if after else 0
        at = self.joined.find(f" {' '.join(phrase)} ", offset)
        return self.joined.count(" ", 0, at) if at >= 0 else -1


@lru_cache(maxsize=1 << 12)
def words_of(text: str) -> Words:
    """The words of ``text``, in folded case, without soft hyphens and separators of thousands."""
    found = [
        (unicodedata.normalize("NFKC", _DROPPED.sub("", match[0])).casefold(), match.span())
        for match in _WORD.finditer(text)
    ]
    words = tuple(word for word, _ in found)
    return Words(words, tuple(span for _, span in found), f" {' '.join(words)} ")


def quoted_words(text: str) -> tuple[str, ...]:
    """The words of a piece of a quotation; a letter in brackets that begins a word belongs to it."""
    return words_of(_BRACKETED_LETTER.sub(r"\1", text)).words


class Likeness(NamedTuple):
    """The stretch of a text that is most like a phrase, and how like it is, up to 1."""

    ratio: float
    first: int
    last: int


def most_like(phrase: Sequence[str], text: Words) -> Likeness:
    """The words of ``text`` that are most like ``phrase``."""
    best = Likeness(0.0, 0, 0)
    wanted = set(phrase)
    held = [word in wanted for word in text.words]
    size = len(phrase)
    window = sum(held[:size])
    starts = []
    for start in range(len(held)):
        if window >= max(2, size * 0.45):
            starts.append((window, -start))
        window += (held[start + size] if start + size < len(held) else 0) - held[start]
    for _, negative in sorted(starts, reverse=True)[:8]:
        best = max(best, _fitted(phrase, text, -negative))
    return best


def _fitted(phrase: Sequence[str], text: Words, start: int) -> Likeness:
    """The likeness near word ``start``, without words at its ends that ``phrase`` does not have."""
    first, last = max(start - 2, 0), min(start + len(phrase) + 3, len(text.words))
    matcher = SequenceMatcher(None, text.words[first:last], phrase, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return Likeness(0.0, first, first)
    low = max(blocks[0].a - blocks[0].b, 0)
    high = min(blocks[-1].a + blocks[-1].size + len(phrase) - blocks[-1].b - blocks[-1].size, last - first)
    window = text.words[first + low : first + high]
    ratio = SequenceMatcher(None, window, phrase, autojunk=False).ratio()
    return Likeness(ratio, first + low, first + high)


def is_like(likeness: Likeness) -> bool:
    """Whether a stretch is so like a phrase that the one was surely made from the other."""
    return likeness.ratio >= _LEAST_LIKE


def difference(theirs: Sequence[str], ours: Sequence[str]) -> tuple[Change, ...]:
    """What must change for the words of a source to become those of a claim."""
    return tuple(_changes(theirs, ours))


def _changes(theirs: Sequence[str], ours: Sequence[str]) -> Iterator[Change]:
    for tag, a, b, c, d in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change(" ", " ".join(theirs[a:b]))
            continue
        if b > a:
            yield Change("-", " ".join(theirs[a:b]))
        if d > c:
            yield Change("+", " ".join(ours[c:d]))

"""Near matches: what somebody probably meant."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from clewline.text.names import name_key


def near_miss(word: str, known: Collection[str]) -> str:
    """The one of ``known`` (keys, options) that ``word`` is a slip of the keyboard for: one slip, or two in a
    longer word; else nothing.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    written = word.lower().replace("-", "_")
    best = (
        process.extractOne(written, known, scorer=OSA.distance, score_cutoff=1 if len(word) < 6 else 2)
        if len(word) > 3
        else None
    )
    return str(best[0]) if best else ""


def nearest(name: str, known: Iterable[str], least: int = 75) -> str:
    """The one of ``known`` (names, titles) that is spelled most like ``name``, if at least ``least`` per cent
    are alike; else nothing.
    """
    return next(iter(nearest_few(name, known, least, 1)), "")


def nearest_few(name: str, known: Iterable[str], least: int, most: int) -> tuple[str, ...]:
    """The ``most`` of ``known`` that are spelled most like ``name``, nearest first, each alike by at least
    ``least`` per cent.
    """
    from rapidfuzz import fuzz, process

    names = tuple(known)
    found = process.extract(name_key(name), _keys(names), scorer=fuzz.ratio, score_cutoff=least, limit=most)
    return tuple(names[place] for _, _, place in found)


@lru_cache(maxsize=8)
def _keys(names: tuple[str, ...]) -> list[str]:
    """What ``names`` are compared by. A vault with thousands of links to notes still to be written asks for
    the same ones each time.
    """
    return [name_key(name) for name in names]

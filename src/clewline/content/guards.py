"""Guards: the keys that withhold a document, in every spelling that people use or slip into."""

import re
from functools import lru_cache

from clewline.text.did_you_mean import near_miss

KEYS = ("status", "draft", "private", "publish")
"""The keys that are meant to be written."""
FOREIGN = frozenset(("published", "dgpublish", "public", "unpublished", "secret", "confidential"))
"""Keys of other tools, by their letters. They have other uses too (the day on which something was published),
so that only a plain yes or no counts.
"""
_LETTERS = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words in ``text``, in small letters."""
    return _LETTERS.findall(text.casefold())


@lru_cache(maxsize=4096)
def guard_meant(key: str) -> str:
    """The guard that ``key`` is, or is a slip for; empty: none."""
    name = "".join(words_of(key)).removeprefix("is")
    if name in KEYS or name in FOREIGN:
        return name
    near = near_miss(name, KEYS)
    # `craft` and `drift` are words of their own: a short key that is spelled with another letter means itself
    return "" if len(near) < 6 and len(name) == len(near) and sorted(name) != sorted(near) else near


def is_guard(key: str) -> bool:
    """Whether ``key`` may withhold a document."""
    return bool(guard_meant(key))

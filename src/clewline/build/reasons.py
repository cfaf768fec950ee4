"""Why a page is rendered again: its key tells the parts of its model, and its templates, apart."""

from dataclasses import fields
from functools import lru_cache
from zlib import crc32

from clewline.build.cache import encoded, key_of
from clewline.pages.models import Page
from clewline.theme.render import TEMPLATES, WORDS
from clewline.theme.theme import Theme, closure

TOUCHED = "its files in the output were missing or had been changed"
_MARK = 8
_PARTS = {kind: tuple(field.name for field in fields(kind)) for kind in TEMPLATES}


def page_key(page: Page, theme: Theme) -> str:
    """A digest of all that the bytes of a page depend on, and then a mark of `_MARK` characters for each of
    its parts.
    """
    kind = type(page).__name__.encode()
    parts = [
        kind,
        _template_key(theme, TEMPLATES[type(page)]).encode(),
        *(encoded(getattr(page, name)) for name in _PARTS[type(page)]),
    ]
    return key_of(parts) + "".join([f"{crc32(part):0{_MARK}x}" for part in parts])


def reason(before: str, now: str, page: Page) -> str:
    """Why ``page`` is rendered again, in words: in what its key ``now`` differs from the one ``before``
    (empty: its template failed).
    """
    if not before:
        return "its template had failed"
    old, new = _marks(before), _marks(now)
    if old[:1] != new[:1]:
        return "its address had been that of another kind of page"
    names = ("kind", "templates", *_PARTS[type(page)])
    differing = [name.replace("_", " ") for name, a, b in zip(names, old, new, strict=False) if a != b]
    return f"this had changed: {', '.join(differing)}" if differing else TOUCHED


def _marks(key: str) -> list[str]:
    return [key[place : place + _MARK] for place in range(len(key_of()), len(key), _MARK)]


@lru_cache(maxsize=64)
def _template_key(theme: Theme, name: str) -> str:
    used = closure(theme, name) | closure(theme, WORDS)
    return key_of(
        [(template, text) for template, text in theme.templates if template in used], theme.catalogues
    )

"""Languages: the words of the theme in the language of the site, and the direction in which a language is
written.

Catalogues are ``.po`` files, ``locale/<language>.po`` in a folder of templates; they are part of the theme,
and read when a page in their language is rendered. A site's own catalogue lies on top of the default one: it
may bring another language, or other words for some messages.
"""

import re
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages import Catalog

FOLDER = "locale/"
"""Where catalogues are in a folder of templates."""

Catalogues = tuple[tuple[str, str], ...]
"""Catalogues as language tag and text in PO format; of two for one language the later is the stronger."""

_NAME = re.compile(rf"{FOLDER}([A-Za-z]{{2,3}}(?:-[A-Za-z0-9]+)*)\.po")
# Languages that are commonly written from the right, and scripts that are, by their codes in ISO 639 and ISO
# 15924.
_FROM_RIGHT = frozenset("ar arc ckb dv fa he iw ji ks ps sd syr ug ur yi".split())
_SCRIPTS_FROM_RIGHT = frozenset(
    "adlm arab aran armi avst hebr mand mani nkoo rohg samr sarb sogd syrc thaa yezi".split()
)


def catalogue_language(name: str) -> str:
    """The language tag of the catalogue in the file ``name`` of a folder of templates; empty when it is
    none.
    """
    found = _NAME.fullmatch(name)
    return found[1] if found else ""


class UnreadableCatalogue(ValueError):
    """A catalogue that cannot be read: its file in a folder of templates, line (from 1), and what is
    wrong.
    """

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(message)
        self.name, self.line = name, line


@lru_cache(maxsize=32)
def translations_for(language: str, catalogues: Catalogues) -> NullTranslations:
    """The translations for a BCP 47 tag: those of the whole tag, and for what they lack those of its first
    part; messages that none of ``catalogues`` has stay English.

    Raises `UnreadableCatalogue`.
    """
    tags = [language.casefold(), language.casefold().partition("-")[0]]
    found = [
        (name, text)
        for tag in dict.fromkeys(tags)
        for name, text in reversed(catalogues)
        if name.casefold() == tag
    ]
    result = NullTranslations()
    for name, text in reversed(found):
        stronger = _read(name, text)
        stronger.add_fallback(result)
        result = stronger
    return result


def _read(language: str, text: str) -> NullTranslations:
    """The messages of a catalogue that have a translation."""
    from babel.messages.pofile import PoFileError, read_po

    name = f"{FOLDER}{language}.po"
    try:
        return _compiled(read_po(StringIO(text), language.replace("-", "_"), abort_invalid=True))
    except PoFileError as error:
        raise UnreadableCatalogue(name, error.lineno + 1, str(error)) from error
    # plural forms that cannot be computed, languages that nobody knows
    except (ValueError, LookupError) as error:
        raise UnreadableCatalogue(name, 1, str(error)) from error


def _compiled(catalogue: "Catalog") -> NullTranslations:
    from babel.messages.mofile import write_mo

    for message in list(catalogue):
        translated = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(translated):
            catalogue.delete(message.id, message.context)
    if catalogue.locale is None:  # plural forms of a language that babel does not know would be left out
        catalogue.locale = "en"
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def direction(language: str) -> str:
    """``rtl`` for a BCP 47 tag of a language, or in a script, that is written from the right; else
    ``ltr``.
    """
    first, *others = language.casefold().split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    from_right = scripts[0] in _SCRIPTS_FROM_RIGHT if scripts else first in _FROM_RIGHT
    return "rtl" if from_right else "ltr"

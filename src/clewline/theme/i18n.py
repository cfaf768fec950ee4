"""Languages: the words of the theme in the language of the site, and the direction in which a language is
written.

Catalogues are ``.po`` files, ``locale/<language>.po`` in a folder of templates; they are part of the theme,
and read when a page in their language is rendered. A site's own catalogue lies on top of the default one: it
may bring another language, or other words for some messages.
"""

import re
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

FOLDER = "locale/"
"""Where catalogues are in a folder of templates."""

Catalogues = tuple[tuple[str, str], ...]
"""Catalogues as language tag and text in PO format; of two for one language the later is the stronger."""

_LINE = re.compile(r"\(line (\d+)\)(?:: (.*))?")
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
    from polib import pofile

    try:
        # The line break at the end keeps polib from taking a short text for the name of a file.
        catalogue = pofile(f"{text}\n")
        return GNUTranslations(BytesIO(catalogue.to_binary()))
    except OSError as error:  # how polib says that a line is not one of a catalogue
        at = _LINE.search(str(error))
        message = f"this is not a catalogue{': ' + at[2] if at and at[2] else ''}"
        raise UnreadableCatalogue(f"{FOLDER}{language}.po", int(at[1]) if at else 1, message) from error
    except (
        ValueError,
        IndexError,
        UnicodeError,
    ) as error:
        # for instance plural forms that cannot be computed
        raise UnreadableCatalogue(f"{FOLDER}{language}.po", 1, str(error)) from error


def direction(language: str) -> str:
    """``rtl`` for a BCP 47 tag of a language, or in a script, that is written from the right; else
    ``ltr``.
    """
    first, *others = language.casefold().split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    from_right = scripts[0] in _SCRIPTS_FROM_RIGHT if scripts else first in _FROM_RIGHT
    return "rtl" if from_right else "ltr"

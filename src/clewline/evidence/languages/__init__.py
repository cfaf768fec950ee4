"""The languages that the reader of claims knows, as data."""

from clewline.evidence.languages.english import ENGLISH
from clewline.evidence.languages.german import GERMAN
from clewline.evidence.languages.model import Language

_KNOWN = {language.code: language for language in (ENGLISH, GERMAN)}
_OTHER = Language(code="")


def has_data(language: str) -> bool:
    """Whether number words, units and hedges of ``language`` (a BCP 47 tag) are known."""
    return language.partition("-")[0].lower() in _KNOWN


def language_of(tag: str) -> Language:
    """The data of a language; for one that is not known, what holds for digits in any."""
    return _KNOWN.get(tag.partition("-")[0].lower(), _OTHER)

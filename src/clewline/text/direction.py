"""The direction of text: whether it must be told from the text itself."""

import re

_RTL = r"\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_TO_LEFT = re.compile(f"[{_RTL}]")
_LETTERS = re.compile(rf"[^\W\d_{_RTL}]")
_LANGUAGES = frozenset("ar arc ckb dv fa he iw ks ku nqo ps sd syr ug ur yi".split())


def is_turned(text: str, language: str) -> bool:
    """Whether ``text`` has letters that run against the direction of ``language`` (a BCP 47 tag)."""
    turned = _LETTERS if language.partition("-")[0].lower() in _LANGUAGES else _RIGHT_TO_LEFT
    return turned.search(text) is not None

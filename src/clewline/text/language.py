"""Languages, by their tags."""

import re

_TAG = re.compile(  # the shape of a language tag, RFC 5646, section 2.1, without the grandfathered ones
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*"
    r"(-[0-9a-wyz](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",
    re.ASCII | re.IGNORECASE,
)


def is_language_tag(text: str) -> bool:
    """Whether ``text`` has the form of a language tag (BCP 47)."""
    return _TAG.fullmatch(text) is not None


def tag_hint(text: str) -> str:
    """What to write in place of ``text``, which is no language tag."""
    meant = text.replace("_", "-")
    return f'did you mean "{meant}"?' if is_language_tag(meant) else 'such as "en", "de" or "pt-BR"'

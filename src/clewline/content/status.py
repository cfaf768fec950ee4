"""The status of a document: who may see it, by the guards in its front matter.

What is nearly a guard withholds too, and says so: a slip must not publish.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from clewline.content.guards import KEYS, guard_meant, words_of
from clewline.content.header import Field, Scalar
from clewline.content.model import Status
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.text.did_you_mean import near_miss

TRUE = frozenset(("true", "yes", "on", "1", "y", "t", "x"))
FALSE = frozenset(("false", "no", "off", "0", "n", "f", ""))
_YES = TRUE | frozenset(("ja", "oui", "si", "sí", "sim", "tak", "да", "是", "はい"))


class _Switch(NamedTuple):
    """A key that takes true or false, what it makes of a document, and when."""

    status: Status
    when: bool


_SWITCHES = {
    "draft": _Switch(Status.DRAFT, True),
    "private": _Switch(Status.PRIVATE, True),
    "publish": _Switch(Status.PRIVATE, False),
}
_FOREIGN = {
    "published": _Switch(Status.PRIVATE, False),
    "dgpublish": _Switch(Status.PRIVATE, False),
    "public": _Switch(Status.PRIVATE, False),
    "unpublished": _Switch(Status.PRIVATE, True),
    "secret": _Switch(Status.PRIVATE, True),
    "confidential": _Switch(Status.PRIVATE, True),
}
_WORDS = {"draft": Status.DRAFT, "unpublished": Status.DRAFT, "private": Status.PRIVATE}
_OPEN = frozenset(("published", "publish", "public"))


class _Verdict(NamedTuple):
    """What a field makes of its document, and what is to be said of it."""

    status: Status
    found: Diagnostic | None = None


def read_status(fields: Mapping[str, Field], found: list[Diagnostic]) -> Status:
    """Who may see the document with these ``fields``. What cannot be understood hides it."""
    verdicts = [_verdict(key, field) for key, field in fields.items()]
    found.extend(verdict.found for verdict in verdicts if verdict.found)
    return max((verdict.status for verdict in verdicts), key=list(Status).index, default=Status.PUBLISHED)


def withheld(fields: Mapping[str, Field], status: Status) -> Diagnostic:
    """That a document is left out for its ``status``, and the field that says so."""
    field = next(field for key, field in fields.items() if _verdict(key, field).status is status)
    written = ", ".join(value.text for value in field.values)
    code = "document-draft" if status is Status.DRAFT else "document-private"
    return Diagnostic(code, f"`{field.key.text}: {written}` keeps the document out", field.key.span)


def _verdict(key: str, field: Field) -> _Verdict:
    meant = guard_meant(key)
    if not meant:
        return _Verdict(Status.PUBLISHED)
    exact = key.casefold() in KEYS
    if meant == "status":
        return _stated(key, field, exact)
    switch = _SWITCHES.get(meant) or _FOREIGN[meant]
    words = [value.text.strip().casefold() for value in field.values]
    unclear = field.nested or any(word not in TRUE | FALSE for word in words)
    if exact and unclear:
        word = next((word for word in words if word not in TRUE | FALSE), "")
        message = f"`{key}` takes true or false, not {word!r}"
        return _Verdict(Status.PRIVATE, _wrong(field, message, "until then the document is not published"))
    hides = [word in _YES if switch.when else word in FALSE for word in words]
    if not any(hides):
        return _Verdict(Status.PUBLISHED)
    if exact or meant in _FOREIGN:
        return _Verdict(switch.status)
    said = f"`{key}: {field.values[0].text}` is taken for `{meant}: {str(switch.when).lower()}`"
    return _Verdict(switch.status, _guess(field.key, said))


def _stated(key: str, field: Field, exact: bool) -> _Verdict:
    """What ``status`` says; words of the author's own (``seedling``) say nothing about who may see the
    document.
    """
    if field.nested:
        if not exact:
            return _Verdict(Status.PUBLISHED)
        wrong = _wrong(field, "`status` takes one word", "until then the document is not published")
        return _Verdict(Status.PRIVATE, wrong)
    words = [word for value in field.values for word in words_of(value.text)]
    stated = [_WORDS[word] for word in words if word in _WORDS]
    if stated:
        status = max(stated, key=list(Status).index)
        plain = exact and len(words) == 1
        return _Verdict(status, None if plain else _guess(field.key, _read_as(key, field, status)))
    slip = _slip(words) if exact else ""
    if not slip:
        return _Verdict(Status.PUBLISHED)
    message = f"`status: {field.values[0].text}` means nothing"
    hint = f"did you mean {slip}? Until then the document is not published"
    return _Verdict(Status.PRIVATE, _wrong(field, message, hint))


def _slip(words: Iterable[str]) -> str:
    """The word that one of ``words`` is a slip for, if it hides a document."""
    near = (near_miss(word, tuple(_WORDS)) for word in words if word not in _OPEN)
    return next((name for name in near if name), "")


def _read_as(key: str, field: Field, status: Status) -> str:
    written = ", ".join(value.text for value in field.values)
    return f"`{key}: {written}` is taken for `status: {status.value}`"


def _guess(key: Scalar, message: str) -> Diagnostic:
    hint = "the document is not published; write it as it is meant, or give the key another name"
    return Diagnostic("guard-unclear", message, key.span, hint)


def _wrong(field: Field, message: str, hint: str) -> Diagnostic:
    span = field.values[0].span if field.values else field.key.span
    return Diagnostic("front-matter-type", message, span, hint)

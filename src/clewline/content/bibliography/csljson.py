"""References from CSL-JSON files, as Zotero, Better BibTeX, Crossref and pandoc write them."""

import json
import re
from collections.abc import Generator
from typing import Any, NamedTuple

from clewline.content.bibliography.markup import fit
from clewline.content.bibliography.records import reference_from_csl
from clewline.content.bibliography.source import KeyLedger, SourceText
from clewline.content.bibliography.vocabulary import TYPES
from clewline.content.works import Reference
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.text.spans import SourceFile, Span

_PROBE = 64 * 1024
_SPACE = re.compile(r"[ \t\n]*")
_LIST = re.compile(rb'\s*(?:\[\s*\{|\{(?:.*?[,{\s])?"items"\s*:\s*\[)', re.DOTALL)
_TYPE = re.compile(rb'"type"\s*:\s*"([a-z_-]+)"')
_KEY = re.compile(rb'"(?:id|citation-key)"\s*:')
_MARK = re.compile(rb'"(?:issued|citation-key|container-title|DOI)"\s*:|"(?:family|literal)"\s*:\s*"')
_CITATION_KEY_NOTE = re.compile(r"^\s*citation key\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_SHORT_NUMBER = 18


class _Found(NamedTuple):
    """One element of the list: its value and the offsets of its text."""

    value: object
    start: int
    end: int


def is_csl_json(data: bytes) -> bool:
    """Whether ``data`` looks like a list of CSL items, judged by its first 64 KiB; it may still have
    faults.
    """
    head = data[:_PROBE].removeprefix(b"\xef\xbb\xbf")
    if not _LIST.match(head) or not _KEY.search(head) or not _MARK.search(head):
        return False
    return any(kind.decode("ascii") in TYPES for kind in _TYPE.findall(head))


def parse_csl_json(source: SourceFile) -> Checked[tuple[Reference, ...]]:
    """The references of a CSL-JSON file (a list, or an object with ``items``); up to the fault when it has
    one.
    """
    file = SourceText(source)
    found = list(file.diagnostics)
    references: list[Reference] = []
    ledger = KeyLedger()
    try:
        for element in _elements(file.text):
            made = _reference(file, element, ledger)
            found.extend(made.diagnostics)
            references.extend(made.value)
    except json.JSONDecodeError as error:
        hint = "correct the file; the references before this place are used"
        found.append(Diagnostic("reference-syntax", f"invalid JSON: {error.msg}", file.span(error.pos), hint))
    except RecursionError:
        found.append(
            Diagnostic(
                "reference-syntax", "the JSON is nested too deeply", file.span(0), "write a list of CSL items"
            )
        )
    return Checked(tuple(references), tuple(found))


def _elements(text: str) -> Generator[_Found, None, int]:
    """The elements of the list in ``text``, one after the other; `json.JSONDecodeError` at the first
    fault.
    """
    at = _skip(text, 0)
    if text[at : at + 1] == "[":
        at = yield from _list(text, at)
    elif text[at : at + 1] == "{":
        at = yield from _object(text, at)
    else:
        raise json.JSONDecodeError("a list of CSL items was expected", text, at)
    if at < len(text):
        raise json.JSONDecodeError("there is more after the end of the list", text, at)
    return at


def _object(text: str, at: int) -> Generator[_Found, None, int]:
    at = start = _skip(text, at + 1)
    listed = False
    while text[at : at + 1] != "}":
        if text[at : at + 1] != '"':
            raise json.JSONDecodeError("a name in double quotes was expected", text, at)
        name, at = _decode(text, at)
        at = _expect(text, at, ":")
        if name == "items" and text[at : at + 1] == "[":
            listed = True
            at = yield from _list(text, at)
        else:
            _, at = _decode(text, at)
        at = _next(text, at, "}")
    if not listed:
        raise json.JSONDecodeError("a list of CSL items (`items`) was expected", text, start)
    return _skip(text, at + 1)


def _list(text: str, at: int) -> Generator[_Found, None, int]:
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        value, end = _decode(text, at)
        yield _Found(value, at, end)
        at = _next(text, end, "]")
    return _skip(text, at + 1)


def _next(text: str, at: int, closing: str) -> int:
    """Where the next element begins, or the ``closing`` bracket stands, after an element that ended before
    ``at``.
    """
    at = _skip(text, at)
    if text[at : at + 1] == closing:
        return at
    after = _expect(text, at, ",")
    if text[after : after + 1] == closing:
        raise json.JSONDecodeError("a comma before the closing bracket", text, at)
    return after


def _expect(text: str, at: int, sign: str) -> int:
    at = _skip(text, at)
    if text[at : at + 1] != sign:
        raise json.JSONDecodeError(f"`{sign}` was expected", text, at)
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _decode(text: str, at: int) -> tuple[Any, int]:
    return _DECODER.raw_decode(text, at)


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _SHORT_NUMBER else digits


# Fractions stay as typed; NaN and infinities, which are no JSON, count as nothing given.
_DECODER = json.JSONDecoder(parse_int=_whole_number, parse_float=str, parse_constant=lambda name: None)


def _reference(file: SourceText, element: _Found, ledger: KeyLedger) -> Checked[tuple[Reference, ...]]:
    item = element.value
    if not isinstance(item, dict):
        hint = "a CSL item is an object in braces"
        return Checked(
            (), (Diagnostic("reference-syntax", "this is not a CSL item", file.span(element.start), hint),)
        )
    name, key = _key(item)
    if not key:
        hint = "give it a `citation-key` or an `id`"
        return Checked(
            (), (Diagnostic("reference-syntax", "this CSL item has no key", file.span(element.start), hint),)
        )
    span = _value_span(file, element, name)
    clash = ledger.clash(key, span)
    if clash:
        return Checked((), (clash,))
    made = reference_from_csl(key, item, span, lambda variable: _value_span(file, element, variable, span))
    return Checked((made.value,), made.diagnostics)


def _key(item: dict[str, Any]) -> tuple[str, str]:
    """The variable that holds the key of ``item``, and the key; empty when it has none."""
    own = item.get("citation-key")
    if isinstance(own, str) and fit(own):
        return "citation-key", fit(own)
    identity = item.get("id")
    key = fit(str(identity)) if isinstance(identity, str | int) else ""
    if "://" not in key:
        return "id", key
    note = item.get("note")
    noted = _CITATION_KEY_NOTE.search(note) if isinstance(note, str) else None
    if noted and fit(noted[1]):
        return "note", fit(noted[1])
    return "id", key.rstrip("/").rpartition("/")[2]


def _value_span(file: SourceText, element: _Found, variable: str, default: Span | None = None) -> Span:
    """The span of the value of ``variable`` in the item, as far as it stands on one line."""
    value = re.compile(rf'(?<!\\)"{re.escape(variable)}"\s*:\s*("?)((?:[^"\\\n]|\\.)*)')
    written = value.search(file.text, element.start, element.end)
    if not written:
        return default or file.span(element.start)
    return file.span(written.start(2), len(written[2]) if written[1] else 1)

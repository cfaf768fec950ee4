"""Reads the quotations of a text."""

import re

from clewline.evidence.model import Quotation

_CLOSERS = {"“": '”“"', "„": '“”"', "«": "»", "‹": "›", "»": "«", "‘": "’'", "‚": "‘’'", '"': '"”', "'": "'’"}
"""The marks that open a quotation, and those that may close it."""

_SINGLE = frozenset("‘‚'")
_OPENING = re.compile("[“„«‹»‘‚\"']")
_BEFORE_SINGLE = frozenset(' \t\n\u00a0([{—–-/“”"„«‘:…')
_REACH = 1200
_SPACES = frozenset(" \t\n\u00a0")
_GAP = re.compile(
    r"\s*(?:\[[^\]]*\](?!\w)|(?<!\w)\[(?!\w\]\w)[^\]]*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.\s?\.\s?\.(?:\s?\.)?)\s*"
)
_WORD = re.compile(r"\w")


def read_quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of ``text`` in order; what stands inside another is part of it."""
    found: list[Quotation] = []
    at = 0
    while opening := _OPENING.search(text, at):
        start = at = opening.end()
        if not _opens(text, opening.start()):
            continue
        end = _closing(text, start, opening[0])
        if end > start and _WORD.search(text, start, end):
            found.append(Quotation(opening.start(), end + 1, _pieces(text, start, end)))
            at = end + 1
    return tuple(found)


def _opens(text: str, at: int) -> bool:
    """Whether the mark at ``at`` opens a quotation: not an apostrophe, an inch or a closing mark."""
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if not after or (after in _SPACES and mark != "«"):
        return False
    if mark in "'‘‚":
        return (not before or before in _BEFORE_SINGLE) and (
            after.isalpha() or after in '[…“"(' or (after.isdigit() and mark != "'")
        )
    if mark in '"»':
        return not before or not (before.isalnum() or before in ".,!?%")
    return True


def _closing(text: str, start: int, mark: str) -> int:
    """The place of the mark that closes a quotation which begins at ``start``; 0 if none does."""
    last = 0
    for at in range(start, min(len(text), start + _REACH)):
        sign = text[at]
        if mark in _SINGLE and sign in _SINGLE and at > start and _opens(text, at) and last:
            return last
        if sign not in _CLOSERS[mark] or (sign == "“" and mark == "“"):
            if sign == mark == "“":
                return last
            continue
        if mark not in _SINGLE:
            return at
        if text[at - 1] in _SPACES or text[at + 1 : at + 2].isalnum():
            continue
        last = at
        possessive = text[at - 1] == "s" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()
        if not possessive:
            return at
    return last


def _pieces(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The stretches between ellipses and brackets."""
    pieces: list[tuple[int, int]] = []
    for gap in _GAP.finditer(text, start, end):
        pieces.append((start, gap.start()))
        start = gap.end()
    pieces.append((start, end))
    return tuple(piece for piece in pieces if _WORD.search(text, *piece))

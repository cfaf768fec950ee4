"""Where the mark of a citation may stand alone.

A bare mark says nothing to who reads over it, so the sentence must be whole without it. It stands alone

- after the end of a sentence, unless the sentence goes on behind it in small letters;
- in brackets of its own, behind other words;
- behind a word that can end a clause, unless the citation is then the subject of what follows.

Everywhere else the words of its target are part of the sentence: at the start of a text, behind a comma, a
colon or a dash, behind a preposition, an article, a conjunction or a verb that needs an object ("builds on
[[…]]", "since [[…]], heavy"), and before a verb of saying ("in practice [[…]] shows"). Where that is in doubt
words stay: a title too many is clumsy, a missing one is wrong. Citations that only commas or "and" part from
one another are one: all of them stand alone, or none.

Of a language without a list of words, only what signs tell is known: there a bare mark must stand where a
clause ends.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from markdown_it.token import Token

from clewline.content.markdown.claims import Piece
from clewline.content.markdown.clause_words import ClauseWords, clause_words

_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*\Z")
_ATTACHED = re.compile(r"[,;、，；]\Z")
_OPENED = re.compile(r"[(\[（]\s*\Z")
_CLOSED = re.compile(r"\s*[)\]）]")
_CLAUSE = re.compile(r"[,;:.!?…—–(（、，；：。！？]|\s-+\s")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LAST_WORD = re.compile(r"([^\W_]+(?:['’-][^\W_]+)*)[\"'”’»)\]*_%°\s]*\Z")
_PAUSE = re.compile(r"\s*(?:\Z|[.,;:!?…)\]—–、，；：。！？）]|\s-+\s)")
_LONGEST_WORD, _FAR = 60, 400


def bare(
    children: Sequence[Token], pieces: Sequence[Piece], language: str, everywhere: bool = False
) -> list[int]:
    """The indexes of those tokens among ``children`` (with their plain ``pieces``) that cite without words
    and may be shown as a mark alone; all of them, if marks may stand ``everywhere``.
    """
    known = clause_words(language.partition("-")[0].lower())
    groups = _groups(children, pieces, known)
    if everywhere:
        return [index for group in groups for index in group]
    words = [piece.words or ("X" if piece.hole else "") for piece in pieces]
    starts = list(accumulate(map(len, words), initial=0))
    text = "".join(words)
    found: list[int] = []
    for group in groups:
        start, end = starts[group[0]], starts[group[-1] + 1]
        if _stands(text[max(start - _FAR, 0) : start], text[end : end + _FAR], known):
            found += group
    return found


def _groups(children: Sequence[Token], pieces: Sequence[Piece], known: ClauseWords | None) -> list[list[int]]:
    """The tokens that cite without words, those together that nothing but signs and joining words part."""
    groups: list[list[int]] = []
    for index, token in enumerate(children):
        if token.type != "wiki" or token.content:
            continue
        between = "".join(piece.words for piece in pieces[groups[-1][-1] + 1 : index]) if groups else "x"
        words = [word.lower() for word in _WORD.findall(between)]
        joined = all(word in known.joining for word in words) if known else not words
        if groups and joined and not _END.search(between):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _stands(before: str, after: str, known: ClauseWords | None) -> bool:
    """Whether a mark may stand alone between the words ``before`` and ``after``."""
    if _OPENED.search(before) and _CLOSED.match(after):
        return bool(_WORD.search(before))
    if _END.search(before) and not _is_abbreviated(before, known):
        return not after.lstrip()[:1].islower()
    if _ATTACHED.search(before):
        return bool(_WORD.search(before)) and after.lstrip()[:1] not in tuple(",;.")
    last = _LAST_WORD.search(before[-_LONGEST_WORD:])
    if last is None:
        return False
    if known is None:
        return bool(_PAUSE.match(after))
    clause = [word.lower() for word in _WORD.findall(_CLAUSE.split(before)[-1])]
    return _can_end(clause or [last[1].lower()], known) and not _is_subject(clause, after, known)


def _can_end(clause: Sequence[str], known: ClauseWords) -> bool:
    """Whether a clause can end with the last of the words that it has so far."""
    last, before = clause[-1], clause[-2] if len(clause) > 1 else ""
    if last in known.noun:
        return before not in known.subjects
    if last in known.saying or last in known.final:
        return not known.relative.isdisjoint(clause[:-1])
    if last in known.stranded and before in known.passive:
        return not known.relative.isdisjoint(clause)
    if last in known.participle:
        return not known.passive.isdisjoint(clause[-4:-1])
    return last not in known.open or f"{before} {last}" in known.ending


def _is_abbreviated(before: str, known: ClauseWords | None) -> bool:
    """Whether the full stop at the end of ``before`` belongs to a word such as "cf."."""
    last = _LAST_WORD.search(before[-_LONGEST_WORD:].rstrip(". "))
    return bool(last and known and last[1].lower() in known.abbreviated)


def _is_subject(clause: Sequence[str], after: str, known: ClauseWords) -> bool:
    """Whether the citation between the words of ``clause`` and ``after`` is the subject of what follows."""
    leads = bool(clause) and clause[0] in known.leading
    if _PAUSE.match(after):
        return leads and len(clause) == 1
    following = _WORD.match(after.lstrip())
    return following is not None and (leads or following[0].lower() in known.saying | known.participle)

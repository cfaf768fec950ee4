"""Sentences that cite: found once, used twice, for the claim that lights up in a line and for the words of a
backlink.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token

from clewline.content.markdown.html import mark
from clewline.content.model import Hole, HoleKind, Rich
from clewline.text.sentences import sentences

_TEXT = frozenset("text text_special code_inline math_inline math_inline_double wiki tag".split())
_NAMED = frozenset(("wiki", "tag", "embed", "cite", "narrative"))
_BREAKS = ("softbreak", "hardbreak")
_STAND_IN = "Xxxx"
_ENDED = re.compile(r"[.!?…。][\"'”’)\]]*\s*\Z")
_CLOSE_BY = 64
_NO_STOPS = str.maketrans(dict.fromkeys(".!?…。！？", "x"))
_RAW_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")


class Piece(NamedTuple):
    """The plain text of one inline token: where it begins in the text of the whole, and the links that it
    stands for.

    ``hole``: the token has no words of its own. Its ``text`` is then a made-up name that stands in for the
    words of its target, so that sentences are told apart as a reader would; or nothing, where the mark
    follows the end of a sentence and belongs to it.
    """

    start: int
    text: str
    links: tuple[int, ...] = ()
    hole: bool = False

    @property
    def words(self) -> str:
        """The words that the author wrote."""
        return "" if self.hole else self.text


class Claim(NamedTuple):
    """One sentence with links: from which inline token to which (text tokens with offset), its text and the
    one before it.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    links: tuple[int, ...]
    text: Rich
    before: Rich


def plain_pieces(children: list[Token]) -> list[Piece]:
    """The plain text of inline tokens, one piece for each."""
    pieces: list[Piece] = []
    at = 0
    before = ""
    for index, token in enumerate(children):
        words = words_of(token)
        links: tuple[int, ...] = ()
        if "link" in token.meta:
            first = token.meta["link"]
            links = tuple(range(first, first + len(token.meta.get("cited", " "))))
        hole = not words and token.type in _NAMED
        if hole:
            words = (
                "" if _ENDED.search(before[-_CLOSE_BY:]) and not _continues(children, index) else _STAND_IN
            )
        pieces.append(Piece(at, words, links, hole))
        at += len(words)
        before = words if words and not words.isspace() else before
    return pieces


def words_of(token: Token) -> str:
    """The words of a token that the author wrote; what follows the name of an embed may be a size."""
    if token.type == "text" or token.type in _TEXT:
        return token.content
    return " " if token.type in _BREAKS else ""


def _continues(children: list[Token], index: int) -> bool:
    """Whether the first letter after token ``index`` is a small one."""
    for place in range(index + 1, len(children)):
        words = words_of(children[place]).lstrip()
        if words or children[place].type in _NAMED:
            return words[:1].islower()
    return False


def find_claims(children: list[Token], pieces: list[Piece], language: str) -> list[Claim]:
    """The sentences of an inline text (with its `plain_pieces`) that hold links, in order; ``language`` is a
    BCP 47 tag.

    A citation that follows the full stop belongs to the sentence before it. A sentence that begins or ends
    inside emphasis is widened to the whole of it, and sentences that then overlap become one.
    """
    text = _Text(children, pieces)
    bounds = sentences("".join(map(_unsplit, children, pieces)), language)
    links, reach = _owned(pieces, bounds)
    groups: list[list[Claim]] = []
    reached = (-1, 0)
    for number, (start, end) in enumerate(bounds):
        if not links[number]:
            continue
        last = max(end, reach[number])
        before = text.rich(*bounds[number - 1], links[number - 1]) if number else ()
        place = text.before(start), text.after(last, links[number])
        claim = Claim(*place, tuple(links[number]), text.rich(start, last, links[number]), before)
        if claim.start >= reached:
            groups.append([])
        groups[-1].append(claim)
        reached = max(reached, claim.end)
    return [_merged(group) if len(group) > 1 else group[0] for group in groups]


def _unsplit(token: Token, piece: Piece) -> str:
    """The text of ``piece`` for telling sentences apart: none ends inside code, a formula or the words of a
    link.
    """
    return piece.text if token.type == "text" else piece.text.translate(_NO_STOPS)


def _owned(pieces: list[Piece], bounds: list[tuple[int, int]]) -> tuple[list[list[int]], list[int]]:
    """For each sentence the links that belong to it, and how far it reaches with them."""
    beginnings = [start for start, _ in bounds]
    links: list[list[int]] = [[] for _ in bounds]
    reach = [end for _, end in bounds]
    for piece in pieces:
        if piece.links:
            # A mark without words belongs to the sentence that it follows, words to the one that they stand
            # in.
            follows = piece.hole and not piece.text
            place = bisect_left(beginnings, piece.start) if follows else bisect_right(beginnings, piece.start)
            owner = max(place - 1, 0)
            links[owner].extend(piece.links)
            reach[owner] = max(reach[owner], piece.start)
    return links, reach


class _Text:
    """Inline tokens and their pieces, with the ways from a place in the plain text to a token."""

    def __init__(self, children: list[Token], pieces: list[Piece]) -> None:
        self._children = children
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]
        self._around = _markup(children)

    def before(self, at: int) -> tuple[int, int]:
        """The token and offset at which text position ``at`` begins, moved out of any markup around it."""
        for index in range(max(bisect_left(self._starts, at) - 1, 0), len(self._pieces)):
            piece, around = self._pieces[index], self._around[index]
            # Markup that opens where the sentence begins belongs to it.
            opens = piece.start >= at and (piece.links or (around and around[0] == index))
            if opens or piece.start + len(piece.text) > at:
                # Only text can be split.
                offset = max(at - piece.start, 0) if self._children[index].type == "text" else 0
                return (around[0], 0) if around else (index, offset)
        return len(self._children), 0

    def after(self, at: int, mine: list[int]) -> tuple[int, int]:
        """The token and offset before which text position ``at`` ends, moved out of any markup around it and
        behind links in ``mine``.
        """
        for index in range(min(bisect_right(self._starts, at), len(self._pieces)) - 1, -1, -1):
            piece, around = self._pieces[index], self._around[index]
            if piece.start < at or (piece.links and not piece.text and piece.links[0] in mine):
                if around:
                    return around[1] + 1, 0
                whole = piece.start + len(piece.text) <= at or self._children[index].type != "text"
                return (index + 1, 0) if whole else (index, at - piece.start)
        return 0, 0

    def rich(self, start: int, end: int, mine: list[int]) -> Rich:
        """The text from ``start`` to ``end`` with a hole for each of the links in ``mine`` that has no words
        of its own.
        """
        parts: list[str | Hole] = []
        held = frozenset(mine)
        for index in range(
            max(bisect_left(self._starts, start) - 1, 0),
            min(bisect_right(self._starts, end), len(self._pieces)),
        ):
            piece = self._pieces[index]
            if piece.hole:
                if piece.links[0] in held:
                    parts.extend(Hole(HoleKind.LINK, link) for link in piece.links)
                continue
            low, high = max(start - piece.start, 0), min(end - piece.start, len(piece.text))
            if low < high:
                parts.append(piece.text[low:high])
        return tuple(parts)


def _markup(children: list[Token]) -> list[tuple[int, int] | None]:
    """For each token the first and the last token of the outermost markup that it belongs to; raw HTML that
    is closed is markup.
    """
    around: list[tuple[int, int] | None] = [None] * len(children)
    if not any(token.nesting or token.type == "html_inline" for token in children):
        return around
    raw = _raw_pairs(children)
    depth = first = 0
    for index, token in enumerate(children):
        step = token.nesting or raw.get(index, 0)
        if step > 0:
            first = first if depth else index
            depth += 1
        elif step < 0:
            depth -= 1
            if not depth:
                around[first : index + 1] = [(first, index)] * (index + 1 - first)
    return around


def _raw_pairs(children: list[Token]) -> dict[int, int]:
    """The raw tags that open (1) and close (-1) an element inside one and the same piece of markup, by index
    of the token.
    """
    pairs: dict[int, int] = {}
    opened: list[list[tuple[str, int]]] = [[]]
    for index, token in enumerate(children):
        if token.nesting > 0:
            opened.append([])
        elif token.nesting < 0 and len(opened) > 1:
            opened.pop()
        elif token.type == "html_inline" and (tag := _RAW_TAG.match(token.content)):
            slash, name = tag.groups()
            here = opened[-1]
            if not slash:
                here.append((name.lower(), index))
                continue
            place = next(
                (place for place in range(len(here) - 1, -1, -1) if here[place][0] == name.lower()), None
            )
            if place is not None:
                pairs[here[place][1]], pairs[index] = 1, -1
                del here[place:]
    return pairs


def _merged(claims: list[Claim]) -> Claim:
    """One claim for several that overlap."""
    links = tuple(link for claim in claims for link in claim.links)
    text = tuple(
        part for number, claim in enumerate(claims) for part in ((" ", *claim.text) if number else claim.text)
    )
    return Claim(claims[0].start, max(claim.end for claim in claims), links, text, claims[0].before)


def wrapped(children: list[Token], claims: Sequence[Claim], first: int) -> list[Token]:
    """``children`` with marks where ``claims`` begin and end, numbered from ``first``; a text that one begins
    or ends in is split.
    """
    made: list[Token] = []
    done = (0, 0)

    def copy(end: tuple[int, int]) -> None:
        """Adds what stands from ``done`` up to ``end``."""
        (index, offset), (last, rest) = done, end
        if offset and index < last:
            made.append(_cut(children[index], offset, None))
            index, offset = index + 1, 0
        made.extend(children[index:last])
        if rest > offset:
            made.append(_cut(children[last], offset, rest))

    for number, claim in enumerate(claims, first):
        for kind, place in ((HoleKind.CLAIM_OPEN, claim.start), (HoleKind.CLAIM_CLOSE, claim.end)):
            copy(place)
            done = place
            made.append(Token("claim", "", 0, meta={"mark_html": mark(kind, number)}))
    copy((len(children), 0))
    return made


def _cut(token: Token, start: int, end: int | None) -> Token:
    """A piece of a text token."""
    return Token("text", "", 0, content=token.content[start:end], level=token.level)

"""The prose of a text: what its paragraphs, items, rows and headings say in plain words, where each word
stands in the file, and which links speak for it.

Evidence is read from it. Markup is taken out, entities are decoded, code and maths are covered, and citations
leave no words of their own.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape

from markdown_it.token import Token

from clewline.content.markdown.places import Where
from clewline.content.model import COVERED, Cite, Passage, Role

CELL = " | "
"""Stands between the cells of a row."""

_APART = -1_000_000_000
_PIPED = re.compile(r"[^|]*\|?")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_HTML = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|code)\b.*?(?:</\1\s*>|\Z)"
    r"""|</?([a-zA-Z][a-zA-Z0-9]*)(?:[^<>"']|"[^"]*"|'[^']*')*>|<[!?/][^>]*>""",
    re.DOTALL | re.IGNORECASE,
)
_IN_WORDS = frozenset("a abbr b cite code del em i ins kbd mark q s small span strong sub sup u".split())
_SPACE = frozenset(("softbreak", "hardbreak"))


Spot = Callable[[int], tuple[int, int]]
"""Tells where an offset of an inline text stands: line and column."""


class Text:
    """Plain words that are put together from pieces of inline text, each at its place."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.cites: list[Cite] = []
        self.notes: list[tuple[int, int]] = []
        self.places: list[int] = []
        self._lead = _APART

    def say(self, words: str) -> None:
        """Adds ``words`` that have no place of their own; what follows stands elsewhere."""
        self.pieces.append(words)
        self.length += len(words)
        self._lead = _APART

    def put(self, words: str, at: int, spot: Spot) -> None:
        """Adds ``words``, written from offset ``at`` of the inline text."""
        # In a table, a pipe is written as two characters.
        for piece in _PIPED.findall(words) if "|" in words else (words,):
            if self._lead != at - self.length:
                self.places += (self.length, *spot(at))
            self._lead = at - self.length if piece[-1:] != "|" else _APART
            self.pieces.append(piece)
            self.length += len(piece)
            at += len(piece)

    def tighten(self) -> None:
        """Takes away the white space at the end: what comes next leaves no words."""
        while self.pieces and self.length > (self.cites[-1].offset if self.cites else 0):
            last = self.pieces[-1]
            kept = last.rstrip()
            self.length -= len(last) - len(kept)
            self.pieces[-1] = kept
            if kept:
                return
            self.pieces.pop()

    def words(self) -> str:
        """All words."""
        return "".join(self.pieces)


def spots(content: str, where: Where) -> Spot:
    """Tells line and column of each offset of an inline text."""
    first = where.span(0, 1).start
    if "\n" not in content and "|" not in content:
        return lambda at: (first.line, first.column + at)
    return lambda at: where.span(at, 1).start


def read_inline(text: Text, children: Sequence[Token], content: str, spot: Spot) -> None:
    """Adds the tokens ``children`` of the inline text ``content`` to ``text``."""
    at = 0
    unbroken = content.replace("\n", " ")  # as it is shown within code
    opened: list[tuple[int, int, int]] = []
    for child in children:
        kind, meta = child.type, child.meta
        if kind == "text":
            words = child.content
            found = content.find(words, at)
            if found >= 0:
                text.put(words, found, spot)
                at = found + len(words)
            else:
                at = _put_aligned(text, words, content, at, spot)
        elif kind in _SPACE:
            text.say(" ")
            at = content.find("\n", at) + 1 or at
        elif kind == "link_open":
            opened.append((text.length, meta.get("link", -1), meta["at"] + meta["length"]))
        elif kind == "link_close" and opened:
            start, link, at = opened.pop()
            if link >= 0:
                text.cites.append(Cite(link, text.length, start))
        elif kind == "code_inline":
            begin = max(unbroken.find(child.content, at), at)
            text.put(COVERED * len(child.content), begin, spot)
            at = begin + len(child.content)
        elif kind == "footnote_ref":
            text.notes.append((text.length, meta["id"]))
            at = meta["at"] + meta["length"] if "at" in meta else content.find("]", at) + 1
        elif "at" in meta and not child.hidden:
            _read_whole(text, child, content, spot)
            at = meta["at"] + meta["length"]


def _read_whole(text: Text, child: Token, content: str, spot: Spot) -> None:
    """Adds a token that was written in one piece: a link, a formula, a raw tag."""
    kind, at = child.type, child.meta["at"]
    if kind in ("wiki", "narrative") and child.content:
        start = text.length
        text.put(child.content, max(content.find(child.content, at), at), spot)
        text.cites.append(Cite(child.meta["link"], text.length, start))
    elif kind == "wiki":
        text.tighten()
        text.cites.append(Cite(child.meta["link"], text.length))
    elif kind == "cite":
        text.tighten()
        first = child.meta["link"]
        text.cites += (Cite(first + more, text.length) for more in range(len(child.meta["cited"])))
    elif kind.startswith("math"):
        text.put(COVERED * len(child.content), at, spot)
    elif kind == "html_inline" and child.content[:3].lower() == "<br":
        text.say(" ")


def _put_aligned(text: Text, words: str, content: str, at: int, spot: Spot) -> int:
    """Adds ``words`` that were not written as they are; returns where they end."""
    end = at
    for piece, place in _aligned(words, content, at):
        text.put(piece, place, spot)
        end = place + len(piece)
    return end


def _aligned(words: str, content: str, at: int) -> Iterator[tuple[str, int]]:
    """The stretches of ``words`` that were written as they are, each with its offset in ``content``, from
    ``at`` on; entities and escapes stand for single characters.
    """
    begin, start, place = 0, -1, at
    end = 0
    while end < len(words) and place < len(content):
        entity = _ENTITY.match(content, place) if content[place] == "&" else None
        meant = unescape(entity[0]) if entity else ""
        if entity and words.startswith(meant, end):
            step, width = len(meant), len(entity[0])
        elif content[place] == "\\" and content[place + 1 : place + 2] == words[end]:
            step, width = 1, 2
        elif content[place] == words[end]:
            if start < 0:
                start = place
            end, place = end + 1, place + 1
            continue
        else:
            place += 1
            continue
        if end > begin:
            yield words[begin:end], start
        yield words[end : end + step], place
        begin = end = end + step
        place, start = place + width, -1
    if len(words) > begin:
        yield words[begin:], start if start >= 0 else min(place, len(content))


def read_html(text: Text, content: str, spot: Spot) -> None:
    """Adds the words of raw HTML to ``text``."""
    at = 0
    for found in (*_HTML.finditer(content), None):
        raw = content[at : found.start() if found else len(content)]
        if raw:
            _put_aligned(text, unescape(raw), content, at, spot)
        if found:
            if text.length and (found[2] or "").lower() not in _IN_WORDS:
                text.say(" ")
            at = found.end()


class Prose:
    """Gathers the passages of a body from its tokens, in their order."""

    def __init__(self) -> None:
        self._texts: list[tuple[Role, int, Text]] = []
        self._row: Text | None = None
        self._quotes = 0
        self._notes: dict[int, list[Text]] = {}
        self._note = -1

    def step(self, token: Token) -> None:
        """Takes note of what a token that is not inline text opens or closes."""
        kind = token.type
        if kind == "tr_open":
            self._row = None
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quotes += token.nesting
        elif kind == "footnote_open":
            self._note = token.meta["id"]
        elif kind == "footnote_close":
            self._note = -1

    def inline(
        self, children: Sequence[Token], content: str, where: Where, block: int, before: Token
    ) -> None:
        """Takes in the inline text ``content`` that stands in ``before``."""
        kind = before.type
        if kind in ("th_open", "td_open"):
            if self._row is not None:
                self._row.say(CELL)
            else:
                self._row = self._new(Role.TEXT, block)
            read_inline(self._row, children, content, spots(content, where))
            return
        role = Role.HEADING if kind == "heading_open" else Role.QUOTE if self._quotes else Role.TEXT
        read_inline(self._new(role, block), children, content, spots(content, where))

    def html(self, content: str, where: Where, block: int) -> None:
        """Takes in a block of raw HTML."""
        read_html(self._new(Role.TEXT, block), content, spots(content, where))

    def title(self, children: Sequence[Token], content: str, where: Where) -> None:
        """Takes in the heading that is the title."""
        read_inline(self._new(Role.TITLE, -1), children, content, spots(content, where))

    def passages(self) -> tuple[Passage, ...]:
        """All that has words. What a footnote cites speaks for the words that it is a note to."""
        for _, _, text in self._texts:
            for offset, note in text.notes:
                cited = (cite for other in self._notes.get(note, ()) for cite in other.cites)
                text.cites += (Cite(cite.link, offset) for cite in cited)
            if text.notes:
                text.cites.sort(key=lambda cite: cite.offset)
        return tuple(
            Passage(role, block, text.words(), tuple(text.cites), tuple(text.places))
            for role, block, text in self._texts
            if text.length
        )

    def _new(self, role: Role, block: int) -> Text:
        text = Text()
        self._texts.append((role, block, text))
        if self._note >= 0:
            self._notes.setdefault(self._note, []).append(text)
        return text

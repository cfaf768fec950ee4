"""Markdown to a `Body`: tokens are read block by block, and each block is rendered at once."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from slugify import slugify

from clewline.content.markdown.bridges import bridging
from clewline.content.markdown.claims import plain_pieces
from clewline.content.markdown.dialects import dialects_in
from clewline.content.markdown.grouping import direct, groups, is_embed, phrase
from clewline.content.markdown.html import cut, mark, program_of, without_marks
from clewline.content.markdown.links import Inlines
from clewline.content.markdown.parser import html_of, inline_tokens, is_plain, text_tokens
from clewline.content.markdown.places import Places, Value, Where, places_in_value
from clewline.content.markdown.prose import Prose, Text, read_inline
from clewline.content.markdown.sanitise import IDENTIFIED
from clewline.content.model import PROGRAMS, Block, Body, Cite, Heading, HoleKind, Link, Rich
from clewline.content.options import DEFAULT_OPTIONS, ParseOptions
from clewline.diagnostics.diagnostic import Checked
from clewline.text.direction import is_turned
from clewline.text.limits import ELEMENTS_DEEP, NESTING
from clewline.text.names import name_key
from clewline.text.spans import Span

_RESERVED_IDS = frozenset(("main", "sources", "next", "cited", "related", "top", "map", "search"))
_NUMBERED_IDS = frozenset(("s", "c", "k", "p", "t", "fn", "fnref"))
"""Cards, claims, margin items, paragraphs, words that were found, footnotes."""


class Markdown(NamedTuple):
    """A parsed text: its body and links; ``title`` is a first-level heading that opened it (taken out of the
    body) or empty, ``lead`` the first paragraph.
    """

    body: Body
    links: tuple[Link, ...]
    title: Rich
    lead: Rich


def parse_markdown(
    text: str,
    path: str,
    first_line: int = 1,
    options: ParseOptions = DEFAULT_OPTIONS,
    links_before: int = 0,
    known_title: str = "",
    cites: bool = False,
) -> Checked[Markdown]:
    """The body of the Markdown ``text``, which begins at line ``first_line`` of ``path``; links are numbered
    from ``links_before``.

    A first-level heading that opens the text is its title, unless ``known_title`` says that the title is
    another. ``cites``: its wiki links are citations, which may be shown as marks.
    """
    env: dict[str, Any] = {}
    tokens = text_tokens(without_marks(text), env)
    env["breaks"] = options.breaks
    places = Places(path, env["source"].split("\n"), first_line)
    inlines = Inlines(options, links_before, len(text), cites)
    if (comment := env["comment"]) is not None:
        message = "a comment that begins here is never closed; the rest of the file is hidden"
        inlines.report(
            "comment-unclosed", message, places.at(comment.row, comment.column, len("%%")), "close it with %%"
        )
    if "deep" in env:
        message = (
            f"quotations or lists stand more than {NESTING} deep in one another; what is "
            "deeper may be left out"
        )
        inlines.report("text-limit", message, places.whole_line(env["deep"]), "write it with fewer levels")
    reader = _Reader(places, inlines, env)
    reader.turned = is_turned(text, options.language)
    reader.written = text.split("\n")
    markdown = reader.read(tokens, known_title)
    if "deep_html" in env:
        message = f"raw HTML stands more than {ELEMENTS_DEEP} elements deep; it is shown as text"
        inlines.report("text-limit", message, places.whole_line(env["deep_html"]), "close what is opened")
    return Checked(markdown, tuple(inlines.found))


class Inline(NamedTuple):
    """A parsed value of the front matter: its HTML with holes, its links, its plain words, where these stand
    and which links speak for them.
    """

    html: Rich
    links: tuple[Link, ...]
    words: str
    cites: tuple[Cite, ...]
    places: tuple[int, ...]


def parse_inline(
    text: str,
    span: Span,
    lines: Sequence[str],
    links_before: int,
    options: ParseOptions = DEFAULT_OPTIONS,
    cites: bool = False,
) -> Inline:
    """``text`` (a title or a summary in front matter), its links numbered from ``links_before``. ``cites``:
    its wiki links are citations, which may be shown as marks.

    ``span`` is where the value stands in the raw ``lines`` of the file; places are found there.
    """
    env: dict[str, Any] = {"shows_refused": True}
    text = without_marks(text)
    if is_plain(text):
        return Inline((escapeHtml(text),), (), text, (), places_in_value(text, span, lines))
    tokens = inline_tokens(text, env)
    inlines = Inlines(options, links_before, len(text), cites)
    inserts: list[str] = []
    plain = Text()
    for token in tokens:
        # sentences are those of the body
        inlines.take(token, Value(token.content, span, lines), -1, claims=False)
        read_inline(plain, token.children or (), token.content, lambda _: span.start)
    html = phrase(cut(html_of(tokens, env, inserts, inlines.raw), inserts))
    words = plain.words()
    return Inline(html, tuple(inlines.links), words, tuple(plain.cites), places_in_value(words, span, lines))


class _Reader:
    """Reads tokens once: gathers headings, anchors and what `Inlines` finds, and renders block by block."""

    def __init__(self, places: Places, inlines: Inlines, env: dict[str, Any]) -> None:
        self.places = places
        self.inlines = inlines
        self.env = env
        self.headings: list[Heading] = []
        self.anchors: list[str] = []
        self.marks: list[tuple[str, str, int]] = []
        self.ids: list[tuple[str, str, int]] = []
        self.inserts: list[str] = []
        self.quotes: list[tuple[int, str]] = []
        self.prose = Prose()
        self.words = 0
        self.turned = False
        self.written: list[str] = []
        self.dialects: dict[str, Span] = {}
        self._uses: dict[str, int] = {}

    def read(self, tokens: list[Token], known_title: str) -> Markdown:
        title: Rich = ()
        opens = bool(tokens) and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
        if opens and (not known_title or name_key(known_title) == name_key(tokens[1].content)):
            heading = tokens[1]
            self.inlines.take(heading, self.where(heading), -1, claims=False)
            self.prose.title(heading.children or (), heading.content, self.where(heading))
            title = phrase(self.html([heading], shows_refused=True))
            tokens = tokens[3:]
            marks = [
                (child.meta["id"], child.meta.get("subId", 0))
                for child in heading.children or ()
                if child.type == "footnote_ref"
            ]
            for token in tokens if marks else ():
                if (
                    token.type == "footnote_anchor"
                    and (token.meta["id"], token.meta.get("subId", 0)) in marks
                ):
                    token.meta["in_title"] = True
        lead: Rich = ()
        blocks: list[Block] = []
        grouped = groups(tokens)
        for group in grouped:
            length = self.block(group, len(blocks))
            if self.turned:
                direct(group, self.inlines.options.language)
            parts = self.html(group)
            blocks.append(Block(parts, length))
            if not lead and length and next(t.type for t in group if t.type != "anchor") == "paragraph_open":
                lead = phrase(parts)
        inlines = self.inlines
        body = Body(
            blocks=tuple(blocks),
            headings=tuple(self.headings),
            anchors=tuple(self.anchors),
            marks=tuple(self.marks),
            ids=tuple(self.ids),
            sentences=tuple(inlines.sentences),
            quotes=tuple(self.quotes),
            dialects=tuple(self.dialects.items()),
            words=self.words,
            passages=self.prose.passages(),
            bridges=bridging(grouped, self.written, self.env["source"].split("\n")),
        )
        return Markdown(body, tuple(inlines.links), title, lead)

    def html(self, tokens: list[Token], shows_refused: bool = False) -> Rich:
        self.env["shows_refused"] = shows_refused
        return cut(html_of(tokens, self.env, self.inserts, self.inlines.raw), self.inserts)

    def where(self, token: Token) -> Where:
        """Where an inline token stands that is a paragraph or a heading."""
        return self.places.text(token.content, token.map[0] if token.map else 0)

    def block(self, tokens: list[Token], number: int) -> int:
        """Takes in what the tokens of block ``number`` hold; returns its length in characters."""
        length = 0
        footnote = -1
        self.inlines.raw = False
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                before = tokens[index - 1] if index else token
                in_cell = before.type in ("th_open", "td_open")
                where = (
                    self.places.cell(token.content, token.map[0])
                    if in_cell and token.map
                    else self.where(token)
                )
                where = where if token.map else self.inlines.footnotes.get(footnote, where)
                children = token.children or ()
                plain = self.inlines.take(
                    token, where, number, alone=is_embed(token) and (in_cell or before.hidden)
                )
                for name in dialects_in(token):
                    self.dialects.setdefault(name, where.span(0, len(token.content.partition("\n")[0])))
                self.prose.inline(children, token.content, where, number, before)
                for child in children:
                    self.ids_in(child, number)
                length += len(plain)
                self.words += len(plain.split())
                if before.type == "heading_open":
                    self.heading(before, token, plain, number)
                continue
            self.prose.step(token)
            if kind == "paragraph_open":
                # A piece of another document cannot stand in a paragraph.
                if is_embed(tokens[index + 1]) and tokens[index + 2].type == "paragraph_close":
                    token.hidden = tokens[index + 2].hidden = True
            elif kind == "anchor":
                anchor = self.anchor(f"block-{token.meta['mark']}", token)
                self.marks.append((token.meta["mark"], anchor, number))
            elif kind in ("fence", "code_block"):
                length += len(token.content)
                if (program := program_of(token)) is not None:
                    self.unrun(program, token)
            elif kind == "math_block":
                self.inlines.maths(
                    token, self.places.whole_line(token.map[0] if token.map else 0), display=True
                )
            elif kind == "html_block":
                row = token.map[0] if token.map else 0
                self.prose.html(token.content, self.places.text(token.content, row), number)
                self.inlines.html(token, self.places.whole_line(row), number)
                self.ids_in(token, number)
            elif kind == "footnote_open":
                footnote = token.meta["id"]
        if tokens[0].type == "blockquote_open":
            self.quotation(tokens)
        return length

    def ids_in(self, token: Token, number: int) -> None:
        """Takes in the ids that raw HTML gives its elements: a place of ours stands before each of these."""
        if not token.type.startswith("html_"):
            return

        def marked(element: re.Match[str]) -> str:
            place = Token("anchor", "", 0)
            self.ids.append(
                (
                    element["id"],
                    self.anchor(slugify(element["id"], allow_unicode=True) or "place", place),
                    number,
                )
            )
            return f"{place.meta['mark_html']}{element[0]}"

        token.content = IDENTIFIED.sub(marked, token.content)

    def unrun(self, program: int, token: Token) -> None:
        """Reports a block of code that its author's program would run."""
        message = f"{PROGRAMS[program].name} is not run: the block is shown as it is written"
        span = self.places.whole_line(token.map[0] if token.map else 0)
        self.inlines.report(
            "code-not-run", message, span, "put its result, or a picture of it, into the note"
        )

    def quotation(self, tokens: list[Token]) -> None:
        """Takes in the words of a quotation that ends with a citation of one work, and marks the way to them
        in that work.
        """
        texts = [token for token in tokens if token.type == "inline"]
        children = texts[-1].children or [] if texts else []
        last = next(
            (child for child in reversed(children) if child.type == "cite" or child.content.strip(" .")), None
        )
        if last is None or last.type != "cite" or len(last.meta["cited"]) > 1:
            return
        words = " ".join(
            "".join(piece.words for piece in plain_pieces(text.children or [])).strip(" .") for text in texts
        )
        self.quotes.append((last.meta["link"], " ".join(words.split())))
        passage = Token("anchor", "", 0, meta={"mark_html": mark(HoleKind.PASSAGE, last.meta["link"])})
        texts[-1].children = [*children, passage]

    def heading(self, opening: Token, inline: Token, plain: str, number: int) -> None:
        text = " ".join(plain.split())
        anchor = Token("anchor", "", 0)
        wanted = slugify(opening.meta.get("place") or text, allow_unicode=True)
        name = self.anchor(wanted or "section", anchor)
        inline.children = [anchor, *(inline.children or ())]
        self.headings.append(Heading(int(opening.tag[1]), text, name, number, inline.content))

    def anchor(self, wanted: str, token: Token) -> str:
        """A new id like ``wanted`` that is nobody else's on the page, its mark put on ``token``."""
        taken = wanted in _RESERVED_IDS or wanted.rstrip("0123456789") in _NUMBERED_IDS
        name = f"{wanted}-section" if taken else wanted
        count = self._uses.get(name, 1)
        plain = name
        while name in self._uses:
            count += 1
            name = f"{plain}-{count}"
        self._uses[plain] = count
        self._uses.setdefault(name, 1)
        self.anchors.append(name)
        token.meta["mark_html"] = mark(HoleKind.ANCHOR, len(self.anchors) - 1)
        return name

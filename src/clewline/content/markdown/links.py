"""Inline tokens to links and sentences: every link with its place, every sentence that cites."""

import re

from markdown_it.token import Token

from clewline.content.markdown.bare_marks import bare
from clewline.content.markdown.claims import Claim, Piece, find_claims, plain_pieces, words_of, wrapped
from clewline.content.markdown.html import mark
from clewline.content.markdown.maths import mathml
from clewline.content.markdown.media import WRAPPERS, shown_in
from clewline.content.markdown.places import Part, Where
from clewline.content.markdown.sanitise import is_text, refused_tags
from clewline.content.model import ALONE, WITHIN, HoleKind, Link, LinkKind, Sentence
from clewline.content.options import CitationStyle, ParseOptions
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.text.limits import EXPANSION_CHARACTERS, SENTENCE_CHARACTERS, SENTENCE_LINKS
from clewline.text.names import host_of
from clewline.text.spans import Span

_LONGEST_ENCODING = 12  # four bytes of UTF-8, each as %XX

_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:-->|\Z))", re.DOTALL)


class Inlines:
    """Takes in inline tokens one after the other and gathers what they hold; links are numbered from
    ``links_before``.

    ``size`` is the length of the text. An address that is written once and used by reference often may fill a
    page without end: beyond the size of the text, and 100,000 characters, such links are shown as their
    words.
    """

    def __init__(self, options: ParseOptions, links_before: int, size: int, cites: bool = False) -> None:
        self.options = options
        self.cites = cites
        self.links_before = links_before
        self.links: list[Link] = []
        self.sentences: list[Sentence] = []
        self.found: list[Diagnostic] = []
        self.raw = False
        self.footnotes: dict[int, Where] = {}
        self._allowance = max(size, EXPANSION_CHARACTERS)
        self._open: list[int] = []

    def report(self, code: str, message: str, span: Span, hint: str) -> None:
        """Notes one finding."""
        self.found.append(Diagnostic(code, message, span, hint))

    def take(self, token: Token, where: Where, block: int, claims: bool = True, alone: bool = False) -> str:
        """Takes in the links of an inline token and wraps the sentences that cite; returns its plain text.

        ``alone``: it is a single embed, in a place where a piece of another document can stand.
        """
        children = token.children or []
        first = len(self.links)
        self._open = []
        for child in children:
            if child.type != "text":
                self._child(child, where, block)
        if alone:
            children[0].meta["mark_html"] = mark(HoleKind.LINK, children[0].meta["link"], ALONE)
        if len(self.links) == first:
            return "".join(map(words_of, children))
        pieces = plain_pieces(children)
        if self.cites:
            self._mark_bare(children, pieces)
        if claims and not alone:
            self._claims(token, children, pieces, where)
        return "".join(piece.words for piece in pieces)

    def maths(self, token: Token, span: Span, display: bool) -> None:
        """Sets a formula."""
        token.meta["mathml"], fault = mathml(token.content.strip(), display, self.options.preamble)
        if fault:
            message = f"this formula cannot be shown: {fault}"
            self.report("math-invalid", message, span, "check the TeX; it is shown as code")

    def html(self, token: Token, span: Span, block: int) -> None:
        """Takes note of raw HTML, of the files that it shows, and of the elements in it that are not
        allowed.
        """
        self.raw = True
        content = token.content = self._with_media(_COMMENT.sub("", token.content), span, block)
        shown = content.startswith("</") or (token.type == "html_inline" and is_text(content))
        refused = () if shown else refused_tags(content)
        for name in (name for name in refused if name not in WRAPPERS):
            self.report(
                "html-removed",
                f"the HTML element <{name}> is not allowed and was removed",
                span,
                "use Markdown for it",
            )

    def _with_media(self, html: str, span: Span, block: int) -> str:
        """``html`` with a mark in place of each element that shows a file."""
        pieces: list[str] = []
        at = 0
        for shown in shown_in(html):
            kind = LinkKind.URL if shown.frame else LinkKind.IMAGE
            target, _, fragment = shown.address.partition("#")
            hosts = self.options.frame_hosts if shown.frame else self.options.image_hosts
            loaded = _is_of(hosts, target)
            self.links.append(Link(kind, target, fragment, shown.label, span, -1, block, loaded))
            pieces += [html[at : shown.start], mark(HoleKind.LINK, self.links_before + len(self.links) - 1)]
            at = shown.end
            if shown.frame and not loaded:
                message = f"a page of another kind cannot be shown in this one: {shown.address}"
                hint = "it is shown as a link; to show it, name its host under `frame-hosts`"
                self.report("frame-removed", message, span, hint)
        return "".join([*pieces, html[at:]])

    def _child(self, child: Token, where: Where, block: int) -> None:
        kind, meta = child.type, child.meta
        if kind == "link_open":
            target, _, fragment = str(child.attrs.get("href", "")).partition("#")
            self._open.append(-1)
            if self._affordable(child, target, where):
                self._open[-1] = meta["link"] = self._link(
                    LinkKind.URL, target, fragment, "", child, where, block
                )
                meta["mark_html"] = mark(HoleKind.OPEN, meta["link"])
        elif kind == "link_close":
            if self._open and (opened := self._open.pop()) >= 0:
                meta["mark_html"] = mark(HoleKind.CLOSE, opened)
        elif kind in ("wiki", "embed"):
            link_kind = LinkKind.EMBED if kind == "embed" else LinkKind.WIKI
            self._whole(
                child,
                self._link(link_kind, meta["target"], meta["fragment"], child.content, child, where, block),
            )
        elif kind == "tag":
            self._whole(
                child,
                self._link(
                    self.options.tag, child.content.removeprefix("#"), "", child.content, child, where, block
                ),
            )
        elif kind == "cite":
            self._cite(child, where, block)
        elif kind == "narrative":
            key = child.content.removeprefix("@")
            self._whole(child, self._link(LinkKind.NARRATIVE, key, "", "", child, where, block))
        elif kind == "image":
            self._image(child, where, block)
        elif kind in ("math_inline", "math_inline_double"):
            self.maths(child, where.span(meta["at"], meta["length"]), display=kind.endswith("double"))
        elif kind == "html_inline":
            self.html(child, where.span(meta["at"], meta["length"]), block)
        elif kind == "torn_link":
            message = "a wiki link that runs over the end of a line is shown as it is written"
            span = where.span(meta["at"], meta["length"])
            self.report("link-torn", message, span, "write it on one line")
        elif kind == "footnote_ref" and "at" in meta:
            self.footnotes[meta["id"]] = Part(where, meta["at"] + len("^["))

    def _cite(self, child: Token, where: Where, block: int) -> None:
        """Takes in a bracket of citations: one link for each key, one mark for all."""
        first = self.links_before + len(self.links)
        for offset, key, before, after in child.meta["cited"]:
            span = where.span(child.meta["at"] + offset, len(key) + 1)
            self.links.append(Link(LinkKind.CITE, key, before, after, span, -1, block))
        child.meta["link"] = first
        child.meta["mark_html"] = mark(HoleKind.CITE, first, len(child.meta["cited"]))

    def _image(self, child: Token, where: Where, block: int) -> None:
        """Takes in an image; its description is plain text."""
        target = str(child.attrs.get("src", ""))
        words = "".join(_words(token) for token in child.children or ())
        if self._affordable(child, target, where):
            self._whole(child, self._link(LinkKind.IMAGE, target, "", words, child, where, block))
            if _is_of(self.options.image_hosts, target):
                self.links[-1] = self.links[-1]._replace(bare=True)
        else:
            child.type, child.content = "text", words

    def _affordable(self, child: Token, target: str, where: Where) -> bool:
        """Whether there is still room for ``target``; only what is much longer than it was written takes
        any.
        """
        if len(target) <= child.meta["length"] * _LONGEST_ENCODING:
            return True
        before, self._allowance = self._allowance, self._allowance - len(target)
        if self._allowance < 0 <= before:
            message = (
                "addresses that are used by reference make the text many times longer; "
                "links from here on are shown as words"
            )
            span = where.span(child.meta["at"], child.meta["length"])
            self.report("text-limit", message, span, "shorten the address, or use it less often")
        return self._allowance >= 0

    def _whole(self, child: Token, index: int) -> None:
        child.meta["link"] = index
        child.meta["mark_html"] = mark(HoleKind.LINK, index, WITHIN if self._open else 0)

    def _link(
        self, kind: LinkKind, target: str, fragment: str, label: str, child: Token, where: Where, block: int
    ) -> int:
        span = where.span(child.meta["at"], child.meta["length"])
        self.links.append(Link(kind, target, fragment, label, span, -1, block))
        return self.links_before + len(self.links) - 1

    def _mark_bare(self, children: list[Token], pieces: list[Piece]) -> None:
        """Notes which citations without words may be shown as a mark alone."""
        style = self.options.citations
        if style is CitationStyle.TITLES:
            return
        for index in bare(children, pieces, self.options.language, everywhere=style is CitationStyle.MARKS):
            place = children[index].meta["link"] - self.links_before
            self.links[place] = self.links[place]._replace(bare=True)

    def _claims(self, token: Token, children: list[Token], pieces: list[Piece], where: Where) -> None:
        """Wraps each sentence with links in a pair of marks, and keeps its words. A very long one would stand
        on the page of each of the many that it cites, and is not repeated.
        """
        every = find_claims(children, pieces, self.options.language)
        found = [claim for claim in every if not _is_endless(claim)]
        if len(found) < len(every):
            message = (
                f"a sentence has more than {SENTENCE_LINKS} links or {SENTENCE_CHARACTERS:,} characters, "
                "and is not shown beside what it cites"
            )
            self.report("text-limit", message, where.span(0, 1), "divide it into several")
        first = len(self.sentences)
        for sentence, claim in enumerate(found, first):
            self.sentences.append(Sentence(claim.text, claim.before))
            for index in claim.links:
                self.links[index - self.links_before] = self.links[index - self.links_before]._replace(
                    sentence=sentence
                )
        token.children = wrapped(children, found, first)


def _is_of(hosts: tuple[str, ...], address: str) -> bool:
    """Whether this is an address that one of ``hosts`` answers, and nobody listens on the way to."""
    return bool(hosts) and address.startswith("https://") and host_of(address) in hosts


def _is_endless(claim: Claim) -> bool:
    length = sum(len(part) for part in (*claim.before, *claim.text) if isinstance(part, str))
    return len(claim.links) > SENTENCE_LINKS or length > SENTENCE_CHARACTERS


def _words(token: Token) -> str:
    """The plain words of a token inside the description of an image."""
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.children:
        return "".join(map(_words, token.children))
    return token.content or str(token.meta.get("target", ""))

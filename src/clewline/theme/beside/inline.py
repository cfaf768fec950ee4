"""Words of HTML with holes as Markdown: emphasis, code, links, citations.

The HTML is what notes give after sanitising: known elements, well formed. Text keeps its entities, so that no
``<`` of a note becomes a tag; signs that Markdown would read are escaped. MathML, for which Markdown has no
words, stays as it is.
"""

import re
from functools import lru_cache
from html import unescape

from clewline.content.model import ALONE, WITHIN, Hole, HoleKind
from clewline.pages.filled import (
    ChipView,
    CiteView,
    EmbedView,
    Filled,
    ImageView,
    LinkState,
    LinkView,
    MediaView,
    View,
)
from clewline.theme.beside.signs import code, escaped, link, plain, target

_TAG = re.compile(r"""(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)""")  # attributes stand in double quotes after sanitising
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_HREF = re.compile(r'\shref="([^"]*)"')
_LANGUAGE = re.compile(r'\sclass="language-([^"]*)"')
_PAIRS = {"em": "*", "i": "*", "strong": "**", "b": "**", "s": "~~", "del": "~~", "mark": "=="}
_KEPT = frozenset(("sub", "sup"))
LINE_BREAK = "\\\n"
_MATHS = re.compile(r"<math\b.*?</math>", re.DOTALL)


# What a note is called and sums up stands on every page that cites it; so does its address.
@lru_cache(maxsize=1 << 15)
def way(root: str, href: str) -> str:
    """The way to the twin of the page at ``href``, or to a file, from a page whose way to the root of the
    site is ``root``.
    """
    path = href.partition("#")[0]
    return target(f"{root}{path.removesuffix('.html')}.md" if path.endswith(".html") else root + path)


@lru_cache(maxsize=1 << 15)
def inline(filled: Filled, root: str) -> str:
    """Words with emphasis and links as Markdown on one line."""
    if len(filled.parts) == 1 and isinstance(only := filled.parts[0], str) and "<" not in only:
        return escaped(only)
    words = Words(root)
    words.add(filled)
    return words.taken()


class Words:
    """Gathers words. What stands between blocks is left out; see `clewline.theme.beside.markup` for that."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.words: list[str] = []
        self._links: list[str] = []
        self._raw: list[str] | None = None
        self._language: str | None = None

    def add(self, filled: Filled) -> None:
        """Takes in HTML with holes."""
        for part in filled.parts:
            if not isinstance(part, str):
                self._hole(part, filled)
            elif "<" not in part:
                self._text(part)
            elif "<math" in part:
                self._with_maths(part)
            else:
                self._html(part)

    def taken(self) -> str:
        """The words gathered so far, which are then forgotten."""
        text = "".join(self.words).strip()
        self.words.clear()
        return text

    def line_break(self) -> None:
        """Takes in the end of a line."""
        self.words.append(" ")

    def block_tag(self, name: str, closes: bool, tag: str) -> None:
        """Takes in a tag that is not one of words."""

    def block_of_code(self, text: str, language: str) -> None:
        """Takes in code that stands on lines of its own."""
        self.words.append(code(text))

    def embed(self, view: EmbedView, alone: bool) -> None:
        """Takes in a piece of another document; ``alone``: it is a block."""
        self.words.append(link(plain(view.title), way(self.root, view.href)))

    def footnote(self, number: int) -> None:
        """Takes in the mark of a footnote."""

    def _with_maths(self, html: str) -> None:
        at = 0
        for maths in _MATHS.finditer(html):
            self._html(html[at : maths.start()])
            self.words.append(maths[0].replace("*", "&#42;").replace("_", "&#95;"))
            at = maths.end()
        self._html(html[at:])

    def _html(self, html: str) -> None:
        for place, piece in enumerate(_TAG.split(html)):
            if place % 2:
                self._tag(piece)
            elif piece:
                self._text(piece)

    def _text(self, text: str) -> None:
        if self._raw is not None:
            self._raw.append(unescape(text))
        elif text[0] != "\n":
            self.words.append(escaped(text))
        elif self.words:
            self.words.append(escaped(text[self.words[-1] == LINE_BREAK :]))

    def _tag(self, tag: str) -> None:
        found = _NAME.match(tag)
        if not found:
            return
        closes, name = bool(found[1]), found[2].lower()
        if name in ("pre", "code") or self._raw is not None:
            self._code(name, closes, tag)
        elif name in _PAIRS:
            self.words.append(_PAIRS[name])
        elif name in _KEPT:
            self.words.append(f"<{found[1]}{name}>")
        elif name == "a" and closes:
            self._end_link()
        elif name == "a":
            href = _HREF.search(tag)
            self._begin_link(target(unescape(href[1])) if href else "")
        elif name == "br":
            self.line_break()
        else:
            self.block_tag(name, closes, tag)

    def _code(self, name: str, closes: bool, tag: str) -> None:
        """Code is gathered as it is written, whatever tags colour it; it is a block when it stands in
        ``pre``.
        """
        if name == "pre" and not closes:
            self.block_tag(name, closes, tag)
            self._raw, self._language = [], ""
        elif name == "code" and not closes:
            if self._raw is None:
                self._raw = []
            elif self._language is not None and (language := _LANGUAGE.search(tag)):
                self._language = language[1]
        elif closes and self._raw is not None and name == ("code" if self._language is None else "pre"):
            text, language_name = "".join(self._raw), self._language
            self._raw = self._language = None
            if language_name is None:
                self.words.append(code(text))
            else:
                self.block_of_code(text, language_name)

    def _begin_link(self, address: str) -> None:
        self._links.append(address)
        if address:
            self.words.append("[")

    def _end_link(self) -> None:
        if self._links and (address := self._links.pop()):
            self.words.append(f"]({address})")

    def _hole(self, hole: Hole, filled: Filled) -> None:
        kind = hole.kind
        view = filled.views[hole.index] if hole.index < len(filled.views) else None
        if self._raw is not None:
            self._raw.append(getattr(view, "text", "") if kind is HoleKind.LINK else "")
        elif kind is HoleKind.LINK:
            self._view(view, hole.extra)
        elif kind is HoleKind.OPEN:
            self._begin_link(self._address(view))
        elif kind is HoleKind.CLOSE:
            self._end_link()
            self._mark(view)
        elif kind is HoleKind.CITE:
            cites = [
                view
                for view in filled.views[hole.index : hole.index + hole.extra]
                if isinstance(view, CiteView)
            ]
            if cites:
                self.words.append(f"({'; '.join(map(self._cite, cites))})")
        elif kind is HoleKind.FOOTNOTE:
            self.footnote(hole.index)

    def _view(self, view: View | None, stands: int) -> None:
        if stands == WITHIN and isinstance(view, LinkView | ChipView):
            self.words.append(plain(view.text))
        elif isinstance(view, ChipView):
            if view.text:
                self.words.append(link(plain(view.text), way(self.root, view.href)))
            elif self.words:
                self.words[-1] = self.words[-1].rstrip()
            self._mark(view)
        elif isinstance(view, LinkView):
            address, words = self._address(view), plain(view.text)
            self.words.append(link(words, address) if address and words else words)
        elif isinstance(view, ImageView):
            shown = plain(view.alt)
            self.words.append(
                shown if view.src.startswith("data:") else f"!{link(shown, self._source(view.src))}"
            )
        elif isinstance(view, MediaView):
            self.words.append(link(plain(view.title), way(self.root, view.src)))
        elif isinstance(view, CiteView):
            self.words.append(self._cite(view))
        elif isinstance(view, EmbedView):
            self.embed(view, stands == ALONE)

    def _mark(self, view: View | None) -> None:
        """The number of a source, after the words that rest on it."""
        if isinstance(view, ChipView):
            self.words.append(f" [{view.number}]")

    def _address(self, view: View | None) -> str:
        if isinstance(view, ChipView):
            return way(self.root, view.href)
        if not isinstance(view, LinkView) or view.state in (LinkState.BROKEN, LinkState.WITHHELD):
            return ""
        return target(view.href) if view.state is LinkState.EXTERNAL else way(self.root, view.href)

    def _source(self, src: str) -> str:
        """The way to an image: of the site, or of another host."""
        return target(src) if src.startswith("https:") else way(self.root, src)

    def _cite(self, view: CiteView) -> str:
        return link(plain(view.label), way(self.root, view.href)) if view.href else plain(view.label)

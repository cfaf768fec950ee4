"""Blocks of HTML with holes as Markdown: CommonMark with tables and footnotes, callouts as Obsidian writes
them.
"""

import re
from collections.abc import Iterable

from clewline.pages.filled import EmbedView, Filled
from clewline.theme.beside.inline import LINE_BREAK, Words, way
from clewline.theme.beside.signs import fence, link, plain, protected

_START = re.compile(r'\sstart="(\d+)"')
_CALLOUT = re.compile(r'\sdata-callout="([^"]*)"')
_PARAGRAPHS = frozenset(("p", "dt", "dd", "figcaption", "caption", "summary"))
_CONTAINERS = frozenset(("ul", "ol", "li", "blockquote", "div", "details", "section", "dl", "figure"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OF_TABLES = frozenset(("table", "tr", "td", "th"))
_ITEM = re.compile(r"- |\d+\. ")


def blocks(parts: Iterable[Filled], root: str) -> str:
    """Blocks of a body as Markdown blocks, with a blank line between them; ``root`` is the way to the root of
    the site.
    """
    writer = _Blocks(root)
    for part in parts:
        writer.add(part)
        writer.flush()
    return writer.finished()


class _Container:
    """An element that holds blocks: its name, its tag, the blocks so far, how many items, whether the
    paragraph at hand is a title.
    """

    def __init__(self, name: str, tag: str = "") -> None:
        self.name = name
        self.tag = tag
        self.blocks: list[str] = []
        self.count = 0
        self.titled = False


class _Blocks(Words):
    """Gathers words into blocks, and blocks into those of the element around them."""

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self._around = [_Container("")]
        self._rows: list[list[str]] | None = None

    def flush(self) -> None:
        """Ends the paragraph at hand."""
        if self._rows is None and self.words and (text := self.taken()):
            self._around[-1].blocks.append(protected(text))

    def finished(self) -> str:
        """All blocks; elements that are still open are closed."""
        while len(self._around) > 1:
            self._close(self._around[-1].name)
        return "\n\n".join(self._around[0].blocks)

    def line_break(self) -> None:
        """Takes in the end of a line; in a table there is room for one only."""
        self.words.append(LINE_BREAK if self._rows is None else " ")

    def block_of_code(self, text: str, language: str) -> None:
        """Takes in code that stands on lines of its own; a table has no room for them."""
        if self._rows is None:
            self._around[-1].blocks.append(fence(text, language))
        else:
            super().block_of_code(text, language)

    def footnote(self, number: int) -> None:
        """Takes in the mark of a footnote."""
        self.words.append(f"[^{number}]")

    def embed(self, view: EmbedView, alone: bool) -> None:
        """Takes in a piece of another document, as a quotation under its title when it is a block."""
        if not alone or self._rows is not None:
            super().embed(view, alone)
            return
        self.flush()
        inside = "\n\n".join(
            (link(plain(view.title), way(self.root, view.href)), blocks(view.blocks, self.root))
        )
        self._around[-1].blocks.append(_indented(inside.rstrip(), "> "))

    def block_tag(self, name: str, closes: bool, tag: str) -> None:
        """Takes in a tag that begins or ends a block."""
        if name in _OF_TABLES:
            self._table(name, closes)
        elif self._rows is not None:
            self.words.append(" ")
        elif name in _PARAGRAPHS:
            self._paragraph(name, closes, tag)
        elif name in _HEADINGS:
            self._heading(int(name[1]), closes)
        elif name in _CONTAINERS:
            self.flush()
            if closes:
                self._close(name)
            else:
                self._around.append(_Container(name, tag))
        elif name in ("hr", "pre"):
            self.flush()
            self._around[-1].blocks += ["---"] * (name == "hr")

    def _paragraph(self, name: str, closes: bool, tag: str) -> None:
        """The first line of a callout, and the summary of details, is a title."""
        around = self._around[-1]
        if closes and self.words and (around.titled or name == "summary"):
            callout = _CALLOUT.search(around.tag)
            around.blocks.append(f"[!{callout[1]}] {self.taken()}" if callout else f"**{self.taken()}**")
        self.flush()
        around.titled = "callout-title" in tag

    def _heading(self, level: int, closes: bool) -> None:
        if not closes:
            self.flush()
        elif text := self.taken():
            self._around[-1].blocks.append(f"{'#' * level} {text}")

    def _close(self, name: str) -> None:
        """Closes the innermost element with this name and those inside it; one that was never opened is
        passed over.
        """
        self.flush()
        if all(container.name != name for container in self._around):
            return
        while (container := self._around.pop()).name != name:
            self._take_in(container)
        self._take_in(container)

    def _take_in(self, container: _Container) -> None:
        """Puts the blocks of a closed element where they belong."""
        around = self._around[-1]
        inside = container.blocks
        if container.name == "li":
            around.count += 1
            around.blocks.append(_item(inside, self._marker(around)))
        elif container.name in ("ul", "ol"):
            loose = any("\n\n" in block for block in inside)
            around.blocks.append(("\n\n" if loose else "\n").join(inside))
        elif container.name == "blockquote" or _CALLOUT.search(container.tag):
            around.blocks.append(_indented("\n\n".join(inside), "> "))
        else:
            around.blocks += inside

    def _marker(self, around: _Container) -> str:
        if around.name != "ol":
            return "- "
        if any("footnotes" in container.tag for container in self._around if container.name == "section"):
            return f"[^{around.count}]: "
        start = _START.search(around.tag)
        return f"{around.count - 1 + (int(start[1]) if start else 1)}. "

    def _table(self, name: str, closes: bool) -> None:
        if name == "table" and not closes:
            self.flush()
            self._rows = []
        elif self._rows is None:
            return
        elif name == "table":
            rows, self._rows = [row for row in self._rows if row], None
            self.taken()
            if rows:
                self._around[-1].blocks.append(_table(rows))
        elif name == "tr" and not closes:
            self._rows.append([])
        elif name in ("td", "th"):
            cell = self.taken()
            if closes and self._rows:
                self._rows[-1].append(cell.replace("|", "\\|"))


def _indented(text: str, mark: str) -> str:
    """``text`` with ``mark`` before each line; an empty line has no blank after it."""
    return "\n".join(f"{mark}{line}".rstrip() for line in text.split("\n"))


def _item(inside: list[str], marker: str) -> str:
    """An item of a list: its blocks below each other, a list within it at once below its words."""
    text = ""
    for block in inside:
        nested = _ITEM.match(block) and "\n\n" not in text
        text += ("\n" if nested else "\n\n") * bool(text) + block
    space = " " * (4 if marker.startswith("[^") else len(marker))
    first, *others = text.split("\n")
    return "\n".join([f"{marker}{first}".rstrip(), *(f"{space}{line}".rstrip() for line in others)])


def _table(rows: list[list[str]]) -> str:
    """A table; the first row is its head."""
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])

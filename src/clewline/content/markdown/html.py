"""Tokens to HTML with holes.

While a body is being made a hole is a short mark in the text, between two characters that no document may
hold (Unicode noncharacters); so sanitising, which sees text, leaves it where it is. At the end the HTML is
cut at the marks.
"""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from clewline.content.markdown.comments import COVER
from clewline.content.markdown.sanitise import is_text, refused_tags
from clewline.content.model import PROGRAMS, Hole, HoleKind, Rich

OPEN, CLOSE = "\ufdd0", "\ufdd1"
_INSERT = "i"
_MARK = re.compile(f"{OPEN}([a-z])(\\d+)\\.(\\d+){CLOSE}")
_STRUCTURE = re.compile(
    f"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>|{OPEN}([oces])(\\d+)\\.0{CLOSE}"""
)
_KINDS = {kind.value: kind for kind in HoleKind}
_PAIRS = {HoleKind.CLOSE.value: HoleKind.OPEN.value, HoleKind.CLAIM_CLOSE.value: HoleKind.CLAIM_OPEN.value}
_CLAIM = re.compile(f"{OPEN}[se]\\d+\\.0{CLOSE}")
_VOID = frozenset(("br", "hr", "col", "wbr"))
_FORGED = re.compile(r"&#(?:x0*fdd[01]|0*6497[67]);?", re.IGNORECASE)
_PROGRAM_OF = {word: index for index, program in enumerate(PROGRAMS) for word in program.languages}
_LANGUAGE = re.compile(r"[a-z0-9+#-]{1,32}")
_ALIGN = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


def without_marks(text: str) -> str:
    """``text`` with the characters that this package uses for itself replaced, so that no author can write a
    mark.
    """
    return (
        text
        if text.isascii()
        else text.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd").replace(COVER, "\ufffd")
    )


def mark(kind: HoleKind | str, index: int, extra: int = 0) -> str:
    """The mark that stands for a hole."""
    return f"{OPEN}{kind}{index}.{extra}{CLOSE}"


def cut(html: str, inserts: Sequence[str]) -> Rich:
    """``html`` cut at its marks; marks of finished HTML are replaced by it."""
    if OPEN not in html:
        return (html,) if html else ()
    parts: list[str | Hole] = []
    text: list[str] = []
    pieces = _MARK.split(html)
    for place in range(0, len(pieces) - 1, 4):
        text.append(pieces[place])
        kind, index, extra = pieces[place + 1], int(pieces[place + 2]), int(pieces[place + 3])
        if kind == _INSERT:
            text.append(inserts[index])
            continue
        if joined := "".join(text):
            parts.append(joined)
        text = []
        parts.append(Hole(_KINDS[kind], index, extra))
    if joined := "".join([*text, pieces[-1]]):
        parts.append(joined)
    return tuple(parts)


def nested(html: str) -> bool:
    """Whether the marks of links and claims in ``html`` and its elements stand properly in one another."""
    stack: list[str] = []
    for slash, name, kind, index in _STRUCTURE.findall(html):
        closes = slash or kind in _PAIRS
        opened = name.lower() if name else f"{_PAIRS.get(kind, kind)}{index}"
        if closes:
            if not stack or stack.pop() != opened:
                return False
        elif name.lower() not in _VOID:
            stack.append(opened)
    return not stack


def depth(html: str) -> int:
    """How deep the elements of ``html`` stand in one another, whatever closes which."""
    deepest = now = 0
    for slash, name, _, _ in _STRUCTURE.findall(html):
        if slash:
            now = max(now - 1, 0)
        elif name and name.lower() not in _VOID:
            now += 1
            deepest = max(deepest, now)
    return deepest


def without_claims(html: str) -> str:
    """``html`` without the marks of claims."""
    return _CLAIM.sub("", html)


def _language(token: Token) -> str:
    return token.info.strip().split(maxsplit=1)[0].lower() if token.info.strip() else ""


def program_of(token: Token) -> int | None:
    """The index in `PROGRAMS` of what would run a block of code; None for code that is to be read."""
    return _PROGRAM_OF.get(_language(token)) if token.type == "fence" else None


def _direction(token: Token) -> str:
    """The attribute of a block whose direction its text decides."""
    return ' dir="auto"' if "dir" in token.attrs else ""


def _box(done: bool) -> str:
    return "☑ " if done else "☐ "


class Renderer(RendererHTML):
    """Renders tokens to HTML with marks; finished HTML that must pass sanitising untouched is kept in
    ``inserts``.
    """

    def __init__(self, parser: Any = None) -> None:
        super().__init__(parser)
        self.inserts: list[str] = []
        self.rules: dict[str, Any] = dict(self.rules)
        for name in "link_open link_close image wiki embed cite narrative tag anchor claim".split():
            self.rules[name] = self._mark
        for name in ("th_open", "td_open"):
            self.rules[name] = self._cell
        self._own = dict(self.rules)

    def take_over(self) -> None:
        """Puts this class's rules back in force after plugins have set their own."""
        self.rules.update(self._own)

    def insert(self, html: str) -> str:
        """The mark of a piece of finished HTML."""
        self.inserts.append(html)
        return mark(_INSERT, len(self.inserts) - 1)

    def _mark(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return str(tokens[idx].meta.get("mark_html", ""))

    def _cell(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        align = _ALIGN.get(str(tokens[idx].attrs.get("style", "")))
        classes = f' class="{align}"' if align else ""
        return f"<{tokens[idx].tag}{classes}{_direction(tokens[idx])}>"

    def heading_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """The page has its own ``h1``."""
        return f"<h{max(int(tokens[idx].tag[1]), 2)}{_direction(tokens[idx])}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """See `heading_open`."""
        return f"</h{max(int(tokens[idx].tag[1]), 2)}>\n"

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A table scrolls in a box of its own, which the keyboard can reach."""
        return '<div class="scroll" tabindex="0"><table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """See `table_open`."""
        return "</table></div>\n"

    def list_item_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A task shows its state as a character, which is read aloud too, before its first words."""
        done = tokens[idx].meta.get("done")
        if done is None:
            return f"<li{_direction(tokens[idx])}>"
        classes = f' class="task{" done" if done else ""}"'
        return f"<li{classes}{_direction(tokens[idx])}>{_box(done) if tokens[idx + 1].hidden else ''}"

    def paragraph_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A paragraph; the first one of a task in a loose list begins with the state of the task."""
        done = tokens[idx - 1].meta.get("done") if idx and tokens[idx - 1].type == "list_item_open" else None
        shown = self.renderToken(tokens, idx, options, env)
        return shown if done is None or tokens[idx].hidden else f"{shown}{_box(done)}"

    def callout_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A callout, folded or not."""
        meta = tokens[idx].meta
        opened = " open" if meta["fold"] == "+" else ""
        name = "details" + opened if meta["fold"] else "div"
        return f'<{name} class="callout" data-callout="{meta["name"]}"{_direction(tokens[idx])}>\n'

    def callout_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """See `callout_open`."""
        return "</details>\n" if tokens[idx].meta["fold"] else "</div>\n"

    def callout_title_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """The first line of a callout."""
        name = "summary" if tokens[idx].meta["fold"] else "p"
        return f'<{name} class="callout-title"{_direction(tokens[idx])}>'

    def callout_title_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """See `callout_title_open`."""
        return "</summary>\n" if tokens[idx].meta["fold"] else "</p>\n"

    def softbreak(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """The end of a line in a paragraph; as readers of the site are to see it."""
        return "<br>\n" if env.get("breaks") else "\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A code block; one that another program would run says so."""
        shown = self._code(tokens[idx], env)
        program = program_of(tokens[idx])
        if program is None:
            return shown
        caption = f"<figcaption>{mark(HoleKind.PROGRAM, program)}</figcaption>"
        return f'<figure class="unrun">{shown}{caption}</figure>\n'

    def _code(self, token: Token, env: Any) -> str:
        """A code block, its language named by a class and its parts coloured by classes of Pygments."""
        language = _language(token)
        if not _LANGUAGE.fullmatch(language):
            return f'<pre class="code" tabindex="0"><code>{escapeHtml(token.content)}</code></pre>\n'
        from clewline.content.markdown.code import Colours

        code = self.insert(env.setdefault("colours", Colours()).html(token.content, language))
        return f'<pre class="code" tabindex="0"><code class="language-{language}">{code}</code></pre>\n'

    def code_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A code block by indentation."""
        return f'<pre class="code" tabindex="0"><code>{escapeHtml(tokens[idx].content)}</code></pre>\n'

    def math_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """Maths in a sentence, as MathML."""
        return self.insert(tokens[idx].meta["mathml"])

    def math_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """Maths on its own, as MathML."""
        return f'<div class="math" tabindex="0">{self.insert(tokens[idx].meta["mathml"])}</div>\n'

    math_inline_double = math_inline

    def html_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """Raw HTML, to be sanitised with what is around it; escaped when that did not work out."""
        content = _FORGED.sub("\ufffd", tokens[idx].content)
        return escapeHtml(content) if env.get("escape_html") else content

    def html_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A raw tag in a sentence; one that is not allowed goes alone, so that the words after it stay. Where
        there is no such element, and in a title, it is shown as it was written: it was meant so.
        """
        content = tokens[idx].content
        if refused_tags(content):
            return escapeHtml(content) if env.get("shows_refused") or is_text(content) else ""
        return self.html_block(tokens, idx, options, env)

    def footnote_ref(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A footnote's number in the text."""
        return mark(HoleKind.FOOTNOTE, tokens[idx].meta["id"] + 1, tokens[idx].meta.get("subId", 0) + 1)

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """The way back from a footnote; there is none to a title, which shows no marks."""
        use = 0 if tokens[idx].meta.get("in_title") else tokens[idx].meta.get("subId", 0) + 1
        return " " + mark(HoleKind.FOOTNOTE_BACK, tokens[idx].meta["id"] + 1, use)

    def footnote_block_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """The footnotes at the end of a body; their numbers come from the order in which they stand."""
        return '<section class="footnotes"><ol>\n'

    def footnote_block_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """See `footnote_block_open`."""
        return "</ol></section>\n"

    def footnote_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """One footnote."""
        return "<li>"

    def footnote_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """See `footnote_open`."""
        return "</li>\n"

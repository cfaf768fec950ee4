"""The Markdown parser, put together: text to tokens, tokens to HTML with marks."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from clewline.content.markdown.admonitions import admonition
from clewline.content.markdown.blocks import add_block_rules
from clewline.content.markdown.html import Renderer, depth, nested, without_claims
from clewline.content.markdown.inline import add_inline_rules
from clewline.content.markdown.sanitise import clean
from clewline.content.markdown.scan import Scanner
from clewline.text.limits import ELEMENTS_DEEP, NESTING

RuleType = TypeVar("RuleType")

_HOLDERS = frozenset(("blockquote_open", "callout_open", "list_item_open", "footnote_reference_open"))


def text_tokens(text: str, env: dict[str, Any]) -> list[Token]:
    """The tokens of the Markdown ``text``; ``env`` then says which ``source`` was read (comments blanked
    out), where an unclosed ``comment`` begins, and the line (from 0) of what was too ``deep`` to be read
    whole.
    """
    tokens = _tokens(text, env)
    if "left" in env:
        env.clear()
        env["hidden"] = True
        tokens = _tokens(text, env)
    return tokens


def inline_tokens(text: str, env: dict[str, Any]) -> list[Token]:
    """The tokens of one piece of inline text, such as a title."""
    try:
        return markdown_parser().parseInline(text, env)[:1]
    except RecursionError:
        return _plain(text, env)[1:2]


def is_plain(text: str) -> bool:
    """Whether inline ``text`` is one line of words, with nothing in it that could be markup."""
    scanner = markdown_parser().inline
    assert isinstance(scanner, Scanner)
    return text.isprintable() and text == text.strip() and "%%" not in text and scanner.is_plain(text)


def html_of(tokens: Sequence[Token], env: dict[str, Any], inserts: list[str], raw: bool) -> str:
    """``tokens`` as HTML with marks, sanitised where they hold ``raw`` HTML; pieces that are finished are
    added to ``inserts``.
    """
    html = _render(tokens, env, inserts)
    if not raw:
        return html
    if depth(html) > ELEMENTS_DEEP:
        env["deep_html"] = next((token.map[0] for token in tokens if token.map), 0)
        return _render(tokens, {**env, "escape_html": True}, inserts)
    # Sanitising closes and moves what was not well written. Marks that are then torn apart go; if those of
    # links are, so does the HTML.
    cleaned = clean(html)
    if not nested(cleaned):
        cleaned = without_claims(cleaned)
    return cleaned if nested(cleaned) else _render(tokens, {**env, "escape_html": True}, inserts)


def _render(tokens: Sequence[Token], env: dict[str, Any], inserts: list[str]) -> str:
    renderer = markdown_parser().renderer
    assert isinstance(renderer, Renderer)
    renderer.inserts = inserts
    return str(renderer.render(tokens, markdown_parser().options, env))


def _tokens(text: str, env: dict[str, Any]) -> list[Token]:
    try:
        tokens = markdown_parser().parse(text, env)
    except RecursionError:
        return _plain(text, env)
    deep = next((token for token in tokens if token.level >= NESTING - 1 and token.type in _HOLDERS), None)
    if deep is not None:
        env["deep"] = deep.map[0] if deep.map else 0
    return tokens


def _plain(text: str, env: dict[str, Any]) -> list[Token]:
    """``text`` as one paragraph without any markup, for what is nested too deeply to be read."""
    from clewline.content.markdown.comments import blank_comments

    env.clear()
    env["source"], env["comment"] = blank_comments(text, code=False)
    env["deep"] = 0
    words = Token("text", "", 0, content=env["source"].strip())
    inline = Token(
        "inline", "", 0, level=1, map=[0, text.count("\n") + 1], content=words.content, children=[words]
    )
    return [
        Token("paragraph_open", "p", 1, block=True),
        inline,
        Token("paragraph_close", "p", -1, block=True),
    ]


@lru_cache(maxsize=1)
def markdown_parser() -> MarkdownIt:
    """The parser: CommonMark with tables, strikethrough, footnotes, maths, bare addresses, and Obsidian's
    syntax.
    """
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": NESTING}, renderer_cls=Renderer)
    md.enable(["table", "strikethrough"])
    footnote_plugin(md)
    _bound_footnotes(md)
    dollarmath_plugin(md, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    _bound_maths(md)
    _set_off_maths(md)
    add_inline_rules(md)
    add_block_rules(md)
    md.block.ruler.before(
        "fence", "admonition", admonition, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    md.inline = Scanner(md.inline)
    assert isinstance(md.renderer, Renderer)
    md.renderer.take_over()
    # Which addresses become links is decided where links are resolved, so that a refused one is reported at
    # its place.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    # An address is shown as it was written: decoded, it might hold anything, marks too.
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return md


def _rule(ruler: Ruler[RuleType], wanted: str) -> RuleType:
    return next(
        rule
        for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True)
        if name == wanted
    )


def _bound_footnotes(md: MarkdownIt) -> None:
    """Keeps footnotes from being defined inside one another: the library would tear them apart."""
    rule = _rule(md.block.ruler, "footnote_def")

    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent or "in_footnote" in state.env:
            return silent and rule(state, start, end, True)
        state.env["in_footnote"] = True
        try:
            return rule(state, start, end, False)
        finally:
            del state.env["in_footnote"]

    md.block.ruler.at("footnote_def", bounded, {"alt": ["paragraph", "reference"]})


def _bound_maths(md: MarkdownIt) -> None:
    """Keeps the rule for ``$…$`` inside the text that it is asked about: by itself it looks behind its end,
    and before its start.
    """
    rule = _rule(md.inline.ruler, "math_inline")

    def bounded(state: StateInline, silent: bool) -> bool:
        whole = state.src
        if not state.pos or state.posMax < len(whole):
            state.src = whole[: state.posMax] + " "
        try:
            return rule(state, silent)
        finally:
            state.src = whole

    md.inline.ruler.at("math_inline", bounded)


def _set_off_maths(md: MarkdownIt) -> None:
    """Lets ``$$`` at the start of a line begin a block in the middle of a paragraph too, so that no line of
    the formula is taken for an item of a list or for the underline of a heading.
    """
    rule = _rule(md.block.ruler, "math_block")

    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not _stands_alone(state, start, end):  # as nearly every line
            return False
        # A paragraph that asks whether it ends here has begun at `state.line`; it may have a formula open.
        if silent:
            return sum(_line(state, line).count("$$") for line in range(state.line, start)) % 2 == 0
        return rule(state, start, end, False)

    md.block.ruler.at("math_block", bounded, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _stands_alone(state: StateBlock, start: int, end: int) -> bool:
    """Whether the line ``start`` begins with ``$$``, and nothing follows the next ``$$`` on its line."""
    if not _line(state, start).startswith("$$"):
        return False
    for line in range(start, end):
        text = _line(state, line)
        if line > start and text.strip() and state.sCount[line] < state.blkIndent:
            return False
        _, closing, after = text[2 if line == start else 0 :].partition("$$")
        if closing:
            return not after.strip()
    return False

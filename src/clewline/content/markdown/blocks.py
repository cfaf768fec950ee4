"""Block syntax beyond CommonMark, as rewriting of block tokens: callouts, block ids, task lists, comments.

Sources: https://help.obsidian.md/callouts, https://help.obsidian.md/links#Link+to+a+block+in+a+note.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from clewline.content.markdown.comments import COVER, blank_comments

_CALLOUT = re.compile(r"\[!([\w-]+)\]([+-]?)[ \t]*(.*)")
_BLOCK_ID = re.compile(r"(?:^|(?<=\s))\^([A-Za-z0-9-]+)\s*\Z")
_ATTRIBUTES = re.compile(r"[ \t]\{:?([^{}]*)\}[ \t]*\Z")
_TASK = re.compile(r"\[([ xX])\][ \t]+")

CALLOUT_TYPES = {
    alias: name
    for name, aliases in {
        "note": "note",
        "abstract": "abstract summary tldr",
        "info": "info",
        "todo": "todo",
        "tip": "tip hint important",
        "success": "success check done",
        "question": "question help faq",
        "warning": "warning caution attention",
        "failure": "failure fail missing",
        "danger": "danger error",
        "bug": "bug",
        "example": "example",
        "quote": "quote cite",
    }.items()
    for alias in aliases.split()
}
"""Obsidian's callout types by each of their names; an unknown type is shown as a note."""


def comments(state: StateCore) -> None:
    """The core rule that blanks comments out before blocks are read, in code too if ``env`` says that they
    are ``hidden`` everywhere.

    Keeps in ``env`` the ``source`` that is left and the place of an unclosed ``comment``.
    """
    written = state.src
    blanked, state.env["comment"] = blank_comments(written, code="hidden" not in state.env)
    state.env["source"] = blanked.replace(COVER, " ")
    state.src = blanked if blanked == written else _without_blank_ends(blanked, written)


def _without_blank_ends(blanked: str, written: str) -> str:
    """``blanked`` without the blanks of comments at the ends of lines: there they would break the line."""
    pairs = zip(blanked.split("\n"), written.split("\n"), strict=True)
    return "\n".join(line if was.endswith(" ") else line.rstrip(" ") for line, was in pairs)


def uncover(state: StateCore) -> None:
    """The core rule that takes away the covers of comments, which have kept the text after them from being
    code.
    """
    if COVER in state.src:
        for token in state.tokens:
            token.content = token.content.replace(COVER, " ")
            if token.type == "inline":
                token.content = token.content.lstrip(" ")


def leftover_comments(state: StateCore) -> None:
    """The core rule that notes in ``env`` that a comment mark is ``left`` outside of code: the quick look at
    the text was mistaken.
    """
    if "%%" not in state.src:
        return
    for token in state.tokens:
        held = (token, *(token.children or ())) if token.type in ("inline", "html_block") else ()
        if any(
            "%%" in piece.content
            for piece in held
            if piece.type not in ("inline", "code_inline", "text_special")
        ):
            state.env["left"] = True


def callouts(state: StateCore) -> None:
    """The core rule that makes callouts of quotations that begin with ``[!type]``."""
    tokens = state.tokens
    if "[!" not in state.src:
        return
    made: list[Token] = []
    open_callouts: list[tuple[int, bool]] = []
    for index, token in enumerate(tokens):
        if token.type == "blockquote_open":
            found = _callout_start(tokens, index)
            if found:
                open_callouts.append((token.level, bool(found[2])))
                made.extend(_callout_open(token, tokens[index + 2], found))
                continue
        elif token.type == "blockquote_close" and open_callouts and open_callouts[-1][0] == token.level:
            token.type = "callout_close"
            token.meta = {"fold": open_callouts.pop()[1]}
        made.append(token)
    state.tokens = made


def _callout_start(tokens: list[Token], index: int) -> re.Match[str] | None:
    inside = tokens[index + 1 : index + 3]
    if len(inside) < 2 or inside[0].type != "paragraph_open":
        return None
    return _CALLOUT.match(inside[1].content)


def _callout_open(token: Token, first: Token, found: re.Match[str]) -> list[Token]:
    """The tokens of a callout's start and title; the title is taken out of the first paragraph ``first``."""
    token.type = "callout_open"
    name = CALLOUT_TYPES.get(found[1].lower(), "note")
    token.meta = {"name": name, "fold": found[2]}
    assert first.map is not None
    title = Token("inline", "", 0, map=[first.map[0], first.map[0] + 1], level=token.level + 2, children=[])
    title.content = found[3].strip() or found[1].capitalize()
    opening = Token("callout_title_open", "", 1, level=token.level + 1, meta=token.meta)
    closing = Token("callout_title_close", "", -1, level=token.level + 1, meta=token.meta)
    first.content = first.content[found.end() :].removeprefix("\n")
    first.map = [first.map[0] + 1, first.map[1]]
    return [token, opening, title, closing]


def drop_empty_paragraphs(state: StateCore) -> None:
    """The core rule that drops the paragraphs that a comment, a callout's title or a block id has left
    empty.
    """
    kept: list[Token] = []
    for token in state.tokens:
        if token.type == "paragraph_close" and kept[-1].type == "inline" and not kept[-1].content.strip():
            del kept[-2:]
            continue
        kept.append(token)
    state.tokens = kept


def block_ids(state: StateCore) -> None:
    """The core rule that takes ``^id`` off the end of a block and leaves a token ``anchor`` before its text
    or the block above.
    """
    if state.inlineMode or "^" not in state.src:
        return
    start_of_block = 0
    inserts: list[tuple[int, Token]] = []
    previous = 0
    for index, token in enumerate(state.tokens):
        if token.level == 0 and token.nesting >= 0 and token.type != "inline":
            previous, start_of_block = start_of_block, index
        if token.type != "inline" or "^" not in token.content:
            continue
        found = _BLOCK_ID.search(token.content)
        if not found:
            continue
        token.content = token.content[: found.start()].rstrip()
        anchor = Token("anchor", "", 0, meta={"mark": found[1].lower()})
        # Alone in its paragraph, the id belongs to the block above (a table, a list, a quotation).
        alone = not token.content and token.level == 1
        inserts.append((previous if alone else start_of_block, anchor))
    for index, anchor in reversed(inserts):
        state.tokens.insert(index, anchor)


def heading_attributes(state: StateCore) -> None:
    """The core rule that takes a list of attributes (``{#place .class}``, as MkDocs, Hugo and Pandoc read it)
    off the end of a heading, and has the heading known by the place.
    """
    if state.inlineMode or "{" not in state.src:
        return
    for opening, token in zip(state.tokens, state.tokens[1:], strict=False):
        found = _ATTRIBUTES.search(token.content) if opening.type == "heading_open" else None
        words = found[1].split() if found else []
        if found and words and words[0].startswith(("#", ".")):
            token.content = token.content[: found.start()].rstrip()
            opening.meta["place"] = next((word[1:] for word in words if word.startswith("#")), "")


def task_items(state: StateCore) -> None:
    """The core rule that takes ``[ ]`` or ``[x]`` off the start of a list item and marks the item."""
    tokens = state.tokens
    for index in range(2, len(tokens)):
        token = tokens[index]
        if (
            token.type == "inline"
            and token.content.startswith("[")
            and tokens[index - 2].type == "list_item_open"
        ):
            found = _TASK.match(token.content)
            if found:
                token.content = token.content[found.end() :]
                tokens[index - 2].meta["done"] = found[1] != " "


def line_of_words(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule for a paragraph that is one line and begins with a letter. Most are; no other kind of
    block can be meant, and there are a dozen to try.
    """
    at = state.bMarks[start] + state.tShift[start]
    if not state.src[at : at + 1].isalpha() or state.is_code_block(start):
        return False
    alone = start + 1 >= state.lineMax or state.isEmpty(start + 1)
    return alone and paragraph(state, start, end, silent)


def add_block_rules(md: MarkdownIt) -> None:
    """Adds the rule for the most common block, and the rules between reading blocks and reading their inline
    text.
    """
    md.block.ruler.before("table", "line_of_words", line_of_words)
    md.core.ruler.before("normalize", "comments", comments)
    md.core.ruler.after("block", "uncover", uncover)
    md.core.ruler.after("uncover", "callouts", callouts)
    md.core.ruler.after("callouts", "block_ids", block_ids)
    md.core.ruler.after("block_ids", "heading_attributes", heading_attributes)
    md.core.ruler.after("heading_attributes", "task_items", task_items)
    md.core.ruler.after("task_items", "drop_empty_paragraphs", drop_empty_paragraphs)
    md.core.ruler.after("inline", "leftover_comments", leftover_comments)

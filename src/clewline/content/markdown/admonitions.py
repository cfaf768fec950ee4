"""Notices and tabs as MkDocs writes them, ``!!! note "Title"`` with an indented text below, read as callouts.

Sources: https://squidfunk.github.io/mkdocs-material/reference/admonitions/ and …/content-tabs/.
"""

import re

from markdown_it.rules_block import StateBlock

from clewline.content.markdown.blocks import CALLOUT_TYPES

_NOTICE = re.compile(r'(!!!|\?\?\?\+?)[ \t]*([A-Za-z][\w -]*?)?[ \t]*(?:"(.*)")?[ \t]*\Z')
_TAB = re.compile(r'(===)[!+]?[ \t]+()"(.*)"[ \t]*\Z')
_INDENT = 4
_FOLDS = {"???": "-", "???+": "+"}


def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule for a notice, folded or not, or a tab, with the indented lines below it."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not line.startswith(("!!!", "???", "===")) or state.is_code_block(start):
        return False
    found = _NOTICE.match(line) or _TAB.match(line)
    if not found or not (found[2] or found[3]):
        return False
    after = _end_of_text(state, start + 1, end)
    if after == start + 1:
        return False
    if silent:
        return True
    kind = (found[2] or "").partition(" ")[0].lower()
    meta = {"name": CALLOUT_TYPES.get(kind, "note"), "fold": _FOLDS.get(found[1], "")}
    opening = state.push("callout_open", "", 1)
    opening.map, opening.meta = [start, after], meta
    state.push("callout_title_open", "", 1).meta = meta
    title = state.push("inline", "", 0)
    title.content, title.map, title.children = found[3] or kind.capitalize(), [start, start + 1], []
    state.push("callout_title_close", "", -1).meta = meta
    outside = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = state.blkIndent + _INDENT, after, "blockquote"
    state.md.block.tokenize(state, start + 1, after)
    state.blkIndent, state.lineMax, state.parentType = outside
    state.push("callout_close", "", -1).meta = {"fold": bool(meta["fold"])}
    state.line = after
    return True


def _end_of_text(state: StateBlock, start: int, end: int) -> int:
    """The line after the last one from ``start`` that is indented below a notice; blank lines may stand
    between.
    """
    after = start
    for line in range(start, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.blkIndent + _INDENT:
            break
        after = line + 1
    return after

"""The tokens of a text, block by block."""

import re

from markdown_it.token import Token

from clewline.content.model import HoleKind, Rich
from clewline.text.direction import is_turned

_DIRECTED = frozenset(
    (
        "paragraph_open heading_open bullet_list_open ordered_list_open list_item_open blockquote_open "
        "callout_open callout_title_open th_open td_open"
    ).split()
)


_WRAPPER = re.compile(r"<(/?)(?:blockquote|details|div|dl|figure|ol|section|table|ul)\b", re.IGNORECASE)


def groups(tokens: list[Token], raw: bool = True) -> list[list[Token]]:
    """The tokens of each top-level block; if ``raw``, HTML that opens elements runs on until they are closed
    (if they ever are).
    """
    found: list[list[Token]] = []
    current: list[Token] = []
    unclosed = 0
    depth = 0
    for token in tokens:
        current.append(token)
        depth += token.nesting
        if raw and token.type == "html_block" and not depth:
            unclosed = max(unclosed + _opened(token.content), 0)
        if token.type == "anchor" or depth or unclosed:
            continue
        found.append(current)
        current = []
    if unclosed:
        found.extend(groups(current, raw=False))
    elif current:
        found.append(current)
    return found


def direct(tokens: list[Token], language: str) -> None:
    """Has each block whose text runs against the language show it in the direction of its own first
    letter.
    """
    if is_turned("".join(token.content for token in tokens if token.type == "inline"), language):
        for token in tokens:
            if token.type in _DIRECTED:
                token.attrSet("dir", "auto")


def is_embed(token: Token) -> bool:
    """Whether an inline token is one embed and nothing else."""
    return token.children is not None and len(token.children) == 1 and token.children[0].type == "embed"


def _opened(html: str) -> int:
    """How many more of the elements that usually wrap Markdown are opened than closed in ``html``."""
    return sum(-1 if slash else 1 for slash in _WRAPPER.findall(html))


def phrase(parts: Rich) -> Rich:
    """The parts of a paragraph or heading without its ``<p>`` and without what belongs to a body alone:
    claims, anchors, footnotes.
    """
    kept = [
        part
        for part in parts
        if isinstance(part, str) or part.kind in (HoleKind.LINK, HoleKind.OPEN, HoleKind.CLOSE, HoleKind.CITE)
    ]
    texts = [
        part.removeprefix("<p>").removesuffix("</p>\n") if isinstance(part, str) else part for part in kept
    ]
    return tuple(part for part in texts if part)

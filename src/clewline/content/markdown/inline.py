"""Inline syntax beyond CommonMark: wiki links, embeds, reference citations, tags, highlights.

Each rule is a function on markdown-it's inline state, as its documentation describes, called where it can
begin (see `clewline.content.markdown.scan`); links carry in ``meta`` what was written, and where. Sources:
https://help.obsidian.md/links, https://help.obsidian.md/embeds, https://help.obsidian.md/tags,
https://pandoc.org/MANUAL.html#citation-syntax.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from clewline.content.markdown.addresses import bare_address

_WIKI = re.compile(r"(!?)\[\[([^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)*)\]\]")
_TORN = re.compile(r"!?\[\[[^\[\]\n]{0,500}\n[^\[\]\n]{0,500}\]\]")
_BRACKET = re.compile(r"\[([^\[\]\n]*)\](?![(\[])")
_CITED = re.compile(r"(?P<before>(?:.*?\s)?-?)@(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?)(?P<after>.*)", re.DOTALL)
_NARRATIVE = re.compile(r"@(\w(?:[\w:.#$%&+?<>~/-]*\w)?)")
_TAG = re.compile(r"#(?=[\w/-]*[^\W\d_])([\w/-]+)")


def wiki_link(state: StateInline, silent: bool) -> bool:
    """The rule for ``[[target#fragment|label]]`` and, with ``!`` before it, the embed."""
    found = _WIKI.match(state.src, state.pos, state.posMax)
    if not found:
        _note_torn(state, silent)
        return False
    written = found[2].replace("\\|", "|")
    place, _, label = written.partition("|")
    target, _, fragment = place.partition("#")
    if not (target.strip() or fragment.strip()):
        return False
    if not silent:
        token = state.push("embed" if found[1] else "wiki", "", 0)
        token.content = label.strip()
        token.meta = {
            "target": target.strip(),
            "fragment": fragment.strip(),
            "at": state.pos,
            "length": found.end() - state.pos,
        }
    state.pos = found.end()
    return True


def _note_torn(state: StateInline, silent: bool) -> None:
    """Leaves a token where a wiki link is torn apart by the end of a line: nobody reads it as one."""
    torn = None if silent else _TORN.match(state.src, state.pos, state.posMax)
    if torn:
        token = state.push("torn_link", "", 0)
        token.hidden = True
        token.meta = {"at": state.pos, "length": torn.end() - state.pos}


def citation(state: StateInline, silent: bool) -> bool:
    """The rule for ``[@key]``, ``[see @a, p. 3; @b]``: one token for the bracket, one entry in ``meta`` for
    each key. The words of a link cite nothing, as links in links cannot be; who only asks is looking for
    where such words end.
    """
    if silent or state.linkLevel:
        return False
    found = _BRACKET.match(state.src, state.pos, state.posMax)
    if not found or "@" not in found[1] or _is_defined(found[1], state):
        return False
    cited = []
    offset = 1
    for piece in found[1].split(";"):
        one = _CITED.fullmatch(piece)
        if not one:
            return False
        cited.append(
            (offset + one.start("key") - 1, one["key"], one["before"].lstrip(), one["after"].rstrip())
        )
        offset += len(piece) + 1
    token = state.push("cite", "", 0)
    token.meta = {"cited": cited, "at": state.pos, "length": found.end() - state.pos}
    state.pos = found.end()
    return True


def narrative(state: StateInline, silent: bool) -> bool:
    """The rule for ``@key`` at the start of a word, which names the work in the sentence if there is one."""
    before = state.src[state.pos - 1] if state.pos else ""
    if state.linkLevel or before.isalnum() or (before and before in "@/._-"):
        return False
    found = _NARRATIVE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("narrative", "", 0)
        token.content = found[0]
        token.meta = {"at": state.pos, "length": len(found[0])}
    state.pos = found.end()
    return True


def _is_defined(label: str, state: StateInline) -> bool:
    """Whether ``[label]`` is the short form of a link that the text defines."""
    return normalizeReference(label) in state.env.get("references", {})


def tag(state: StateInline, silent: bool) -> bool:
    """The rule for ``#tag`` and ``#nested/tag``: at least one letter, at the start of a word."""
    if state.pos and not state.src[state.pos - 1].isspace():
        return False
    found = _TAG.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("tag", "", 0)
        token.content = "#" + found[1].strip("/")
        token.meta = {"at": state.pos, "length": found.end() - state.pos}
    state.pos = found.end()
    return True


def highlight(state: StateInline, silent: bool) -> bool:
    """The rule for ``==marked words==``; the words are inline Markdown."""
    start = state.pos
    if not state.src.startswith("==", start) or state.src.startswith("===", start):
        return False
    end = state.src.find("==", start + 2, state.posMax)
    inner = state.src[start + 2 : end]
    if end < 0 or not inner or inner[0].isspace() or inner[-1].isspace():
        return False
    if not silent:
        state.push("mark_open", "mark", 1)
        limit, state.pos, state.posMax = state.posMax, start + 2, end
        state.md.inline.tokenize(state)
        state.posMax = limit
        state.push("mark_close", "mark", -1)
    state.pos = end + 2
    return True


def add_inline_rules(md: MarkdownIt) -> None:
    """Adds the rules; wiki links come before links, so that they win inside link text, as links in links
    cannot be.
    """
    md.inline.ruler.before("link", "wiki_link", wiki_link)
    md.inline.ruler.before("link", "citation", citation)
    md.inline.ruler.after("citation", "narrative", narrative)
    md.inline.ruler.after("emphasis", "highlight", highlight)
    md.inline.ruler.after("highlight", "tag", tag)
    md.inline.ruler.push("bare_address", bare_address)

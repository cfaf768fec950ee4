"""Notes of Dendron, which name a link's words before its target and parts of notes by two ends."""

import re
from collections.abc import Collection
from dataclasses import replace

from clewline.content.markdown import Markdown
from clewline.content.model import Link, LinkKind

_KEYS = frozenset(("id", "desc"))
_VAULT = re.compile(r"dendron://[^/]*/", re.IGNORECASE)
_LINES = re.compile(r",\d+$")


def is_dendron(keys: Collection[str]) -> bool:
    """Whether a header with these keys is one that Dendron writes into each of its notes."""
    return _KEYS.issubset(keys)


def read_as_obsidian(markdown: Markdown) -> Markdown:
    """A note of Dendron's with its links read as Obsidian would write them: ``[[words|note#heading]]`` leads
    to the note, and a part of a note from one place to another to the section that begins at the first.
    """
    dialects = tuple(dialect for dialect in markdown.body.dialects if dialect[0] != "Dendron")
    body = replace(markdown.body, dialects=dialects)
    return markdown._replace(body=body, links=tuple(map(_as_obsidian, markdown.links)))


def _as_obsidian(link: Link) -> Link:
    if link.kind not in (LinkKind.WIKI, LinkKind.EMBED):
        return link
    label, target, fragment = "", link.target, link.fragment
    if link.label:
        label = f"{target}#{fragment}" if fragment else target
        target, _, fragment = link.label.partition("#")
    begin = _LINES.sub("", fragment.partition(":#")[0])
    return link._replace(target=_VAULT.sub("", target).strip(), fragment=begin, label=label)

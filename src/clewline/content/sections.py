"""Parts of a document that fragments name: sections by their headings, and blocks by their ids."""

from collections.abc import Sequence

from clewline.content.model import Body, Heading
from clewline.text.headings import FORMS


def anchor_blocks(body: Body, fragment: str) -> tuple[str, int, int] | None:
    """The anchor that ``fragment`` (a heading, a path of headings ``a#b``, ``^block``, or an id of raw HTML)
    names in ``body``, with its blocks.

    Returns anchor, first block, and the block after the last of the section; None when there is no such
    place.
    """
    if fragment.startswith("^"):
        wanted = fragment[1:].lower()
        return next(((anchor, at, at + 1) for mark, anchor, at in body.marks if mark == wanted), None)
    # A heading may itself hold the sign that parts a path: "C#".
    place = _section(body, [fragment]) or _section(body, fragment.split("#"))
    return place or next(((anchor, at, at + 1) for name, anchor, at in body.ids if name == fragment), None)


def _section(body: Body, path: Sequence[str]) -> tuple[str, int, int] | None:
    """The section that a path of headings leads to: each stands after the one before and is of a lower level,
    as Obsidian reads it.
    """
    at, level = -1, 0
    for name in path:
        later = [n for n in range(at + 1, len(body.headings)) if body.headings[n].level > level]
        place = _heading_at([body.headings[n] for n in later], name)
        if place is None:
            return None
        at = later[place]
        level = body.headings[at].level
    heading = body.headings[at]
    after = (one.block for one in body.headings[at + 1 :] if one.level <= level)
    block = next(after, len(body.blocks))
    return heading.anchor, heading.block, block


def _heading_at(headings: Sequence[Heading], name: str) -> int | None:
    """The first of ``headings`` that ``name`` means, in the strictest form in which any is meant."""
    for place, heading in enumerate(headings):
        if heading.anchor == name:
            return place
    for form in FORMS:
        wanted = form(name)
        for place, heading in enumerate(headings):
            if wanted and wanted in (form(heading.text), form(heading.written)):
                return place
    return None

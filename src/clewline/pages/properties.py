"""Properties of a note as its page shows them: those that mean nothing to Clewline, with their links."""

import re
from collections.abc import Iterator

from markupsafe import escape

from clewline.content.fields import LINKS_IN_TEXT
from clewline.content.model import Document, Hole, HoleKind, LinkKind, Part
from clewline.corpus.target import TargetKind
from clewline.pages.filled import Filled, LinkState, LinkView, View
from clewline.pages.part_models import PropertyView
from clewline.pages.views import Views

_TECHNICAL = frozenset(
    ("permalink", "cssclass", "cssclasses", "kanban-plugin", "excalidraw-plugin", "layout")
)
"""Properties that are for programs."""
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def properties(document: Document, views: Views) -> tuple[PropertyView, ...]:
    """The properties of ``document``, in the order of their names."""
    found = []
    for name, value in document.extra:
        texts = (value,) if isinstance(value, str) else value
        if name not in _TECHNICAL and any(text.strip() for text in texts):
            links = iter(_links(document, name, views))
            found.append(PropertyView(name, tuple(_filled(text, links) for text in texts if text.strip())))
    return tuple(found)


def _links(document: Document, name: str, views: Views) -> Iterator[LinkView]:
    """The links that the property ``name`` holds, as shown: by the titles of what they lead to."""
    made, targets = views.views(document.path), views.graph.targets[document.path]
    for link, view, target in zip(document.links, made, targets, strict=True):
        own = link.block < 0 and link.kind is LinkKind.WIKI and link.label == name
        if own and isinstance(view, LinkView):
            title = views.title_text(target.key) if target.kind is TargetKind.DOCUMENT else ""
            yield view._replace(text="" if view.state is LinkState.WITHHELD else title or link.target)


def _filled(text: str, links: Iterator[LinkView]) -> Filled:
    """A value, its links in place."""
    parts: list[Part] = []
    shown: list[View | None] = []
    at = 0
    for found in LINKS_IN_TEXT.finditer(text):
        if not found[1].strip() or (view := next(links, None)) is None:
            continue
        words = found[3] if found[3] and view.state is not LinkState.WITHHELD else view.text
        parts += [str(escape(text[at : found.start()])), Hole(HoleKind.LINK, len(shown))]
        shown.append(view._replace(text=words))
        at = found.end()
    if not shown and _ADDRESS.fullmatch(text):
        return Filled((Hole(HoleKind.LINK, 0),), (LinkView(text, text, LinkState.EXTERNAL),))
    return Filled((*parts, str(escape(text[at:]))), tuple(shown))

"""Canvases of Obsidian (https://jsoncanvas.org): cards on a plane, and what connects them. A canvas is a
document whose text is its picture.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from markupsafe import escape

from clewline.content.canvas_picture import Box, Drawn, Edge, picture
from clewline.content.markdown import parse_inline, parse_markdown
from clewline.content.model import Block, Body, Document, Hole, HoleKind, Kind, Link, Passage, Rich, Role
from clewline.content.options import ParseOptions
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.text.limits import DOCUMENT_BYTES
from clewline.text.spans import SourceFile, Span, file_start, span_at

ENDING = ".canvas"
_SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".svg", ".pdf", ".mp3", ".mp4", ".webm")
_ID = re.compile(r'"id"\s*:\s*"([^"\\]*)"')
_MOST = 2_000
_FARTHEST = 1_000_000
_SIDES = ("top", "right", "bottom", "left")
_IN_PICTURE = frozenset((HoleKind.LINK, HoleKind.OPEN, HoleKind.CLOSE, HoleKind.CITE))


class _Card(NamedTuple):
    """What one box of a canvas holds: its Markdown, and where the file names it."""

    box: Box
    text: str
    span: Span


def parse_canvas(source: SourceFile, options: ParseOptions) -> Checked[Document]:
    """The document that a canvas is; an empty one where it cannot be read."""
    found: list[Diagnostic] = []
    text = source.data[:DOCUMENT_BYTES].decode("utf-8", "replace")
    data = _object(text)
    if data is None:
        hint = "open it in Obsidian and save it again"
        found.append(Diagnostic("canvas-syntax", "the canvas cannot be read", file_start(source.path), hint))
    cards = list(_cards(data or {}, text, source.path))
    edges = tuple(_edges(data or {}, {card.box.name for card in cards}))
    links: list[Link] = []
    passages: list[Passage] = []
    drawn: list[Drawn] = []
    lead: Rich = ()
    words = 0
    for card in cards:
        parsed = parse_markdown(
            card.text, source.path, options=options, links_before=len(links), known_title=" "
        )
        found += [replace(one, span=card.span) for one in parsed.diagnostics]
        markdown = parsed.value
        links += [link._replace(span=card.span, sentence=-1, block=0) for link in markdown.links]
        places = (0, card.span.start.line, 1)
        passages += [one._replace(block=0, places=places) for one in markdown.body.passages]
        parts = (part for block in markdown.body.blocks for part in block.parts)
        drawn.append(Drawn(card.box, tuple(part for part in parts if _is_drawn(part))))
        lead = lead or tuple(part for part in markdown.lead if _is_drawn(part))
        words += markdown.body.words
    shown = picture(tuple(drawn), edges) if drawn else ()
    name = source.path.rpartition("/")[2]
    title = name[: -len(ENDING)]
    passages = [
        *passages,
        *(Passage(Role.TEXT, 0, edge.label, (), (0, 1, 1)) for edge in edges if edge.label),
    ]
    body = Body((Block(shown, words),) if shown else (), words=words, passages=tuple(passages))
    heading = parse_inline(title, file_start(source.path), text.split("\n"), len(links), options)
    document = Document(
        kind=Kind.NOTE,
        path=source.path,
        stem=name,
        title=heading.html or (str(escape(title)),),
        summary=lead,
        body=body,
        links=(*links, *heading.links),
        fields=(Passage(Role.TITLE, -1, heading.words, heading.cites, heading.places),),
    )
    return Checked(document, tuple(found))


def _is_drawn(part: str | Hole) -> bool:
    """Whether a part of a text belongs into a picture, in which nothing else can lead to it."""
    return isinstance(part, str) or part.kind in _IN_PICTURE


def _object(text: str) -> dict[str, object] | None:
    """The object that ``text`` is; one without content for an empty file, as Obsidian makes it."""
    try:
        value = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _items(data: dict[str, object], name: str) -> Iterator[dict[str, object]]:
    listed = data.get(name)
    for item in listed[:_MOST] if isinstance(listed, list) else ():
        if isinstance(item, dict):
            yield item


def _cards(data: dict[str, object], text: str, path: str) -> Iterator[_Card]:
    lines = dict(_lines_of_ids(text))
    for item in _items(data, "nodes"):
        sizes = tuple(_size(item.get(name)) for name in ("x", "y", "width", "height"))
        if None in sizes:
            continue
        x, y, width, height = (size or 0 for size in sizes)
        kind, name = _word(item, "type"), _word(item, "id")
        box = Box(name, x, y, max(width, 1), max(height, 1), _word(item, "color"), kind == "group")
        yield _Card(box, _written(item, kind), span_at(path, lines.get(name, 1), 1, 1))


def _lines_of_ids(text: str) -> Iterator[tuple[str, int]]:
    """The ids that ``text`` gives, with the lines that they stand in, the first of each id last."""
    ids: list[tuple[str, int]] = []
    line, at = 1, 0
    for found in _ID.finditer(text):
        line, at = line + text.count("\n", at, found.start()), found.start()
        ids.append((found[1], line))
    return reversed(ids)


def _written(item: dict[str, object], kind: str) -> str:
    """The Markdown that shows a card."""
    if kind == "file":
        file = _word(item, "file")
        shown = "!" if file.lower().endswith(_SHOWN) else ""
        return f"{shown}[[{file}{_word(item, 'subpath')}]]"
    if kind == "link":
        return f"<{_word(item, 'url')}>"
    return _word(item, "label") if kind == "group" else _word(item, "text")


def _edges(data: dict[str, object], names: set[str]) -> Iterator[Edge]:
    for item in _items(data, "edges"):
        start, end = _word(item, "fromNode"), _word(item, "toNode")
        if start in names and end in names:
            sides = [side if (side := _word(item, name)) in _SIDES else "" for name in ("fromSide", "toSide")]
            arrows = (_word(item, "fromEnd") == "arrow", _word(item, "toEnd") != "none")
            yield Edge(
                start,
                end,
                sides[0],
                sides[1],
                arrows[0],
                arrows[1],
                _word(item, "label"),
                _word(item, "color"),
            )


def _word(item: dict[str, object], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _size(value: object) -> int | None:
    """A coordinate or a length that a picture can have."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _FARTHEST:
        return None
    return round(value)

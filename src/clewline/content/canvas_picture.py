"""The picture of a canvas: SVG with holes, in which each card holds its text as HTML."""

import re
from typing import NamedTuple

from markupsafe import escape

from clewline.content.model import Part, Rich

_MARGIN = 24
_LABEL = 28
"""How high the name of a group stands above it."""
_HEAD = 10
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}")
_WAYS = {"top": (0, -1), "right": (1, 0), "bottom": (0, 1), "left": (-1, 0)}


class Box(NamedTuple):
    """Where a card or a group lies, and its colour: a number from 1 to 6, or that of a style sheet."""

    name: str
    x: int
    y: int
    width: int
    height: int
    colour: str
    is_group: bool


class Edge(NamedTuple):
    """What leads from one box to another: at which sides (empty: those that face each other), with an arrow
    at which ends, and its words.
    """

    start: str
    end: str
    start_side: str
    end_side: str
    start_arrow: bool
    end_arrow: bool
    label: str
    colour: str


class Drawn(NamedTuple):
    """A box with what it shows."""

    box: Box
    text: Rich


def picture(cards: tuple[Drawn, ...], edges: tuple[Edge, ...]) -> Rich:
    """The picture of all ``cards``, of which there is one at least; groups lie below edges, cards above."""
    boxes = {card.box.name: card.box for card in cards}
    left = min(box.x for box in boxes.values()) - _MARGIN
    top = min(box.y for box in boxes.values()) - _MARGIN - _LABEL
    width = max(box.x + box.width for box in boxes.values()) + _MARGIN - left
    height = max(box.y + box.height for box in boxes.values()) + _MARGIN - top
    parts: list[Part] = [
        f'<figure class="canvas" tabindex="0"><svg width="{width}" height="{height}" '
        f'viewBox="{left} {top} {width} {height}" role="group">'
    ]
    for card in cards:
        if card.box.is_group:
            parts += [_rectangle(card.box), *_words(card)]
    parts += [_edge(edge, boxes) for edge in edges]
    for card in cards:
        if not card.box.is_group:
            parts += [_rectangle(card.box), *_words(card)]
    parts.append("</svg></figure>\n")
    return _joined(parts)


def _joined(parts: list[Part]) -> Rich:
    """``parts`` with texts that follow each other as one."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, str) and isinstance(last, str):
            joined[-1] = last + part
        else:
            joined.append(part)
    return tuple(joined)


def _rectangle(box: Box) -> str:
    place = f'x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="8"'
    kind = "group" if box.is_group else "box"
    return f'<rect class="{kind}{_class(box.colour)}" {place}{_stroke(box.colour)}/>'


def _words(card: Drawn) -> list[Part]:
    box = card.box
    y, height = (box.y - _LABEL, _LABEL) if box.is_group else (box.y, box.height)
    place = f'x="{box.x}" y="{y}" width="{box.width}" height="{height}"'
    kind = "label" if box.is_group else "text"
    return [f'<foreignObject {place}><div class="{kind}" dir="auto">', *card.text, "</div></foreignObject>"]


def _edge(edge: Edge, boxes: dict[str, Box]) -> str:
    start, end = boxes[edge.start], boxes[edge.end]
    facing = _facing(start, end)
    sides = edge.start_side or facing[0], edge.end_side or facing[1]
    (x1, y1), (x2, y2) = _middle(start, sides[0]), _middle(end, sides[1])
    reach = max(abs(x2 - x1), abs(y2 - y1), 4 * _HEAD) // 2
    (dx1, dy1), (dx2, dy2) = _WAYS[sides[0]], _WAYS[sides[1]]
    curve = f"C{x1 + dx1 * reach} {y1 + dy1 * reach} {x2 + dx2 * reach} {y2 + dy2 * reach} {x2} {y2}"
    stroke, colour = _stroke(edge.colour), _class(edge.colour)
    drawn = f'<path class="edge{colour}" d="M{x1} {y1}{curve}"{stroke}/>'
    ends = ((edge.start_arrow, x1, y1, dx1, dy1), (edge.end_arrow, x2, y2, dx2, dy2))
    for shown, x, y, dx, dy in ends:
        if shown:
            across, along = _HEAD // 2, _HEAD
            corners = f"M{x} {y}L{x + dx * along - dy * across} {y + dy * along + dx * across}"
            corners += f"L{x + dx * along + dy * across} {y + dy * along - dx * across}Z"
            drawn += f'<path class="edge head{colour}" d="{corners}"{stroke}/>'
    if edge.label:
        x, y = (x1 + x2) // 2 + (dx1 + dx2) * reach * 3 // 8, (y1 + y2) // 2 + (dy1 + dy2) * reach * 3 // 8
        drawn += f'<text x="{x}" y="{y}" text-anchor="middle">{escape(edge.label)}</text>'
    return drawn


def _facing(start: Box, end: Box) -> tuple[str, str]:
    """The sides of two boxes that face each other."""
    x = end.x + end.width / 2 - start.x - start.width / 2
    y = end.y + end.height / 2 - start.y - start.height / 2
    if abs(x) > abs(y):
        return ("right", "left") if x > 0 else ("left", "right")
    return ("bottom", "top") if y > 0 else ("top", "bottom")


def _middle(box: Box, side: str) -> tuple[int, int]:
    dx, dy = _WAYS[side]
    return box.x + (box.width + dx * box.width) // 2, box.y + (box.height + dy * box.height) // 2


def _class(colour: str) -> str:
    if _COLOUR.fullmatch(colour):
        return " own"
    return f" hue-{colour}" if colour in tuple("123456") else ""


def _stroke(colour: str) -> str:
    return f' stroke="{colour}"' if _COLOUR.fullmatch(colour) else ""

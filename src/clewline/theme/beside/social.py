"""Cards for social networks: a picture of the question, its answer in short and a mark for each source,
1200 × 630 pixels, as the Open Graph protocol suggests (https://ogp.me).

They need the optional extra ``social`` (Pillow, and a font that is always the same), and the address of the
site. A title with signs that the font does not have gets no card, such an answer is left out.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from clewline.content.stances import BY_NAME, CITED, Stance
from clewline.pages.holes import text
from clewline.pages.models import LinePage, Page
from clewline.theme.quotation_marks import as_shown

FOLDER = "social/"
"""Where cards are in the output."""

WIDTH, HEIGHT = 1200, 630
"""The size of a card in pixels."""

_MARGIN = 80
_PAPER, _INK, _LINE = (251, 250, 247), (28, 27, 26), (166, 60, 46)
_FAINT = 160  # of 255: as much ink as the name of the site is drawn with
_SHADES = 15
_SIZES = (76, 66, 56, 48, 42, 36)
_SIZES_WITH_ANSWER = (60, 54, 48, 44, 40)
_TITLE_LINES_WITH_ANSWER = 2
_ANSWER_SIZES, _ANSWER_GAP = (34,), 26
_LINE_HEIGHT = 1.22
_TITLE_TOP, _TITLE_BOTTOM = 150, 480
_STOPS = 12
_ASIDE = 24
"""How far from the line stops stand that are not on it."""
_FONT = "font_source_serif_pro"
# The ranges that Source Serif Pro has in full: Latin with the letters of European languages, Greek, Cyrillic,
# punctuation.
_DRAWABLE = re.compile(
    "[\x20-\x7e\xa0-\u0131\u0134-\u0149\u014c-\u0165\u0168-\u017f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u2013\u2014\u2018-\u201e\u2026]+"
)


@lru_cache(maxsize=1)
def can_draw() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) is not None for name in ("PIL", _FONT))


def social_url(page: Page) -> str:
    """The address of the card of ``page``; empty when it has none."""
    if (
        not page.site.social
        or not isinstance(page, LinePage)
        or not _DRAWABLE.fullmatch(page.name + page.site.title)
    ):
        return ""
    return f"{FOLDER}{page.url.rpartition('/')[2].removesuffix('.html')}.png"


def social_card(page: Page) -> bytes:
    """The card of a line as PNG, the same for the same title, answer, site and sources."""
    assert isinstance(page, LinePage)
    from PIL import Image, ImageDraw

    shades = Image.new("L", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(shades)
    draw.text((_MARGIN, 70), page.site.title, font=_font("Regular", 34), fill=_FAINT)
    answer = _answer(page)
    top = _write(draw, as_shown(page.name, page), "Semibold", _TITLE_TOP, answer)
    if answer:
        _write(draw, answer, "Regular", top + _ANSWER_GAP)
    # A palette of few shades is enough for letters with smooth edges, and far quicker to write than true
    # colours.
    image = shades.point([shade * (_SHADES - 1) // 255 for shade in range(256)])
    image.putpalette(
        [channel for shade in range(_SHADES) for channel in _mixed(shade / (_SHADES - 1))] + list(_LINE)
    )
    _draw_strip(ImageDraw.Draw(image), [BY_NAME[card.stance or CITED] for card in page.sources])
    output = BytesIO()
    image.save(output, "PNG", compress_level=6)
    return output.getvalue()


def _mixed(part: float) -> list[int]:
    """The colour that is ``part`` ink (0 to 1) and else paper."""
    return [round(paper + (ink - paper) * part) for paper, ink in zip(_PAPER, _INK, strict=True)]


def _answer(page: LinePage) -> str:
    """The answer of a line in short, if it has one that can be drawn."""
    answer = as_shown(text(page.answer), page)
    return answer if _DRAWABLE.fullmatch(answer) else ""


def _write(draw: Any, words: str, weight: str, top: int, below: str = "") -> int:
    """Writes ``words`` from ``top`` on, as large as there is room for with what stands ``below``; an answer
    has one size. Returns where they end.
    """
    titles = _SIZES_WITH_ANSWER if below else _SIZES
    sizes = _ANSWER_SIZES if weight == "Regular" else titles
    most = _TITLE_LINES_WITH_ANSWER if below else 0
    size, lines = _fitted(words, weight, sizes, _TITLE_BOTTOM - top, most)
    font = _font(weight, size)
    for place, line in enumerate(lines):
        draw.text((_MARGIN, top + round(place * size * _LINE_HEIGHT)), line, font=font, fill=255)
    return top + round(len(lines) * size * _LINE_HEIGHT)


def _draw_strip(draw: Any, stances: Sequence[Stance]) -> None:
    """A line with a stop for each source, as far as there is room, in the shapes of the strip of a page."""
    top = HEIGHT - 80
    draw.line((_MARGIN, top, WIDTH - _MARGIN, top), fill=_SHADES, width=6)
    shown = stances[:_STOPS]
    for stop, stance in enumerate(shown):
        middle = _MARGIN + round((stop + 0.5) * (WIDTH - 2 * _MARGIN) / len(shown))
        height = top + {"above": -_ASIDE, "below": _ASIDE}.get(stance.side, 0)
        place = (middle - 14, height - 14, middle + 14, height + 14)
        if stance.shape == "square":
            draw.rectangle(place, fill=_SHADES - 1)
        else:
            colour = _SHADES if stance.colour == "accent" else _SHADES * 2 // 3
            draw.ellipse(place, fill=colour if stance.shape == "disc" else 0, outline=colour, width=6)


def _fitted(words: str, weight: str, sizes: Sequence[int], room: int, most: int) -> tuple[int, list[str]]:
    """The largest of the ``sizes`` in which ``words`` have room, in at most so many lines (0: as many as
    fit), and their lines; in the smallest, what has room.
    """
    for size in sizes:
        lines = _wrapped(words, weight, size)
        room_for = int(room / (size * _LINE_HEIGHT))
        if len(lines) <= (min(room_for, most) if most else room_for):
            return size, lines
    count = min(room_for, most + 1) if most else room_for
    if len(lines) <= count:
        return size, lines
    return size, [*lines[: count - 1], f"{lines[count - 1].rpartition(' ')[0] or lines[count - 1]} …"]


def _wrapped(words: str, weight: str, size: int) -> list[str]:
    """The lines of a text; a word that is too long stands alone."""
    font, room = _font(weight, size), WIDTH - 2 * _MARGIN
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=16)
def _font(weight: str, size: int) -> Any:
    from importlib.resources import files

    from PIL import ImageFont

    with (files(_FONT) / "files" / f"SourceSerifPro-{weight}.ttf").open("rb") as file:
        # The simple layout is the same with and without the library for complex scripts.
        return ImageFont.truetype(BytesIO(file.read()), size, layout_engine=ImageFont.Layout.BASIC)

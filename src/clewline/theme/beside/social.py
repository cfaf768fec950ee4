"""Cards for social networks: a picture of the question, 1200 × 630 pixels, as the Open Graph protocol
suggests (https://ogp.me).

They need the optional extra ``social`` (Pillow, and a font that is always the same), and the address of the
site. A title with signs that the font does not have gets no card.
"""

import re
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from clewline.pages.models import LinePage, Page

FOLDER = "social/"
"""Where cards are in the output."""

WIDTH, HEIGHT = 1200, 630
"""The size of a card in pixels."""

_MARGIN = 80
_PAPER, _INK, _LINE = (251, 250, 247), (28, 27, 26), (166, 60, 46)
_FAINT = 160  # of 255: as much ink as the name of the site is drawn with
_SHADES = 15
_SIZES = (76, 66, 56, 48, 42, 36)
_LINE_HEIGHT = 1.22
_TITLE_TOP, _TITLE_BOTTOM = 150, 480
_STOPS = 12
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
    """The card of a line as PNG, the same for the same title, site and number of sources."""
    assert isinstance(page, LinePage)
    from PIL import Image, ImageDraw

    shades = Image.new("L", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(shades)
    draw.text((_MARGIN, 70), page.site.title, font=_font("Regular", 34), fill=_FAINT)
    size, lines = _fitted(page.name)
    font = _font("Semibold", size)
    for place, line in enumerate(lines):
        draw.text((_MARGIN, _TITLE_TOP + round(place * size * _LINE_HEIGHT)), line, font=font, fill=255)
    # A palette of few shades is enough for letters with smooth edges, and far quicker to write than true
    # colours.
    image = shades.point([shade * (_SHADES - 1) // 255 for shade in range(256)])
    image.putpalette(
        [channel for shade in range(_SHADES) for channel in _mixed(shade / (_SHADES - 1))] + list(_LINE)
    )
    _draw_strip(ImageDraw.Draw(image), len(page.sources))
    output = BytesIO()
    image.save(output, "PNG", compress_level=6)
    return output.getvalue()


def _mixed(part: float) -> list[int]:
    """The colour that is ``part`` ink (0 to 1) and else paper."""
    return [round(paper + (ink - paper) * part) for paper, ink in zip(_PAPER, _INK, strict=True)]


def _draw_strip(draw: Any, sources: int) -> None:
    """A line with a stop for each source, as far as there is room."""
    top = HEIGHT - 90
    draw.line((_MARGIN, top, WIDTH - _MARGIN, top), fill=_SHADES, width=6)
    shown = min(sources, _STOPS)
    for stop in range(shown):
        middle = _MARGIN + round((stop + 0.5) * (WIDTH - 2 * _MARGIN) / shown)
        draw.ellipse((middle - 14, top - 14, middle + 14, top + 14), fill=0, outline=_SHADES, width=6)


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest size of type in which a title has room, and its lines; in the smallest, what has room."""
    for size in _SIZES:
        lines = _wrapped(title, size)
        most = int((_TITLE_BOTTOM - _TITLE_TOP) / (size * _LINE_HEIGHT))
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], f"{lines[most - 1].rpartition(' ')[0] or lines[most - 1]} …"]


def _wrapped(title: str, size: int) -> list[str]:
    """The lines of a title; a word that is too long stands alone."""
    font, room = _font("Semibold", size), WIDTH - 2 * _MARGIN
    lines: list[str] = []
    for word in title.split():
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

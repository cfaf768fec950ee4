"""A small built site, and what it means to plant something in it."""

from collections.abc import Mapping
from typing import NamedTuple

SITE: Mapping[str, str] = {
    "index.html": (
        '<!doctype html><title>Home</title><h1 id="top-of-it">Home</h1><a href="notes/lima.html">Lima</a>'
    ),
    "notes/index.html": "<!doctype html><title>Notes</title>",
    "notes/lima.html": (
        '<!doctype html><title>Lima</title><h2 id="results">Results</h2><h2 '
        'id="größe">Size</h2><a name="old">x</a>'
    ),
    "notes/more/deep.html": "<!doctype html><title>Deep</title>",
    "notes/less is more.html": "<!doctype html><title>Less</title>",
    "notes/100%25.html": "<!doctype html><title>A name that looks encoded</title>",
    "notes/a#b.html": "<!doctype html><title>Sharp</title>",
    "notes/café.html": "<!doctype html><title>Coffee</title>",
    "moved.html": '<!doctype html><meta http-equiv="refresh" content="0; url=notes/lima.html">',
    "img/Figure.png": "",
    "img/figure-2x.png": "",
    "img/a,b.png": "",
    "img/icons.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="arrow"/><style/><g id="cross"/></svg>'
    ),
    "assets/style.css": "body { background: url(../img/Figure.png) }",
    "assets/print.css": "",
    "assets/site.js": "",
    "assets/font.woff2": "",
    "files/data.csv": "",
    "README": "",
}
"""Paths and contents; a page ``notes/page.html`` with what is planted is added to them."""

PAGE = "notes/page.html"


class Planted(NamedTuple):
    """What is planted: the text of the page (or of ``path``), other files, the address of the site.

    In the text of what is broken ``«`` and ``»`` enclose the place where it must be found; ``code`` is how it
    must be called. ``mended`` must stand in the hint, and put in that place it must leave nothing to find.
    """

    name: str
    text: str
    code: str = ""
    mended: str | None = None
    path: str = PAGE
    files: Mapping[str, str] = {}
    base_url: str = ""

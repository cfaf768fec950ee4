"""What a site weighs on the wire: ``python benchmarks/weight.py SITE`` or ``--pages 10000``.

For the heaviest page of each kind: the page itself, and all that a browser fetches on a first visit (the page
with its style sheets, scripts, icon and pictures), both gzipped as hosts do it. Bytes are the same on every
machine.
"""

import argparse
import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from check import site_of

KINDS = (
    "index.html",
    "map.html",
    "search.html",
    "404.html",
    "lines/*",
    "notes/*",
    "topics/*",
    "references/*",
    "maps/*",
    "lists/*",
)
"""Which pages are one kind; indexes are a kind of their own."""

_FETCHED = (
    ("link[rel=stylesheet]", "href"),
    ("link[rel=icon]", "href"),
    ("script[src]", "src"),
    ("img:not([loading=lazy])", "src"),
)


def weight(path: Path) -> int:
    """The bytes of a file as they are sent."""
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def fetched(page: Path) -> Iterator[Path]:
    """The files of the site that a browser fetches with ``page``."""
    html = LexborHTMLParser(page.read_bytes())
    addresses = {node.attributes[name] or "" for selector, name in _FETCHED for node in html.css(selector)}
    for address in sorted(addresses):
        parts = urlsplit(address)
        if not parts.scheme and not parts.netloc:
            yield page.parent / unquote(parts.path)


def first_visit(page: Path) -> int:
    """The bytes of all that a first visit to ``page`` fetches."""
    return weight(page) + sum(map(weight, fetched(page)))


def heaviest(site: Path, kind: str) -> Path | None:
    """The heaviest page of a kind; an index is none of its kind."""
    pages = [
        page
        for page in site.glob(kind if kind.endswith(".html") else f"{kind}.html")
        if page.name != "index.html" or "*" not in kind
    ]
    # The smaller of two files of one kind is hardly ever the heavier one on the wire: the largest few are
    # enough to look at.
    largest = sorted(pages, key=lambda page: (-page.stat().st_size, page))[:25]
    return max(largest, key=weight, default=None)


def report(site: Path) -> Iterator[str]:
    """A row for the heaviest page of each kind, and one for each index."""
    yield f"{'bytes':>9} {'gzipped':>8} {'visit':>8}  page"
    pages = [*(page for kind in KINDS if (page := heaviest(site, kind))), *sorted(site.glob("*/index.html"))]
    for page in pages:
        yield (
            f"{page.stat().st_size:9,} {weight(page):8,} {first_visit(page):8,}  "
            f"{page.relative_to(site).as_posix()}"
        )


def main() -> None:
    """Reads the command line and prints the table."""
    parser = argparse.ArgumentParser(description="Weighs the pages of a built site.")
    parser.add_argument(
        "site", type=Path, nargs="?", help="a built site; otherwise one of a generated corpus"
    )
    parser.add_argument(
        "--pages", type=int, default=10_000, help="how many lines and notes the generated corpus has"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(report(options.site or site_of(options.pages, Path(folder)))))


if __name__ == "__main__":
    main()

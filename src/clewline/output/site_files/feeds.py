"""Feeds and sitemaps: which lines are new or changed, and which pages there are. All dates are from front
matter.

Atom: RFC 4287. JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/. Sitemaps 0.9:
https://www.sitemaps.org/protocol.html.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from clewline.pages.models import LinePage
from clewline.pages.site_view import SiteView
from clewline.theme.beside.head import stated_authors

ATOM, JSON_FEED, SITEMAP = "feed.xml", "feed.json", "sitemap.xml"
_ENTRIES = 100
_MOST_ADDRESSES = 50_000  # the limit of the protocol for one file
# What XML 1.0 cannot hold in any form.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class FeedLine(NamedTuple):
    """A line as feeds tell of it; ``changed`` is the day when it last changed. Readers know it by its
    ``identity``: the address of its page, where feeds tell of it once.
    """

    identity: str
    address: str
    name: str
    description: str
    created: str
    changed: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]


def feed_line(page: LinePage) -> FeedLine:
    """What feeds tell of the line on ``page``."""
    topics = tuple(topic.text for topic in page.topics)
    changed = max(page.created, page.updated)
    return FeedLine(
        page.address,
        page.address,
        page.name,
        page.description,
        page.created,
        changed,
        stated_authors(page),
        topics,
    )


def newest(dated: Iterable[tuple[str, str, str, str]]) -> list[str]:
    """The lines that feeds tell of, those that changed last first; each is given by the days when it changed
    and was made, the address of its page, and its path.
    """
    return [path for changed, _, _, path in sorted(dated, reverse=True)[:_ENTRIES] if changed]


def feeds(lines: Sequence[FeedLine], site: SiteView) -> dict[str, bytes]:
    """The feeds of a site that tell of ``lines``, none when there is none: an Atom feed must say when it last
    changed, and the time of the build is not that.
    """
    return feeds_named(Names(ATOM, JSON_FEED, site.title), lines, site)


class Names(NamedTuple):
    """The names of the two files of feeds, and their title."""

    atom: str
    json: str
    title: str


def feeds_named(names: Names, lines: Sequence[FeedLine], site: SiteView) -> dict[str, bytes]:
    """Feeds with these names that tell of ``lines``; none when there is none."""
    if not lines:
        return {}
    return {names.atom: _atom(names, lines, site), names.json: _json_feed(names, lines, site)}


def sitemaps(pages: Sequence[tuple[str, str]], site: SiteView) -> dict[str, bytes]:
    """The sitemap of a site, in parts below an index when it is too long for one file; none without the
    address of the site.

    ``pages`` are addresses below the root, each with the day of its last change (or empty).
    """
    if not site.base_url:
        return {}
    shown = [(address(site, url), day) for url, day in pages]
    parts = [shown[start : start + _MOST_ADDRESSES] for start in range(0, len(shown), _MOST_ADDRESSES)]
    if len(parts) == 1:
        return {SITEMAP: _sitemap("urlset", "url", shown)}
    files = {}
    for number, part in enumerate(parts, 1):
        files[f"sitemap-{number}.xml"] = _sitemap("urlset", "url", part)
    index = [(address(site, name), "") for name in files]
    return {SITEMAP: _sitemap("sitemapindex", "sitemap", index), **files}


def address(site: SiteView, url: str) -> str:
    """The address on the web of a file of the site; the way from its root when that is not known."""
    return f"{site.base_url.rstrip('/')}/{quote(url, safe='/#')}" if site.base_url else url


def _time(day: str) -> str:
    """A day as a date and time of RFC 3339."""
    return f"{day}T00:00:00Z"


def _atom(names: Names, lines: Sequence[FeedLine], site: SiteView) -> bytes:
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": site.language})
    home = address(site, "index.html")
    _add(feed, "id", home if names.atom == ATOM else address(site, names.atom))
    _add(feed, "title", names.title)
    if site.description:
        _add(feed, "subtitle", site.description)
    _add(feed, "updated", _time(lines[0].changed))
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=address(site, names.atom))
    SubElement(feed, "link", rel="alternate", type="text/html", href=home)
    _add(SubElement(feed, "author"), "name", site.title)
    for line in lines:
        entry = SubElement(feed, "entry")
        _add(entry, "id", line.identity)
        _add(entry, "title", line.name)
        _add(entry, "updated", _time(line.changed))
        if line.created:
            _add(entry, "published", _time(line.created))
        SubElement(entry, "link", rel="alternate", type="text/html", href=line.address)
        for name in line.authors:
            _add(SubElement(entry, "author"), "name", name)
        for topic in line.topics:
            SubElement(entry, "category", term=_NOT_XML.sub("", topic))
        _add(entry, "summary", line.description)
    return _xml(feed)


def _json_feed(names: Names, lines: Sequence[FeedLine], site: SiteView) -> bytes:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": names.title,
        "home_page_url": address(site, "index.html"),
        "feed_url": address(site, names.json),
        "description": site.description,
        "language": site.language,
        "items": [_item(line) for line in lines],
    }
    return (
        json.dumps({key: value for key, value in feed.items() if value}, ensure_ascii=False, indent=1) + "\n"
    ).encode()


def _item(line: FeedLine) -> dict[str, object]:
    item: dict[str, object] = {
        "id": line.identity,
        "url": line.address,
        "title": line.name,
        "content_text": line.description,
    }
    if line.created:
        item["date_published"] = _time(line.created)
    item["date_modified"] = _time(line.changed)
    if line.authors:
        item["authors"] = [{"name": name} for name in line.authors]
    if line.topics:
        item["tags"] = list(line.topics)
    return item


def _sitemap(root: str, name: str, addresses: Iterable[tuple[str, str]]) -> bytes:
    """The file for ``addresses``, each with the day of its last change."""
    element = Element(root, xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for place, day in addresses:
        entry = SubElement(element, name)
        _add(entry, "loc", place)
        if day:
            _add(entry, "lastmod", day)
    return _xml(element)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NOT_XML.sub("", text)


def _xml(element: Element) -> bytes:
    written: str = tostring(element, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()

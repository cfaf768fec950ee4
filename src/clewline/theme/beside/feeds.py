"""Feeds, whatever they tell of: what a reader may subscribe to, as Atom and as JSON Feed.

Atom: RFC 4287. JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/.
"""

import json
import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from clewline.pages.site_view import SiteView

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


class Feed(NamedTuple):
    """A feed: its title, what it is in a sentence, the address of the page that it tells of, the address that
    it is known by for good, and what it tells, the latest first.
    """

    title: str
    description: str
    home: str
    identity: str
    lines: Sequence[FeedLine]


def address(site: SiteView, url: str) -> str:
    """The address on the web of a file of the site; the way from its root when that is not known."""
    return f"{site.base_url.rstrip('/')}/{quote(url, safe='/#')}" if site.base_url else url


def atom(feed: Feed, place: str, site: SiteView) -> bytes:
    """``feed`` as Atom, for a file at this address."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": site.language})
    add(root, "id", feed.identity)
    add(root, "title", feed.title)
    if feed.description:
        add(root, "subtitle", feed.description)
    add(root, "updated", _time(feed.lines[0].changed))
    SubElement(root, "link", rel="self", type="application/atom+xml", href=place)
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.home)
    add(SubElement(root, "author"), "name", site.title)
    for line in feed.lines:
        entry = SubElement(root, "entry")
        add(entry, "id", line.identity)
        add(entry, "title", line.name)
        add(entry, "updated", _time(line.changed))
        if line.created:
            add(entry, "published", _time(line.created))
        SubElement(entry, "link", rel="alternate", type="text/html", href=line.address)
        for name in line.authors:
            add(SubElement(entry, "author"), "name", name)
        for topic in line.topics:
            SubElement(entry, "category", term=_NOT_XML.sub("", topic))
        add(entry, "summary", line.description)
    return xml_file(root)


def json_feed(feed: Feed, place: str, site: SiteView) -> bytes:
    """``feed`` as JSON Feed, for a file at this address."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": place,
        "description": feed.description,
        "language": site.language,
        "items": [_item(line) for line in feed.lines],
    }
    return (
        json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False, indent=1) + "\n"
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


def _time(day: str) -> str:
    """A day as a date and time of RFC 3339."""
    return f"{day}T00:00:00Z"


def add(parent: Element, name: str, text: str) -> None:
    """Adds an element that holds ``text``."""
    SubElement(parent, name).text = _NOT_XML.sub("", text)


def xml_file(element: Element) -> bytes:
    """The file that ``element`` is the root of."""
    written: str = tostring(element, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()

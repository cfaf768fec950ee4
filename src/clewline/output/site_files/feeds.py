"""The feeds of a site and its sitemap: which lines are new or changed, and which pages there are. All dates
are from front matter.

Sitemaps 0.9: https://www.sitemaps.org/protocol.html.
"""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement

from clewline.pages.models import LinePage
from clewline.pages.site_view import SiteView
from clewline.theme.beside.feeds import Feed, FeedLine, add, address, atom, json_feed, xml_file
from clewline.theme.beside.head import stated_authors

ATOM, JSON_FEED, SITEMAP = "feed.xml", "feed.json", "sitemap.xml"
_ENTRIES = 100
_MOST_ADDRESSES = 50_000  # the limit of the protocol for one file


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
    home = address(site, "index.html")
    return feeds_named(ATOM, JSON_FEED, Feed(site.title, site.description, home, home, lines), site)


def feeds_named(atom_name: str, json_name: str, feed: Feed, site: SiteView) -> dict[str, bytes]:
    """The two files of ``feed`` by these names; none when it tells of nothing."""
    if not feed.lines:
        return {}
    return {
        atom_name: atom(feed, address(site, atom_name), site),
        json_name: json_feed(feed, address(site, json_name), site),
    }


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


def _sitemap(root: str, name: str, addresses: Iterable[tuple[str, str]]) -> bytes:
    """The file for ``addresses``, each with the day of its last change."""
    element = Element(root, xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for place, day in addresses:
        entry = SubElement(element, name)
        add(entry, "loc", place)
        if day:
            add(entry, "lastmod", day)
    return xml_file(element)

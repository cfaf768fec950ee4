"""Feeds of reviews: answers that a person has reviewed, and answers that have changed since, with what has
changed.
"""

from collections.abc import Iterable

from clewline.output.site_files.feeds import feeds_named
from clewline.pages.site_view import SiteView
from clewline.theme.beside.feeds import Feed, FeedLine, address

ANSWERS, ANSWERS_JSON = "answers.xml", "answers.json"
_ENTRIES = 100


def answer_feeds(told: Iterable[FeedLine], site: SiteView) -> dict[str, bytes]:
    """The feeds that tell the newest of what is ``told``."""
    newest = sorted(told, key=lambda one: one.changed, reverse=True)[:_ENTRIES]
    home, identity = address(site, "index.html"), address(site, ANSWERS)
    feed = Feed(f"{site.title}: reviews", site.description, home, identity, newest)
    return feeds_named(ANSWERS, ANSWERS_JSON, feed, site)

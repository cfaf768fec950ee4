"""The feed of one answer, beside its page: when it was reviewed, what has changed in it, that it lapsed.

A line has one that somebody has reviewed, or of which the history is recorded. It needs the address of the
site, because readers of feeds know entries by theirs.
"""

from collections.abc import Sequence

from clewline.pages.models import LinePage, Page
from clewline.pages.review_models import Told
from clewline.theme.beside.feeds import Feed, FeedLine, address, atom


def answer_feed_url(page: Page) -> str:
    """The address of the feed of ``page``; empty when it has none."""
    told = page.site.base_url and isinstance(page, LinePage) and page.review.told
    return f"{page.url.removesuffix('.html')}.xml" if told else ""


def answer_feed(page: Page) -> bytes:
    """The feed of ``page``, which must have one."""
    assert isinstance(page, LinePage)
    place = address(page.site, answer_feed_url(page))
    lines = feed_lines(page.review.told, page.address, tuple(topic.text for topic in page.topics))
    return atom(Feed(page.name, page.description, page.address, place, lines), place, page.site)


def feed_lines(told: Sequence[Told], page: str, topics: tuple[str, ...]) -> tuple[FeedLine, ...]:
    """What is ``told`` of the answer at the address ``page``, as feeds have it."""
    return tuple(
        FeedLine(f"{page}#{one.mark}", page, one.title, one.words, "", one.on, (), topics) for one in told
    )

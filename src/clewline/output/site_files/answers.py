"""Feeds of reviews: answers that a person has reviewed, and answers that have changed since, with what has
changed.

An entry is known by what it tells of, so that building the site once more gives none. All dates are from
records of reviews and from front matter.
"""

from collections.abc import Iterator, Sequence

from clewline.content.model import Kind
from clewline.evidence.reviews import Freshness, State
from clewline.output.site_files.feeds import FeedLine, Names, address, feeds_named
from clewline.pages.review_findings import changes_in_words, new_words
from clewline.pages.reviews import Reviews
from clewline.pages.site_view import SiteView
from clewline.pages.views import Views
from clewline.text.digest import digest

ANSWERS, ANSWERS_JSON = "answers.xml", "answers.json"
_ENTRIES = 100


def told_of(line: str, reviews: Reviews, views: Views, site: SiteView) -> Iterator[FeedLine]:
    """What feeds tell of the review of the line at this path: that it has lapsed, and that it was made."""
    fresh, review = reviews.freshness(line), reviews.review(line)
    url, title = views.url(line), views.title_text(line)
    if review is None or not url:
        return
    place = address(site, url)
    topics = tuple(topic.text for topic in views.topics(line))
    if fresh.state is State.STALE:
        changes = "; ".join(changes_in_words(line, fresh, reviews))
        new = [f"“{one}”" for one in new_words(line, fresh, reviews)]
        identity = f"{place}#changed-{digest(' '.join([changes, *new]).encode())[:12]}"
        what = "The answer has changed" if fresh.own else "Its sources have changed"
        words = " ".join([f"Changed since the review of {review.on}: {changes}.", *new])
        day = _day(line, fresh, views)
        yield FeedLine(identity, place, f"{what}: {title}", words, "", day, (), topics)
    said = [f"Reviewed by {review.by}.", review.reason]
    said += [f"Before that, these had changed: {'; '.join(review.changed)}."] if review.changed else []
    words = " ".join(filter(None, said))
    yield FeedLine(
        f"{place}#reviewed-{review.on}", place, f"Reviewed: {title}", words, "", review.on, (), topics
    )


def _day(line: str, fresh: Freshness, views: Views) -> str:
    """The last day that a review, the line, or one of the notes that have changed is dated."""
    notes = [other.path for other in fresh.notes if views.graph.kind(other.path) is Kind.NOTE]
    changed = [*notes, line] if fresh.own else notes
    return max([fresh.on, *(day for path in changed for day in views.dates(path))])


def answer_feeds(told: Sequence[FeedLine], site: SiteView) -> dict[str, bytes]:
    """The feeds that tell the newest of what is ``told``."""
    newest = sorted(told, key=lambda one: one.changed, reverse=True)[:_ENTRIES]
    return feeds_named(Names(ANSWERS, ANSWERS_JSON, f"{site.title}: reviews"), newest, site)

"""The review of a line as its page shows it."""

from collections.abc import Iterable, Iterator

from clewline.evidence.reviews import Difference, PartChange, Said
from clewline.pages.review_models import ChangedPart, ReviewedSource, ReviewView
from clewline.pages.reviews import Reviews, new_statements
from clewline.pages.source_cards import source_numbers
from clewline.pages.told import told_of
from clewline.pages.views import Views


def review_view(line: str, reviews: Reviews, views: Views) -> ReviewView:
    """The review of the line at this path."""
    fresh = reviews.freshness(line)
    numbers = source_numbers(line, views.graph)
    own = tuple(_parts(fresh.own, reviews.statements(line))) if fresh.own else ()
    sources = tuple(_source(line, other, numbers.get(other.path, 0), reviews, views) for other in fresh.notes)
    told = told_of(line, reviews, views)
    return ReviewView(fresh.state.value, fresh.by, fresh.on, fresh.reason, own, sources, told)


def _source(line: str, difference: Difference, number: int, reviews: Reviews, views: Views) -> ReviewedSource:
    path = difference.path
    known = path in views.corpus.kinds
    href, title = (views.url(path), views.title_text(path)) if known else ("", "")
    said = reviews.statements(path, line) if known and difference.parts else {}
    return ReviewedSource(number, href, title, difference.kind, tuple(_parts(difference.parts, said)))


def _parts(changes: Iterable[PartChange], said: Said) -> Iterator[ChangedPart]:
    for change in changes:
        new = tuple(one.text for one in new_statements(change, said))
        yield ChangedPart(change.part.value, new, change.gone)

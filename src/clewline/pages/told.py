"""What there is to tell of an answer: that a person has reviewed it, what in it has changed, and that it has
lapsed.

Each is known by what it tells of, so that building the site once more gives nothing new. All dates are from
the records of reviews and of histories, and from front matter.
"""

from collections.abc import Iterator

from clewline.content.model import Kind
from clewline.evidence import Change
from clewline.evidence.reviews import Edit, Freshness, Review, State
from clewline.pages.review_findings import changes_in_words, new_words
from clewline.pages.review_models import Told
from clewline.pages.reviews import Reviews
from clewline.pages.views import Views
from clewline.text.digest import digest


def told_of(line: str, reviews: Reviews, views: Views) -> tuple[Told, ...]:
    """What there is to tell of the line at this path, the latest first."""
    review, title = reviews.review(line), views.title_text(line)
    told = [_edited(edit, title) for edit in reviews.edits(line)]
    if review:
        told = [*_lapsed(line, review, reviews, views), _reviewed(review, title), *told]
    return tuple(sorted(told, key=lambda one: one.on, reverse=True))


def _lapsed(line: str, review: Review, reviews: Reviews, views: Views) -> Iterator[Told]:
    fresh = reviews.freshness(line)
    if fresh.state is not State.STALE:
        return
    changes = "; ".join(changes_in_words(line, fresh, reviews))
    new = [f"“{one}”" for one in new_words(line, fresh, reviews)]
    mark = f"changed-{digest(' '.join([changes, *new]).encode())[:12]}"
    what = "The answer has changed" if fresh.own else "Its sources have changed"
    words = " ".join([f"Changed since the review of {review.on}: {changes}.", *new])
    yield Told(mark, f"{what}: {views.title_text(line)}", words, _day(line, fresh, views))


def _reviewed(review: Review, title: str) -> Told:
    said = [f"Reviewed by {review.by}.", review.reason]
    said += [f"Before that, these had changed: {'; '.join(review.changed)}."] if review.changed else []
    return Told(f"reviewed-{review.on}", f"Reviewed: {title}", " ".join(filter(None, said)), review.on)


def _edited(edit: Edit, title: str) -> Told:
    return Told(f"edited-{edit.on}", f"Edited: {title}", " ".join(map(_edit_in_words, edit.diffs)), edit.on)


def _edit_in_words(diff: tuple[Change, ...]) -> str:
    """A changed statement as it was and as it is."""
    was, now = (" ".join(one.words for one in diff if one.sign in (" ", sign)) for sign in "-+")
    if not was:
        return f"New: “{now}”"
    return f"“{was}” became “{now}”" if now else f"Gone: “{was}”"


def _day(line: str, fresh: Freshness, views: Views) -> str:
    """The last day that a review, the line, or one of the notes that have changed is dated."""
    notes = [other.path for other in fresh.notes if views.graph.kind(other.path) is Kind.NOTE]
    changed = [*notes, line] if fresh.own else notes
    return max([fresh.on, *(day for path in changed for day in views.dates(path))])

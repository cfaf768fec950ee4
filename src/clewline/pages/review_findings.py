"""What is to be said of reviews, as diagnostics, and in words what has changed since one."""

from collections.abc import Callable, Iterator
from itertools import islice

from clewline.content.word_places import words_span
from clewline.corpus.assemble import plain
from clewline.diagnostics.diagnostic import Diagnostic, Related
from clewline.evidence.reviews import Freshness, Part, PartChange, Said, State, Statement
from clewline.pages.reviews import Reviews, new_statements
from clewline.pages.source_cards import source_numbers
from clewline.text.spans import Span, file_start, span_at

_NAMES = {
    Part.QUESTION: "question",
    Part.DECK: "deck",
    Part.ANSWER: "answer",
    Part.TITLE: "title",
    Part.SUMMARY: "summary",
    Part.TEXT: "text",
    Part.CODE: "code and formulas",
    Part.STANCE: "stance",
    Part.CITED: "sentences that cite it",
    Part.WORKS: "references",
    Part.RETRACTED: "retracted",
    Part.OPPOSED: "contradiction with",
    Part.RELATIONS: "relations",
}
_NAMED = (Part.STANCE, Part.WORKS, Part.RETRACTED, Part.OPPOSED, Part.RELATIONS)
"""Parts of which the statements are so short that they are named rather than counted."""
_KINDS = {"added": "was not cited then", "dropped": "is not cited any more"}
_SHOWN = 3


def review_findings(line: str, reviews: Reviews) -> Iterator[Diagnostic]:
    """What is to be said of the review of the line at this path."""
    fresh, stem = reviews.freshness(line), reviews.corpus.documents[line].stem
    if fresh.state is State.UNREVIEWED:
        message = "nobody has recorded a review of this line"
        hint = f"read it against its notes, then: clewline review {stem} --accept"
        yield Diagnostic("review-missing", message, file_start(line), hint)
    elif fresh.state is State.STALE:
        changes = "; ".join(changes_in_words(line, fresh, reviews))
        message = f"reviewed by {fresh.by} on {fresh.on}, and changed since: {changes}"
        hint = f"clewline review {stem} shows what changed, and with --accept records a new review"
        related = tuple(_related(line, fresh, reviews))
        yield Diagnostic("review-stale", message, file_start(line), hint, related)


def record_findings(reviews: Reviews) -> Iterator[Diagnostic]:
    """What is wrong with the records of reviews and histories."""
    used = {*reviews.by_line.whole().values(), *reviews.history_by_line.whole().values()}
    for path, label in reviews.labels().items():
        if label.damage:
            row, message = label.damage
            hint = "take the file as it was from version control, or have it written again"
            yield Diagnostic("review-damaged", message, span_at(path, row, 1, 1), hint)
        elif path not in used and label.line not in reviews.corpus.withheld:
            what, others = "review", reviews.by_line
            if label.is_history:
                what, others = "history", reviews.history_by_line
            other = others.get(label.line)
            message = f"this is the {what} of {label.line}, which is no line"
            if other:
                message = f"the {what} of {label.line} is also recorded in {other}, which counts"
            hint = "take the file out, or correct the path of the line in it"
            yield Diagnostic("review-unused", message, file_start(path), hint)


def changes_in_words(line: str, fresh: Freshness, reviews: Reviews) -> Iterator[str]:
    """What has changed since a review, in the line and in each note."""

    def name(path: str) -> str:
        known = path in reviews.corpus.kinds
        return f"“{plain(reviews.corpus.documents[path].title)}”" if known else "a note that is gone"

    def parts(path: str, changes: tuple[PartChange, ...]) -> str:
        said = reviews.statements(path, line)
        return ", ".join(_part_in_words(change, said) for change in changes)

    return _changes(line, fresh, reviews, name, parts)


def changes_in_numbers(line: str, fresh: Freshness, reviews: Reviews) -> Iterator[str]:
    """The same without any words of the notes, which may be withheld one day."""

    def parts(path: str, changes: tuple[PartChange, ...]) -> str:
        return ", ".join(_part_in_numbers(change) for change in changes)

    return _changes(line, fresh, reviews, lambda path: "a note", parts)


def _changes(
    line: str,
    fresh: Freshness,
    reviews: Reviews,
    name: Callable[[str], str],
    parts: Callable[[str, tuple[PartChange, ...]], str],
) -> Iterator[str]:
    numbers = source_numbers(line, reviews.graph)
    if fresh.own:
        yield f"the line ({parts(line, fresh.own)})"
    for other in fresh.notes:
        number = numbers.get(other.path)
        said = _KINDS[other.kind] if other.kind in _KINDS else parts(other.path, other.parts)
        yield f"{f'note {number}' if number else name(other.path)} ({said})"


def _part_in_words(change: PartChange, said: Said) -> str:
    if change.part not in _NAMED or not change.new:
        return _part_in_numbers(change)
    words = "; ".join(one.text for one in new_statements(change, said))
    return f"{_NAMES[change.part]}: now {words}{f', {change.gone} gone' if change.gone else ''}"


def _part_in_numbers(change: PartChange) -> str:
    counts = [f"{len(change.new)} new"] if change.new else []
    counts += [f"{change.gone} gone"] if change.gone else []
    return f"{_NAMES[change.part]}: {', '.join(counts)}"


def new_words(line: str, fresh: Freshness, reviews: Reviews) -> list[str]:
    """The statements that are new, in the line and in each note."""
    return [one.text for _, _, one in _new(line, fresh, reviews)]


def _related(line: str, fresh: Freshness, reviews: Reviews) -> Iterator[Related]:
    """The places of the first statements that are new, in the line and in each note."""
    for path, part, one in _new(line, fresh, reviews):
        place = _span(line if part is Part.CITED else path, one, reviews)
        yield Related(place, f"new since the review: {one.text}")


def _new(line: str, fresh: Freshness, reviews: Reviews) -> Iterator[tuple[str, Part, Statement]]:
    """The first statements that are new, in the line and in each note: path, part, and statement."""
    for path, changes in ((line, fresh.own), *((other.path, other.parts) for other in fresh.notes)):
        if changes and path in reviews.corpus.kinds:
            said = reviews.statements(path, line)
            new = ((path, change.part, one) for change in changes for one in new_statements(change, said))
            yield from islice(new, _SHOWN)


def _span(path: str, one: Statement, reviews: Reviews) -> Span:
    """Where a statement of the document at ``path`` was written."""
    if one.passage < 0:
        return file_start(path)
    return words_span(path, reviews.texts[path][one.passage], one.start, one.end)

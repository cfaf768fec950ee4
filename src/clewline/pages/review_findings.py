"""What is to be said of reviews, as diagnostics, and in words what has changed since one."""

from collections.abc import Iterator

from clewline.content.model import words_span
from clewline.corpus.assemble import Corpus, plain
from clewline.diagnostics.diagnostic import Diagnostic, Related
from clewline.evidence.reviews import Difference, Freshness, Part, PartChange, Said, State, Statement
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
    """What is wrong with the records of reviews."""
    used = frozenset(reviews.by_line.whole().values())
    for path, label in reviews.labels().items():
        if label.damage:
            row, message = label.damage
            hint = "take the file as it was from version control, or review the line again"
            yield Diagnostic("review-damaged", message, span_at(path, row, 1, 1), hint)
        elif path not in used and label.line not in reviews.corpus.withheld:
            other = reviews.by_line.get(label.line)
            message = f"this is the review of {label.line}, which is no line"
            if other:
                message = f"the review of {label.line} is also recorded in {other}, which counts"
            hint = "take the file out, or correct the path of the line in it"
            yield Diagnostic("review-unused", message, file_start(path), hint)


def changes_in_words(line: str, fresh: Freshness, reviews: Reviews) -> Iterator[str]:
    """What has changed since a review, in the line and in each note."""
    numbers = source_numbers(line, reviews.graph)
    if fresh.own:
        yield f"the line ({parts_in_words(fresh.own, reviews.statements(line))})"
    for other in fresh.notes:
        number = numbers.get(other.path)
        name = f"note {number}" if number else title_of(other.path, reviews.corpus)
        yield f"{name} ({_difference_in_words(line, other, reviews)})"


def _difference_in_words(line: str, other: Difference, reviews: Reviews) -> str:
    if other.kind == "added":
        return "was not cited then"
    if other.kind == "dropped":
        return "is not cited any more"
    return parts_in_words(other.parts, reviews.statements(other.path, line))


def title_of(path: str, corpus: Corpus) -> str:
    """The title of the document at ``path``; the path itself where there is none that may be named."""
    return f"“{plain(corpus.documents[path].title)}”" if path in corpus.kinds else path


def parts_in_words(changes: tuple[PartChange, ...], said: Said) -> str:
    """What has changed in a document that now says what is ``said``."""
    return ", ".join(_part_in_words(change, said) for change in changes)


def _part_in_words(change: PartChange, said: Said) -> str:
    counts = [f"{len(change.new)} new"] if change.new else []
    if change.part in _NAMED and change.new:
        counts = ["now " + "; ".join(one.text for one in new_statements(change, said))]
    counts += [f"{change.gone} gone"] if change.gone else []
    return f"{_NAMES[change.part]}: {', '.join(counts)}"


def _related(line: str, fresh: Freshness, reviews: Reviews) -> Iterator[Related]:
    """The places of the first statements that are new, in the line and in each note."""
    for path, changes in ((line, fresh.own), *((other.path, other.parts) for other in fresh.notes)):
        if not changes or path not in reviews.corpus.kinds:
            continue
        said = reviews.statements(path, line)
        new = [(change.part, one) for change in changes for one in new_statements(change, said)]
        for part, one in new[:_SHOWN]:
            place = _span(line if part is Part.CITED else path, one, reviews.corpus)
            yield Related(place, f"new since the review: {one.text}")


def _span(path: str, one: Statement, corpus: Corpus) -> Span:
    """Where a statement of the document at ``path`` was written."""
    if one.passage < 0:
        return file_start(path)
    return words_span(path, corpus.documents[path].passages[one.passage], one.start, one.end)

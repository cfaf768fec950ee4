"""The review of a line: what a person looks at before they say that the answer still stands."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from clewline.check.history import History
from clewline.content.model import Kind
from clewline.content.options import ParseOptions
from clewline.content.parse import parse
from clewline.corpus.assemble import plain
from clewline.evidence import Change
from clewline.evidence.quotations.wording import difference
from clewline.evidence.reviews import WORDS, Part, PartChange, Review, Said, Standing, State, standing_of
from clewline.pages.review_findings import changes_in_numbers
from clewline.pages.reviews import Reviews, new_statements
from clewline.pages.source_cards import source_numbers
from clewline.pages.statements import own_statements
from clewline.text.spans import SourceFile

_LIKE = 0.4


class Changed(NamedTuple):
    """What has changed in a part: word diffs of the statements, as far as they are known, those that are new,
    and how many of the others are gone.
    """

    part: Part
    diffs: tuple[tuple[Change, ...], ...]
    new: tuple[str, ...]
    gone: int


class ChangedNote(NamedTuple):
    """A cited note that is not what it was: number (0: it is cited no more), path, title, what has become of
    it, what has changed in it, and the sentences of the line that cite it.
    """

    number: int
    path: str
    title: str
    kind: str
    parts: tuple[Changed, ...]
    cited: tuple[str, ...]


class LineReview(NamedTuple):
    """How a line stands to its last review: in a word, by whom and when that was, why; what has changed since
    in the notes, and in the line itself.
    """

    path: str
    title: str
    state: State
    by: str
    on: str
    reason: str
    notes: tuple[ChangedNote, ...]
    own: tuple[Changed, ...]


class Past:
    """What documents said when a line was reviewed, where the history of their files has it."""

    def __init__(self, history: History, options: ParseOptions) -> None:
        self._history = history
        self._options = options

    def said(self, path: str, kind: Kind, then: Standing) -> Said:
        """What the document at ``path`` said when it stood as ``then``; nothing when that is not known."""
        for _, data in self._history.versions(path):
            document = parse(SourceFile(path, data), kind, self._options).value.document
            if document is not None:
                words = document.fields + document.body.passages
                said = own_statements(document, words, document.body, self._options.language)
                if standing_of(said).whole == then.whole:
                    return said
        return {}


def line_review(line: str, reviews: Reviews, past: Past) -> LineReview:
    """The review of the line at this path."""
    fresh, review, corpus = reviews.freshness(line), reviews.review(line), reviews.corpus
    title = plain(corpus.documents[line].title)
    if review is None:
        return LineReview(line, title, fresh.state, "", "", "", (), ())
    before = past.said(review.line, Kind.LINE, review.own) if fresh.own else {}
    own = tuple(_changed(fresh.own, before, reviews.statements(line)))
    return LineReview(
        line,
        title,
        fresh.state,
        fresh.by,
        fresh.on,
        fresh.reason,
        tuple(_notes(line, review, reviews, past)),
        own,
    )


def _notes(line: str, review: Review, reviews: Reviews, past: Past) -> Iterator[ChangedNote]:
    numbers, cited = source_numbers(line, reviews.graph), reviews.cited_statements(line)
    corpus = reviews.corpus
    for other in reviews.freshness(line).notes:
        path = other.path
        title = plain(corpus.documents[path].title) if path in corpus.kinds else ""
        parts: tuple[Changed, ...] = ()
        if other.parts:
            before = past.said(other.was, Kind.NOTE, review.notes[other.was])
            parts = tuple(_changed(other.parts, before, reviews.statements(path, line)))
        sentences = tuple(one.text for one in cited.get(path, ()))
        yield ChangedNote(numbers.get(path, 0), path, title, other.kind, parts, sentences)


def _changed(changes: Sequence[PartChange], before: Said, now: Said) -> Iterator[Changed]:
    for change in changes:
        new = [one.text for one in new_statements(change, now)]
        kept = {one.digest for one in now.get(change.part, ())}
        gone = [one.text for one in before.get(change.part, ()) if one.digest not in kept]
        if change.part not in WORDS or not before:
            yield Changed(change.part, (), tuple(new), change.gone)
        else:
            yield Changed(change.part, tuple(paired(gone, new)), (), 0)


def paired(gone: list[str], new: list[str]) -> Iterator[tuple[Change, ...]]:
    """The word diff of each statement that is new or gone, each beside the one that is most like it."""
    left = [one.split() for one in gone]
    for words in (one.split() for one in new):
        ratios = [SequenceMatcher(None, other, words, autojunk=False).ratio() for other in left]
        best = max(range(len(left)), key=ratios.__getitem__, default=-1)
        if best >= 0 and ratios[best] >= _LIKE:
            yield difference(left.pop(best), words)
        else:
            yield (Change("+", " ".join(words)),)
    yield from ((Change("-", " ".join(words)),) for words in left)


def new_review(line: str, by: str, on: str, reason: str, reviews: Reviews) -> Review:
    """The review that somebody records of the line at this path as it stands now."""
    fresh = reviews.freshness(line)
    changed = tuple(changes_in_numbers(line, fresh, reviews)) if fresh.state is State.STALE else ()
    return Review(line, by, on, reason, reviews.digested(line), reviews.digested_notes(line), changed)

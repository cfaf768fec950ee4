"""Reviews of lines: which record is whose, what was read then, and what has changed since."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from clewline.content.model import Body, Kind
from clewline.corpus.assemble import plain
from clewline.corpus.standing import is_retracted
from clewline.engine.query import adopt, query
from clewline.engine.tables import Table
from clewline.evidence.reviews import (
    Edit,
    Freshness,
    Label,
    LineHistory,
    Part,
    PartChange,
    Review,
    Said,
    Standing,
    State,
    Statement,
    freshness,
    standing_of,
)
from clewline.pages.evidence import Evidence
from clewline.pages.statements import citing_sentences, own_statements, work_statement
from clewline.text.names import name_key, stem

_STATED = ("supports", "qualifies", "background")
"""What a note may say of another without contradicting it."""


class Records(NamedTuple):
    """The records of reviews and histories: what each holds, by the path of its file (None: it cannot be
    read); ``labels`` gives what each is the record of.
    """

    reviews: Mapping[str, Review | None]
    histories: Mapping[str, LineHistory | None]
    labels: Callable[[], Mapping[str, Label]]


class Reviews:
    """The reviews of one corpus; ``bodies`` are the bodies of documents, by path."""

    def __init__(self, evidence: Evidence, bodies: Mapping[str, Body], records: Records) -> None:
        self.db = evidence.db
        self.corpus = evidence.corpus
        self.graph = evidence.graph
        self.texts = evidence.texts
        self._evidence = evidence
        self._bodies = bodies
        self._records = records
        self.by_line = Table[str, str](self.db, "review of", dict[str, str], make=self._by_line)
        """The path of the record of each line that has one."""
        self.history_by_line = Table[str, str](self.db, "history of", dict[str, str], make=self._histories)
        """The path of the history of each line that has one."""
        adopt(self)

    def labels(self) -> Mapping[str, Label]:
        """What each record is the review of, or the history, by the path of its file."""
        return self._records.labels()

    @query(keep=True, lazy=True)
    def freshness(self, line: str) -> Freshness:
        """How the line at this path stands to its last review."""
        review = self.review(line)
        if review is None:
            return freshness(None, Standing("", {}), {})
        return freshness(review, self.digested(line), self.digested_notes(line))

    @query(cut=True, lazy=True)
    def has_lapsed(self, line: str) -> bool:
        """Whether something has changed since the last review of the line at this path."""
        return self.freshness(line).state is State.STALE

    def review(self, line: str) -> Review | None:
        """The last review of a line; None when it has none."""
        record = self.by_line.get(line)
        return self._records.reviews[record] if record else None

    @query(keep=True, lazy=True)
    def digested(self, path: str) -> Standing:
        """What a document says."""
        return standing_of(self.said(path))

    @query(keep=True, lazy=True)
    def digested_notes(self, line: str) -> dict[str, Standing]:
        """What each note that a line cites says, with what the line says of it, in the order of citation."""
        cited = self.cited_statements(line)
        found: dict[str, Standing] = {}
        for note, statements in cited.items():
            standing = self.digested(note)
            stance = self.graph.stance(line, note)
            own = standing_of({Part.CITED: statements}).parts
            parts = standing.parts | own | ({Part.STANCE: (stance,)} if stance else {})
            found[note] = Standing(standing.whole, parts)
        return found

    def cited_statements(self, line: str) -> dict[str, tuple[Statement, ...]]:
        """By the path of each note that a line cites, the sentences that do."""
        sentences = dict(
            citing_sentences(self.corpus.documents[line], self.texts[line], self._evidence.language)
        )
        cited: dict[str, dict[Statement, None]] = {note: {} for note in self.graph.cited(line)}
        for citation in self.graph.citations(line):
            if sentence := sentences.get(citation.link):
                cited[citation.note][sentence] = None
        return {note: tuple(statements) for note, statements in cited.items()}

    def statements(self, path: str, line: str = "") -> Said:
        """The statements of the document at ``path``; of a note with what ``line`` says of it."""
        said = self.said(path)
        if line and path != line:
            stance = self.graph.stance(line, path)
            said[Part.CITED] = self.cited_statements(line).get(path, ())
            said[Part.STANCE] = (Statement(stance, stance),) if stance else ()
        return said

    def said(self, path: str) -> Said:
        """The statements of the document at ``path``: its own words, what it rests on, and how it stands to
        other notes.
        """
        document = self.corpus.documents[path]
        said = own_statements(document, self.texts[path], self._bodies[path], self._evidence.language)
        works = self.graph.rests_on(path)
        said[Part.WORKS] = tuple(work_statement(self.corpus.references[key]) for key in works)
        gone = (key for key in works if is_retracted(self.corpus.standings.get(key, ())))
        said[Part.RETRACTED] = tuple(work_statement(self.corpus.references[key]) for key in gone)
        if document.kind is not Kind.LINE:
            said[Part.OPPOSED] = tuple(self._relations(path, ("opposes",), ("opposes",)))
            said[Part.RELATIONS] = tuple(self._relations(path, _STATED, ("qualifies",)))
        return said

    def _relations(self, note: str, out: Collection[str], into: Collection[str]) -> Iterator[Statement]:
        """The notes to which ``note`` stands in one of the relations ``out``, or they to it in one of
        ``into``.
        """
        for other, stance, inward in self.graph.stances(note):
            if self.graph.kind(other) is Kind.NOTE and stance in (into if inward else out):
                title = plain(self.corpus.documents[other].title)
                yield Statement(title, f"{'is' if inward else ''} {stance} {title}")

    def edits(self, line: str) -> tuple[Edit, ...]:
        """What has changed in a line, the latest day first, as far as it is recorded."""
        path = self.history_by_line.get(line)
        history = self._records.histories[path] if path else None
        return history.edits if history else ()

    def _histories(self) -> dict[str, str]:
        """The history of each line: of several the last by its path."""
        histories = ((one.line, path) for path, one in self.labels().items() if one.is_history)
        return {line: path for line, path in sorted(histories) if self.corpus.kinds.get(line) is Kind.LINE}

    def _by_line(self) -> dict[str, str]:
        """The record of each line: the one that names it, of several the latest; else one whose line is gone
        that has its name, or the same words.
        """
        found: dict[str, tuple[str, str]] = {}
        lost: list[str] = []
        for path, label in self.labels().items():
            if label.damage or label.is_history:
                continue
            if self.corpus.kinds.get(label.line) is not Kind.LINE:
                lost.append(path)
            elif label.on > found.get(label.line, ("", ""))[0]:
                found[label.line] = label.on, path
        records = {line: path for line, (_, path) in found.items()}
        return dict(sorted((records | self._followed(lost, records)).items()))

    def _followed(self, lost: Sequence[str], known: Mapping[str, str]) -> dict[str, str]:
        """The records of lines that have been renamed or moved, by their new paths."""
        if not lost:
            return {}
        left = [
            line for line in self.corpus.kinds if self.corpus.kinds[line] is Kind.LINE and line not in known
        ]
        followed: dict[str, str] = {}
        for path in lost:
            review = self._records.reviews[path]
            if review is None or review.line in self.corpus.withheld:
                continue
            named = [line for line in left if name_key(stem(line)) == name_key(stem(review.line))]
            same = named or [line for line in left if self.digested(line).whole == review.own.whole]
            if len(same) == 1 and same[0] not in followed:
                followed[same[0]] = path
        return followed


def new_statements(change: PartChange, said: Said) -> tuple[Statement, ...]:
    """The statements that are new in a part of a document that now says what is ``said``."""
    if change.part is Part.STANCE:  # recorded as the word that it is
        return said.get(Part.STANCE, ())
    wanted = frozenset(change.new)
    return tuple(one for one in said.get(change.part, ()) if one.digest in wanted)

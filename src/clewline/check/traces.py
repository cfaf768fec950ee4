"""The traces of one document: sentence by sentence, what each claim was traced to and what not."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from clewline.check.line_coverage import LineCoverage, line_coverage
from clewline.content.model import Document, Passage, Role
from clewline.content.word_places import words_span
from clewline.diagnostics.diagnostic import Severity
from clewline.diagnostics.report.graded import SeverityOf
from clewline.diagnostics.suppress import Comments, IgnoredFindings, suppress
from clewline.evidence import Change
from clewline.pages.coverage import Coverage
from clewline.pages.evidence import Evidence
from clewline.pages.evidence_findings import around, finding, span_of
from clewline.pages.traced import Traced, Words
from clewline.text.sentences import sentences
from clewline.text.spans import Span


class TracedTo(NamedTuple):
    """Words that a claim was traced to, or the nearest to it: where they were written, what they are in their
    document (``abstract`` and ``record`` for what is known of a work), and the passage round them.
    """

    span: Span
    role: str
    words: str
    passage: str


class TracedClaim(NamedTuple):
    """A claim, and what became of it: found (no ``code``), or a finding, with the reason of whoever
    ``accepted`` it. ``hop`` says between which texts it was traced.
    """

    kind: str
    hop: str
    words: str
    span: Span
    code: str
    severity: Severity | None
    accepted: str
    message: str
    hint: str
    diff: tuple[Change, ...]
    to: TracedTo | None


class TracedSentence(NamedTuple):
    """A sentence with its claims, in the order of the text; ``role`` says in what it stands, ``cites`` are
    the targets of its links, as the author wrote them.
    """

    role: str
    text: str
    span: Span
    cites: tuple[str, ...]
    claims: tuple[TracedClaim, ...]


class LineTrace(NamedTuple):
    """All sentences of a line or note, those of its summary first; of a line, on how much it rests."""

    path: str
    title: str
    sentences: tuple[TracedSentence, ...]
    coverage: LineCoverage | None

    @property
    def claims(self) -> tuple[TracedClaim, ...]:
        """All claims."""
        return tuple(claim for sentence in self.sentences for claim in sentence.claims)


class Accepting(NamedTuple):
    """What decides how grave a finding is, and whether somebody has accepted it."""

    severity_of: SeverityOf
    comments: Comments
    settings: tuple[IgnoredFindings, ...]


def line_trace(path: str, evidence: Evidence, coverage: Coverage, accepting: Accepting) -> LineTrace:
    """The traces of the document at ``path``."""
    document, passages = evidence.corpus.documents[path], evidence.texts[path]
    title = next((passage.text for passage in passages if passage.role is Role.TITLE), document.stem)
    by_passage: dict[int, list[Traced]] = {}
    for one in evidence.traced(path):
        by_passage.setdefault(one.passage, []).append(one)
    said = (
        (number, passage)
        for number, passage in enumerate(passages)
        if passage.role not in (Role.TITLE, Role.HEADING)
    )
    sentences = (
        sentence
        for number, passage in said
        for sentence in _sentences(document, passage, by_passage.get(number, ()), evidence, accepting)
    )
    return LineTrace(path, title, tuple(sentences), line_coverage(path, coverage))


def _sentences(
    document: Document,
    passage: Passage,
    traced: Iterable[Traced],
    evidence: Evidence,
    accepting: Accepting,
) -> Iterator[TracedSentence]:
    bounds = sentences(passage.text, evidence.language_of(document.path))
    starts = [start for start, _ in bounds]
    claims: dict[int, list[TracedClaim]] = {}
    for one in sorted(traced, key=lambda one: (one.trace.start, one.hop)):
        claims.setdefault(_owner(one.trace.start, starts), []).append(
            _claim(document, one, evidence, accepting)
        )
    cites: dict[int, list[str]] = {}
    for cite in passage.cites:
        # A mark after the full stop belongs to the sentence before it.
        at = cite.start if cite.start >= 0 else cite.offset - 1
        cites.setdefault(_owner(at, starts), []).append(document.links[cite.link].target)
    for number, (start, end) in enumerate(bounds):
        yield TracedSentence(
            passage.role.value,
            " ".join(passage.text[start:end].split()),
            words_span(document.path, passage, start, end),
            tuple(dict.fromkeys(cites.get(number, ()))),
            tuple(claims.get(number, ())),
        )


def _owner(at: int, starts: list[int]) -> int:
    """The number of the sentence in which offset ``at`` lies."""
    return max(sum(start <= at for start in starts) - 1, 0)


def _claim(document: Document, one: Traced, evidence: Evidence, accepting: Accepting) -> TracedClaim:
    passage = evidence.passage(document.path, one.passage)
    trace = one.trace
    found = finding(document.path, one, evidence) if trace.code else None
    accepted = ""
    if found:
        used = suppress([found], accepting.comments, accepting.settings, (), settings_apply=False).used
        accepted = used[0][0].reason if used else ""
    return TracedClaim(
        kind=trace.kind.value,
        hop=one.hop.value,
        words=" ".join(passage.text[trace.start : trace.end].split()),
        span=words_span(document.path, passage, trace.start, trace.end),
        code=found.code if found else "",
        severity=accepting.severity_of(found) if found else None,
        accepted=accepted,
        message=found.message if found else "",
        hint=found.hint if found else "",
        diff=trace.diff,
        to=_traced_to(one.words, evidence) if one.words else None,
    )


def _traced_to(words: Words, evidence: Evidence) -> TracedTo:
    text = evidence.words(words)
    if words.passage < 0:
        role = "abstract" if evidence.corpus.references[words.path[1:]].abstract else "record"
    else:
        role = evidence.passage(words.path, words.passage).role.value
    shown = " ".join(text[words.start : words.end].split())
    return TracedTo(span_of(words, evidence), role, shown, around(text, words))

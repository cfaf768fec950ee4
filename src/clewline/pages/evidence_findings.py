"""What is wrong between a document and its evidence, as diagnostics."""

from collections.abc import Iterable, Iterator

from clewline.content.word_places import words_span
from clewline.diagnostics.diagnostic import Diagnostic, Related
from clewline.evidence import Change
from clewline.pages.evidence import Evidence
from clewline.pages.traced import Hop, Traced, Words
from clewline.text.spans import Span

_LONGEST = 240
_BEYOND = {
    (Hop.BODY, "figure"): "figure-summary",
    (Hop.BODY, "quote"): "quote-summary",
    (Hop.EXCERPT, "figure"): "figure-excerpt",
    (Hop.EXCERPT, "quote"): "quote-excerpt",
    (Hop.EXCERPT, "hedge"): "hedge-excerpt",
}

_ABSENT = {
    Hop.BODY: ("is nowhere in the text below", "say it in the text too, or take it out of the summary"),
    Hop.EXCERPT: (
        "is not in what is stored of its works",
        "compare it with the work, and quote the passage that has it",
    ),
}
"""What is wrong and what to do where no note is cited, by hop."""


def evidence_findings(path: str, evidence: Evidence) -> Iterator[Diagnostic]:
    """What the evidence of the document at ``path`` does not carry, each at its place, with the nearest
    passage.
    """
    for traced in evidence.traced(path):
        if traced.trace.code:
            yield finding(path, traced, evidence)


def finding(path: str, traced: Traced, evidence: Evidence) -> Diagnostic:
    """The diagnostic on a claim of the document at ``path`` that was not found as it stands."""
    trace, passage = traced.trace, evidence.passage(path, traced.passage)
    span = words_span(path, passage, trace.start, trace.end)
    message, hint = trace.message, trace.hint
    if traced.hop in _ABSENT and trace.code.endswith("-missing"):
        what, hint = _ABSENT[traced.hop]
        message = f"“{' '.join(passage.text[trace.start : trace.end].split())}” {what}"
    return Diagnostic(code_of(traced), message, span, hint, _nearest(traced, evidence))


def code_of(traced: Traced) -> str:
    """The code of a finding; empty without one. What a body, an excerpt or an abstract does not speak of has
    a code of its own.
    """
    code = traced.trace.code
    return _BEYOND.get((traced.hop, code.partition("-")[0]), code) if traced.beyond else code


def _nearest(traced: Traced, evidence: Evidence) -> tuple[Related, ...]:
    if traced.words is None:
        return ()
    said = diff_text(traced.trace.diff) or around(evidence.words(traced.words), traced.words)
    return (Related(span_of(traced.words, evidence), f"the nearest passage: {said}"),)


def span_of(words: Words, evidence: Evidence) -> Span:
    """Where ``words`` were written; of what is known of a work, where its record begins."""
    if words.passage < 0:
        return evidence.corpus.references[words.path[1:]].span
    passage = evidence.passage(words.path, words.passage)
    return words_span(words.path, passage, words.start, words.end)


def diff_text(diff: Iterable[Change]) -> str:
    """A word diff in one line, as in ``did [-not-] {+ever+} improve``; empty without one."""
    marks = {"-": ("[-", "-]"), "+": ("{+", "+}"), " ": ("", "")}
    pieces = ((*marks[change.sign], change.words.strip()) for change in diff)
    return " ".join(f"{before}{words}{after}" for before, after, words in pieces if words)


def around(text: str, words: Words) -> str:
    """As much of ``text`` round ``words`` as a message has room for, from word to word."""
    if len(text) <= _LONGEST:
        return " ".join(text.split())
    start = max(min(words.start - _LONGEST // 3, len(text) - _LONGEST), 0)
    start = text.find(" ", start) + 1 if start else 0
    end = min(start + _LONGEST, len(text))
    end = max(text.rfind(" ", start, end), start) if end < len(text) else end
    shown = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"

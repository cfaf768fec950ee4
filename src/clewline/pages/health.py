"""Health: all that waits for a person, most useful first, each with the command that deals with it."""

from collections.abc import Callable, Iterable, Sequence

from clewline.diagnostics.diagnostic import Diagnostic, Severity
from clewline.diagnostics.rules import RULES
from clewline.pages.review_models import Task
from clewline.text.names import stem

_PLACES = 3
_RANKS = ("review-stale", "change-arrived", "review-damaged", "tension-one-sided", "review-missing")
"""What comes first among findings of one severity: answers that may not stand any more."""
_QUIET = ("document-private",)
"""Findings that wait for nobody."""
_REVIEWED = ("review-stale", "change-arrived")
_TRACED = ("figure-", "quote-", "hedge-", "tension-", "qualification-", "paragraph-", "sources-")
"""The beginnings of codes that `clewline trace` tells more of: sentence by sentence, at its end what a line
rests on and does not use.
"""


def tasks(found: Iterable[Diagnostic], grade: Callable[[Diagnostic], Severity | None]) -> tuple[Task, ...]:
    """What waits, by rule; lines of which the review has lapsed one by one. The gravest come first, then
    reviews, then what is found most often.
    """
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in found:
        if one.code not in _QUIET and grade(one) is not None:
            alone = one.span.path if one.code == "review-stale" else ""
            groups.setdefault((one.code, alone), []).append(one)
    made = [(grade(group[0]) or Severity.INFO, group) for group in groups.values()]
    made.sort(key=lambda item: (-item[0], _rank(item[1][0].code), -len(item[1]), item[1][0].code))
    return tuple(_task(severity, group) for severity, group in made)


def _rank(code: str) -> int:
    return _RANKS.index(code) if code in _RANKS else len(_RANKS)


def _task(severity: Severity, group: Sequence[Diagnostic]) -> Task:
    code = group[0].code
    places = tuple(f"{one.span.path}:{one.span.start.line}" for one in group[:_PLACES])
    meaning = RULES[code].meaning if code in RULES else code
    return Task(code, severity.word, meaning, len(group), places, _command(code, group[0].span.path))


def _command(code: str, path: str) -> str:
    """The command that deals with a finding in the file at ``path``."""
    if code in _REVIEWED:
        return f"clewline review {stem(path)}"
    if code == "review-missing":
        return "clewline review"
    if code == "document-draft":
        return "clewline serve --drafts"
    if code.startswith(_TRACED):
        return f"clewline trace {stem(path)}"
    return f"clewline rules {code}"

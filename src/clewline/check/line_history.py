"""What has changed in a line, day by day, as its versions in Git tell it."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from clewline.check.reviewing import paired
from clewline.content.model import COVERED, Kind, Status
from clewline.content.options import ParseOptions
from clewline.content.parse import parse
from clewline.evidence import Change
from clewline.evidence.reviews import WORDS, Edit, LineHistory, Part, Said
from clewline.pages.statements import own_statements
from clewline.text.spans import SourceFile

_NEAR = 6
"""So many words are kept of what is the same, on either side of a change."""


def line_history(path: str, versions: Iterable[tuple[str, bytes]], options: ParseOptions) -> LineHistory:
    """What has changed in the line at ``path``, of which these are the ``versions`` with their days, the
    latest first.

    Of several versions of one day the last counts. Versions that were not published, as drafts, are passed
    over.
    """
    days: dict[str, Said] = {}
    for day, data in versions:
        if day not in days and (said := _published(path, data, options)):
            days[day] = said
    edits = (
        Edit(day, diffs)
        for (day, now), (_, before) in pairwise(days.items())
        if (diffs := tuple(_diffs(before, now)))
    )
    return LineHistory(path, tuple(edits))


def _published(path: str, data: bytes, options: ParseOptions) -> Said | None:
    """What a version of the line says; None where readers could not see it."""
    document = parse(SourceFile(path, data), Kind.LINE, options).value.document
    if document is None or document.status is not Status.PUBLISHED:
        return None
    words = document.fields + document.body.passages
    return own_statements(document, words, document.body, options.language)


def _diffs(before: Said, now: Said) -> Iterator[tuple[Change, ...]]:
    for part in Part:
        if part not in WORDS or part is Part.CODE:
            continue
        then = {one.meant: one.text for one in before.get(part, ())}
        here = {one.meant: one.text for one in now.get(part, ())}
        gone = [text for meant, text in then.items() if meant not in here]
        new = [text for meant, text in here.items() if meant not in then]
        yield from (tuple(map(_brief, range(len(diff)), [diff] * len(diff))) for diff in paired(gone, new))


def _brief(place: int, diff: tuple[Change, ...]) -> Change:
    """The change at ``place`` of a diff: of what is the same, only the words near what is not."""
    change = diff[place]
    words = " ".join("…" if set(word) == {COVERED} else word for word in change.words.split()).split(" ")
    if change.sign != " ":
        return change._replace(words=" ".join(words))
    head = words[:_NEAR] if place else []
    tail = words[-_NEAR:] if place < len(diff) - 1 else []
    whole = len(words) <= len(head) + len(tail) + 1
    return change._replace(words=" ".join(words if whole else [*head, "…", *tail]))

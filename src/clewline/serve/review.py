"""What has changed since a line was reviewed, as `clewline review` shows it, beside its page in a browser."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from clewline.check.reviewing import Changed, ChangedNote, LineReview
from clewline.evidence import Change

_KINDS = {"added": "was not cited then", "dropped": "is not cited any more"}
_TAGS = {"+": "ins", "-": "del"}


def review_html(review: LineReview) -> str:
    """Note by note what has changed, each with the sentences that cite it, then in the line itself;
    everything from notes is escaped.
    """
    return "".join([*map(_note, review.notes), *_own(review.own)])


def _note(note: ChangedNote) -> str:
    name = f"note {note.number}  {note.title}" if note.number else note.path
    rows = [Markup("<h3>{}</h3>").format(name)]
    rows += [Markup("<p>{}</p>").format(_KINDS[note.kind])] if note.kind in _KINDS else []
    rows += [row for part in note.parts for row in _part(part)]
    rows += [Markup("<p><small>cited for</small> {}</p>").format(sentence) for sentence in note.cited]
    return "".join(rows)


def _own(parts: tuple[Changed, ...]) -> Iterator[str]:
    if parts:
        yield "<h3>the line itself</h3>"
    for part in parts:
        yield from _part(part)


def _part(changed: Changed) -> Iterator[Markup]:
    diffs = [*changed.diffs, *((Change("+", text),) for text in changed.new)]
    for diff in diffs:
        yield Markup("<p><small>{}</small> {}</p>").format(
            changed.part.value, Markup(" ").join(map(_words, diff))
        )
    if changed.gone:
        yield Markup("<p><small>{}</small> {} gone</p>").format(changed.part.value, changed.gone)


def _words(change: Change) -> Markup:
    tag = _TAGS.get(change.sign)
    return Markup("<{0}>{1}</{0}>").format(tag, change.words) if tag else escape(change.words)

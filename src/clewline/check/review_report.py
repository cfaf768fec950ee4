"""The review of a line for people."""

from collections.abc import Iterator

from clewline.check.line_coverage import LineCoverage, coverage_rows
from clewline.check.reviewing import Changed, ChangedNote, LineReview
from clewline.diagnostics.report import escaped
from clewline.evidence import Change
from clewline.evidence.reviews import State

_BOLD, _QUIET, _NEW, _GONE = "1", "2", "32", "31"
_KINDS = {"added": "was not cited then", "dropped": "is not cited any more"}


def review_text(review: LineReview, covered: LineCoverage | None, colour: bool) -> str:
    """What has changed since the last review of a line: note by note, each with the sentences that cite it,
    then in the line itself; and on how much it rests.
    """

    def painted(text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if colour else text

    def rows() -> Iterator[str]:
        yield f"{painted(escaped(review.title), _BOLD)}  {escaped(review.path)}"
        yield state_in_words(review)
        for note in review.notes:
            yield ""
            yield from note_rows(note)
        if review.own:
            yield ""
            yield painted("the line itself", _BOLD)
            for part in review.own:
                yield from part_rows(part)
        if covered:
            yield ""
            yield from coverage_rows(covered, lambda text: painted(text, _QUIET))

    def note_rows(note: ChangedNote) -> Iterator[str]:
        name = f"note {note.number}  " if note.number else ""
        yield f"{painted(f'{name}{escaped(note.title)}', _BOLD)}  {escaped(note.path)}"
        if note.kind in _KINDS:
            yield f"  {_KINDS[note.kind]}"
        for part in note.parts:
            yield from part_rows(part)
        for sentence in note.cited:
            yield f"  {painted('cited for', _QUIET)}  {escaped(sentence)}"

    def part_rows(changed: Changed) -> Iterator[str]:
        yield f"  {changed.part.value}"
        for diff in changed.diffs:
            yield f"    {' '.join(map(word, diff))}"
        for text in changed.new:
            yield f"    {painted('+', _NEW)} {escaped(text)}"
        if changed.gone:
            yield f"    {painted('-', _GONE)} {changed.gone} gone"

    def word(change: Change) -> str:
        said = escaped(change.words)
        if change.sign == "+":
            return painted(f"{{+{said}+}}", _NEW)
        return painted(f"[-{said}-]", _GONE) if change.sign == "-" else said

    return "\n".join(rows()) + "\n"


def state_in_words(review: LineReview) -> str:
    """How a line stands to its last review."""
    if review.state is State.UNREVIEWED:
        return "nobody has recorded a review of it"
    said = f"reviewed by {escaped(review.by)} on {review.on}"
    said += f" ({escaped(review.reason)})" if review.reason else ""
    return f"{said}; nothing has changed since" if review.state is State.REVIEWED else f"{said}; since then:"

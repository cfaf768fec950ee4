"""Tensions as pages show them: each pair of notes with the lines that cite both, and those that cite one."""

from collections.abc import Collection, Mapping, Sequence

from clewline.corpus.graph import Edge
from clewline.pages.open_models import PairView, SideView, TensionRow
from clewline.pages.part_models import ConsiderView, Titled
from clewline.pages.tensions import Tension, Tensions
from clewline.pages.views import Views

_WHOLE = 100
"""So many tensions are shown with the lines that cite them."""
_LINES = 12


def tension_rows(
    found: Sequence[Tension], views: Views
) -> tuple[tuple[TensionRow, ...], tuple[PairView, ...]]:
    """Tensions as shown: those that lines cite one side of first; what is too much, by title alone."""
    ordered = sorted(found, key=lambda one: not _one_sided(one, views))
    rest = (
        PairView(_titled(one.note, views), _titled(one.other, views), one.stance) for one in ordered[_WHOLE:]
    )
    return tuple(_row(one, views) for one in ordered[:_WHOLE]), tuple(rest)


def _one_sided(one: Tension, views: Views) -> bool:
    citing, others = (views.graph.cited_by(note) for note in one.ends)
    return set(citing) != set(others)


def _row(one: Tension, views: Views) -> TensionRow:
    citing = {note: views.graph.cited_by(note) for note in one.ends}
    both = sorted(set(citing[one.note]) & set(citing[one.other]))
    shown, more = _lines(both, views)
    note, other = (_side(end, set(citing[end]) - set(both), views) for end in (one.note, one.other))
    return TensionRow(note, other, one.stance, shown, more)


def _side(note: str, lines: Collection[str], views: Views) -> SideView:
    alone, more = _lines(lines, views)
    return SideView(views.url(note), views.title(note), views.gist(note), alone, more)


def _lines(paths: Collection[str], views: Views) -> tuple[tuple[Titled, ...], int]:
    """Lines by title, the first few of them, and how many more there are."""
    found = sorted(paths, key=lambda path: (views.title_text(path).casefold(), path))
    shown = tuple(_titled(path, views) for path in found[:_LINES])
    return shown, len(found) - len(shown)


def _titled(path: str, views: Views) -> Titled:
    return Titled(views.url(path), views.title(path))


def consider(
    line: str, numbers: Mapping[str, int], tensions: Tensions, views: Views
) -> tuple[ConsiderView, ...]:
    """The contradicting notes that the line might cite too; ``numbers`` are those of its sources, by note."""
    return tuple(
        ConsiderView(
            views.url(one.note),
            views.title(one.note),
            numbers[one.cited],
            one.tension.stance,
            one.tension.note != one.note,
        )
        for one in tensions.uncited(line)
        if one.tension.stance == Edge.OPPOSES
    )

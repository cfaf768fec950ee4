"""On how much a line rests, and what it leaves out, for people and for programs."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from clewline.content.model import Kind
from clewline.corpus.assemble import plain
from clewline.diagnostics.report import escaped
from clewline.pages.coverage import Coverage, Overlap


class UnusedNote(NamedTuple):
    """A note that a line might use: path, title, and the note that it speaks against or is spoken against by
    (empty: none).
    """

    path: str
    title: str
    against: str


class LineCoverage(NamedTuple):
    """On how many notes, works and groups of authors a line rests; the line that shares most of the works;
    and what it might use too, opposing notes first, then those nearest to its question.
    """

    notes: int
    works: int
    groups: int
    overlap: Overlap | None
    unused: tuple[UnusedNote, ...]


def line_coverage(path: str, coverage: Coverage) -> LineCoverage | None:
    """The coverage of the line at ``path``; None for a document of another kind."""
    if coverage.graph.kind(path) is not Kind.LINE:
        return None
    base, documents = coverage.base(path), coverage.corpus.documents
    unused = (
        UnusedNote(one.note, plain(documents[one.note].title), one.against) for one in coverage.unused(path)
    )
    return LineCoverage(len(base.notes), len(base.works), base.groups, coverage.overlap(path), tuple(unused))


def coverage_json(coverage: LineCoverage) -> dict[str, object]:
    """The coverage for programs."""
    unused = [{**one._asdict(), "against": one.against or None} for one in coverage.unused]
    overlap = coverage.overlap._asdict() if coverage.overlap else None
    return {**coverage._asdict(), "overlap": overlap, "unused": unused}


def coverage_rows(coverage: LineCoverage, quiet: Callable[[str], str]) -> Iterator[str]:
    """The coverage for people; ``quiet`` paints what matters less."""
    counts = (
        _counted(coverage.notes, "note"),
        _counted(coverage.works, "paper"),
        _counted(coverage.groups, "group of authors", "groups of authors"),
    )
    yield f"rests on {', '.join(counts)}"
    if common := coverage.overlap:
        yield f"{common.shared} of {common.either} papers in common with {escaped(common.line)}"
    if coverage.unused:
        yield "not used:"
    for one in coverage.unused:
        against = f", in tension with {escaped(one.against)}" if one.against else ""
        yield f"    {escaped(one.title)}  {quiet(escaped(one.path))}{against}"


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"

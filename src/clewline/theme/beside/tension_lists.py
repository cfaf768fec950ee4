"""What is open between notes and lines, as Markdown: tensions and questions."""

from collections.abc import Iterator, Sequence

from clewline.pages.open_models import QuestionsPage, SideView, TensionsPage
from clewline.pages.part_models import ChangeView, Titled
from clewline.theme.beside.inline import inline, way
from clewline.theme.beside.signs import link


def tensions_text(page: TensionsPage, root: str) -> Iterator[str]:
    """The parts of the twin of the page of tensions, below its heading."""
    yield "Findings that contradict or qualify each other, with the lines that cite them."
    for pair in page.tensions:
        yield f"## {_titled(pair.note, root)} {pair.stance} {_titled(pair.other, root)}"
        rows = [
            ("Cite both", pair.both, pair.more),
            ("Cite the first only", pair.note.alone, pair.note.more),
            ("Cite the second only", pair.other.alone, pair.other.more),
        ]
        listed = [f"- {name}: {_lines(lines, more, root)}" for name, lines, more in rows if lines]
        if listed:
            yield "\n".join(listed)
    if page.rest:
        yield "\n".join(
            f"- {_titled(pair.note, root)} {pair.stance} {_titled(pair.other, root)}" for pair in page.rest
        )


def questions_text(page: QuestionsPage, root: str) -> Iterator[str]:
    """The parts of the twin of a page of open questions, below its heading."""
    yield "What would change the answers, those with the fewest sources first."
    yield "\n".join(
        f"- {_titled(one.line, root)} (sources: {one.sources}): {change_text(one.change, root)}"
        for one in page.questions
    )
    if page.parts:
        yield f"## Part {page.part} of {len(page.parts)}"
        yield "\n".join(
            f"{number}. {link(f'Part {number}', way(root, href))}"
            for number, href in enumerate(page.parts, 1)
        )


def change_text(change: ChangeView, root: str) -> str:
    """What would change an answer, and the notes that may be it."""
    arrived = ", ".join(_titled(note, root) for note in change.arrived)
    return f"{inline(change.words, root)}{f' (may have come: {arrived})' if arrived else ''}"


def _titled(entry: SideView | Titled, root: str) -> str:
    return link(inline(entry.title, root), way(root, entry.href))


def _lines(lines: Sequence[Titled], more: int, root: str) -> str:
    named = [_titled(line, root) for line in lines]
    return ", ".join([*named, f"and {more} more"] if more else named)

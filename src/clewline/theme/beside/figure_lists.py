"""The register of figures as Markdown."""

from collections.abc import Iterator, Sequence

from clewline.pages.figure_views import FigureView, SaidView, WorkFigures
from clewline.pages.models import FiguresPage
from clewline.theme.beside.inline import way
from clewline.theme.beside.signs import link, plain

_ABOUT = (
    "Each figure that a line takes from a note, by the work that it comes from, with every sentence that "
    "uses it."
)


def figures_text(page: FiguresPage, root: str) -> Iterator[str]:
    """The parts of the twin of a register page, below its heading."""
    yield _ABOUT
    for work in page.works:
        yield _heading(work, root)
        for figure in work.figures:
            counted = f" (counts: {' · '.join(map(plain, figure.counted))})" if figure.counted else ""
            yield f"### {plain(figure.words)}{counted}"
            yield from _sentences(figure, root)
    if page.parts:
        yield f"## Part {page.part} of {len(page.parts)}"
        yield "\n".join(
            f"{number}. {link(f'Part {number}', way(root, href))}"
            for number, href in enumerate(page.parts, 1)
        )


def _heading(work: WorkFigures, root: str) -> str:
    title = f" *{plain(work.title)}*" if work.title else ""
    return f"## {link(plain(work.label), way(root, work.href))}{title}"


def _sentences(figure: FigureView, root: str) -> Iterator[str]:
    for name, said in (("In the notes", figure.said), ("In the lines", figure.used)):
        if said:
            yield f"{name}:"
            yield _list(said, root)


def _list(said: Sequence[SaidView], root: str) -> str:
    return "\n".join(
        f"- “{plain(one.before)}**{plain(one.words)}**{plain(one.after)}” "
        f"{link(plain(one.title), way(root, one.href))}"
        for one in said
    )

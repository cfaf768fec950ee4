"""Open questions as pages show them."""

from collections.abc import Sequence

from clewline.pages.listings import part_count, part_slice
from clewline.pages.open_models import QuestionView
from clewline.pages.part_models import ChangeView, Titled
from clewline.pages.settling import Settling
from clewline.pages.views import Views


def question_address(part: int) -> str:
    """The address of a part of the open questions."""
    return "open-questions.html" if part == 1 else f"lists/open-questions-{part}.html"


def question_addresses(count: int) -> tuple[str, ...]:
    """The addresses of all parts of ``count`` questions."""
    return tuple(map(question_address, range(1, part_count(count) + 1)))


def changes(line: str, settling: Settling, views: Views) -> tuple[ChangeView, ...]:
    """What would change the answer of ``line``."""
    document = views.corpus.documents[line]
    arrived = settling.arrived(line)
    return tuple(
        ChangeView(
            views.filled(line, item), tuple(Titled(views.url(note), views.title(note)) for note in notes)
        )
        for item, notes in zip(document.would_change, arrived, strict=True)
    )


def question_rows(
    questions: Sequence[tuple[str, int]], part: int, settling: Settling, views: Views
) -> tuple[QuestionView, ...]:
    """The questions of one part."""
    return tuple(
        QuestionView(
            Titled(views.url(line), views.title(line)),
            changes(line, settling, views)[number],
            len(views.graph.cited(line)),
        )
        for line, number in questions[part_slice(len(questions), part)]
    )

"""Page models of what is open: tensions between notes, questions, and what waits for a person."""

from dataclasses import dataclass
from typing import NamedTuple

from clewline.pages.filled import Filled
from clewline.pages.models import Page
from clewline.pages.part_models import ChangeView, Titled
from clewline.pages.review_models import Task


class SideView(NamedTuple):
    """A note in tension with another: address, title, summary in short, the lines that cite it alone, and how
    many more there are.
    """

    href: str
    title: Filled
    gist: Filled
    alone: tuple[Titled, ...]
    more: int


class TensionRow(NamedTuple):
    """Two notes in tension: ``note`` takes the ``stance`` on the other; the lines that cite both, and how
    many more there are.
    """

    note: SideView
    other: SideView
    stance: str
    both: tuple[Titled, ...]
    more: int


class PairView(NamedTuple):
    """Two notes in tension by their titles: ``note`` takes the ``stance`` on the other."""

    note: Titled
    other: Titled
    stance: str


@dataclass(frozen=True, slots=True)
class TensionsPage(Page):
    """All notes that contradict or qualify each other: the first of very many with the lines that cite them,
    the ``rest`` by title.
    """

    tensions: tuple[TensionRow, ...]
    rest: tuple[PairView, ...]


class QuestionView(NamedTuple):
    """An open question: the line, what would change its answer, and on how many notes it rests."""

    line: Titled
    change: ChangeView
    sources: int


@dataclass(frozen=True, slots=True)
class QuestionsPage(Page):
    """All that would change the answers of a site, or the ``part`` of it that one page holds; ``total``
    counts all, ``parts`` are the addresses, empty where one page is enough.
    """

    questions: tuple[QuestionView, ...]
    total: int
    part: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HealthPage(Page):
    """All that waits for a person, most useful first."""

    tasks: tuple[Task, ...]

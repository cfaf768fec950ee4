"""What pages show of reviews, and of what waits for a person."""

from typing import NamedTuple


class ChangedPart(NamedTuple):
    """What has changed in a part of a document (`clewline.evidence.reviews.Part`): statements that are new,
    and how many are gone.
    """

    name: str
    new: tuple[str, ...]
    gone: int


class ReviewedSource(NamedTuple):
    """A source that is not what it was: its number (0: it is cited no more), the address and title of its
    note (empty: it is not there any more), whether it was ``changed``, ``added`` or ``dropped``, and what
    has changed in it.
    """

    number: int
    href: str
    title: str
    kind: str
    parts: tuple[ChangedPart, ...]


class Told(NamedTuple):
    """Something that there is to tell of an answer: a mark that nothing else told of it has, a title, the
    words, and the day.
    """

    mark: str
    title: str
    words: str
    on: str


class ReviewView(NamedTuple):
    """The review of a line: ``reviewed``, ``stale`` or ``unreviewed``; by whom, on which day, for which
    reason (may be empty); what has changed since, in the line and in its sources; what feeds tell of it.
    """

    state: str
    by: str
    on: str
    reason: str
    own: tuple[ChangedPart, ...] = ()
    sources: tuple[ReviewedSource, ...] = ()
    told: tuple[Told, ...] = ()


UNREVIEWED = ReviewView("unreviewed", "", "", "")


class Task(NamedTuple):
    """Something that waits for a person: the code of the rule, its severity and meaning, how many findings
    there are, the first places, and the command that deals with it.
    """

    code: str
    severity: str
    meaning: str
    count: int  # type: ignore[assignment]  # the word is right, though tuples have a method of that name
    places: tuple[str, ...]
    command: str

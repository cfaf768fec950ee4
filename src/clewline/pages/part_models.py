"""The parts of page models: cards, lists, groups and what stands beside them.

Every address (``href``) is relative to the root of the site; templates put `Page.root` before it.
"""

from typing import NamedTuple

from clewline.content.stances import Stance
from clewline.pages.filled import Filled
from clewline.pages.fit import Density


class ReferenceView(NamedTuple):
    """A reference as one line: address of its page, short label, title, container, link to the work,
    formatted entry (HTML), its record (CSL-JSON in canonical form), the full names of its authors, the names
    by which the work is known anywhere (`clewline.content.bibliography.identifiers`), and the gravest thing
    that has become of it (a `clewline.content.model.Nature`; empty: nothing).
    """

    href: str
    label: str
    title: str
    container: str
    work: str
    entry: str
    csl: str = ""
    authors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    standing: str = ""


class NoticeView(NamedTuple):
    """What has become of a work: ``standing`` (a `clewline.content.model.Nature`), the day, the DOI of the
    notice, why, and the address and label of the work that takes its place.
    """

    standing: str
    day: str
    doi: str
    reason: str
    href: str = ""
    label: str = ""


class QuotedView(NamedTuple):
    """A passage of a note that bears words of a line: its address, its pieces, each with the number of the
    words that were found there (0: of none).
    """

    href: str
    pieces: tuple[tuple[str, int], ...]


class CardView(NamedTuple):
    """A source card, or (``again``) the stub where its source is cited once more.

    ``item`` is the running index of margin items on the page (class ``k<item>``); ``claim`` the number of the
    claim beside which it stands. ``gist`` is the summary cut at a sentence end for the card; ``quoted`` are
    the passages that only the body of the note has. ``lines`` counts the lines that cite the note;
    ``density`` says what the card shows at rest, ``lift`` by how many lines it begins above its sentence,
    ``cut`` whether a phone has no room for all of the gist.
    """

    number: int
    item: int
    claim: int
    again: bool
    href: str
    title: Filled
    gist: Filled
    summary: Filled
    stance: str
    references: tuple[ReferenceView, ...]
    lines: int
    density: Density
    lift: int
    cut: bool
    quoted: tuple[QuotedView, ...] = ()


class WeaveBlock(NamedTuple):
    """A block of a synthesis and the margin items that stand beside it, in order."""

    block: Filled
    cards: tuple[CardView, ...]


class Entry(NamedTuple):
    """A document in a list: address, title, summary or deck; the stances of a line's sources; a count; the
    answer of a line, and whether something has changed since its review.
    """

    href: str
    title: Filled
    summary: Filled
    strip: tuple[str, ...]
    count: int  # type: ignore[assignment]  # the word is right, though tuples have a method of that name
    answer: Filled = Filled(())
    lapsed: bool = False


class Listing(NamedTuple):
    """A list of documents: the entries that are shown in full, the others by topic, and how many there are in
    all.
    """

    entries: tuple[Entry, ...]
    rest: "tuple[Group, ...]"
    total: int


class LineGroup(NamedTuple):
    """Lines on a topic, by its name and address (empty: on none), and how many of them there are in all."""

    topic: str
    href: str
    entries: tuple[Entry, ...]
    total: int


class PartView(NamedTuple):
    """A part of a list that has a page of its own: address, and its first words, those that tell it from the
    one before.
    """

    href: str
    words: str


class OrderView(NamedTuple):
    """An order of a list: ``newest``, ``connected``, ``topic``, ``title`` or ``author``; and where it is."""

    name: str
    href: str


class Reason(NamedTuple):
    """Why a line is proposed as next: kind, and the numbers of the shared sources or the title that it turns
    on.

    Kinds: ``authored`` (the author names it), ``shared`` (``numbers`` of the sources that both cite),
    ``opposite`` (it cites the note ``title``, in opposition to a source), ``paper`` (it rests on the work
    ``title`` through another note), ``topic`` (``title``).
    """

    kind: str
    numbers: tuple[int, ...] = ()
    title: str = ""


class NextView(NamedTuple):
    """A next inquiring line and why it is proposed."""

    href: str
    title: Filled
    reason: Reason


class BacklinkView(NamedTuple):
    """A place that cites or links here: address (with the claim), title of the page, the sentence before, the
    sentence.
    """

    href: str
    title: Filled
    before: str
    sentence: str
    stance: str


class EvidenceRow(NamedTuple):
    """A source of a line: its card, the year of its (last) paper, the sentence that uses it, other lines."""

    card: CardView
    year: str
    sentence: str
    lines: "tuple[Titled, ...]"


class Evidence(NamedTuple):
    """What a line rests on: its sources, how many take each stance, the years of the first and last paper."""

    rows: tuple[EvidenceRow, ...]
    counts: tuple[tuple[Stance, int], ...]
    first: str
    last: str


class ChangeView(NamedTuple):
    """What would change an answer, and the notes that may be it."""

    words: Filled
    arrived: "tuple[Titled, ...]" = ()


class SharedView(NamedTuple):
    """A work that several sources of a line rest on: address, short label, the numbers of the sources."""

    href: str
    label: str
    numbers: tuple[int, ...]


class ConsiderView(NamedTuple):
    """A note that a line does not cite, though it contradicts its source ``number``, or the source it
    (``inward``): address, title, the stance.
    """

    href: str
    title: Filled
    number: int
    stance: str
    inward: bool


class CoverageView(NamedTuple):
    """On how much a line rests: how many works, by how many groups of authors; the numbers of the sources
    that name no work; the works that several sources rest on; what it might cite too; and those of its works
    that are retracted or in doubt.
    """

    works: int
    groups: int
    bare: tuple[int, ...]
    shared: tuple[SharedView, ...]
    consider: tuple[ConsiderView, ...] = ()
    doubtful: tuple[ReferenceView, ...] = ()


NO_COVERAGE = CoverageView(0, 0, (), ())


class AreaView(NamedTuple):
    """How far several lines rest on the same works: how many lines and works, the corrected covered area in
    percent, and the word for it.
    """

    lines: int
    works: int
    percent: int
    word: str


class Titled(NamedTuple):
    """A page by its title alone: address, with the place on it that is meant, and title."""

    href: str
    title: Filled


class Group(NamedTuple):
    """Pages that are on a topic, by its name (empty: on none), in a list too long to say more of each."""

    topic: str
    entries: tuple[Titled, ...]


class PropertyView(NamedTuple):
    """A property of a note: its name, and its values."""

    name: str
    values: tuple[Filled, ...]


class RelatedView(NamedTuple):
    """A note beside this one: address, title, and why: how many lines cite both, which topic they share, or a
    stance.
    """

    href: str
    title: Filled
    lines: int
    topic: str


class TensionView(NamedTuple):
    """A stated relation between two notes; ``inward``: the other note says it of this one."""

    href: str
    title: Filled
    summary: Filled
    stance: str
    inward: bool

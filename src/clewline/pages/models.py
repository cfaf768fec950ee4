"""Page models: all that a template may see for one page. Data only; words and markup are the theme's.

Every address (``url``, ``href``) is relative to the root of the site; templates put `Page.root` before it.
`Rich` fields are filled with `Page`-independent views: see `clewline.pages.holes`.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypedDict
from urllib.parse import quote, urlsplit

from clewline.content.model import Rich
from clewline.content.stances import Stance
from clewline.evidence.reviews import Edit
from clewline.pages.figure_views import WorkFigures
from clewline.pages.fit import Density
from clewline.pages.map_models import CrossingsView, MapView, TopicRow, TopicsView
from clewline.pages.place_models import FolderView, HeadingView
from clewline.pages.review_models import UNREVIEWED, ReviewView
from clewline.pages.site_view import SiteView


class LinkState(StrEnum):
    """What became of a link."""

    FOUND = "found"
    EXTERNAL = "external"
    BROKEN = "broken"
    WITHHELD = "withheld"  # its target is private or a draft: the words stay, the link goes


class LinkView(NamedTuple):
    """A link as shown: address, words (plain text; those of the author, else the target's title), state."""

    href: str
    text: str
    state: LinkState


class ChipView(NamedTuple):
    """A citation in a synthesis: number of its card, stance, the author's words (may be empty), address of
    the note.
    """

    number: int
    stance: str
    text: str
    href: str


class CiteView(NamedTuple):
    """A reference cited in running text: address and short label ("Zhou et al. 2023"); no address when
    unknown.

    ``passage`` is the address of the quoted words in the work itself, where a quotation ends with the
    citation.
    """

    href: str
    label: str
    passage: str = ""


class ImageView(NamedTuple):
    """An image: address, alternative text, width and height in pixels (0: as it is)."""

    src: str
    alt: str
    width: int = 0
    height: int = 0


class MediaView(NamedTuple):
    """A film, a sound, a document or a page of another host that is shown in place: address, words, and which
    of them it is (``video``, ``audio``, ``pdf``, ``frame``).
    """

    src: str
    title: str
    kind: str


class EmbedView(NamedTuple):
    """A piece of another document, shown in place: its title and address, its blocks and what fills them."""

    href: str
    title: str
    blocks: "tuple[Filled, ...]"


class FoundView(NamedTuple):
    """Words that were found in a source: the address of where (``#…``: on this page), and the number of that
    place, which both ends have (class ``t<number>``).
    """

    href: str
    number: int


View = LinkView | ChipView | CiteView | ImageView | MediaView | EmbedView | FoundView


class Filled(NamedTuple):
    """HTML with holes, and the views that fill them, by index of the link."""

    parts: Rich
    views: tuple[View | None, ...] = ()
    anchors: tuple[str, ...] = ()


class ClaimView(NamedTuple):
    """A sentence that cites: running number (id ``c<number>``), its margin items (classes ``k<n>``), its
    sources.
    """

    number: int
    items: tuple[int, ...]
    sources: tuple[int, ...]


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


@dataclass(frozen=True, slots=True)
class Page:
    """What all pages have: address, plain title for the browser's tab, what it says in short, the site."""

    url: str
    name: str
    description: str
    site: SiteView

    @property
    def root(self) -> str:
        """The way from this page to the root of the site: empty, or ``../`` for each folder."""
        return "../" * self.url.count("/")

    @property
    def language(self) -> str:
        """The tag of the language that this page is in."""
        return self.site.language

    @property
    def address(self) -> str:
        """The address of this page on the web; empty when the site does not say where it will be."""
        return f"{self.site.base_url.rstrip('/')}/{quote(self.url)}" if self.site.base_url else ""


@dataclass(frozen=True, slots=True)
class HomePage(Page):
    """The front page: an introduction that the author wrote, one line in full, other questions by topic, then
    topics and notes. ``lines`` are all that it leads with; ``map`` is drawn small.
    """

    introduction: tuple[Filled, ...]
    featured: Entry | None
    groups: tuple[LineGroup, ...]
    map: "MapView | None"
    lines: tuple[Entry, ...]
    topics: tuple[Entry, ...]
    notes: tuple[Entry, ...]
    topic_count: int
    line_count: int
    note_count: int
    shared: int
    folders: tuple[FolderView, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class DocumentPage(Page):
    """What pages made from a document have: titles, topics, dates, authorship, unknown front-matter keys, the
    tag of its language where that is not the site's, the folders that it stands in (where pages are laid out
    in folders), tags that have pages of their own, properties (where they are shown).
    """

    title: Filled
    summary: Filled
    topics: tuple[LinkView, ...]
    created: str
    updated: str
    drafted_by: str
    draft: bool
    minutes: int
    extra: tuple[tuple[str, str | tuple[str, ...]], ...]
    own_language: str = field(default="", kw_only=True)
    aliases: tuple[str, ...] = field(default=(), kw_only=True)
    folders: tuple[FolderView, ...] = field(default=(), kw_only=True)
    tags: tuple[LinkView, ...] = field(default=(), kw_only=True)
    properties: tuple[PropertyView, ...] = field(default=(), kw_only=True)

    @property
    def language(self) -> str:
        """The tag of the language that the document is written in."""
        return self.own_language or self.site.language


class DocumentFields(TypedDict):
    """The fields of a `DocumentPage`."""

    url: str
    name: str
    description: str
    site: SiteView
    title: Filled
    own_language: str
    aliases: tuple[str, ...]
    summary: Filled
    topics: tuple[LinkView, ...]
    created: str
    updated: str
    drafted_by: str
    draft: bool
    minutes: int
    extra: tuple[tuple[str, str | tuple[str, ...]], ...]
    folders: tuple[FolderView, ...]
    tags: tuple[LinkView, ...]
    properties: tuple[PropertyView, ...]


@dataclass(frozen=True, slots=True)
class LinePage(DocumentPage):
    """An inquiring line: its synthesis woven with source cards, the sources, what would change it, next
    lines.

    ``answer`` is the synthesis in short. ``outgrows``: the last card stands below the prose. ``history`` has
    the latest day first.
    """

    weave: tuple[WeaveBlock, ...]
    claims: tuple[ClaimView | None, ...]
    sources: tuple[CardView, ...]
    answer: Filled
    evidence: Evidence
    would_change: tuple[ChangeView, ...]
    next: tuple[NextView, ...]
    outgrows: bool
    review: ReviewView = UNREVIEWED
    history: tuple[Edit, ...] = ()
    crossings: CrossingsView | None = None
    coverage: CoverageView = NO_COVERAGE


@dataclass(frozen=True, slots=True)
class NotePage(DocumentPage):
    """A note: its references, body, the lines that cite it, the notes that link to it, tensions, neighbours.

    What does not fit among ``cited_by`` and ``linked_from`` is in ``cited_rest`` and ``linked_rest``. Where
    pages are laid out in folders, a long note has ``contents``, and one that is named by a day the notes
    ``before`` and ``after`` it.
    """

    references: tuple[ReferenceView, ...]
    body: tuple[Filled, ...]
    cited_by: tuple[BacklinkView, ...]
    cited_rest: tuple[Group, ...]
    cited_count: int
    linked_from: tuple[BacklinkView, ...]
    linked_rest: tuple[Group, ...]
    linked_count: int
    tensions: tuple[TensionView, ...]
    related: tuple[RelatedView, ...]
    relations: tuple[TensionView, ...] = field(default=(), kw_only=True)
    contents: tuple[HeadingView, ...] = field(default=(), kw_only=True)
    before: Titled | None = field(default=None, kw_only=True)
    after: Titled | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class TopicPage(DocumentPage):
    """A topic: its introduction, the lines that cite it (when it is a note), the lines and notes filed under
    it, how far these lines rest on the same works, and the notes that link to it otherwise.

    Where a site has no lines, ``notes`` lists only those that the introduction does not lead to itself.
    """

    body: tuple[Filled, ...]
    cited_by: tuple[BacklinkView, ...]
    cited_rest: tuple[Group, ...]
    cited_count: int
    lines: Listing
    notes: Listing
    overlap: AreaView | None = None
    linked_from: tuple[BacklinkView, ...] = field(default=(), kw_only=True)
    linked_rest: tuple[Group, ...] = field(default=(), kw_only=True)
    linked_count: int = field(default=0, kw_only=True)


@dataclass(frozen=True, slots=True)
class ReferencePage(Page):
    """A reference: full entry, annotation, every note and line that rests on it, what has become of the
    work.
    """

    reference: ReferenceView
    authors: tuple[str, ...]
    year: str
    doi: str
    arxiv: str
    annotation: tuple[Filled, ...]
    notes: Listing
    lines: Listing
    notices: tuple[NoticeView, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """All documents of one kind, or the ``part`` of them that one page holds; ``kind`` is the value of
    `clewline.content.model.Kind`.

    ``total`` counts them all. ``parts`` are empty where one page is enough. ``heads`` has for each entry the
    heading that begins with it (None: none; empty: on no topic); ``order`` is that of this list.
    """

    kind: str
    entries: tuple[Entry, ...]
    total: int
    part: int
    parts: tuple[PartView, ...]
    heads: tuple[str | None, ...] = ()
    order: str = ""
    orders: tuple[OrderView, ...] = ()


@dataclass(frozen=True, slots=True)
class FiguresPage(Page):
    """The register of figures, or the ``part`` of it that one page holds; ``parts`` are the addresses of all,
    empty where one page is enough.
    """

    works: tuple[WorkFigures, ...]
    part: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotFoundPage(Page):
    """What a host shows for an address that is not there; ``back`` is the absolute address of the site, if
    known.
    """

    back: str

    @property
    def root(self) -> str:
        """The way to the root of the site from any address: the path of the site on its host, when that is
        known.
        """
        return f"{urlsplit(self.site.base_url).path.rstrip('/')}/" if self.site.base_url else ""


@dataclass(frozen=True, slots=True)
class RedirectPage(Page):
    """An address that a document used to have, and where it is now."""

    target: str


@dataclass(frozen=True, slots=True)
class WordsPage(Page):
    """The words that scripts say, as a script of their own."""


@dataclass(frozen=True, slots=True)
class ComparePage(Page):
    """The page on which two lines are read side by side."""


@dataclass(frozen=True, slots=True)
class SearchPage(Page):
    """The page from which the site is searched, and the lists of its pages."""


@dataclass(frozen=True, slots=True)
class MapPage(Page):
    """The map of a site, or of one ``topic`` of it; ``map`` is None while no line cites anything."""

    topic: LinkView | None
    map: MapView | None


@dataclass(frozen=True, slots=True)
class TopicsPage(Page):
    """The overview of a site with more lines than one map holds; ``unfiled`` lines are on no topic."""

    overview: TopicsView
    topics: tuple[TopicRow, ...]
    lines: int
    unfiled: int

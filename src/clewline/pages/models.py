"""Page models: all that a template may see for one page. Data only; words and markup are the theme's.

Every address (``url``, ``href``) is relative to the root of the site; templates put `Page.root` before it.
`Rich` fields are filled with `Page`-independent views: see `clewline.pages.holes`.
"""

from dataclasses import dataclass, field
from typing import TypedDict
from urllib.parse import quote, urlsplit

from clewline.evidence.reviews import Edit
from clewline.pages.figure_views import WorkFigures
from clewline.pages.filled import ClaimView, Filled, LinkView
from clewline.pages.map_models import CrossingsView, MapView, TopicRow, TopicsView
from clewline.pages.part_models import (
    NO_COVERAGE,
    AreaView,
    BacklinkView,
    CardView,
    ChangeView,
    CoverageView,
    Entry,
    Evidence,
    Group,
    LineGroup,
    Listing,
    NextView,
    NoticeView,
    OrderView,
    PartView,
    PropertyView,
    ReferenceView,
    RelatedView,
    TensionView,
    Titled,
    WeaveBlock,
)
from clewline.pages.place_models import FolderView, HeadingView
from clewline.pages.review_models import UNREVIEWED, ReviewView
from clewline.pages.site_view import SiteView


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

"""The plan: all that each page of a site shows.

`clewline.pages.routes` says which pages there are; `Planner.page` makes the model of one, when it is asked
for, and again when something that it shows has changed.
"""

from collections.abc import Callable, Mapping
from heapq import nsmallest
from math import ceil
from typing import NamedTuple, TypedDict

from clewline.content.model import Document, Kind, Status
from clewline.corpus.addresses import page_slug
from clewline.corpus.assemble import page_kind, plain
from clewline.corpus.graph import Edge
from clewline.corpus.node import Node, reference_node, topic_node
from clewline.engine.query import adopt, query
from clewline.pages.backlinks import Backlinks, next_view, related, tensions
from clewline.pages.holes import text
from clewline.pages.listings import listing, part_address, part_of, parts_of
from clewline.pages.metro.maps import crossings, site_map, topic_map
from clewline.pages.models import (
    Entry,
    Filled,
    HomePage,
    IndexPage,
    LinePage,
    LinkView,
    MapPage,
    NotePage,
    NotFoundPage,
    Page,
    PartView,
    RedirectPage,
    ReferencePage,
    SearchPage,
    SiteView,
    StylePage,
    TopicPage,
    TopicsPage,
)
from clewline.pages.next_lines import Neighbourhoods, next_lines
from clewline.pages.routes import PageKey, PageKind
from clewline.pages.source_cards import weave
from clewline.pages.views import Views, plain_filled

_WORDS_A_MINUTE = 220
_HOME_LINES, _HOME_TOPICS, _HOME_NOTES = 24, 40, 8


class Planner:
    """Makes the page models of one site, each once and again when it is outdated."""

    def __init__(self, views: Views, site: Callable[[], SiteView]) -> None:
        self.db = views.db
        self.views = views
        self.corpus = views.corpus
        self.graph = views.graph
        self._site = site
        self._backlinks = Backlinks(views)
        self.near = Neighbourhoods(views.graph)
        adopt(self)

    @property
    def site(self) -> SiteView:
        """What every page shows of the site."""
        return self._site()

    @query
    def page(self, key: PageKey) -> Page:
        """The page made from ``key``."""
        return PAGES[key.kind].maker(self, key)

    def source(self, key: PageKey) -> str:
        """The path of the file that a page is made from; empty when it is made from no one file."""
        if key.kind is PageKind.TOPIC:
            return self.corpus.introductions.get(key.subject, "")
        if key.kind is PageKind.REFERENCE:
            return self.corpus.references[key.subject].span.path
        return key.subject if key.kind in (PageKind.LINE, PageKind.NOTE) else ""

    def line(self, path: str) -> LinePage:
        """The page of an inquiring line."""
        document = self.corpus.documents[path]
        woven = weave(document, self.views)
        numbers = {card.href: card.number for card in woven.sources}
        return LinePage(
            **self._document(document),
            weave=woven.blocks,
            claims=woven.claims,
            sources=woven.sources,
            would_change=tuple(self.views.filled(path, change) for change in document.would_change),
            next=tuple(next_view(proposal, numbers, self.views) for proposal in next_lines(path, self.near)),
            rows=woven.rows,
            crossings=crossings(self.views, self.near, path),
        )

    def note(self, path: str) -> NotePage:
        """The page of a note."""
        document = self.corpus.documents[path]
        citing = self.graph.into(path, Edge.CITES)
        known = frozenset(citing)
        others = [other for other in self.graph.into(path, Edge.LINKS, Edge.EMBEDS) if other not in known]
        linking = [other for other in others if self.graph.kind(other) is not Kind.REFERENCE]
        cited_by, cited_rest = self._backlinks.of(citing, path, Edge.CITES)
        linked_from, linked_rest = self._backlinks.of(linking, path, Edge.LINKS, Edge.EMBEDS)
        return NotePage(
            **self._document(document),
            references=self.views.references(path),
            body=self.views.blocks(path),
            cited_by=cited_by,
            cited_rest=cited_rest,
            cited_count=len(citing),
            linked_from=linked_from,
            linked_rest=linked_rest,
            linked_count=len(linking),
            tensions=tuple(tensions(path, self.views)),
            related=tuple(related(path, self.views)),
        )

    def topic(self, key: str) -> TopicPage:
        """The page of a topic, with or without an introduction."""
        path = self.corpus.introductions.get(key)
        node: Node = path or topic_node(key)
        filed = self.graph.into(node, Edge.FILED_UNDER)
        lines = listing([other for other in filed if self.graph.kind(other) is Kind.LINE], self.views, node)
        notes = listing(
            [other for other in filed if self.graph.kind(other) in (Kind.NOTE, Kind.TOPIC)], self.views, node
        )
        citing = self.graph.into(path, Edge.CITES) if path else ()
        cited_by, cited_rest = self._backlinks.of(citing, path or "", Edge.CITES)
        return TopicPage(
            **(self._document(self.corpus.documents[path]) if path else self._name_only(key)),
            body=self.views.blocks(path) if path else (),
            cited_by=cited_by,
            cited_rest=cited_rest,
            cited_count=len(citing),
            lines=lines,
            notes=notes,
        )

    def reference(self, key: str) -> ReferencePage:
        """The page of a reference."""
        reference = self.corpus.references[key]
        view = self.views.reference(key)
        resting = self.graph.into(reference_node(key), Edge.RESTS_ON)
        notes = [path for path in resting if self.graph.kind(path) in (Kind.NOTE, Kind.TOPIC)]
        lines = {path for path in resting if self.graph.kind(path) is Kind.LINE}
        lines.update(line for note in notes for line in self.graph.into(note, Edge.CITES))
        annotation = reference.annotation
        annotated = annotation in self.corpus.kinds
        return ReferencePage(
            url=view.href,
            name=reference.title or key,
            description=plain((view.entry,)),
            site=self.site,
            reference=view,
            authors=reference.authors,
            year=reference.year,
            doi=reference.doi,
            arxiv=reference.arxiv,
            annotation=self.views.blocks(annotation) if annotated else (),
            notes=listing(notes, self.views),
            lines=listing(lines, self.views),
        )

    def index(self, kind: Kind, part: int) -> IndexPage:
        """A part of the list of all documents of a kind."""
        subjects, count = self.listed(kind, part)
        makers = {Kind.REFERENCE: self._reference_entry, Kind.TOPIC: self.topic_entry}
        entries = tuple(map(makers.get(kind, self.views.entry), subjects))
        url, parts = part_address(kind, part), self.index_parts(kind)
        return IndexPage(url, kind.value, "", self.site, kind.value, entries, count, part, parts)

    @query(lazy=True)
    def listed(self, kind: Kind, part: int) -> tuple[tuple[str, ...], int]:
        """What a part of an index lists, paths or keys, and how much the whole does."""
        return part_of(self.in_order(kind)[0], part)

    @query(lazy=True)
    def index_parts(self, kind: Kind) -> tuple[PartView, ...]:
        """The parts of the index of a kind."""
        return parts_of(kind, self.in_order(kind)[1])

    @query(keep=True, lazy=True)
    def in_order(self, kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the index of a kind lists, by title: paths or keys, and the titles."""
        if kind is Kind.REFERENCE:
            titled = [(self.corpus.references[key].title or key, key) for key in self.corpus.references]
        elif kind is Kind.TOPIC:
            titled = [(self.corpus.topics[key], key) for key in self._topic_keys()]
        else:
            titled = [(self.views.title_text(path), path) for path in self.all_of(kind)]
        titled.sort(key=lambda item: (item[0].casefold(), item[1]))
        return tuple(subject for _, subject in titled), tuple(title for title, _ in titled)

    def home(self) -> HomePage:
        """The front page: the newest lines first, and among those without a date the ones that cross most
        others.
        """
        lines, notes = self.all_of(Kind.LINE), self.all_of(Kind.NOTE)
        leading = self.foremost(Kind.LINE)[0]
        fresh, shared = self.foremost(Kind.NOTE)
        return HomePage(
            url="index.html",
            name=self.site.title,
            description=self.site.description,
            site=self.site,
            lines=tuple(map(self.views.entry, leading)),
            topics=self._home_topics(),
            topic_count=len(self._topic_keys()),
            notes=tuple(map(self.views.entry, fresh)),
            line_count=len(lines),
            note_count=len(notes),
            shared=shared,
        )

    @query(lazy=True)
    def foremost(self, kind: Kind) -> tuple[tuple[str, ...], int]:
        """The lines or notes that the front page leads with, and how many of all have more than one tie.

        The newest come first, then those with most ties (see `Views.ties`).
        """
        ranks = [(-self.views.newness(path), -self.views.ties(path), path) for path in self.all_of(kind)]
        most = nsmallest(_HOME_LINES if kind is Kind.LINE else _HOME_NOTES, ranks)
        return tuple(path for _, _, path in most), sum(ties < -1 for _, ties, _ in ranks)

    def map(self) -> MapPage | TopicsPage:
        """The map of the whole site, or the overview of its topics."""
        return site_map(self.views, self.site, self.all_of(Kind.LINE))

    def topic_map(self, key: str) -> MapPage:
        """The map of a topic."""
        return topic_map(self.views, self.site, key)

    def not_found(self) -> NotFoundPage:
        """The page for addresses that are not there."""
        return NotFoundPage("404.html", "", "", self.site, self.site.base_url)

    def style(self) -> StylePage:
        """The style sheet, with rules for as many margin items as any line can have."""
        most = max((self.citation_count(path) for path in self.all_of(Kind.LINE)), default=0)
        # In steps, so that one more source in one line seldom changes the style sheet.
        return StylePage("assets/style.css", "", "", self.site, max(12, ceil(most / 12) * 12))

    def search(self) -> SearchPage:
        """The page from which the site is searched."""
        return SearchPage("search.html", "", "", self.site)

    def redirect(self, path: str, alias: str) -> RedirectPage:
        """The page at the address that an alias of a document would have."""
        url = self.views.url(path)
        place = f"{url.partition('/')[0]}/{page_slug(alias)}.html"
        return RedirectPage(place, self.views.title_text(path), "", self.site, url)

    def _document(self, document: Document) -> "_DocumentFields":
        """What all pages made from a document have."""
        path = document.path
        return {
            "url": self.views.url(path),
            "name": self.views.title_text(path),
            "description": text(self.views.summary(path)),
            "site": self.site,
            "title": self.views.title(path),
            "summary": self.views.summary(path) if document.own_summary else plain_filled(""),
            "topics": self.views.topics(path),
            "created": document.created,
            "updated": document.updated,
            "drafted_by": document.drafted_by,
            "draft": document.status is Status.DRAFT,
            "minutes": ceil(document.body.words / _WORDS_A_MINUTE),
            "extra": document.extra,
        }

    def _name_only(self, key: str) -> "_DocumentFields":
        """The same for a topic that nothing introduces."""
        name = self.corpus.topics[key]
        return {
            "url": self.corpus.urls[topic_node(key)],
            "name": name,
            "description": "",
            "site": self.site,
            "title": plain_filled(name),
            "summary": plain_filled(""),
            "topics": (),
            "created": "",
            "updated": "",
            "drafted_by": "",
            "draft": False,
            "minutes": 0,
            "extra": (),
        }

    @query(cut=True)
    def all_of(self, kind: Kind) -> tuple[str, ...]:
        """The paths of all documents with a page of this kind."""
        return tuple(path for path in self.corpus.kinds if page_kind(self.corpus, path) is kind)

    @query(cut=True)
    def citation_count(self, path: str) -> int:
        """How many citations a line has."""
        return len(self.graph.citations(path))

    def _reference_entry(self, key: str) -> Entry:
        view = self.views.reference(key)
        return Entry(
            view.href,
            plain_filled(view.title),
            plain_filled(view.label),
            "",
            len(self.graph.into(reference_node(key), Edge.RESTS_ON)),
        )

    def _topic_keys(self) -> tuple[str, ...]:
        """A key for the page of each topic, by name."""
        pages = {self.corpus.urls[topic_node(key)]: key for key in reversed(tuple(self.corpus.topics))}
        return tuple(sorted(pages.values(), key=lambda key: (self.corpus.topics[key].casefold(), key)))

    def _home_topics(self) -> tuple[Entry, ...]:
        """The topics with most lines and notes, by name."""
        entries = list(map(self.topic_entry, self._topic_keys()))
        chosen = sorted(range(len(entries)), key=lambda place: (-entries[place].count, place))[:_HOME_TOPICS]
        return tuple(entries[place] for place in sorted(chosen))

    @query(lazy=True)
    def topic_entry(self, key: str) -> Entry:
        """A topic as an entry of a list."""
        path = self.corpus.introductions.get(key)
        title = self.views.title(path) if path else plain_filled(self.corpus.topics[key])
        summary = self.views.summary(path) if path else plain_filled("")
        filed = self.graph.into(path or topic_node(key), Edge.FILED_UNDER)
        count = sum(self.graph.kind(other) is not Kind.REFERENCE for other in filed)
        return Entry(self.corpus.urls[topic_node(key)], title, summary, "", count)


class _DocumentFields(TypedDict):
    """The fields of a `DocumentPage`."""

    url: str
    name: str
    description: str
    site: SiteView
    title: Filled
    summary: Filled
    topics: tuple[LinkView, ...]
    created: str
    updated: str
    drafted_by: str
    draft: bool
    minutes: int
    extra: tuple[tuple[str, str | tuple[str, ...]], ...]


class PageRecord(NamedTuple):
    """What there is to know of a kind of pages: how one is made, as what it can be found (None: not at all),
    whether the sitemap lists it.
    """

    maker: Callable[[Planner, PageKey], Page]
    found_as: Kind | None = None
    listed: bool = True


PAGES: Mapping[PageKind, PageRecord] = {
    PageKind.LINE: PageRecord(lambda planner, key: planner.line(key.subject), Kind.LINE),
    PageKind.NOTE: PageRecord(lambda planner, key: planner.note(key.subject), Kind.NOTE),
    PageKind.TOPIC: PageRecord(lambda planner, key: planner.topic(key.subject), Kind.TOPIC),
    PageKind.REFERENCE: PageRecord(lambda planner, key: planner.reference(key.subject), Kind.REFERENCE),
    PageKind.INDEX: PageRecord(lambda planner, key: planner.index(Kind(key.subject), int(key.which))),
    PageKind.MAP: PageRecord(lambda planner, key: planner.map()),
    PageKind.TOPIC_MAP: PageRecord(lambda planner, key: planner.topic_map(key.subject)),
    PageKind.SEARCH: PageRecord(lambda planner, key: planner.search()),
    PageKind.HOME: PageRecord(lambda planner, key: planner.home()),
    PageKind.NOT_FOUND: PageRecord(lambda planner, key: planner.not_found(), listed=False),
    PageKind.STYLE: PageRecord(lambda planner, key: planner.style(), listed=False),
    PageKind.REDIRECT: PageRecord(
        lambda planner, key: planner.redirect(key.subject, str(key.which)), listed=False
    ),
}
"""All kinds of pages."""

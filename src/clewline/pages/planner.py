"""The plan: all that each page of a site shows.

`clewline.pages.routes` says which pages there are; `Planner.page` makes the model of one, when it is asked
for, and again when something that it shows has changed.
"""

from collections.abc import Callable, Mapping
from math import ceil
from typing import NamedTuple

from clewline.content.model import Kind
from clewline.corpus.assemble import plain
from clewline.corpus.graph import Edge
from clewline.corpus.node import Node, reference_node, topic_node
from clewline.engine.query import adopt, query
from clewline.pages.backlinks import Backlinks, next_view, related, relations, tensions
from clewline.pages.coverage import Coverage
from clewline.pages.coverage_view import coverage_view, notice_views, shared_works
from clewline.pages.document_fields import document_fields, name_only
from clewline.pages.evidence import Evidence
from clewline.pages.evidence_table import evidence
from clewline.pages.figures import Register, figure_address, figure_parts
from clewline.pages.found_words import with_found_words, with_ids
from clewline.pages.front import featured, line_groups
from clewline.pages.holes import text
from clewline.pages.indexes import Indexes
from clewline.pages.listings import Order, listing, part_address
from clewline.pages.metro.maps import crossings, site_map, topic_map
from clewline.pages.models import (
    ComparePage,
    FiguresPage,
    HomePage,
    IndexPage,
    LinePage,
    MapPage,
    NotePage,
    NotFoundPage,
    Page,
    RedirectPage,
    ReferencePage,
    SearchPage,
    TopicPage,
    TopicsPage,
    WordsPage,
)
from clewline.pages.next_lines import Neighbourhoods, next_lines
from clewline.pages.open_models import HealthPage, QuestionsPage, TensionsPage
from clewline.pages.question_views import changes, question_address, question_addresses, question_rows
from clewline.pages.review_models import Task
from clewline.pages.review_view import review_view
from clewline.pages.reviews import Records, Reviews
from clewline.pages.routes import PageKey, PageKind
from clewline.pages.site_view import SiteView
from clewline.pages.source_cards import source_numbers, weave
from clewline.pages.style import StylePage
from clewline.pages.tension_views import tension_rows
from clewline.pages.vault_pages import VaultPages
from clewline.pages.views import Views


class Planner:
    """Makes the page models of one site, each once and again when it is outdated."""

    def __init__(
        self,
        views: Views,
        evidence: Evidence,
        site: Callable[[], SiteView],
        records: Records,
        waiting: Callable[[], tuple[Task, ...]],
    ) -> None:
        """``records`` are those of reviews, ``waiting`` gives all that waits for a person."""
        self.db = views.db
        self.evidence = evidence
        self.views = views
        self.reviews = Reviews(self.evidence, views.bodies, records)
        self.corpus = views.corpus
        self.graph = views.graph
        self._site = site
        self._waiting = waiting
        self.indexes = Indexes(views)
        self.vault = VaultPages(views)
        self._backlinks = Backlinks(views)
        self.near = Neighbourhoods(views.graph)
        self.coverage = Coverage(views.graph, self.near, evidence.texts)
        self._register = Register(evidence, views)
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
        woven = with_found_words(weave(document, self.views), document, self.evidence, self.views)
        numbers = {card.href: card.number for card in woven.sources}
        shown = document_fields(document, self.views, self.vault, self.site)
        answer = self.views.answer(path, source_numbers(path, self.graph))
        return LinePage(
            **shown | {"description": text(answer) or shown["description"]},
            answer=answer,
            evidence=evidence(path, woven, self.views),
            coverage=coverage_view(path, source_numbers(path, self.graph), self.coverage, self.views),
            weave=woven.blocks,
            claims=woven.claims,
            sources=woven.sources,
            would_change=changes(path, self.coverage.settling, self.views),
            next=tuple(next_view(proposal, numbers, self.views) for proposal in next_lines(path, self.near)),
            outgrows=woven.outgrows,
            review=review_view(path, self.reviews, self.views),
            history=self.reviews.edits(path),
            crossings=crossings(self.views, self.near, path),
        )

    def note(self, path: str) -> NotePage:
        """The page of a note."""
        document = self.corpus.documents[path]
        citing = self.graph.cited_by(path)
        linking = self._linking(path)
        cited_by, cited_rest = self._backlinks.of(citing, path, Edge.CITES)
        linked_from, linked_rest = self._backlinks.of(linking, path, Edge.LINKS, Edge.EMBEDS)
        before, after = self.vault.days_beside(path, self.site)
        return NotePage(
            **document_fields(document, self.views, self.vault, self.site),
            references=self.views.references(path),
            body=with_ids(self.views.blocks(path)),
            cited_by=cited_by,
            cited_rest=cited_rest,
            cited_count=len(citing),
            linked_from=linked_from,
            linked_rest=linked_rest,
            linked_count=len(linking),
            tensions=tuple(tensions(path, self.views)),
            related=tuple(related(path, self.views)),
            relations=tuple(relations(path, self._backlinks, self.views)),
            contents=self.vault.contents(document, self.site),
            before=before,
            after=after,
        )

    def topic(self, key: str) -> TopicPage:
        """The page of a topic, with or without an introduction."""
        path = self.corpus.introductions.get(key)
        node: Node = path or topic_node(key)
        filed = self.graph.into(node, Edge.FILED_UNDER)
        lines = listing([other for other in filed if self.graph.kind(other) is Kind.LINE], self.views, node)
        notes = [other for other in filed if self.graph.kind(other) in (Kind.NOTE, Kind.TOPIC)]
        leading = self.vault.led_to(path or "", self.site)
        linking = [other for other in self._linking(path or "") if other not in filed]
        linked_from, linked_rest = self._backlinks.of(linking, path or "", Edge.LINKS, Edge.EMBEDS)
        citing = self.graph.cited_by(path) if path else ()
        cited_by, cited_rest = self._backlinks.of(citing, path or "", Edge.CITES)
        return TopicPage(
            **(
                document_fields(self.corpus.documents[path], self.views, self.vault, self.site)
                if path
                else name_only(key, self.corpus, self.site)
            ),
            body=self.views.blocks(path) if path else (),
            cited_by=cited_by,
            cited_rest=cited_rest,
            cited_count=len(citing),
            lines=lines,
            notes=listing([other for other in notes if other not in leading], self.views, node),
            linked_from=linked_from,
            linked_rest=linked_rest,
            linked_count=len(linking),
            overlap=shared_works(filed, self.coverage),
        )

    def _linking(self, path: str) -> list[str]:
        """The documents that link to the one at ``path`` and do not cite it."""
        known = frozenset(self.graph.cited_by(path))
        others = (other for other in self.graph.into(path, Edge.LINKS, Edge.EMBEDS) if other not in known)
        return [other for other in others if self.graph.kind(other) is not Kind.REFERENCE]

    def reference(self, key: str) -> ReferencePage:
        """The page of a reference."""
        reference = self.corpus.references[key]
        view = self.views.reference(key)
        resting = self.graph.into(reference_node(key), Edge.RESTS_ON)
        notes = [path for path in resting if self.graph.kind(path) in (Kind.NOTE, Kind.TOPIC)]
        lines = {path for path in resting if self.graph.kind(path) is Kind.LINE}
        lines.update(line for note in notes for line in self.graph.cited_by(note))
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
            notices=notice_views(key, self.views),
        )

    def index(self, kind: Kind, part: int, order: str = "") -> IndexPage:
        """A part of the list of all documents of a kind, in the first of its orders or the one that is
        named.
        """
        orders = self.indexes.orders(kind)
        by = Order(order) if order else orders[0]
        subjects, heads, count = self.indexes.listed(kind, by, part)
        makers = {Kind.REFERENCE: self.indexes.reference_entry, Kind.TOPIC: self.indexes.topic_entry}
        entries = tuple(map(makers.get(kind, self.views.entry), subjects))
        url, parts = part_address(kind, part, order), self.indexes.index_parts(kind, by)
        views = self.indexes.order_views(kind)
        shown = views[orders.index(by)].name if views else ""
        return IndexPage(
            url, kind.value, "", self.site, kind.value, entries, count, part, parts, heads, shown, views
        )

    def home(self) -> HomePage:
        """The front page: the newest lines first, and among those without a date the ones that cross most
        others.
        """
        lines, notes = self.indexes.all_of(Kind.LINE), self.indexes.all_of(Kind.NOTE)
        front = self.indexes.front_note()
        leading = self.indexes.foremost(Kind.LINE)[0]
        entries = tuple(map(self.views.entry, leading))
        first = featured(entries)
        others = [path for path, entry in zip(leading, entries, strict=True) if entry is not first]
        site_map = self.page(PageKey(PageKind.MAP)) if "map" in self.site.sections else None
        fresh, shared = self.indexes.foremost(Kind.NOTE)
        return HomePage(
            url="index.html",
            name=self.site.title,
            description=self.site.description,
            site=self.site,
            introduction=self.views.blocks(front) if front else (),
            featured=first,
            groups=line_groups(others, self.views),
            map=site_map.map if isinstance(site_map, MapPage) else None,
            lines=entries,
            topics=self.indexes.leading_topics(),
            topic_count=len(self.indexes.topic_keys()),
            notes=tuple(map(self.views.entry, fresh)),
            line_count=len(lines),
            note_count=len(notes),
            shared=shared,
            folders=self.vault.at_the_top(self.site),
        )

    def map(self) -> MapPage | TopicsPage:
        """The map of the whole site, or the overview of its topics."""
        return site_map(self.views, self.site, self.indexes.all_of(Kind.LINE))

    def topic_map(self, key: str) -> MapPage:
        """The map of a topic."""
        return topic_map(self.views, self.site, key)

    def figures(self, part: int) -> FiguresPage:
        """A part of the register of figures."""
        works, notes = self.indexes.in_order(Kind.REFERENCE)[0], self.indexes.in_order(Kind.NOTE)[0]
        count = figure_parts(len(works), len(notes))
        return FiguresPage(
            figure_address(part),
            "",
            "",
            self.site,
            self._register.part(part, works, notes),
            part,
            tuple(map(figure_address, range(1, count + 1))) if count > 1 else (),
        )

    def health(self) -> HealthPage:
        """All that waits for a person."""
        return HealthPage("health.html", "", "", self.site, self._waiting())

    def tensions(self) -> TensionsPage:
        """The notes that contradict or qualify each other."""
        rows, rest = tension_rows(self.coverage.tensions.tensions(), self.views)
        return TensionsPage("tensions.html", "", "", self.site, rows, rest)

    def questions(self, part: int) -> QuestionsPage:
        """A part of all that would change the answers of the site."""
        settling = self.coverage.settling
        asked = settling.questions()
        addresses = question_addresses(len(asked))
        return QuestionsPage(
            question_address(part),
            "",
            "",
            self.site,
            question_rows(asked, part, settling, self.views),
            len(asked),
            part,
            addresses if len(addresses) > 1 else (),
        )

    def style(self) -> StylePage:
        """The style sheet, with rules for as many margin items as any line can have."""
        most = max((self.citation_count(path) for path in self.indexes.all_of(Kind.LINE)), default=0)
        # In steps, so that one more source in one line seldom changes the style sheet.
        return StylePage("assets/style.css", "", "", self.site, max(8, ceil(most / 8) * 8))

    def redirect(self, path: str, address: str) -> RedirectPage:
        """The page at an ``address`` that leads on to a document."""
        return RedirectPage(address, self.views.title_text(path), "", self.site, self.views.url(path))

    @query(cut=True)
    def citation_count(self, path: str) -> int:
        """How many citations a line has."""
        return len(self.graph.citations(path))


class PageRecord(NamedTuple):
    """What there is to know of a kind of pages: how one is made, as what it can be found (None: not at all),
    whether the sitemap lists it, and whether it gathers what is traced for the pages of all lines.
    """

    maker: Callable[[Planner, PageKey], Page]
    found_as: Kind | None = None
    listed: bool = True
    gathers: bool = False


def _bare(page: type[Page], url: str) -> Callable[[Planner, PageKey], Page]:
    return lambda planner, _: page(url, "", "", planner.site)


def _not_found(planner: Planner, _: PageKey) -> Page:
    return NotFoundPage("404.html", "", "", planner.site, planner.site.base_url)


def _index(planner: Planner, key: PageKey) -> Page:
    return planner.index(Kind(key.subject), int(key.which), key.order)


PAGES: Mapping[PageKind, PageRecord] = {
    PageKind.LINE: PageRecord(lambda planner, key: planner.line(key.subject), Kind.LINE),
    PageKind.NOTE: PageRecord(lambda planner, key: planner.note(key.subject), Kind.NOTE),
    PageKind.TOPIC: PageRecord(lambda planner, key: planner.topic(key.subject), Kind.TOPIC),
    PageKind.REFERENCE: PageRecord(lambda planner, key: planner.reference(key.subject), Kind.REFERENCE),
    PageKind.INDEX: PageRecord(_index),
    PageKind.ORDERED: PageRecord(_index, listed=False),
    PageKind.MAP: PageRecord(lambda planner, key: planner.map()),
    PageKind.TOPIC_MAP: PageRecord(lambda planner, key: planner.topic_map(key.subject)),
    PageKind.FIGURES: PageRecord(
        lambda planner, key: planner.figures(int(key.which)), Kind.REFERENCE, gathers=True
    ),
    PageKind.TENSIONS: PageRecord(lambda planner, key: planner.tensions()),
    PageKind.QUESTIONS: PageRecord(lambda planner, key: planner.questions(int(key.which))),
    PageKind.FOLDER: PageRecord(lambda planner, key: planner.vault.folder(key.subject, planner.site)),
    PageKind.TREE: PageRecord(lambda planner, _: planner.vault.tree(planner.site)),
    PageKind.TAG: PageRecord(lambda planner, key: planner.vault.tag(key.subject, planner.site)),
    PageKind.TAGS: PageRecord(lambda planner, _: planner.vault.all_tags(planner.site)),
    PageKind.SEARCH: PageRecord(_bare(SearchPage, "search.html")),
    PageKind.HOME: PageRecord(lambda planner, key: planner.home()),
    PageKind.NOT_FOUND: PageRecord(_not_found, listed=False),
    PageKind.HEALTH: PageRecord(lambda planner, key: planner.health(), listed=False),
    PageKind.STYLE: PageRecord(lambda planner, key: planner.style(), listed=False),
    PageKind.WORDS: PageRecord(_bare(WordsPage, "assets/words.js"), listed=False),
    PageKind.COMPARE: PageRecord(_bare(ComparePage, "compare.html"), listed=False),
    PageKind.REDIRECT: PageRecord(
        lambda planner, key: planner.redirect(key.subject, str(key.which)), listed=False
    ),
}
"""All kinds of pages."""

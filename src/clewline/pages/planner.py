"""The plan: all that each page of a site shows.

`clewline.pages.routes` says which pages there are and what each is made from; `Planner.page` makes the model
of one. The two are apart so that a page can be made when it is asked for, and made again when, and only when,
something that it shows has changed.
"""

from collections.abc import Callable, Mapping
from math import ceil
from typing import Any

from clewline.content.model import Document, Kind, Status
from clewline.corpus.addresses import page_slug
from clewline.corpus.assemble import Corpus, page_kind, plain
from clewline.corpus.graph import CitationGraph, Edge
from clewline.pages.backlinks import backlinks, next_view, related, tensions
from clewline.pages.holes import text
from clewline.pages.listings import foremost, listing, part_address, part_of, parts_of, titles
from clewline.pages.metro.maps import crossings, site_map, topic_map
from clewline.pages.models import (
    ComparePage,
    Entry,
    HomePage,
    IndexPage,
    LinePage,
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
    WordsPage,
)
from clewline.pages.next_lines import next_lines
from clewline.pages.routes import PageSource, page_list
from clewline.pages.source_cards import weave
from clewline.pages.views import Views, plain_filled

_WORDS_A_MINUTE = 220
_HOME_LINES, _HOME_TOPICS, _HOME_NOTES = 24, 40, 8


def plan(
    corpus: Corpus, graph: CitationGraph, entries: Mapping[str, str], site: SiteView
) -> tuple[Page, ...]:
    """Every page of the site, sorted by address. ``entries`` are the formatted entries of references, by
    key.
    """
    planner = Planner(Views(corpus, graph, entries), lambda: site)
    return tuple(planner.page(source) for source in page_list(corpus, site.sections).values())


class Planner:
    """Makes the page models of one site, each once and again when it is outdated."""

    def __init__(self, views: Views, site: Callable[[], SiteView]) -> None:
        self.views = views
        self.corpus = views.corpus
        self.graph = views.graph
        self._site = site

    @property
    def site(self) -> SiteView:
        """What every page shows of the site."""
        return self._site()

    def page(self, source: PageSource) -> Page:
        """The page made from ``source``."""
        made: Page = self.graph.memo.get(
            ("page", source), lambda: getattr(self, source.maker)(source.subject)
        )
        return made

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
            next=tuple(next_view(proposal, numbers, self.views) for proposal in next_lines(path, self.graph)),
            rows=woven.rows,
            crossings=crossings(self.views, path),
        )

    def note(self, path: str) -> NotePage:
        """The page of a note."""
        document = self.corpus.documents[path]
        citing = self.graph.into(path, Edge.CITES)
        known = frozenset(citing)
        others = [other for other in self.graph.into(path, Edge.LINKS, Edge.EMBEDS) if other not in known]
        linking = [other for other in others if self.graph.kind(other) is not Kind.REFERENCE]
        cited_by, cited_rest = backlinks(citing, path, self.views, Edge.CITES)
        linked_from, linked_rest = backlinks(linking, path, self.views, Edge.LINKS, Edge.EMBEDS)
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
        node = path or f"topic:{key}"
        filed = self.graph.into(node, Edge.FILED_UNDER)
        lines = listing([other for other in filed if self.graph.kind(other) is Kind.LINE], self.views, node)
        notes = listing(
            [other for other in filed if self.graph.kind(other) in (Kind.NOTE, Kind.TOPIC)], self.views, node
        )
        citing = self.graph.into(path, Edge.CITES) if path else ()
        cited_by, cited_rest = backlinks(citing, path or "", self.views, Edge.CITES)
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
        resting = self.graph.into(f"@{key}", Edge.RESTS_ON)
        notes = [path for path in resting if self.graph.kind(path) in (Kind.NOTE, Kind.TOPIC)]
        lines = {path for path in resting if self.graph.kind(path) is Kind.LINE}
        lines.update(line for note in notes for line in self.graph.into(note, Edge.CITES))
        annotation = reference.annotation
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
            annotation=self.views.blocks(annotation) if annotation in self.corpus.documents else (),
            notes=listing(notes, self.views),
            lines=listing(lines, self.views),
        )

    def index(self, subject: str) -> IndexPage:
        """The page that lists the documents of a kind, or a part of them; ``subject`` is the kind and the
        number of the part.
        """
        section, _, number = subject.partition(" ")
        kind, part = Kind(section), int(number)
        subjects, count = self.listed(subject)
        makers = {Kind.REFERENCE: self._reference_entry, Kind.TOPIC: self.topic_entry}
        entries = tuple(map(makers.get(kind, self.views.entry), subjects))
        return IndexPage(
            part_address(kind, part),
            section,
            "",
            self.site,
            section,
            entries,
            count,
            part,
            self.index_parts(kind),
        )

    def listed(self, subject: str) -> tuple[tuple[str, ...], int]:
        """What a part of an index lists, and how much the whole does; see `index`."""
        section, _, number = subject.partition(" ")
        return self.graph.memo.get(
            ("listed", subject), lambda: part_of(self.in_order(Kind(section))[0], int(number))
        )

    def index_parts(self, kind: Kind) -> tuple[PartView, ...]:
        """The parts of the index of a kind."""
        return self.graph.memo.get(("index parts", kind), lambda: parts_of(kind, self.in_order(kind)[1]))

    def in_order(self, kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the index of a kind lists, by title: paths or keys, and the titles."""

        def ordered() -> tuple[tuple[str, ...], tuple[str, ...]]:
            if kind is Kind.REFERENCE:
                titled = [(self.corpus.references[key].title or key, key) for key in self.corpus.references]
            elif kind is Kind.TOPIC:
                titled = [(self.corpus.topics[key], key) for key in self._topic_keys()]
            else:
                titled = list(titles(f"titles of {kind}", lambda: self.all_of(kind), self.views))
            titled.sort(key=lambda item: (item[0].casefold(), item[1]))
            return tuple(subject for _, subject in titled), tuple(title for title, _ in titled)

        return self.graph.memo.get(("in order", kind), ordered)

    def home(self, _: str) -> HomePage:
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

    def foremost(self, kind: Kind) -> tuple[tuple[str, ...], int]:
        """The lines or notes that the front page leads with, and how many of all have more than one tie."""
        return foremost(
            kind, lambda: self.all_of(kind), self.views, _HOME_LINES if kind is Kind.LINE else _HOME_NOTES
        )

    def map(self, _: str) -> MapPage | TopicsPage:
        """The map of the whole site, or the overview of its topics."""
        return site_map(self.views, self.site, self.all_of(Kind.LINE))

    def topic_map(self, key: str) -> MapPage:
        """The map of a topic."""
        return topic_map(self.views, self.site, key)

    def not_found(self, _: str) -> NotFoundPage:
        """The page for addresses that are not there."""
        return NotFoundPage("404.html", "", "", self.site, self.site.base_url)

    def style(self, _: str) -> StylePage:
        """The style sheet, with rules for as many margin items as any line can have."""
        most = max((self.citation_count(path) for path in self.all_of(Kind.LINE)), default=0)
        # In steps, so that one more source in one line seldom changes the style sheet.
        return StylePage("assets/style.css", "", "", self.site, max(12, ceil(most / 12) * 12))

    def words(self, _: str) -> WordsPage:
        """The words that scripts say."""
        return WordsPage("assets/words.js", "", "", self.site)

    def compare(self, _: str) -> ComparePage:
        """The page on which two lines are read side by side."""
        return ComparePage("compare.html", "", "", self.site)

    def search(self, _: str) -> SearchPage:
        """The page from which the site is searched."""
        return SearchPage("search.html", "", "", self.site)

    def redirect(self, subject: str) -> RedirectPage:
        """The page at the address that an alias would have; ``subject`` is a path and the alias, a line
        each.
        """
        path, _, alias = subject.partition("\n")
        url = self.views.url(path)
        return RedirectPage(
            f"{url.partition('/')[0]}/{page_slug(alias)}.html",
            self.views.title_text(path),
            "",
            self.site,
            url,
        )

    def _document(self, document: Document) -> dict[str, Any]:
        """What all pages made from a document have."""
        path = document.path
        return {
            "url": self.views.url(path),
            "name": self.views.title_text(path),
            "description": text(self.views.summary(path)),
            "site": self.site,
            "title": self.views.title(path),
            "aliases": document.aliases,
            "summary": self.views.summary(path) if document.own_summary else plain_filled(""),
            "topics": self.views.topics(path),
            "created": document.created,
            "updated": document.updated,
            "drafted_by": document.drafted_by,
            "draft": document.status is Status.DRAFT,
            "minutes": ceil(document.body.words / _WORDS_A_MINUTE),
            "extra": document.extra,
        }

    def _name_only(self, key: str) -> dict[str, Any]:
        """The same for a topic that nothing introduces."""
        name = self.corpus.topics[key]
        nothing = dict.fromkeys(("description", "created", "updated", "drafted_by"), "")
        shown = {
            "url": self.corpus.urls[f"topic:{key}"],
            "name": name,
            "title": plain_filled(name),
            "summary": plain_filled(""),
        }
        return {
            **nothing,
            **shown,
            "site": self.site,
            "aliases": (),
            "topics": (),
            "draft": False,
            "minutes": 0,
            "extra": (),
        }

    def all_of(self, kind: Kind) -> tuple[str, ...]:
        """The paths of all documents with a page of this kind."""
        corpus = self.corpus
        return self.graph.memo.get(
            ("all", kind), lambda: tuple(path for path in corpus.documents if page_kind(corpus, path) is kind)
        )

    def citation_count(self, path: str) -> int:
        """How many citations a line has."""
        return self.graph.memo.get(("citation count", path), lambda: len(self.graph.citations(path)))

    def _reference_entry(self, key: str) -> Entry:
        view = self.views.reference(key)
        return Entry(
            view.href,
            plain_filled(view.title),
            plain_filled(view.label),
            "",
            len(self.graph.into(f"@{key}", Edge.RESTS_ON)),
        )

    def _topic_keys(self) -> tuple[str, ...]:
        """A key for the page of each topic, by name."""
        pages = {self.corpus.urls[f"topic:{key}"]: key for key in reversed(tuple(self.corpus.topics))}
        return tuple(sorted(pages.values(), key=lambda key: (self.corpus.topics[key].casefold(), key)))

    def _home_topics(self) -> tuple[Entry, ...]:
        """The topics with most lines and notes, by name."""
        entries = list(map(self.topic_entry, self._topic_keys()))
        chosen = sorted(range(len(entries)), key=lambda place: (-entries[place].count, place))[:_HOME_TOPICS]
        return tuple(entries[place] for place in sorted(chosen))

    def topic_entry(self, key: str) -> Entry:
        """A topic as an entry of a list."""

        def entry() -> Entry:
            path = self.corpus.introductions.get(key)
            title = self.views.title(path) if path else plain_filled(self.corpus.topics[key])
            summary = self.views.summary(path) if path else plain_filled("")
            filed = self.graph.into(path or f"topic:{key}", Edge.FILED_UNDER)
            count = sum(self.graph.kind(other) is not Kind.REFERENCE for other in filed)
            return Entry(self.corpus.urls[f"topic:{key}"], title, summary, "", count)

        return self.graph.memo.get(("topic entry", key), entry)

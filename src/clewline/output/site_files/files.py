"""The files of a site beside its HTML: those of one page, and those of the whole."""

from collections.abc import Callable, Mapping, Sequence

from clewline.corpus.graph import Edge
from clewline.corpus.node import reference_node
from clewline.engine.query import adopt, query
from clewline.output.site_files.answers import ANSWERS, answer_feeds
from clewline.output.site_files.bibliographies import BIBTEX, CSL_JSON, bibliographies
from clewline.output.site_files.feeds import ATOM, feed_line, feeds, newest, sitemaps
from clewline.output.site_files.graphs import GRAPH_JSON, GRAPHML, GraphRows, graph_files
from clewline.pages.holes import text
from clewline.pages.models import HomePage, LinePage
from clewline.pages.part_models import Entry
from clewline.pages.planner import PAGES, Planner
from clewline.pages.routes import PageKey, PageKind
from clewline.pages.told import told_of
from clewline.theme.beside.answer_feed import feed_lines
from clewline.theme.beside.feeds import FeedLine, address
from clewline.theme.beside.inline import inline
from clewline.theme.beside.signs import link, plain

LLMS = "llms.txt"
_HOME = "index.html"
_WHAT = {
    GRAPH_JSON: "every line, note, topic and reference, and how they are connected",
    GRAPHML: "the same for programs that draw graphs",
    CSL_JSON: "the works that the site rests on, as CSL-JSON",
    BIBTEX: "the same as BibTeX",
    ATOM: "new and changed lines",
    ANSWERS: "answers that were reviewed, and those that have changed since",
}


class Exports:
    """The files that are made from the whole site; ``pages`` are those of the site, by address."""

    def __init__(self, planner: Planner, pages: Mapping[str, PageKey]) -> None:
        self.db = planner.db
        self._planner = planner
        self._pages = pages
        self._rows = GraphRows(planner.views, planner.reviews)
        adopt(self)

    @query(lazy=True)
    def export(self, name: str) -> dict[str, bytes]:
        """The files that are made together under this name, which is one of `EXPORTS`."""
        return EXPORTS[name](self)

    def feeds(self) -> dict[str, bytes]:
        """The feeds."""
        return feeds([self.line_in_feed(path) for path in self.news()], self._planner.site)

    def answers(self) -> dict[str, bytes]:
        """The feeds of reviews, and of what has changed since."""
        site = self._planner.site
        reviews = self._planner.reviews
        lines = sorted({*reviews.by_line, *reviews.history_by_line}) if site.answers else ()
        return answer_feeds([told for line in lines for told in self.answer_in_feed(line)], site)

    def sitemaps(self) -> dict[str, bytes]:
        """The sitemap."""
        if not self._planner.site.base_url:
            return {}
        listed = [(url, key) for url, key in self._pages.items() if PAGES[key.kind].listed]
        return sitemaps([(url, self._changed(key)) for url, key in listed], self._planner.site)

    def graphs(self) -> dict[str, bytes]:
        """The citation graph."""
        return graph_files(self._rows, self._planner.site)

    def bibliographies(self) -> dict[str, bytes]:
        """The works that the site rests on."""
        return bibliographies([self._planner.corpus.references[key] for key in self.used_works()])

    def for_models(self) -> dict[str, bytes]:
        """What there is on the site, for language models."""
        home = self._planner.page(self._pages[_HOME])
        assert isinstance(home, HomePage)
        lacking = {ATOM} if not self.news() else set()
        lacking |= set() if self._planner.site.answers else {ANSWERS}
        lacking |= set() if self.used_works() else {CSL_JSON, BIBTEX}
        return {LLMS: llms_txt(home, [name for name in _WHAT if name not in lacking])}

    @query(lazy=True)
    def news(self) -> tuple[str, ...]:
        """The paths of the lines that feeds tell of. There are none without the address of the site, because
        entries are known by theirs.
        """
        if not self._planner.site.feeds:
            return ()
        lines = ((url, key.subject) for url, key in self._pages.items() if key.kind is PageKind.LINE)
        dates = ((url, path, self._planner.views.dates(path)) for url, path in lines)
        return tuple(newest((max(days), days[0], url, path) for url, path, days in dates))

    @query(lazy=True)
    def line_in_feed(self, path: str) -> FeedLine:
        """What feeds tell of the line at ``path``."""
        page = self._planner.page(PageKey(PageKind.LINE, path))
        assert isinstance(page, LinePage)
        return feed_line(page)

    @query(lazy=True)
    def answer_in_feed(self, path: str) -> tuple[FeedLine, ...]:
        """What feeds tell of the review of the line at ``path``."""
        planner, views = self._planner, self._planner.views
        url, topics = views.url(path), tuple(topic.text for topic in views.topics(path))
        return feed_lines(told_of(path, planner.reviews, views), address(planner.site, url), topics)

    @query(lazy=True)
    def used_works(self) -> tuple[str, ...]:
        """The keys of the references that anything rests on."""
        graph = self._planner.graph
        return tuple(
            key for key in self._planner.corpus.references if graph.into(reference_node(key), Edge.RESTS_ON)
        )

    def _changed(self, key: PageKey) -> str:
        """The day when a page last changed, as ``YYYY-MM-DD``; empty when it does not say."""
        path = self._planner.source(key)
        return max(self._planner.views.dates(path)) if path and key.kind is not PageKind.REFERENCE else ""


EXPORTS: Mapping[str, Callable[[Exports], dict[str, bytes]]] = {
    "feeds": Exports.feeds,
    "answers": Exports.answers,
    "sitemaps": Exports.sitemaps,
    "graphs": Exports.graphs,
    "bibliographies": Exports.bibliographies,
    "models": Exports.for_models,
}
"""What makes the files that are made from the whole site, by the name of what they are made together with."""


def llms_txt(home: HomePage, files: Sequence[str]) -> bytes:
    """What there is on the site, for language models (https://llmstxt.org); ``files`` are the names of those
    that hold its data.
    """
    site = home.site

    def listed(title: str, entries: Sequence[Entry], whole: str) -> list[str]:
        """A section with links to twins, the last to the page that lists them all."""
        if not entries:
            return []
        items = [_entry(entry, address(site, "")) for entry in entries]
        return [
            f"## {title}",
            "\n".join([*items, f"- {link('All of them', address(site, f'{whole}/index.md'))}"]),
        ]

    parts = [f"# {plain(site.title)}", f"> {plain(site.description)}" if site.description else ""]
    parts.append("Every page has a Markdown twin: the same address with .md in place of .html.")
    parts += (
        listed("Inquiring lines", home.lines, "lines")
        + listed("Topics", home.topics, "topics")
        + listed("Notes", home.notes, "notes")
    )
    data = [f"- {link(name, address(site, name))}: {what}" for name, what in _WHAT.items() if name in files]
    parts += ["## Optional", "\n".join(data)]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def _entry(entry: Entry, root: str) -> str:
    summary = plain(text(entry.answer) or text(entry.summary))
    twin_address = f"{root}{entry.href.removesuffix('.html')}.md"
    return f"- {link(inline(entry.title, root), twin_address)}{': ' if summary else ''}{summary}"

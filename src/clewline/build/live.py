"""A site that follows its content: after each change only what the change touches is made again.

Every link, page model and piece of one is kept in a `Tracker`, which knows what it was made from; a page is
rendered when its model or its template changes. What comes out is what a clean build would give, byte for
byte.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from itertools import chain
from typing import NamedTuple, TypeVar

from clewline.build.cache import Cache
from clewline.build.compile import site_files
from clewline.build.connect import attached_in
from clewline.build.follow import FollowingCorpus
from clewline.content.bibliography import DEFAULT_STYLE, format_entry
from clewline.content.loader import Content
from clewline.corpus.assemble import Corpus
from clewline.corpus.graph import CitationGraph, Edge, edges_of, empty_graph, set_edges
from clewline.corpus.resolve import Target, link_document
from clewline.diagnostics.diagnostic import Checked, Diagnostic, Severity, in_order
from clewline.diagnostics.rules import RULES
from clewline.diagnostics.suppress import suppress
from clewline.engine.memo import Groups, Tracker
from clewline.engine.parallel import Progress, silent
from clewline.pages.audit import audit
from clewline.pages.models import Page, SiteView
from clewline.pages.planner import Planner
from clewline.pages.routes import PageSource, page_list, site_view
from clewline.pages.views import Views
from clewline.settings.config import Config, severity_of
from clewline.theme.beside import beside, page_beside
from clewline.theme.beside.social import can_draw
from clewline.theme.render import TEMPLATES, WORDS, render
from clewline.theme.theme import Theme, check_theme, closure

V = TypeVar("V")
_STEP = 8
"""Groups of files of which the findings are counted in one step."""


class Rendered(NamedTuple):
    """A page as it was last rendered."""

    page: Page
    data: bytes
    diagnostics: tuple[Diagnostic, ...]


class LiveSite:
    """One site under one configuration."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._tracker = Tracker()
        self._following = FollowingCorpus(config, self._tracker)
        self.corpus = self._following.corpus
        self._scan_faults: tuple[Diagnostic, ...] = ()
        self.theme = Theme((), ())
        self._theme_faults: tuple[Diagnostic, ...] = ()
        self._edges: dict[str, tuple[tuple[str, Edge, int], ...]] = {}
        self._entries: dict[str, str] = {}
        self._site = SiteView("", "", "", "", ())
        self._rendered: dict[str, Rendered] = {}
        self.renders = 0
        self._each_edges = Groups("edges of each", self._tracker, self._edges_of)
        self._each_finding = Groups("findings of each", self._tracker, self._findings)
        self._each_count = Groups("counts of each", self._tracker, self._counts)
        self._each_use = Groups("attachments of each", self._tracker, self._uses)
        self.pages: dict[str, PageSource] = {}
        self._network = empty_graph()
        self.graph = CitationGraph(
            self.corpus.documents,
            self.corpus.kinds,
            _Made(self.corpus.documents, lambda path: self._links(path).value),
            self._network.adj,
            self._network.pred,
            self._tracker,
        )
        self._planner = Planner(
            Views(self.corpus, self.graph, _Made(self.corpus.references, self.entry)), self.site
        )

    def update(
        self,
        content: Content,
        theme: Theme,
        executor: Executor | None = None,
        progress: Progress = silent,
        cache: Cache | None = None,
    ) -> None:
        """Takes in the present content and theme. A ``cache`` is of use the first time, when there is
        everything to be parsed.
        """
        self._scan_faults = content.diagnostics
        if corpus := self._following.update(content, executor, progress, cache):
            self._each_edges.keep(self.corpus.documents)
            self._each_use.keep(self.corpus.documents)
            self._each_finding.keep(self._following.paths())
            self._each_count.keep(self._following.paths())
            self._take_inventory(corpus)
            self._rendered = {url: rendered for url, rendered in self._rendered.items() if url in self.pages}
            for path in [path for path in self._edges if path not in self.corpus.documents]:
                self._set_edges(path, ())
                del self._edges[path]
        for path, edges in self._each_edges.changed():
            if self._edges.get(path) is not edges:
                self._set_edges(path, edges)
        if theme != self.theme:
            self._take_theme(theme)

    def _take_inventory(self, corpus: Corpus) -> None:
        """Finds out which pages there are; nothing that this hangs on can change without the tables being
        made anew.
        """
        config = self.config
        self._site = site_view(
            corpus, config.title, config.description, config.language, config.base_url, can_draw()
        )
        self._tracker.put(("site",), self._site)
        self.pages = page_list(corpus, self._site.sections)
        self._tracker.put(("pages",), self.pages)

    def site(self) -> SiteView:
        """What every page shows of the site."""
        self._tracker.read(("site",))
        return self._site

    def rendered(self, url: str) -> Rendered | None:
        """The page at ``url`` as it must be now; None when there is none."""
        source = self.pages.get(url)
        if source is None:
            return None
        page = self._planner.page(source)
        last = self._rendered.get(url)
        if last is None or last.page is not page:
            self.renders += 1
            artifact, faults = render(page, self.theme)
            last = self._rendered[url] = Rendered(page, artifact.data, faults)
        return last

    def is_current(self, url: str, rendered: Rendered | None) -> bool:
        """Whether ``rendered`` is what `rendered` would give for ``url``, found out without rendering
        anything.
        """
        source = self.pages.get(url)
        if source is None or rendered is None:
            return source is None and rendered is None
        return self._rendered.get(url) is rendered and self._planner.page(source) is rendered.page

    def files(self) -> dict[str, bytes]:
        """Every file of the site but its attachments."""
        rendered = [found for url in self.pages if (found := self.rendered(url))]
        pages = {found.page.url: found.data for found in rendered}
        besides = {url: data for found in rendered for url, data in beside(found.page).items()}
        return dict(self.theme.assets) | pages | besides | self._site_files()

    def attachments(self) -> dict[str, str]:
        """The attachments to be published: path in the content, by path in the output."""

        def attachments() -> dict[str, str]:
            used = sorted(
                {
                    path
                    for paths in self._each_use.folded(lambda paths: tuple(chain.from_iterable(paths)))
                    for path in paths
                }
            )
            return {self.corpus.urls[path]: path for path in used}

        return self._tracker.get(("attachments to publish",), attachments)

    def asset(self, url: str) -> bytes | None:
        """A file that is neither a page nor an attachment: of the theme, or one that the site as a whole
        gives rise to.
        """
        assets = dict(self.theme.assets)
        # What the whole site gives rise to takes long to make, and is never a page or among the theme's own
        # files.
        if url in assets and url.startswith("assets/"):
            return assets[url]
        source = self.pages.get(page_beside(url))
        if source is not None and (data := beside(self._planner.page(source)).get(url)) is not None:
            return data
        return (None if url.endswith((".html", ".ico")) else self._site_files().get(url)) or assets.get(url)

    def _site_files(self) -> dict[str, bytes]:
        def files() -> dict[str, bytes]:
            self._tracker.read(("pages",))
            self._tracker.read(("graph",))
            return site_files(self._planner, self.pages)

        return self._tracker.get(("site files",), files)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that a clean build would find, in its order."""
        found = [fault for url in self.pages for fault in getattr(self.rendered(url), "diagnostics", ())]
        return in_order([*self.content_diagnostics(), *found])

    def content_diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is found without rendering any page, in order."""
        return in_order(
            [*self._shared_faults(), *(fault for found in self._each_finding.values() for fault in found)]
        )

    def source(self, url: str) -> str:
        """The path of the file that the page at ``url`` is made from; empty when it is made from no one
        file.
        """
        if url not in self.pages:
            return ""
        maker, subject = self.pages[url]
        if maker == "topic":
            return self.corpus.introductions.get(subject, "")
        if maker == "reference":
            return self.corpus.references[subject].span.path
        return subject if maker in ("line", "note") else ""

    def page_diagnostics(self, url: str) -> tuple[Diagnostic, ...]:
        """What is found, without rendering it, in the file that the page at ``url`` is made from, and not
        accepted there.
        """
        path = self.source(url)
        own = self._each_finding.value(path) if path else ()
        found = in_order([*(fault for fault in self._shared_faults() if fault.span.path == path), *own])
        return self._unaccepted(path, found) if path and found else found

    def counting(self) -> Iterator[None]:
        """Counts a few findings at each step, so that at the end `counts` has little to do."""
        for place, _ in enumerate(self._each_count.folded(_sum)):
            if place % _STEP == 0:
                yield

    def counts(self, others: Iterable[Diagnostic] = ()) -> tuple[int, int]:
        """How many errors and warnings there are, but for those in rendering; ``others`` are counted with
        them.
        """
        own = self._grades((*in_order(self._shared_faults()), *others))
        return _sum((*self._each_count.folded(_sum), own))

    def adopt(self, other: "LiveSite") -> None:
        """Takes over what ``other``, the same site under another configuration, has parsed and formatted."""
        if other.config.language == self.config.language:
            self._following.adopt(other._following)
            if other.config.style == self.config.style:
                self._entries = other._entries

    def _shared_faults(self) -> tuple[Diagnostic, ...]:
        """What is found beside the findings of each file."""
        return (*self._scan_faults, *self._following.faults, *self._theme_faults)

    def _findings(self, path: str) -> tuple[Diagnostic, ...]:
        """What is found in the file at ``path``, in order."""
        found = self._following.findings(path)
        if path in self.corpus.documents:
            found += self._links(path).diagnostics + audit(path, self.corpus, self.graph, self.site())
        return in_order(found)

    def _counts(self, path: str) -> tuple[int, int]:
        found = self._findings(path)
        return self._grades(self._unaccepted(path, found)) if found else (0, 0)

    def _unaccepted(self, path: str, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Those of what was ``found`` in a file that nobody has decided to leave as they are."""
        comments = {path: self._following.comments(path)}
        left = frozenset(suppress(found, comments, self.config.ignore_findings, RULES).diagnostics)
        return tuple(fault for fault in found if fault in left)

    def _grades(self, found: tuple[Diagnostic, ...]) -> tuple[int, int]:
        """How many of ``found`` are errors, and how many warnings."""
        grades = [severity_of(self.config)(fault) for fault in found]
        return grades.count(Severity.ERROR), grades.count(Severity.WARNING)

    def _links(self, path: str) -> Checked[tuple[Target, ...]]:
        return self._tracker.get(
            ("links", path), lambda: link_document(self.corpus.documents[path], self.corpus)
        )

    def _uses(self, path: str) -> tuple[str, ...]:
        """The attachments that a document leads to."""
        return attached_in(self._links(path).value)

    def _edges_of(self, path: str) -> tuple[tuple[str, Edge, int], ...]:
        return tuple(edges_of(self.corpus.documents[path], self._links(path).value, self.corpus))

    def _set_edges(self, path: str, edges: tuple[tuple[str, Edge, int], ...]) -> None:
        graph = self._network
        touched = {node for node, _, _ in (*self._edges.get(path, ()), *edges)}
        set_edges(graph, path, edges)
        # A clean build has no node for what nothing leads to any more.
        graph.remove_nodes_from(
            [
                node
                for node in (path, *touched)
                if not graph.degree(node) and node not in self.corpus.documents
            ]
        )
        self._edges[path] = edges
        self._tracker.put(("graph",), object())
        self._tracker.put(("edges from", path), edges)
        for node in touched:
            self._tracker.put(("edges to", node), object())

    def _take_theme(self, theme: Theme) -> None:
        """Forgets the pages whose templates have changed."""
        old, new = dict(self.theme.templates), dict(theme.templates)
        stale = {
            kind
            for kind, name in TEMPLATES.items()
            if any(
                old.get(used) != new.get(used)
                for one in (self.theme, theme)
                for used in closure(one, name) | closure(one, WORDS)
            )
        }
        if theme.catalogues != self.theme.catalogues:
            stale = set(TEMPLATES)
        self.theme, self._theme_faults = theme, check_theme(theme)
        self._rendered = {
            url: rendered for url, rendered in self._rendered.items() if type(rendered.page) not in stale
        }

    def entry(self, key: str) -> str:
        """The formatted entry of a reference."""
        csl = self.corpus.references[key].csl
        if csl not in self._entries:
            self._entries[csl] = format_entry(csl, self.config.style or DEFAULT_STYLE, self.config.language)
        return self._entries[csl]


def _sum(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The sums of the first and of the second numbers of ``counts``."""
    found = tuple(counts)
    return sum(errors for errors, _ in found), sum(warnings for _, warnings in found)


class _Made(Mapping[str, V]):
    """Values by key, each made when it is asked for."""

    def __init__(self, keys: Mapping[str, object], make: Callable[[str], V]) -> None:
        self._keys = keys
        self._make = make

    def __getitem__(self, key: str) -> V:
        return self._make(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

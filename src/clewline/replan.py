"""Planning over the last build: what has to be made again because something that it was made from has changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from clewline.audit import audit
from clewline.cache import key_of
from clewline.connect import Connected
from clewline.corpus import Corpus
from clewline.diagnostic import Diagnostic
from clewline.exports import export_files, graph_edges, graph_node, line_in_feed
from clewline.graph import CitationGraph
from clewline.inventory import PageSource
from clewline.memo import Memo
from clewline.model import Kind
from clewline.next_lines import citing, filed, opponents, resting
from clewline.pages import SiteView
from clewline.plan import Planner
from clewline.reads import Kinds, Name, Reads, RecordedMapping, Recorder, named, seal
from clewline.theme import Theme
from clewline.views import Views
from clewline.weave import number_claims

_PIECES: Mapping[str, Callable[[Planner, str], object]] = {
    "outward": lambda planner, node: planner.graph.outward(node),
    "inward": lambda planner, node: planner.graph.inward(node),
    "citing": lambda planner, note: citing(note, planner.graph),
    "opponents": lambda planner, note: opponents(note, planner.graph),
    "resting": lambda planner, reference: resting(reference, planner.graph),
    "lines filed": lambda planner, topic: filed(topic, planner.graph),
    "claim numbers": lambda planner, path: number_claims(path, planner.graph),
    "title": lambda planner, path: planner.views.title(path),
    "title text": lambda planner, path: planner.views.title_text(path),
    "summary": lambda planner, path: planner.views.summary(path),
    "gist": lambda planner, path: planner.views.gist(path),
    "entry": lambda planner, path: planner.views.entry(path),
    "dates": lambda planner, path: planner.views.dates(path),
    "newness": lambda planner, path: planner.views.newness(path),
    "shared": lambda planner, note: planner.views.is_shared(note),
    "reference": lambda planner, key: planner.views.reference(key),
    "in order": lambda planner, kind: planner.in_order(Kind(kind)),
    "topic entry": lambda planner, key: planner.topic_entry(key),
    "citation count": lambda planner, path: planner.citation_count(path),
    "line in feed": lambda planner, path: line_in_feed(path, planner),
    "graph node": lambda planner, node: graph_node(node, planner.views),
    "graph edges": lambda planner, path: graph_edges(path, planner.views),
}
"""The pieces that are compared with what they were, by kind. An edit that leaves them alone concerns nobody who only shows them."""
_EXPORTS = ("exports", "")
_KINDS = Kinds(("document", "targets", "edges from", "edges to"), tuple(_PIECES), ("page", "audit", "exports"))


class Outline(NamedTuple):
    """All that is known before anything is planned: the connected corpus, the formatted entries of references by key, what every page shows
    of the site, and what the pages are made from, by address.
    """

    connected: Connected
    entries: Mapping[str, str]
    site: SiteView
    sources: Mapping[str, PageSource]

    @property
    def corpus(self) -> Corpus:
        """The corpus."""
        return self.connected.corpus

    @property
    def graph(self) -> CitationGraph:
        """The citation graph."""
        return self.connected.graph

    def planner(self) -> Planner:
        """A planner that makes everything once and remembers nothing for the next build."""
        return Planner(Views(self.corpus, self.graph, self.entries), lambda: self.site)

    def whole(self) -> "Due":
        """All that there is to be made."""
        return Due(frozenset(self.sources), frozenset(self.corpus.documents), True)


class Due(NamedTuple):
    """What a build has to make: pages (addresses), audits (paths of documents), and whether the exports."""

    pages: frozenset[str]
    audits: frozenset[str]
    exports: bool


class Planned(NamedTuple):
    """What the next build wants to know of a plan: a digest of all that is compared as a whole, and what was read of the rest."""

    frame: str
    reads: Reads


class Replan:
    """A plan that is made over the one ``before``.

    ``digests`` are those of what each document was parsed from, by path. What one document says is compared one by one; the addresses,
    topics, references, settings and templates as a whole: when one of these has changed, everything is due (``anew``).
    """

    def __init__(self, outline: Outline, theme: Theme, digests: Mapping[str, str], before: Planned | None) -> None:
        self._outline = outline
        self._frame = _frame(outline, theme)
        self._reads = before.reads if before and before.frame == self._frame else Reads()
        self.anew = not self._reads.subjects
        touched = None if self.anew else outline.connected.touched
        paths, nodes = touched or (outline.corpus.documents, outline.graph.arriving)
        inputs = dict(_inputs(outline, digests, paths, nodes))
        self._recorder = Recorder(_KINDS, inputs, self._reads, of_some=touched is not None)
        self.planner = _recorded(outline, self._recorder).planner()

    def due(self) -> Due:
        """What may not be what it was before."""
        if self.anew:
            return self._outline.whole()
        stale = self._recorder.stale(lambda kind, subject: _PIECES[kind](self.planner, subject))
        pages = frozenset(url for url, source in self._outline.sources.items() if named(("page", source)) in stale)
        audits = frozenset(subject for kind, subject in stale if kind == "audit")
        return Due(pages, audits, _EXPORTS in stale)

    def planned(self) -> Planned:
        """What is to be kept of this plan, once all that is due has been made."""
        return Planned(self._frame, self._recorder.reads())


def audited(path: str, planner: Planner) -> tuple[Diagnostic, ...]:
    """The findings of the audit of the document at ``path``."""
    corpus, graph, sections = planner.corpus, planner.graph, planner.site.sections
    return graph.memo.get(("audit", path), lambda: audit(path, corpus, graph, sections))


def exported(planner: Planner, sources: Mapping[str, PageSource]) -> dict[str, bytes]:
    """The files that are made from the whole site."""
    return planner.graph.memo.get(_EXPORTS, lambda: export_files(planner, sources))


def _frame(outline: Outline, theme: Theme) -> str:
    """A digest of all that pages are planned from but what single documents say and lead to."""
    corpus = outline.corpus
    tables = (corpus.kinds, corpus.urls, corpus.topics, corpus.introductions, corpus.attachments, corpus.references)
    return key_of(tables, outline.entries, outline.site, list(outline.sources.items()), theme.templates, theme.catalogues)


def _inputs(outline: Outline, digests: Mapping[str, str], paths: Iterable[str], nodes: Iterable[str]) -> Iterator[tuple[Name, bytes]]:
    """The digest of each input that comes from the documents at ``paths`` and what leads to ``nodes``, by its name."""
    for path in paths:
        targets = seal(outline.graph.targets[path])
        yield ("document", path), seal(digests[path])
        yield ("targets", path), targets
        yield ("edges from", path), seal((digests[path], targets))
    for node in nodes:
        # As plain data: it may come from networkx, or from the cache.
        yield ("edges to", node), seal([(other, dict(kinds)) for other, kinds in outline.graph.arriving[node].items()])


def _recorded(outline: Outline, memo: Memo) -> Outline:
    """An outline that tells ``memo`` what is read of each document."""
    graph = outline.graph
    documents = RecordedMapping("document", graph.documents, memo)
    targets = RecordedMapping("targets", graph.targets, memo)
    corpus = replace(outline.corpus, documents=documents)
    graph = replace(graph, documents=documents, targets=targets, memo=memo)
    return outline._replace(connected=outline.connected._replace(corpus=corpus, graph=graph))

"""Planning over the last build: what has to be made again because something that it was made from has changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from clewline.audit import audit
from clewline.cache import Cache, key_of
from clewline.connect import Connected
from clewline.corpus import Corpus
from clewline.diagnostic import Diagnostic
from clewline.exports import EXPORTS, FeedLine, Rows, graph_edges, graph_node, line_in_feed, news, used_works
from clewline.graph import CitationGraph, Outward
from clewline.inventory import PageSource
from clewline.memo import Memo
from clewline.model import Kind
from clewline.next_lines import citing, filed, opponents, resting
from clewline.pages import ReferenceView, SiteView
from clewline.plan import Planner
from clewline.reads import Kinds, Name, Reads, named, seal
from clewline.recorder import RecordedMapping, Recorder
from clewline.theme import Theme
from clewline.views import Views
from clewline.weave import number_claims


class Piece(NamedTuple):
    """How a piece is made for a subject, and the type of its values if these are kept: not where they hold views of several types."""

    make: Callable[[Planner, str, Mapping[str, PageSource]], object]
    type: object = None


_THROUGH = tuple[tuple[str, tuple[str, ...]], ...]
_PIECES: Mapping[str, Piece] = {
    "outward": Piece(lambda planner, node, _: planner.graph.outward(node), Outward),
    "inward": Piece(lambda planner, node, _: planner.graph.inward(node), dict[str, tuple[str, ...]]),
    "citing": Piece(lambda planner, note, _: citing(note, planner.graph), tuple[str, ...]),
    "opponents": Piece(lambda planner, note, _: opponents(note, planner.graph), _THROUGH),
    "resting": Piece(lambda planner, reference, _: resting(reference, planner.graph), _THROUGH),
    "lines filed": Piece(lambda planner, topic, _: filed(topic, planner.graph), tuple[str, ...]),
    "claim numbers": Piece(lambda planner, path, _: number_claims(path, planner.graph), dict[int, int]),
    "title": Piece(lambda planner, path, _: planner.views.title(path)),
    "title text": Piece(lambda planner, path, _: planner.views.title_text(path), str),
    "summary": Piece(lambda planner, path, _: planner.views.summary(path)),
    "gist": Piece(lambda planner, path, _: planner.views.gist(path)),
    "entry": Piece(lambda planner, path, _: planner.views.entry(path)),
    "dates": Piece(lambda planner, path, _: planner.views.dates(path), tuple[str, str]),
    "newness": Piece(lambda planner, path, _: planner.views.newness(path), int),
    "ties": Piece(lambda planner, path, _: planner.views.ties(path), int),
    "foremost": Piece(lambda planner, kind, _: planner.foremost(Kind(kind)), tuple[tuple[str, ...], int]),
    "shared": Piece(lambda planner, note, _: planner.views.is_shared(note), bool),
    "reference": Piece(lambda planner, key, _: planner.views.reference(key), ReferenceView),
    "in order": Piece(lambda planner, kind, _: planner.in_order(Kind(kind)), tuple[tuple[str, ...], tuple[str, ...]]),
    "topic entry": Piece(lambda planner, key, _: planner.topic_entry(key)),
    "citation count": Piece(lambda planner, path, _: planner.citation_count(path), int),
    "news": Piece(lambda planner, _, sources: news(planner, sources), tuple[str, ...]),
    "used works": Piece(lambda planner, _, __: used_works(planner.corpus, planner.graph), tuple[str, ...]),
    "line in feed": Piece(lambda planner, path, _: line_in_feed(path, planner), FeedLine),
    "graph node": Piece(lambda planner, node, _: graph_node(node, planner.views), Rows),
    "graph edges": Piece(lambda planner, path, _: graph_edges(path, planner.views), Rows),
}
"""The pieces that are compared with what they were, by kind. An edit that leaves them alone concerns nobody who only shows them."""
_KINDS = Kinds(
    ("document", "targets", "edges from", "edges to"),
    {kind: piece.type for kind, piece in _PIECES.items()},
    ("page", "audit", "export"),
)


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
        return Due(frozenset(self.sources), frozenset(self.corpus.documents), frozenset(EXPORTS))


class Due(NamedTuple):
    """What a build has to make: pages (addresses), audits (paths of documents), and exports (names in `EXPORTS`)."""

    pages: frozenset[str]
    audits: frozenset[str]
    exports: frozenset[str]


class Planned(NamedTuple):
    """What the next build wants to know of a plan: a digest of all that is compared as a whole, and what was read of the rest."""

    frame: str
    reads: Reads


class Replan:
    """A plan that is made over the one ``before``.

    ``digests`` are those of what each document was parsed from, by path. What one document says is compared one by one; the addresses,
    topics, references, settings and templates as a whole: when one of these has changed, everything is due (``anew``).
    """

    def __init__(self, outline: Outline, theme: Theme, digests: Mapping[str, str], before: Planned | None, cache: Cache) -> None:
        self._outline = outline
        self._frame = _frame(outline, theme)
        self._reads = before.reads if before and before.frame == self._frame else Reads()
        self.anew = not self._reads.subjects
        touched = None if self.anew else outline.connected.touched
        paths, nodes = touched or (outline.corpus.documents, outline.graph.arriving)
        inputs = dict(_inputs(outline, digests, paths, nodes))
        self._recorder = Recorder(_KINDS, inputs, self._reads, cache, of_some=touched is not None)
        self.planner = _recorded(outline, self._recorder).planner()

    def due(self) -> Due:
        """What may not be what it was before."""
        if self.anew:
            return self._outline.whole()
        sources = self._outline.sources
        stale = self._recorder.stale(lambda kind, subject: _PIECES[kind].make(self.planner, subject, sources))
        pages = frozenset(url for url, source in sources.items() if named(("page", source)) in stale)
        audits, exports = (frozenset(subject for kind, subject in stale if kind == end) for end in ("audit", "export"))
        return Due(pages, audits, exports)

    def planned(self) -> Planned:
        """What is to be kept of this plan, once all that is due has been made."""
        return Planned(self._frame, self._recorder.reads())


def audited(path: str, planner: Planner) -> tuple[Diagnostic, ...]:
    """The findings of the audit of the document at ``path``."""
    corpus, graph, sections = planner.corpus, planner.graph, planner.site.sections
    return graph.memo.get(("audit", path), lambda: audit(path, corpus, graph, sections))


def exported(name: str, planner: Planner, sources: Mapping[str, PageSource]) -> dict[str, bytes]:
    """The files that are made together under this name in `EXPORTS`."""
    return planner.graph.memo.get(("export", name), lambda: EXPORTS[name](planner, sources))


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

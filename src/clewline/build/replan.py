"""Planning over the last build: what has to be made again because something that it was made from has
changed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from clewline.build.cache import Cache, key_of
from clewline.build.connect import Connected
from clewline.build.reads import NONE, Kinds, Name, Reads, named, seal
from clewline.build.recorder import KEYS, RecordedMapping, Recorder
from clewline.content.model import Kind
from clewline.corpus.assemble import Corpus
from clewline.corpus.graph import CitationGraph, Outward
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.engine.memo import Memo
from clewline.evidence import Source
from clewline.output.site_files import (
    EXPORTS,
    FeedLine,
    Rows,
    graph_edges,
    graph_ids,
    graph_node,
    line_in_feed,
    news,
    used_works,
)
from clewline.pages.audit import audit
from clewline.pages.evidence import Traced
from clewline.pages.figures import Use, uses
from clewline.pages.models import PartView, ReferenceView, SiteView
from clewline.pages.next_lines import citing, filed, opponents, resting
from clewline.pages.planner import Planner
from clewline.pages.routes import PageSource
from clewline.pages.source_cards import number_claims
from clewline.pages.views import Views
from clewline.theme.theme import Theme


class Piece(NamedTuple):
    """How a piece is made for a subject, and the type of its values if these are kept: not where they hold
    views of several types.
    """

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
    "traced": Piece(lambda planner, path, _: planner.evidence.traced(path), tuple[Traced, ...]),
    "evidence": Piece(lambda planner, note, _: planner.evidence.note(note), Source),
    "excerpts": Piece(lambda planner, key, _: planner.evidence.excerpts(key)),
    "figures used": Piece(
        lambda planner, line, _: uses(line, planner.evidence, planner.views), tuple[Use, ...]
    ),
    "claim numbers": Piece(lambda planner, path, _: number_claims(path, planner.graph), dict[int, int]),
    "all": Piece(lambda planner, kind, _: planner.all_of(Kind(kind)), tuple[str, ...]),
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
    "in order": Piece(
        lambda planner, kind, _: planner.in_order(Kind(kind)), tuple[tuple[str, ...], tuple[str, ...]]
    ),
    "listed": Piece(lambda planner, subject, _: planner.listed(subject), tuple[tuple[str, ...], int]),
    "index parts": Piece(lambda planner, kind, _: planner.index_parts(Kind(kind)), tuple[PartView, ...]),
    "topic entry": Piece(lambda planner, key, _: planner.topic_entry(key)),
    "citation count": Piece(lambda planner, path, _: planner.citation_count(path), int),
    "news": Piece(lambda planner, _, sources: news(planner, sources), tuple[str, ...]),
    "used works": Piece(lambda planner, _, __: used_works(planner.corpus, planner.graph), tuple[str, ...]),
    "line in feed": Piece(lambda planner, path, _: line_in_feed(path, planner), FeedLine),
    "graph ids": Piece(lambda planner, _, __: graph_ids(planner.views), dict[str, str]),
    "graph node": Piece(lambda planner, node, _: graph_node(node, planner.views), Rows),
    "graph edges": Piece(lambda planner, path, _: graph_edges(path, planner.views), Rows),
}
"""The pieces that are compared with what they were, by kind. An edit that leaves them alone concerns nobody
who only shows them.
"""
_NODE = "node"
"""The kind of input that a document's kind and an address are together: who asks for one asks for the
other.
"""
_TABLES = ("topics", "introductions", "attachments", "references")
_KINDS = Kinds(
    ("documents", "targets", "edges from", "edges to", _NODE, *_TABLES, "entries", "sources", KEYS),
    {kind: piece.type for kind, piece in _PIECES.items()},
    ("page", "audit", "export"),
)


class Outline(NamedTuple):
    """All that is known before anything is planned: the connected corpus, the formatted entries of references
    by key, what every page shows of the site, and what the pages are made from, by address.
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
    """What a build has to make: pages (addresses), audits (paths of documents), and exports (names in
    `EXPORTS`).
    """

    pages: frozenset[str]
    audits: frozenset[str]
    exports: frozenset[str]


class Planned(NamedTuple):
    """What the next build wants to know of a plan: a digest of all that is compared as a whole, and what was
    read of the rest.
    """

    frame: str
    reads: Reads


class Replan:
    """A plan that is made over the one ``before``.

    ``digests`` are those of what each document was parsed from, by path. All that pages are planned from is
    compared one by one, but what they all show: when that or a template has changed, everything is due
    (``anew``).
    """

    def __init__(
        self, outline: Outline, theme: Theme, digests: Mapping[str, str], before: Planned | None, cache: Cache
    ) -> None:
        self._outline = outline
        self._frame = key_of(outline.site, theme.templates, theme.catalogues)
        self._reads = before.reads if before and before.frame == self._frame else Reads()
        self.anew = not self._reads.subjects
        self._recorder = Recorder(_KINDS, _Inputs(outline, digests).digest, self._reads, cache)
        recorded = _recorded(outline, self._recorder)
        self.planner, self.sources = recorded.planner(), recorded.sources

    def due(self) -> Due:
        """What may not be what it was before."""
        outline = self._outline
        if self.anew:
            return outline.whole()
        touched = outline.connected.touched
        suspects = _names(*touched) if touched else None
        stale = self._recorder.stale(
            lambda kind, subject: _PIECES[kind].make(self.planner, subject, self.sources), suspects
        )

        def is_due(name: Name) -> bool:
            return name in stale or not self._recorder.knows(name)

        pages = frozenset(url for url, source in outline.sources.items() if is_due(named(("page", source))))
        audits = frozenset(path for path in outline.corpus.documents if is_due(("audit", path)))
        return Due(pages, audits, frozenset(name for name in EXPORTS if is_due(("export", name))))

    def planned(self) -> Planned:
        """What is to be kept of this plan, once all that is due has been made."""
        return Planned(self._frame, self._recorder.reads())


def audited(path: str, planner: Planner) -> tuple[Diagnostic, ...]:
    """The findings of the audit of the document at ``path``."""
    corpus, graph, site = planner.corpus, planner.graph, planner.site
    return graph.memo.get(("audit", path), lambda: audit(path, corpus, graph, site))


def exported(name: str, planner: Planner, sources: Mapping[str, PageSource]) -> dict[str, bytes]:
    """The files that are made together under this name in `EXPORTS`."""
    return planner.graph.memo.get(("export", name), lambda: EXPORTS[name](planner, sources))


def _names(paths: Iterable[str], nodes: Iterable[str]) -> list[Name]:
    """The names of the inputs that come from the documents at ``paths`` and what leads to ``nodes``."""
    return [
        *((kind, path) for path in paths for kind in ("documents", "targets", "edges from")),
        *(("edges to", node) for node in nodes),
    ]


class _Inputs:
    """What a plan is made from, with the ``digests`` of what each document was parsed from, by path."""

    def __init__(self, outline: Outline, digests: Mapping[str, str]) -> None:
        self._graph = outline.graph
        self._digests = digests
        self._tables: dict[str, Mapping[str, object]] = {
            name: getattr(outline.corpus, name) for name in ("documents", "kinds", "urls", *_TABLES)
        }
        self._tables |= {"entries": outline.entries, "sources": outline.sources}

    def digest(self, name: Name) -> bytes:
        """The digest of an input; that of nothing where there is none."""
        kind, subject = name
        if kind == KEYS:
            return seal(list(self._tables[subject]))
        if kind == _NODE:
            return seal((self._tables["kinds"].get(subject), self._tables["urls"].get(subject)))
        if kind in self._tables and kind != "documents":
            return seal(self._tables[kind][subject]) if subject in self._tables[kind] else NONE
        if kind == "edges to":
            arriving = self._graph.arriving
            # As plain data: it may come from networkx, or from the cache.
            return (
                seal([(other, dict(kinds)) for other, kinds in arriving[subject].items()])
                if subject in arriving
                else NONE
            )
        if subject not in self._tables["documents"]:
            return NONE
        if kind == "documents":
            return seal(self._digests[subject])
        targets = self._graph.targets[subject]
        return seal(targets if kind == "targets" else (self._digests[subject], targets))


def _recorded(outline: Outline, memo: Memo) -> Outline:
    """An outline that tells ``memo`` what is read of it."""
    corpus, graph = outline.corpus, outline.graph
    documents = RecordedMapping("documents", corpus.documents, memo)
    tables: dict[str, Any] = {name: RecordedMapping(name, getattr(corpus, name), memo) for name in _TABLES}
    kinds, urls = (RecordedMapping(name, getattr(corpus, name), memo, _NODE) for name in ("kinds", "urls"))
    corpus = replace(corpus, documents=documents, kinds=kinds, urls=urls, **tables)
    targets = RecordedMapping("targets", graph.targets, memo)
    graph = replace(graph, documents=documents, kinds=kinds, targets=targets, memo=memo)
    entries, sources = (
        RecordedMapping("entries", outline.entries, memo),
        RecordedMapping("sources", outline.sources, memo),
    )
    return Outline(outline.connected._replace(corpus=corpus, graph=graph), entries, outline.site, sources)

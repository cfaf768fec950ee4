"""Recall: the outline of a site from what the last build left, once only what some documents say has changed.

Of all that the tables of a corpus are made from, only titles may have changed, and none that has to do with a
topic; else there is nothing to recall. Documents, what they lead to and what leads to them are looked up when
they are asked for.
"""

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from clewline.build.cache import Last, at, decoded, encoded, key_of
from clewline.build.connect import Connected, attached_in, linked
from clewline.build.replan import Outline
from clewline.content.loader import Content
from clewline.content.model import Attachment, Document, Kind, Parsed, Reference, places_in
from clewline.content.options import ParseOptions
from clewline.content.parse import parse
from clewline.corpus.assemble import Corpus, facets, retitled, title_key, titles_of_topics
from clewline.corpus.graph import CitationGraph, edges_of, gathered
from clewline.corpus.names import Names
from clewline.corpus.resolve import Target, link_document
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.engine.memo import Memo
from clewline.pages.models import SiteView
from clewline.pages.routes import PageSource
from clewline.settings.config import Config
from clewline.text.digest import digest
from clewline.text.spans import SourceFile
from clewline.theme.beside.social import can_draw

Value = TypeVar("Value")
Arrivals = dict[str, dict[str, tuple[int, ...]]]
"""All that leads to a node: by path, the indexes of the links by kind of edge."""

_ROWS = ("tables", "files", "arrivals")
_MOST = 200
"""Of more changed files, the outline is as soon made anew."""


class _Tables(NamedTuple):
    """What is not made from what single documents say.

    ``withheld`` is sorted, ``names`` are without titles; ``topic_titles`` are those that topics are looked
    for under.
    """

    settings: str
    kinds: Mapping[str, Kind]
    withheld: tuple[str, ...]
    names: Names
    references: Mapping[str, Reference]
    identifiers: Mapping[str, str]
    attachments: Mapping[str, Attachment]
    topics: Mapping[str, str]
    introductions: Mapping[str, str]
    urls: Mapping[str, str]
    entries: Mapping[str, str]
    site: SiteView
    sources: Mapping[str, PageSource]
    faults: tuple[Diagnostic, ...]
    topic_titles: frozenset[str]


class _Files(NamedTuple):
    """Of each file the digest of what it was parsed from, and what `Connected` says; what titles stand
    for.
    """

    digests: Mapping[str, str]
    found: Mapping[str, tuple[Diagnostic, ...]]
    used: Mapping[str, tuple[str, ...]]
    asked: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, tuple[str, ...]]


class _Left(NamedTuple):
    """What the last build left: tables, files, and what led to each node, encoded."""

    tables: _Tables
    files: _Files
    arrivals: Mapping[str, bytes]


def recall(
    content: Content, config: Config, last: Last, read: Callable[[str], bytes | None]
) -> Outline | None:
    """The site that ``content`` makes; None when it has to be made from all files.

    ``read`` gives the bytes of a file by its path; of files that were not read, it is asked for those of
    which the cache has lost what they hold. Documents are looked up later, and raise `OSError` when their
    files have changed meanwhile.
    """
    left = _left(last)
    if (
        not left
        or left.tables.settings != _settings(content, config)
        or list(left.files.digests) != list(last.digests)
    ):
        return None
    tables, files, _ = left
    changed = [
        file for file in content.files if files.digests[file.source.path] != last.digests[file.source.path]
    ]
    if len(changed) > _MOST:
        return None
    known = last.cache.known("parsed", [files.digests[file.source.path] for file in changed], Checked[Parsed])
    if len(known) < len(changed):
        return None
    before = {file.source.path: known[files.digests[file.source.path]].value for file in changed}
    parsed = _ParsedFiles(content, config.parse_options, last, read)
    now = {path: parsed[path] for path in before}
    if any(facets(before[path]) != facets(checked.value) for path, checked in now.items()):
        return None
    titles = _retitled(before, {path: checked.value for path, checked in now.items()}, left)
    if titles is None:
        return None
    last.cache.keep("parsed", {last.digests[path]: checked for path, checked in now.items()}, ())
    last.cache.drop("parsed", [files.digests[path] for path in before])
    connected = _Recalled(left, parsed, titles).connected(before)
    return Outline(connected, tables.entries, tables.site, tables.sources)


def remember(outline: Outline, content: Content, config: Config, last: Last) -> None:
    """Leaves to the next build what it may want to recall."""
    connected, corpus, graph, cache = outline.connected, outline.corpus, outline.graph, last.cache
    assert isinstance(corpus.withheld, frozenset)
    rows: dict[str, object] = {"files": _Files(last.digests, *connected[3:6], corpus.names.titles)}
    nodes: Iterable[str] = connected.touched[1] if connected.touched else graph.arriving
    arrivals = {
        node: encoded({other: dict(kinds) for other, kinds in graph.arriving[node].items()}) for node in nodes
    }
    if arrivals:
        rows["arrivals"] = (
            {**(_row(last, "arrivals", dict[str, bytes]) or {}), **arrivals}
            if connected.touched
            else arrivals
        )
    if not connected.touched:
        settings, withheld = _settings(content, config), tuple(sorted(corpus.withheld))
        names = replace(corpus.names, titles={})
        tables = (
            names,
            corpus.references,
            corpus.identifiers,
            corpus.attachments,
            corpus.topics,
            corpus.introductions,
            corpus.urls,
        )
        rows["tables"] = _Tables(
            settings, corpus.kinds, withheld, *tables, *outline[1:], connected.faults, _topic_titles(corpus)
        )
    cache.keep(
        "outlines",
        {at(last.place, name): row for name, row in rows.items()},
        [at(last.place, name) for name in _ROWS],
    )


def _left(last: Last) -> _Left | None:
    """What is known of the last build; None when any of it is not."""
    tables, files, arrivals = (
        _row(last, "tables", _Tables),
        _row(last, "files", _Files),
        _row(last, "arrivals", dict[str, bytes]),
    )
    return None if tables is None or files is None or arrivals is None else _Left(tables, files, arrivals)


def _row(last: Last, name: str, kind: type[Value]) -> Value | None:
    key = at(last.place, name)
    return last.cache.known("outlines", [key], kind).get(key)


def _settings(content: Content, config: Config) -> str:
    return key_of(repr(config), content.attachments, content.diagnostics, can_draw())


def _topic_titles(corpus: Corpus) -> frozenset[str]:
    """The titles that a document can neither get nor lose without a topic changing."""
    introducing = (corpus.documents[path] for path in set(corpus.introductions.values()))
    return titles_of_topics(corpus.documents.values()).union(map(title_key, introducing))


def _retitled(
    before: Mapping[str, Parsed], now: Mapping[str, Parsed], left: _Left
) -> Mapping[str, tuple[str, ...]] | None:
    """What some titles stand for now (nothing: empty); None when a topic could change with them."""
    titles = ChainMap[str, tuple[str, ...]]({}, dict(left.files.titles))
    introducing = set(left.tables.introductions.values())
    for path, parsed in before.items():
        old, new = parsed.document, now[path].document
        if not old or not new or old.title == new.title or new.kind is Kind.REFERENCE:
            continue
        changes = retitled(titles, old, new)
        if path in introducing or not left.tables.topic_titles.isdisjoint(changes):
            return None
        titles.update(changes)
    return titles.maps[0]


class _ParsedFiles:
    """What the files of ``content`` hold: from the cache, else parsed again."""

    def __init__(
        self, content: Content, options: ParseOptions, last: Last, read: Callable[[str], bytes | None]
    ) -> None:
        self._files = {file.source.path: file for file in content.files}
        self._options = options
        self._last = last
        self._read = read
        self._known: dict[str, Checked[Parsed]] = {}

    def __getitem__(self, path: str) -> Checked[Parsed]:
        if path not in self._known:
            key = self._last.digests[path]
            known = self._last.cache.known("parsed", [key], Checked[Parsed])
            self._known[path] = known[key] if key in known else self._parsed(path)
        return self._known[path]

    def _parsed(self, path: str) -> Checked[Parsed]:
        file = self._files[path]
        if file.digest:
            data = self._read(path)
            if data is None or digest(data) != file.digest:
                raise OSError(f"{path} was changed while the site was being built: build once more")
            file = file._replace(source=SourceFile(path, data))
        return parse(file.source, file.kind, self._options)


class _Recalled:
    """A site of which some files have changed, and nothing but what they say has changed."""

    def __init__(self, left: _Left, parsed: _ParsedFiles, titles: Mapping[str, tuple[str, ...]]) -> None:
        tables, known = left.tables, left.files.titles
        self._left, self._parsed, self._titles = left, parsed, titles
        self._arriving: dict[str, Arrivals] = {}
        documents = _Lazy(tables.kinds, self._document)
        others = (
            tables.references,
            tables.identifiers,
            tables.attachments,
            tables.topics,
            tables.introductions,
            tables.urls,
        )
        names = [replace(tables.names, titles=found) for found in (known, _filled({**known, **titles}))]
        self._before, self._corpus = (
            Corpus(documents, tables.kinds, frozenset(tables.withheld), each, *others) for each in names
        )

    def connected(self, before: Mapping[str, Parsed]) -> Connected:
        """The site, ``before`` being what the files that have changed held."""
        tables, files, _ = self._left
        changed = {
            path: document for path in before if path in tables.kinds and (document := before[path].document)
        }
        moved = [
            path for path in changed if self._places(before[path]) != self._places(self._parsed[path].value)
        ]
        asking = {
            path: self._document(path)
            for path, keys in files.asked.items()
            if not self._titles.keys().isdisjoint(keys)
        }
        again = {*changed, *asking, *(source for path in moved for source in self._arrivals(path))}
        links = linked(sorted(again), self._corpus)
        for path, document in {**asking, **changed}.items():
            self._lead(path, document, links[path].targets)
        found = dict(files.found) | {path: self._parsed[path].diagnostics for path in (*before, *again)}
        found |= {path: (*found[path], *made.found) for path, made in links.items()}
        used = dict(files.used) | {path: attached_in(made.targets) for path, made in links.items()}
        asked = dict(files.asked) | {path: made.asked for path, made in links.items()}
        graph = self._graph({path: made.targets for path, made in links.items()})
        touched = frozenset({*before, *again}) & tables.kinds.keys(), frozenset(self._arriving)
        return Connected(
            self._corpus, graph, tables.faults, _filled(found), _filled(used), _filled(asked), touched
        )

    def _places(self, parsed: Parsed) -> tuple[object, ...]:
        return places_in(parsed.document.body) if parsed.document else ()

    def _document(self, path: str) -> Document:
        document = self._parsed[path].value.document
        assert document is not None, path
        return document

    def _arrivals(self, node: str) -> Arrivals:
        """What led to ``node`` in the last build."""
        known = self._left.arrivals
        return decoded(known[node], Arrivals) if node in known else {}

    def _lead(self, path: str, before: Document, targets: tuple[Target, ...]) -> None:
        """Notes what the document at ``path``, which was ``before``, leads to: its ``targets``."""
        corpus = self._corpus
        old = gathered(edges_of(before, link_document(before, self._before).value, corpus))
        new = gathered(edges_of(corpus.documents[path], targets, corpus))
        for node in {**old, **new}:
            if old.get(node) != new.get(node):
                arrivals = dict(self._arriving[node] if node in self._arriving else self._arrivals(node))
                arrivals.pop(path, None)
                if node in new:
                    arrivals[path] = new[node]
                self._arriving[node] = dict(sorted(arrivals.items()))

    def _graph(self, known: Mapping[str, tuple[Target, ...]]) -> CitationGraph:
        """The citation graph; of some documents it is ``known`` what their links lead to."""
        corpus = self._corpus

        def targets(path: str) -> tuple[Target, ...]:
            return known[path] if path in known else link_document(corpus.documents[path], corpus).value

        leads = _Lazy(corpus.documents, targets)
        leaving = _Lazy(
            corpus.documents, lambda path: gathered(edges_of(corpus.documents[path], leads[path], corpus))
        )
        nodes = self._left.arrivals.keys() | self._arriving.keys()
        arriving = _Lazy(
            nodes, lambda node: self._arriving[node] if node in self._arriving else self._arrivals(node)
        )
        return CitationGraph(corpus.documents, corpus.kinds, leads, leaving, arriving, Memo())


def _filled(given: Mapping[str, tuple[Value, ...]]) -> dict[str, tuple[Value, ...]]:
    """Those of ``given`` that hold anything."""
    return {path: values for path, values in given.items() if values}


class _Lazy(Mapping[str, Value]):
    """A mapping each of whose values is looked up when it is first asked for; there is nothing under any
    other key than ``keys``.
    """

    def __init__(self, keys: Collection[str], look_up: Callable[[str], Value]) -> None:
        self._keys = keys
        self._look_up = look_up
        self._known: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        if key not in self._known:
            if key not in self._keys:
                raise KeyError(key)
            self._known[key] = self._look_up(key)
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

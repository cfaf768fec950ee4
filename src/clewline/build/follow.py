"""A corpus that follows its content: every file is parsed when its bytes change, and the tables are brought
up to date.

Its mappings are tracked ones, so that what is made from them is made again when it must be.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from typing import Any, cast

from clewline.build.cache import Cache
from clewline.build.connect import parse_files
from clewline.content.loader import Content, ContentFile
from clewline.content.model import Document, Kind, Parsed
from clewline.corpus.assemble import Corpus, assemble, facets, retitled, title_key, titles_of_topics
from clewline.corpus.names import Names
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.engine.memo import TrackedMapping, Tracker
from clewline.engine.parallel import Progress, silent
from clewline.settings.config import Config

_PIECE = 128
"""Files compared at once."""


class FollowingCorpus:
    """The corpus of one site under one configuration, and what was found while it was made."""

    def __init__(self, config: Config, tracker: Tracker) -> None:
        self._config = config
        self._tracker = tracker
        self._content: Content | None = None
        self._sources: dict[str, ContentFile] = {}
        self._parsed: dict[str, Checked[Parsed]] = {}
        self._title_keys: frozenset[str] | None = None
        self.faults: tuple[Diagnostic, ...] = ()
        self.corpus = self._tracked_corpus()

    def update(
        self,
        content: Content,
        executor: Executor | None = None,
        progress: Progress = silent,
        cache: Cache | None = None,
    ) -> Corpus | None:
        """Takes in the present content. Where pages may have come or gone, gives the corpus as it is now, in
        plain tables.
        """
        before, self._content = self._content, content
        changed, gone = self._changes(before, content)
        old = {file.source.path: self._parsed.get(file.source.path) for file in changed}
        for file, checked in zip(
            changed, parse_files(changed, self._config, executor, progress, cache), strict=True
        ):
            self._sources[file.source.path] = file
            self._parsed[file.source.path] = checked
            self._tracker.put(("parsed", file.source.path), checked.diagnostics)
        for path in gone:
            del self._parsed[path], self._sources[path]
        if before is None or gone or before.attachments != content.attachments or not self._replace(old):
            return self._assemble()
        return None

    def paths(self) -> tuple[str, ...]:
        """The paths of all files that were parsed, in order."""
        return tuple(self._parsed)

    def findings(self, path: str) -> tuple[Diagnostic, ...]:
        """What was found in the file at ``path`` when it was parsed."""
        self._tracker.read(("parsed", path))
        return self._parsed[path].diagnostics

    def adopt(self, other: "FollowingCorpus") -> None:
        """Takes over what ``other`` has parsed in the same language."""
        self._sources, self._parsed = dict(other._sources), dict(other._parsed)

    def _changes(self, before: Content | None, content: Content) -> tuple[list[ContentFile], list[str]]:
        """The files that are not what they were, and the paths that are not there any more."""
        old, new = before.files if before else (), content.files
        # Slices are compared by what they hold, identity first: of a large site, only where something differs
        # is looked at file by file.
        pieces = [slice(start, start + _PIECE) for start in range(0, min(len(old), len(new)), _PIECE)]
        other = [
            pair
            for piece in pieces
            if old[piece] != new[piece]
            for pair in zip(old[piece], new[piece], strict=False)
        ]
        if len(old) == len(new) and all(a.source.path == b.source.path for a, b in other):
            return [b for a, b in other if a != b], []
        present = {file.source.path for file in new}
        changed = [file for file in new if self._sources.get(file.source.path) != file]
        return changed, [path for path in self._sources if path not in present]

    def _replace(self, old: Mapping[str, Checked[Parsed] | None]) -> bool:
        """Puts changed documents in the place of ``old`` ones; False when more than that must be done."""
        pairs = [(before.value if before else None, self._parsed[path].value) for path, before in old.items()]
        if not all(before is not None and facets(before) == facets(now) for before, now in pairs):
            return False
        documents = [
            (before.document, now.document)
            for before, now in pairs
            if before and before.document and now.document
        ]
        renamed = [
            (before, now)
            for before, now in documents
            if before.title != now.title and now.kind is not Kind.REFERENCE
        ]
        if any(self._title_matters(title) for pair in renamed for title in map(title_key, pair)):
            return False
        introducing = set(self.corpus.introductions.values())
        if any(now.path in introducing for _, now in renamed):
            return False
        for before, now in renamed:
            self._retitle(before, now)
        for _, now in documents:
            if now.path in self.corpus.documents:
                _tracked(self.corpus.documents).assign(now.path, now)
        return True

    def _title_matters(self, title: str) -> bool:
        """Whether a topic is looked for under the key of a title, so that another title could make a topic
        come or go.
        """
        if self._title_keys is None:
            self._title_keys = titles_of_topics(self.corpus.documents.values())
        return title in self._title_keys

    def _retitle(self, before: Document, now: Document) -> None:
        """Moves a document to its new title in the table of titles."""
        titles = _tracked(self.corpus.names.titles)
        for key, paths in retitled(titles, before, now).items():
            if paths:
                titles.assign(key, paths)
            else:
                titles.remove(key)

    def _assemble(self) -> Corpus:
        """Puts the corpus together anew; what turns out as it was changes nothing. Gives it without what
        tracks it.
        """
        assert self._content is not None
        self._parsed = {path: self._parsed[path] for path in sorted(self._parsed)}
        parsed = [checked.value for checked in self._parsed.values()]
        fresh, self.faults = assemble(parsed, self._content.attachments, self._config.drafts)
        self._title_keys = None
        for tracked, plain_one in zip(_tables(self.corpus), _tables(fresh), strict=True):
            _tracked(tracked).replace(plain_one)
        return fresh

    def _tracked_corpus(self) -> Corpus:
        def tracked(name: str) -> "TrackedMapping[str, object]":
            return TrackedMapping(name, self._tracker)

        names = Names(tracked("stems"), tracked("aliases"), tracked("titles"), tracked("files"))  # type: ignore[arg-type]
        fields = ("references", "identifiers", "attachments", "topics", "introductions", "urls")
        others = [tracked(name) for name in fields]
        return Corpus(tracked("documents"), tracked("kinds"), tracked("withheld"), names, *others)  # type: ignore[arg-type]


def _tables(corpus: Corpus) -> Sequence[Mapping[str, object]]:
    """All that a corpus holds."""
    withheld = (
        corpus.withheld
        if isinstance(corpus.withheld, Mapping)
        else dict.fromkeys(sorted(cast(frozenset[str], corpus.withheld)))
    )
    names = (corpus.names.stems, corpus.names.aliases, corpus.names.titles, corpus.names.files)
    others = (
        corpus.references,
        corpus.identifiers,
        corpus.attachments,
        corpus.topics,
        corpus.introductions,
        corpus.urls,
    )
    return (corpus.documents, corpus.kinds, withheld, *names, *others)


def _tracked(mapping: Mapping[str, object]) -> "TrackedMapping[str, Any]":
    assert isinstance(mapping, TrackedMapping)
    return mapping

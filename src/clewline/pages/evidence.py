"""The evidence of a document: what it claims, hop by hop, and where in the texts that it cites this was
found.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from clewline.content.model import Document, Kind, LinkKind, Passage, Role
from clewline.content.works import Reference
from clewline.corpus.graph import CitationGraph, Edge
from clewline.corpus.node import reference_node
from clewline.corpus.target import TargetKind
from clewline.engine.query import adopt, query
from clewline.evidence import OWN, WORKS, Mark, Place, Prose, Source, Trace, Work, trace
from clewline.pages.traced import Excerpts, Hop, Traced, Words
from clewline.text.sentences import sentences

_WORD = re.compile(r"[^\W\d_]{4,}")
_STOPS = (". ", "? ", "! ")
_SMALL = "figure-small"
_SEVERAL = "mul"  # ISO 639-2: multiple languages
_UNKNOWN = "?"
"""The source of a citation of which nothing can be looked through."""
_ROLES = {Role.TITLE: "title", Role.SUMMARY: "summary", Role.QUOTE: "excerpt"}
_LINE_ROLES = {Role.TITLE: "question", Role.SUMMARY: "deck", Role.ANSWER: "answer", Role.QUOTE: "excerpt"}
_IN_SHORT = (Role.SUMMARY, Role.ANSWER)


class Evidence:
    """Traces the claims of one corpus. ``texts`` are the plain words of documents, by path, and ``language``
    gives the BCP 47 tag of what they are written in unless they say otherwise.
    """

    def __init__(
        self, graph: CitationGraph, texts: Mapping[str, tuple[Passage, ...]], language: Callable[[], str]
    ) -> None:
        self.db = graph.db
        self.corpus = graph.corpus
        self.graph = graph
        self.texts = texts
        self._language = language
        adopt(self)

    @property
    def language(self) -> str:
        """The language of the site."""
        return self._language()

    @query(cut=True)
    def language_of(self, path: str) -> str:
        """The language that the document at ``path`` is written in."""
        return self.corpus.documents[path].language or self.language

    def _shared_language(self, paths: Iterable[str]) -> str:
        """The language of all these documents; where they are in several, the tag of that, under which only
        what holds in any is compared.
        """
        spoken = {self.language_of(path) for path in paths if path in self.corpus.kinds}
        return spoken.pop() if len(spoken) == 1 else _SEVERAL

    @query(keep=True)
    def traced(self, path: str) -> tuple[Traced, ...]:
        """Every claim of the document at ``path``, hop by hop, in the order of its text."""
        return tuple(self._traced(path))

    @query(cut=True)
    def passage(self, path: str, number: int) -> Passage:
        """One passage of a document: who shows it need not know of the others."""
        return self.texts[path][number]

    @query(cut=True)
    def summary_passage(self, path: str) -> int:
        """The number of the passage that is shown as the summary of a note; -1: of none."""
        wanted = Role.SUMMARY if self.corpus.documents[path].own_summary else Role.TEXT
        return next((number for number, one in enumerate(self.texts[path]) if one.role is wanted), -1)

    def words(self, words: Words) -> str:
        """The passage in which ``words`` stand; of a work, its abstract, else its title."""
        if words.passage >= 0:
            return self.passage(words.path, words.passage).text
        reference = self.corpus.references[words.path[1:]]
        return reference.abstract or reference.title

    def _traced(self, path: str) -> Iterator[Traced]:
        document = self.corpus.documents[path]
        if document.kind is Kind.LINE:
            texts = self._prose(document)
            yield from self._cards(document, texts)
            yield from self._body(document, texts)
        elif document.kind is Kind.NOTE:
            texts = self.note(path).passages
            yield from self._body(document, texts)
            yield from self._excerpt(document, texts)

    def _cards(self, line: Document, texts: Sequence[Prose]) -> Iterator[Traced]:
        passages = self.texts[line.path]
        sources = {note: self.note(note) for note in self.graph.cited(line.path)}
        works = self.graph.rests_on(line.path)
        stored = self._stored(works)
        sources |= {work: found.source for work, found in stored.items()}
        own = [number for number, passage in enumerate(passages) if passage.block < 0]
        claims = [number for number, passage in enumerate(passages) if _claims(passage)]
        yield from self._hop(Hop.CARDS, line, texts, claims, sources, own, works, stored)

    def _body(self, document: Document, texts: Sequence[Prose]) -> Iterator[Traced]:
        passages = self.texts[document.path]
        claims = [number for number, passage in enumerate(passages) if passage.role in _IN_SHORT]
        if not claims or all(passage.block < 0 for passage in passages):
            return
        own = [number for number, passage in enumerate(passages) if passage.role is Role.TITLE]
        body = tuple(
            prose if passage.block >= 0 else Prose("") for prose, passage in zip(texts, passages, strict=True)
        )
        cited = {mark.source for number in claims for mark in texts[number].citations}
        sources = {note: self.note(note) for note in sorted(cited) if note in self.corpus.kinds}
        sources[document.path] = Source(document.path, body)
        works = self.graph.rests_on(document.path)
        yield from self._hop(Hop.BODY, document, texts, claims, sources, own, works, {})

    def _excerpt(self, note: Document, texts: Sequence[Prose]) -> Iterator[Traced]:
        works = self.graph.rests_on(note.path)
        stored = self._stored(works)
        if not works or len(stored) < len(works):
            # What the others say is not known, and any of them may say what is claimed.
            return
        passages = self.texts[note.path]
        claims = [
            number for number, passage in enumerate(passages) if passage.role in (Role.SUMMARY, Role.TEXT)
        ]
        own = [number for number, passage in enumerate(passages) if passage.role is Role.TITLE]
        sources = {work: found.source for work, found in stored.items()}
        yield from self._hop(Hop.EXCERPT, note, texts, claims, sources, own, works, stored)

    def _hop(
        self,
        hop: Hop,
        document: Document,
        texts: Sequence[Prose],
        claims: list[int],
        sources: Mapping[str, Source],
        own: list[int],
        works: tuple[str, ...],
        stored: Mapping[str, Excerpts],
    ) -> Iterator[Traced]:
        """The claims of the passages with these numbers, looked for in ``sources``; ``texts`` are all
        passages.
        """
        known = [work for work in works if work in self.corpus.references]
        # The body of a line must bear its answer; that of a note may leave figures to the summary above it.
        loose = hop is not Hop.CARDS and document.kind is Kind.NOTE
        quoted = hop is not Hop.EXCERPT or all(found.quoted for found in stored.values())
        said = [texts[number] for number in claims]
        # What stands in short may rest on the text below it as well as on what it cites.
        free = hop is Hop.BODY
        traces = trace(
            [prose._replace(citations=()) for prose in said] if free else said,
            sources,
            [texts[number] for number in own],
            [_work(self.corpus.references[work]) for work in known],
            self._shared_language([document.path, *sources]),
        )

        def words(place: Place) -> Words:
            if place.source == OWN:
                return Words(document.path, own[place.passage], place.start, place.end)
            if place.passage < 0:
                return Words(place.source, -1)
            if place.source in stored:
                return stored[place.source].words[place.passage]._replace(start=place.start, end=place.end)
            return Words(place.source, place.passage, place.start, place.end)

        unsettled = [_unsettled(prose, self.language_of(document.path)) for prose in said]
        for one in traces:
            if one.code and any(start <= one.start < end for start, end in unsettled[one.prose]):
                continue
            found = words(one.evidence) if one.evidence else None
            restates = quoted and found and self._restates(one, found, said[one.prose].text)
            beyond = loose and one.code != _SMALL and not restates
            yield Traced(hop, claims[one.prose], one, found, beyond)

    def _restates(self, one: Trace, words: Words, said: str) -> bool:
        """Whether the sentence of a claim in the text ``said`` repeats the passage with ``words``: whoever
        quotes a work, or sums up, says other things too.
        """
        if one.code.partition("-")[2] not in ("missing", "other-note"):
            return True
        start = max(said.rfind(mark, 0, one.start) for mark in _STOPS) + 1
        ends = [end for mark in _STOPS if (end := said.find(mark, one.end)) >= 0]
        mine = set(_WORD.findall(said[start : min(ends, default=len(said))].casefold()))
        there = set(_WORD.findall(self.words(words).casefold()))
        return len(mine & there) >= max(len(mine) / 2, 3)

    @query(cut=True)
    def note(self, path: str) -> Source:
        """The note at ``path`` as a text that claims are looked for in; its passages are those of the
        document.
        """

        known = (key for key in self.graph.rests_on(path) if key in self.corpus.references)
        works = tuple(_work(self.corpus.references[key]) for key in known)
        return Source(path, self._prose(self.corpus.documents[path]), works)

    @query(cut=True)
    def excerpts(self, key: str) -> Excerpts | None:
        """What is stored of the work with this key; None when nothing is."""
        reference = self.corpus.references.get(key)
        if reference is None:
            return None
        found = [*self._annotated(reference), *self._quoted(key)]
        quoted = bool(found)
        if reference.abstract:
            found.append((Prose(reference.abstract, role="excerpt"), Words(work_source(key), -1)))
        if not found:
            return None
        passages, words = zip(*found, strict=True)
        return Excerpts(Source(work_source(key), passages, (_work(reference),)), words, quoted)

    def _stored(self, works: Iterable[str]) -> dict[str, Excerpts]:
        """What is stored of each of ``works`` of which anything is, by the name of its source."""
        return {work_source(work): found for work in works if (found := self.excerpts(work))}

    def _annotated(self, reference: Reference) -> Iterator[tuple[Prose, Words]]:
        """The block quotations in the annotation of a work."""
        path = reference.annotation
        if path in self.corpus.kinds:
            for number, passage in enumerate(self.texts[path]):
                if passage.role is Role.QUOTE:
                    yield Prose(passage.text, role="excerpt"), Words(path, number)

    def _quoted(self, key: str) -> Iterator[tuple[Prose, Words]]:
        """The block quotations in notes that end with a citation of the work."""
        for path in self.graph.into(reference_node(key), Edge.RESTS_ON):
            document, targets = self.corpus.documents[path], self.graph.targets[path]
            blocks = {
                document.links[link].block
                for link, _ in document.body.quotes
                if targets[link].kind is TargetKind.REFERENCE and targets[link].key == key
            }
            for number, passage in enumerate(self.texts[path]):
                if passage.role is Role.QUOTE and passage.block in blocks:
                    yield Prose(passage.text, role="excerpt"), Words(path, number)

    def _prose(self, document: Document) -> tuple[Prose, ...]:
        """The passages of a document, each with what its citations lead to."""
        roles = _LINE_ROLES if document.kind is Kind.LINE else _ROLES
        return tuple(
            Prose(passage.text, tuple(self._marks(document, passage)), roles.get(passage.role, "body"))
            for passage in self.texts[document.path]
        )

    def _marks(self, document: Document, passage: Passage) -> Iterator[Mark]:
        for cite in passage.cites:
            link, target = document.links[cite.link], self.graph.targets[document.path][cite.link]
            source = ""
            if target.kind is TargetKind.DOCUMENT and self.graph.kind(target.key) is Kind.NOTE:
                source = target.key
            elif target.kind is TargetKind.REFERENCE:
                source = work_source(target.key) if self.excerpts(target.key) else _UNKNOWN
            elif link.kind in (LinkKind.WIKI, LinkKind.CITE) and target.kind in (
                TargetKind.BROKEN,
                TargetKind.WITHHELD,
            ):
                source = _UNKNOWN
            if source and source != document.path:
                yield Mark(cite.offset, source, cite.start)


def work_source(key: str) -> str:
    """The name of what is known of a work, among the sources of claims."""
    return f"{WORKS}{key}"


def _claims(passage: Passage) -> bool:
    """Whether what a line says in ``passage`` must be in the notes that it cites."""
    return passage.role in (Role.TEXT, Role.QUOTE)


def _unsettled(prose: Prose, language: str) -> list[tuple[int, int]]:
    """The sentences that cite what cannot be looked through: it may say what they say."""
    unknown = [mark for mark in prose.citations if mark.source == _UNKNOWN]
    bounds = sentences(prose.text, language) if unknown else []
    # A mark after the full stop belongs to the sentence before it.
    places = [mark.start if mark.linked else mark.offset - 1 for mark in unknown]
    starts = [start for start, _ in bounds]
    return [bounds[max(bisect_right(starts, place) - 1, 0)] for place in places]


def _work(reference: Reference) -> Work:
    return Work(reference.title, reference.year, reference.key)

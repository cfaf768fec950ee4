"""Coverage: on how much a line rests, what it leaves without a source, and what it leaves out."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from clewline.content.bibliography.identifiers import identifiers
from clewline.content.model import Document, Kind, Link, LinkKind, Passage, Role
from clewline.content.works import Nature
from clewline.corpus.graph import CitationGraph, Edge
from clewline.corpus.node import reference_node
from clewline.corpus.retrieval import Candidate, suggest
from clewline.corpus.target import Target, TargetKind
from clewline.engine.query import adopt, query
from clewline.evidence.coverage import author_groups, covered_area
from clewline.pages.next_lines import Neighbourhoods
from clewline.pages.settling import Settling
from clewline.pages.tensions import Tensions

_MANY = 0.15
"""A covered area beyond this is very high."""
_UNUSED = 10


class Base(NamedTuple):
    """What a line rests on: its notes, the works that these and the line itself name, how many groups of
    authors wrote those; the notes that name no work; and each work that several of its notes rest on, with
    these.
    """

    notes: tuple[str, ...]
    works: tuple[str, ...]
    groups: int
    bare: tuple[str, ...]
    shared: tuple[tuple[str, tuple[str, ...]], ...]


class Overlap(NamedTuple):
    """How much a line has in common with another: how many works both rest on, and how many either."""

    line: str
    shared: int
    either: int


class Unused(NamedTuple):
    """A note that a line might use; ``against`` is the note that it cites and this one is in tension with
    (empty: none).
    """

    note: str
    against: str = ""


class Coverage:
    """Tells of the lines of one corpus on how much they rest. ``texts`` are the plain words of documents."""

    def __init__(
        self, graph: CitationGraph, near: Neighbourhoods, texts: Mapping[str, tuple[Passage, ...]]
    ) -> None:
        self.db = graph.db
        self.corpus = graph.corpus
        self.graph = graph
        self._near = near
        self.texts = texts
        self.tensions = Tensions(graph)
        self.settling = Settling(graph, texts)
        adopt(self)

    @query(cut=True)
    def works(self, path: str) -> tuple[str, ...]:
        """The keys of the works that a document rests on; a line also on those of the notes that it cites. A
        work that the bibliography has twice has one key.
        """
        paths = (path, *self.graph.cited(path))
        return tuple(dict.fromkeys(self._work(key) for one in paths for key in self.graph.rests_on(one)))

    @query(cut=True)
    def base(self, line: str) -> Base:
        """What ``line`` rests on."""
        notes, works = self.graph.cited(line), self.works(line)
        groups = author_groups([self.corpus.references[work].people for work in works])
        own = {note: self.works(note) for note in notes}
        resting = [(work, tuple(note for note in notes if work in own[note])) for work in works]
        shared = tuple((work, sharing) for work, sharing in resting if len(sharing) > 1)
        return Base(notes, works, groups, tuple(note for note in notes if not own[note]), shared)

    @query(cut=True)
    def doubtful(self, path: str) -> tuple[str, ...]:
        """The works behind a line or note that were retracted, or that their publisher has concerns about."""
        grave = (Nature.RETRACTED, Nature.CONCERN)
        return tuple(
            work
            for work in self.works(path)
            if any(notice.nature in grave for notice in self.corpus.standings.get(work, ()))
        )

    @query(cut=True)
    def overlap(self, line: str) -> Overlap | None:
        """The line that most of the works of ``line`` come back in, when these are at least two and very
        many; papers that very many notes rest on say nothing.
        """
        mine = set(self.works(line))
        resting = (self._near.resting(reference_node(work)) for work in sorted(mine))
        found = {other for notes in resting for _, lines in notes for other in lines if other != line}
        areas = [(covered_area([mine, theirs]), other) for other in found if (theirs := self.works(other))]
        area, other = max(areas, default=(0.0, ""), key=lambda one: (one[0], one[1]))
        shared = mine & set(self.works(other)) if other else set()
        if area <= _MANY or len(shared) < 2:
            return None
        return Overlap(other, len(shared), len(mine | set(self.works(other))))

    @query(cut=True)
    def unsourced(self, line: str) -> tuple[int, ...]:
        """The numbers of the passages with which those paragraphs of a line begin that cite nothing, though
        nobody says that they are bridges. A paragraph that ends with a colon rests on what the next one
        cites.
        """
        document = self.corpus.documents[line]
        passages = self.texts[line]
        sourced = set(self._sourced(document))
        texts: dict[int, list[int]] = {}
        for number, passage in enumerate(passages):
            if passage.role is Role.TEXT and passage.block >= 0 and passage.text.strip():
                texts.setdefault(passage.block, []).append(number)
        led = {
            block
            for block, numbers in texts.items()
            if passages[numbers[-1]].text.rstrip().endswith(":") and block + 1 in sourced
        }
        bare = texts.keys() - sourced - led - set(document.body.bridges)
        return tuple(texts[block][0] for block in sorted(bare)) if sourced else ()

    def unused(self, line: str) -> tuple[Unused, ...]:
        """At most ten notes on the topics of ``line`` that it does not cite: first those in tension with its
        sources, then those nearest to its question.
        """
        cited = self.graph.cited(line)
        opposing = {one.note: one.cited for one in self.tensions.uncited(line)}
        topics = self.graph.out(line, Edge.FILED_UNDER)
        filed = {note for topic in topics for note in self.graph.into(topic, Edge.FILED_UNDER)}
        wanted = {note for note in filed if self.graph.kind(note) is Kind.NOTE} - set(cited)
        document = self.corpus.documents[line]
        question = (
            " ".join(passage.text for passage in self.texts[line] if passage.block < 0) or document.stem
        )
        candidates = map(self._candidate, sorted(wanted | set(opposing)))
        nearest = [found.name for found in suggest(question, candidates, most=len(wanted) + len(opposing))]
        rest = [note for note in sorted(opposing) if note not in nearest]
        ordered = sorted([*nearest, *rest], key=lambda note: note not in opposing)
        return tuple(Unused(note, opposing.get(note, "")) for note in ordered[:_UNUSED])

    def _candidate(self, note: str) -> Candidate:
        document = self.corpus.documents[note]
        said = {
            role: " ".join(passage.text for passage in self.texts[note] if passage.role is role)
            for role in (Role.TITLE, Role.SUMMARY, Role.TEXT)
        }
        return Candidate(note, said[Role.TITLE] or document.stem, said[Role.SUMMARY], said[Role.TEXT])

    def _work(self, key: str) -> str:
        """The key by which a work is known that may have several; that of its published version."""
        published = (n.reason for n in self.corpus.standings.get(key, ()) if n.nature is Nature.PUBLISHED)
        key = next(published, key)
        names = identifiers(self.corpus.references[key])
        return next((known for name in names if (known := self.corpus.identifiers.get(name))), key)

    def _sourced(self, document: Document) -> Iterator[int]:
        """The blocks of a line that cite anything."""
        targets = self.graph.targets[document.path]
        speaking = {
            index
            for index, (link, target) in enumerate(zip(document.links, targets, strict=True))
            if self._speaks(link, target, document.path)
        }
        yield from (document.links[index].block for index in speaking)
        for passage in self.texts[document.path]:
            if any(cite.link in speaking for cite in passage.cites):
                yield passage.block

    def _speaks(self, link: Link, target: Target, path: str) -> bool:
        """Whether a link speaks for the words that it stands in; one that is broken was meant to."""
        if target.kind is TargetKind.DOCUMENT:
            return target.key != path and self.graph.kind(target.key) is Kind.NOTE
        unknown = target.kind in (TargetKind.BROKEN, TargetKind.WITHHELD)
        cites = link.kind in (LinkKind.WIKI, LinkKind.EMBED, LinkKind.CITE)
        return target.kind is TargetKind.REFERENCE or (unknown and cites)

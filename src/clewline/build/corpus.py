"""The corpus of a site as queries: what every file holds, what others may know of it, and all tables made
from that.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from clewline.content.bibliography import DEFAULT_STYLE, format_entry
from clewline.content.loader import ContentFile
from clewline.content.model import (
    Attachment,
    Block,
    Body,
    Document,
    Kind,
    Link,
    LinkKind,
    Parsed,
    Passage,
    Relation,
    RelationKind,
)
from clewline.content.options import CitationStyle, ParseOptions
from clewline.content.parse import parse
from clewline.content.works import Nature, Notice, Reference
from clewline.corpus.assemble import ADDRESSES, Corpus, assemble
from clewline.corpus.dialects import unsupported_dialects
from clewline.corpus.names import Names
from clewline.corpus.node import Node
from clewline.corpus.resolve import link_document
from clewline.corpus.standing import Lists, lists_of, published_version, standing, title_key
from clewline.corpus.target import Target, TargetKind
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.diagnostics.suppress import Suppression, suppressions_in
from clewline.engine.database import Database
from clewline.engine.query import adopt, query
from clewline.engine.tables import Gathered, Lookup, Table
from clewline.evidence.reviews import (
    Label,
    LineHistory,
    Review,
    is_history,
    label_of,
    read_history,
    read_record,
)
from clewline.pages.routes import PageKey, page_list, site_view, title_of_notes
from clewline.pages.site_view import SiteView
from clewline.settings.config import TITLE
from clewline.text.spans import Span, file_start

Settings = dict[str, str | bool]
Dialects = tuple[tuple[str, Span], ...]
_NOTHING = Block((), 0)


class Outline(NamedTuple):
    """All tables of a site, what every page shows of it, and what is wrong between its files."""

    corpus: Corpus
    pages: dict[str, PageKey]
    site: SiteView
    faults: tuple[Diagnostic, ...]


class LivingCorpus:
    """A corpus that follows its files. ``source`` gives what a file is and holds now, by its path, and
    ``review`` the bytes of the record of a review.

    Inputs are the ``files`` (kind and digest of each), the ``reviews`` (digest of each), the ``attachments``
    and the ``settings``.
    """

    def __init__(
        self, db: Database, source: Callable[[str], ContentFile], review: Callable[[str], bytes]
    ) -> None:
        self.db = db
        self._source = source
        self._review = review
        self.files = Table[str, tuple[Kind, str]](db, "file", dict[str, tuple[Kind, str]])
        self.reviews = Table[str, str](db, "review file", dict[str, str])
        self.attachments = Table[str, Attachment](db, "attachment", dict[str, Attachment])
        self.settings = Table[str, str | bool](db, "setting", Settings)
        self.ahead: dict[str, Checked[Parsed]] = {}
        """Files that have been parsed elsewhere."""
        self.formatted_ahead: dict[str, str] = {}
        """Entries of references that have been formatted elsewhere."""
        adopt(self)
        self.corpus = self._tables()
        self.pages = Table[str, PageKey](db, "page at", dict[str, PageKey], make=lambda: self.outline().pages)
        self._dialects = Gathered[str, Dialects](
            db, "dialects in", dict[str, Dialects], lambda: self.corpus.kinds, self.dialects, "dialects"
        )
        self._labels = Gathered[str, Label](
            db,
            "label",
            dict[str, Label],
            lambda: self.reviews,
            self.label_of_review,
            "label_of_review",
        )
        self.records = Lookup(self.reviews, self.record_of_review)
        self.histories = Lookup(self.reviews, self.record_of_history)
        self.targets = Lookup(self.corpus.kinds, lambda path: self.links(path).value)
        self.bodies = Lookup(self.corpus.kinds, self.body)
        self.texts = Lookup(self.corpus.kinds, self.passages)
        self.entries = Lookup(self.corpus.references, self.formatted)

    def _tables(self) -> Corpus:
        db = self.db
        names = dict[str, tuple[str, ...]]
        references = Table[str, Reference](
            db, "record", dict[str, Reference], make=lambda: self.outline().corpus.references
        )
        kinds = Table[str, Kind](db, "kind", dict[str, Kind], make=lambda: self.outline().corpus.kinds)
        return Corpus(
            documents=Lookup(kinds, self.face),
            kinds=kinds,
            withheld=Table[Node, bool](db, "withheld", dict[Node, bool], Node, self._withheld),
            names=Names(
                *(
                    Table[str, tuple[str, ...]](db, what, names, make=make)
                    for what, make in (
                        ("file name", lambda: self.outline().corpus.names.stems),
                        ("alias", lambda: self.outline().corpus.names.aliases),
                        ("title that leads", lambda: self.outline().corpus.names.titles),
                        ("name of attachment", lambda: self.outline().corpus.names.files),
                    )
                )
            ),
            references=references,
            identifiers=Table[str, str](
                db, "identifier", dict[str, str], make=lambda: self.outline().corpus.identifiers
            ),
            attachments=self.attachments,
            topics=Table[str, str](db, "topic", dict[str, str], make=lambda: self.outline().corpus.topics),
            introductions=Table[str, str](
                db, "introduction", dict[str, str], make=lambda: self.outline().corpus.introductions
            ),
            urls=Table[Node, str](db, "address", dict[Node, str], Node, lambda: self.outline().corpus.urls),
            ways=Table[str, str](db, "way", dict[str, str], make=lambda: self.outline().corpus.ways),
            standings=Lookup(references, self.fate),
        )

    def _withheld(self) -> dict[Node, bool]:
        return dict.fromkeys(sorted(self.outline().corpus.withheld, key=str), True)

    def unparsed(self) -> list[ContentFile]:
        """The files of which it is not known what they hold."""
        kind = self.db.kind("parsed")
        return [self._source(path) for path in self.files if self.db.is_stale(kind, path)]

    def unformatted(self) -> list[str]:
        """The references of which the entries are not known."""
        kind = self.db.kind("formatted")
        return [key for key in self.corpus.references if self.db.is_stale(kind, key)]

    @query(cut=True)
    def options(self) -> ParseOptions:
        """How files are parsed."""
        settings = self.settings
        language, citations = str(settings["language"]), CitationStyle(str(settings["citations"]))
        images, frames = (tuple(str(settings[name]).split()) for name in ("image_hosts", "frame_hosts"))
        topics = settings["tags"] == "topics"
        breaks, preamble = bool(settings["breaks"]), str(settings["preamble"])
        return ParseOptions(language, citations, breaks, topics, images, frames, preamble)

    @query(keep=True)
    def parsed(self, path: str) -> Checked[Parsed]:
        """What the file at ``path`` holds."""
        kind, _ = self.files[path]
        options = self.options()
        known = self.ahead.pop(path, None)
        return known or parse(self._source(path).source, kind, options)

    @query(keep=True)
    def comments(self, path: str) -> tuple[Suppression, ...]:
        """What the comments of a file suppress."""
        _ = self.files[path]
        return suppressions_in(self._source(path).source)

    @query(keep=True)
    def claims(self, path: str) -> Parsed:
        """All of a file that the tables of a corpus and the inventory of a site are made from."""
        document, references = self.parsed(path).value.document, self.parsed(path).value.references
        return Parsed(_claims(document) if document else None, references)

    @query(keep=True)
    def record_of_review(self, path: str) -> Review | None:
        """The review that is recorded in the file at ``path``; None when it cannot be read."""
        _ = self.reviews[path]
        record = read_record(self._review(path))
        return record if isinstance(record, Review) else None

    @query(keep=True)
    def record_of_history(self, path: str) -> LineHistory | None:
        """The history of a line that is recorded in the file at ``path``; None when it cannot be read."""
        _ = self.reviews[path]
        history = read_history(self._review(path))
        return history if isinstance(history, LineHistory) else None

    @query(keep=True)
    def label_of_review(self, path: str) -> Label:
        """What the file at ``path`` is the review of, or the history."""
        _ = self.reviews[path]
        data = self._review(path)
        return label_of(read_history(data) if is_history(data) else read_record(data))

    def labels(self) -> Mapping[str, Label]:
        """The same for all records."""
        return self._labels.whole()

    @query(cut=True)
    def dated(self, path: str) -> bool:
        """Whether the document at ``path`` is a line that has a date: feeds need one."""
        document = self.parsed(path).value.document
        return (
            document is not None and document.kind is Kind.LINE and bool(document.created or document.updated)
        )

    @query
    def outline(self) -> Outline:
        """All tables at once."""
        settings = self.settings
        parsed = [self.claims(path) for path in self.files]
        attachments = self.attachments.whole().values()
        corpus, faults = assemble(parsed, attachments, bool(settings["drafts"]), str(settings["addresses"]))
        documents = corpus.documents
        dated = any(self.dated(path) for path in corpus.kinds if corpus.kinds[path] is Kind.LINE)
        title, description, language, base_url = (
            str(settings[name]) for name in ("title", "description", "language", "base_url")
        )
        if title == TITLE and Kind.LINE not in corpus.kinds.values():
            title = title_of_notes(corpus)
        social = bool(settings["social"])
        health = bool(settings["health"])
        shows = bool(settings["properties"])
        site = site_view(corpus, dated, title, description, language, base_url, social, health, shows)
        options = self.options()
        quotes = bool(settings["quotes"])
        site = replace(site, image_hosts=options.image_hosts, frame_hosts=options.frame_hosts, quotes=quotes)
        return Outline(corpus, page_list(corpus, documents, site.sections), site, faults)

    @query(keep=True)
    def site(self) -> SiteView:
        """What every page shows of the site."""
        site = self.outline().site
        return replace(site, answers=bool(site.base_url) and self.has_reviews())

    @query(cut=True)
    def has_reviews(self) -> bool:
        """Whether a line that is published has a review, or a history, that can be read."""
        kinds = self.corpus.kinds
        return any(
            not label.damage and kinds.get(label.line) is Kind.LINE for label in self.labels().values()
        )

    @query(keep=True)
    def corpus_faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong between files."""
        return (*self.outline().faults, *unsupported_dialects(self._dialects.whole().values()))

    @query(keep=True)
    def dialects(self, path: str) -> Dialects:
        """The dialects of other programs that a document uses, each with its first place."""
        return self._document(path).body.dialects

    @query(keep=True)
    def face(self, path: str) -> Document:
        """What others may know of a document: all but its words, and of the blocks only their number."""
        document = self._document(path)
        blocks = (_NOTHING,) * len(document.body.blocks)
        return replace(document, body=replace(document.body, blocks=blocks, words=0, passages=()), fields=())

    @query
    def body(self, path: str) -> Body:
        """The body of a document."""
        return self._document(path).body

    @query(cut=True)
    def passages(self, path: str) -> tuple[Passage, ...]:
        """The plain words of a document, those of the front matter first."""
        document = self._document(path)
        return document.fields + document.body.passages

    @query(keep=True)
    def links(self, path: str) -> Checked[tuple[Target, ...]]:
        """What the links of a document lead to, and what is wrong with them."""
        return link_document(self.corpus.documents[path], self.corpus)

    @query(cut=True)
    def uses(self, path: str) -> tuple[str, ...]:
        """The attachments that a document leads to."""
        return tuple(target.key for target in self.links(path).value if target.kind is TargetKind.ATTACHMENT)

    @query(keep=True)
    def formatted(self, key: str) -> str:
        """The bibliography entry of a reference."""
        style, language = str(self.settings["style"]) or DEFAULT_STYLE, str(self.settings["language"])
        csl = self.corpus.references[key].csl
        return self.formatted_ahead.pop(key, None) or format_entry(csl, style, language)

    @query(keep=True)
    def fate(self, key: str) -> tuple[Notice, ...]:
        """What has become of the work of a reference."""
        reference = self.corpus.references[key]
        found = standing(reference, self.lists())
        same = (self.corpus.references[other] for other in self.titled().get(title_key(reference.title), ()))
        published = published_version(reference, same)
        return (*found, Notice(Nature.PUBLISHED, reason=published)) if published else found

    @query(cut=True)
    def lists(self) -> Lists:
        """All lists of retractions."""
        return lists_of(row for path in self.list_files() for row in self.parsed(path).value.listed)

    @query(cut=True)
    def list_files(self) -> tuple[str, ...]:
        """The files that are lists of retractions."""
        return tuple(path for path in self.files if path.lower().endswith(".csv"))

    @query(cut=True)
    def titled(self) -> dict[str, tuple[str, ...]]:
        """The keys of the references that share a title, by the key of it."""
        found: dict[str, list[str]] = {}
        for key, reference in self.corpus.references.items():
            found.setdefault(title_key(reference.title), []).append(key)
        return {title: tuple(keys) for title, keys in found.items() if len(keys) > 1}

    def _document(self, path: str) -> Document:
        document = self.parsed(path).value.document
        if document is None:
            raise KeyError(path)
        return document


def _claims(document: Document) -> Document:
    """A document without all that no other one can be found by."""
    roles = {relation.link: relation.kind for relation in document.relations}
    nowhere = file_start(document.path)
    links: list[Link] = []
    relations: list[Relation] = []
    for index, link in enumerate(document.links):
        role = roles.get(index)
        if document.kind is Kind.NOTE and role in (RelationKind.OPPOSES, RelationKind.QUALIFIES):
            # That it is said decides whether there is a page of tensions; of what, the graph knows.
            relations.append(Relation(role, len(links)))
            links.append(Link(link.kind, "", "", "", nowhere))
            continue
        bare = role is RelationKind.REFERENCE and link.target.startswith(("arxiv:", "doi:"))
        if not (bare or role is RelationKind.TOPIC or link.kind in (LinkKind.TAG, LinkKind.LABEL)):
            continue
        if role is not None:
            relations.append(Relation(role, len(links)))
        # Only a bare identifier is spoken of at its place: it is the place of a reference.
        links.append(Link(link.kind, link.target, "", "", link.span if bare else nowhere))
    return Document(
        document.kind,
        document.path,
        document.stem,
        document.title,
        (),
        Body(),
        links=tuple(links),
        relations=tuple(relations),
        aliases=document.aliases,
        status=document.status,
        extra=tuple(field for field in document.extra if field[0] in ADDRESSES),
        would_change=((),) * len(document.would_change) if document.kind is Kind.LINE else (),
    )

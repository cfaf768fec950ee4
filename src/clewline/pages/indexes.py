"""What the indexes and the front page list, and in which order."""

from heapq import nsmallest

from clewline.content.model import Kind
from clewline.corpus.addresses import front_page_note
from clewline.corpus.assemble import page_kind
from clewline.corpus.graph import Edge
from clewline.corpus.node import reference_node, topic_node
from clewline.engine.query import adopt, query
from clewline.pages.holes import plain_filled
from clewline.pages.listings import part_of, parts_of
from clewline.pages.models import Entry, PartView
from clewline.pages.views import Views

_HOME_LINES, _HOME_TOPICS, _HOME_NOTES = 24, 40, 8


class Indexes:
    """The lists of all documents of one site."""

    def __init__(self, views: Views) -> None:
        self.db = views.db
        self.views = views
        self.corpus = views.corpus
        self.graph = views.graph
        adopt(self)

    @query(cut=True)
    def all_of(self, kind: Kind) -> tuple[str, ...]:
        """The paths of all documents with a page of this kind."""
        return tuple(path for path in self.corpus.kinds if page_kind(self.corpus, path) is kind)

    def topic_keys(self) -> tuple[str, ...]:
        """A key for the page of each topic, by name."""
        pages = {self.corpus.urls[topic_node(key)]: key for key in reversed(tuple(self.corpus.topics))}
        return tuple(sorted(pages.values(), key=lambda key: (self.corpus.topics[key].casefold(), key)))

    @query(keep=True, lazy=True)
    def in_order(self, kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the index of a kind lists, by title: paths or keys, and the titles."""
        if kind is Kind.REFERENCE:
            titled = [(self.corpus.references[key].title or key, key) for key in self.corpus.references]
        elif kind is Kind.TOPIC:
            titled = [(self.corpus.topics[key], key) for key in self.topic_keys()]
        else:
            titled = [(self.views.title_text(path), path) for path in self.all_of(kind)]
        titled.sort(key=lambda item: (item[0].casefold(), item[1]))
        return tuple(subject for _, subject in titled), tuple(title for title, _ in titled)

    @query(lazy=True)
    def listed(self, kind: Kind, part: int) -> tuple[tuple[str, ...], int]:
        """What a part of an index lists, paths or keys, and how much the whole does."""
        return part_of(self.in_order(kind)[0], part)

    @query(lazy=True)
    def index_parts(self, kind: Kind) -> tuple[PartView, ...]:
        """The parts of the index of a kind."""
        return parts_of(kind, self.in_order(kind)[1])

    @query(lazy=True)
    def topic_entry(self, key: str) -> Entry:
        """A topic as an entry of a list."""
        path = self.corpus.introductions.get(key)
        title = self.views.title(path) if path else plain_filled(self.corpus.topics[key])
        summary = self.views.summary(path) if path else plain_filled("")
        filed = self.graph.into(path or topic_node(key), Edge.FILED_UNDER)
        count = sum(self.graph.kind(other) is not Kind.REFERENCE for other in filed)
        return Entry(self.corpus.urls[topic_node(key)], title, summary, (), count)

    def reference_entry(self, key: str) -> Entry:
        """A reference as an entry of a list."""
        view = self.views.reference(key)
        return Entry(
            view.href,
            plain_filled(view.title),
            plain_filled(view.label),
            (),
            len(self.graph.into(reference_node(key), Edge.RESTS_ON)),
        )

    @query(lazy=True)
    def foremost(self, kind: Kind) -> tuple[tuple[str, ...], int]:
        """The lines or notes that the front page leads with, and how many of all have more than one tie.

        The newest come first, then those with most ties (see `Views.ties`).
        """
        ranks = [(-self.views.newness(path), -self.views.ties(path), path) for path in self.all_of(kind)]
        most = nsmallest(_HOME_LINES if kind is Kind.LINE else _HOME_NOTES, ranks)
        return tuple(path for _, _, path in most), sum(ties < -1 for _, ties, _ in ranks)

    @query(cut=True)
    def front_note(self) -> str:
        """The path of the note that introduces the front page; empty when there is none."""
        return front_page_note(self.corpus.kinds)

    def leading_topics(self) -> tuple[Entry, ...]:
        """The topics with most lines and notes, by name."""
        entries = list(map(self.topic_entry, self.topic_keys()))
        chosen = sorted(range(len(entries)), key=lambda place: (-entries[place].count, place))[:_HOME_TOPICS]
        return tuple(entries[place] for place in sorted(chosen))

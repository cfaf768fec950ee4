"""What the indexes and the front page list, and in which order."""

import unicodedata
from heapq import nsmallest

from clewline.content.model import Kind
from clewline.corpus.addresses import front_page_note
from clewline.corpus.assemble import page_kind
from clewline.corpus.graph import Edge
from clewline.corpus.node import reference_node, topic_node
from clewline.engine.query import adopt, query
from clewline.pages.holes import plain_filled
from clewline.pages.listings import Order, orders_of, part_address, part_of, parts_of
from clewline.pages.part_models import Entry, OrderView, PartView
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

    @query(keep=True, lazy=True)
    def sorted_by(self, kind: Kind, order: Order) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What an index lists in this order, paths or keys, and what each is sorted by: a title, the name of
        a topic (empty: on none), the label of a work; nothing where that is no words.
        """
        subjects, titles = self.in_order(kind)
        if order is Order.TITLE:
            return subjects, titles
        if order is Order.FOREMOST:
            ranks = [(-self.views.newness(path), -self.views.ties(path)) for path in subjects]
            chosen = sorted(range(len(subjects)), key=ranks.__getitem__)
            return tuple(subjects[place] for place in chosen), ("",) * len(subjects)
        name = self._label if order is Order.AUTHOR else self._topic
        named = sorted(((name(subject), subject) for subject in subjects), key=_by_name)
        return tuple(subject for _, subject in named), tuple(words for words, _ in named)

    def _label(self, key: str) -> str:
        return self.corpus.references[key].label or self.corpus.references[key].title or key

    def _topic(self, path: str) -> str:
        """The name of the first topic of a document."""
        topics = self.graph.out(path, Edge.FILED_UNDER)
        return self.views.topic_name(topics[0]) if topics else ""

    @query(cut=True)
    def orders(self, kind: Kind) -> tuple[Order, ...]:
        """The orders in which a kind is listed."""
        return orders_of(kind, bool(self.topic_keys()))

    @query(lazy=True)
    def listed(
        self, kind: Kind, order: Order, part: int
    ) -> tuple[tuple[str, ...], tuple[str | None, ...], int]:
        """What a part of an index lists: paths or keys, the heading that begins with each (None: none); and
        how much the whole lists.
        """
        subjects, names = self.sorted_by(kind, order)
        here, count = part_of(subjects, part)
        if order not in (Order.TOPIC, Order.AUTHOR):
            return here, (None,) * len(here), count
        heads = part_of(names, part)[0]
        if order is Order.AUTHOR:
            heads = tuple(_bare(name)[:1].upper() for name in heads)
        before = (None, *heads[:-1])
        begun = tuple(None if one == last else one for one, last in zip(heads, before, strict=True))
        return here, begun, count

    @query(lazy=True)
    def index_parts(self, kind: Kind, order: Order) -> tuple[PartView, ...]:
        """The parts of an index."""
        return parts_of(kind, self.sorted_by(kind, order)[1], self._named(kind, order))

    def _named(self, kind: Kind, order: Order) -> str:
        """What an order is called in addresses: the first has no name."""
        return "" if order is self.orders(kind)[0] else order.value

    @query(lazy=True)
    def order_views(self, kind: Kind) -> tuple[OrderView, ...]:
        """The orders of an index, if there are several, each with its address; the first of two is by date
        where there are dates.
        """
        orders = self.orders(kind)
        if len(orders) == 1:
            return ()
        is_dated = any(self.views.newness(path) for path in self.all_of(kind))
        names = {Order.FOREMOST: "newest" if is_dated else "connected"}
        return tuple(
            OrderView(names.get(order, order.value), part_address(kind, 1, self._named(kind, order)))
            for order in orders
        )

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


def _by_name(named: tuple[str, str]) -> tuple[bool, str]:
    """By what is sorted that has a name, of the same one as before; what has none comes last."""
    return not named[0], _bare(named[0]).casefold()


def _bare(name: str) -> str:
    """``name`` without diacritics."""
    signs = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in signs if not unicodedata.combining(sign))

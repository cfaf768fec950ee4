"""What surrounds a document on its page: where it is cited and linked to, what speaks against it, what goes
with it, what comes next.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from clewline.content.model import Kind
from clewline.corpus.graph import RELATION_EDGES, Edge
from clewline.corpus.node import Named
from clewline.engine.query import adopt, query
from clewline.pages.holes import plain_filled
from clewline.pages.listings import by_topic, leading
from clewline.pages.next_lines import Next
from clewline.pages.part_models import BacklinkView, Group, NextView, Reason, RelatedView, TensionView
from clewline.pages.sentence import sentence_text
from clewline.pages.views import Views

_WHOLE = 36
"""Up to this many places are all shown with their sentences."""
_TOGETHER = 24
"""So many lines say which notes are cited together."""
_RELATED = 4


def next_view(proposal: Next, numbers: Mapping[str, int], views: Views) -> NextView:
    """A proposed line as shown; ``numbers`` are those of the sources of the page, by address."""
    via = proposal.via
    shared = tuple(
        numbers[url] for node in via if isinstance(node, str) and (url := views.url(node)) in numbers
    )
    title = ""
    if proposal.reason == "paper" and isinstance(work := via[0], Named):
        title = views.reference(work.key).label
    elif proposal.reason in ("opposite", "topic"):
        title = views.topic_name(via[-1])
    return NextView(
        views.url(proposal.line), views.title(proposal.line), Reason(proposal.reason, shared, title)
    )


class Backlinks:
    """The places that lead to a document."""

    def __init__(self, views: Views) -> None:
        self.db = views.db
        self._views = views
        adopt(self)

    def of(
        self, sources: Sequence[str], target: str, *edges: Edge
    ) -> tuple[tuple[BacklinkView, ...], tuple[Group, ...]]:
        """The places in ``sources`` that lead to ``target`` by one of ``edges``: the first few with what they
        say, the others by topic.

        What opposes or qualifies comes first.
        """
        graph = self._views.graph
        ordered = sorted(
            sources, key=lambda source: graph.stance(source, target) not in ("opposes", "qualifies")
        )
        shown = leading(len(ordered), _WHOLE)
        rest = [(source, self.place(source, target, edges)[0]) for source in ordered[shown:]]
        told = tuple(self.backlink(source, target, edges) for source in ordered[:shown])
        return told, by_topic(rest, self._views)

    @query
    def place(self, source: str, target: str, edges: tuple[Edge, ...]) -> tuple[str, int]:
        """The address at which ``source`` leads to ``target``, and the index of the sentence that does it."""
        views = self._views
        link = views.graph.first_link(source, target, *edges)
        sentence = views.corpus.documents[source].links[link].sentence
        claim = f"#c{views.claim_numbers(source)[sentence]}" if sentence >= 0 and Edge.CITES in edges else ""
        return views.url(source) + claim, sentence

    @query(cut=True)
    def backlink(self, source: str, target: str, edges: tuple[Edge, ...]) -> BacklinkView:
        """That place, and what it says."""
        views = self._views
        url, index = self.place(source, target, edges)
        document = views.corpus.documents[source]
        link = document.links[views.graph.first_link(source, target, *edges)]
        # A link in a property is said by the property alone.
        before, sentence = "", link.label if link.label in dict(document.extra) else ""
        if index >= 0:
            written = document.body.sentences[index]
            before, sentence = (
                sentence_text(source, written.before, views),
                sentence_text(source, written.text, views),
            )
        return BacklinkView(url, views.title(source), before, sentence, views.graph.stance(source, target))


def tensions(path: str, views: Views) -> Iterator[TensionView]:
    """The stated relations of the note at ``path`` to other notes."""
    for other, stance, inward in views.graph.stances(path):
        if views.graph.kind(other) is Kind.NOTE:
            yield TensionView(views.url(other), views.title(other), views.summary(other), stance, inward)


def relations(path: str, backlinks: Backlinks, views: Views) -> Iterator[TensionView]:
    """What the note at ``path`` says of others beside stances, and what they say of it."""
    graph = views.graph
    for edge in RELATION_EDGES:
        ways = [(path, other, False) for other in graph.out(path, edge) if isinstance(other, str)]
        ways += [(other, path, True) for other in graph.into(path, edge)]
        for source, target, inward in ways:
            told = backlinks.backlink(source, target, (edge,))
            other = source if inward else target
            words = plain_filled(told.sentence if inward else "")
            yield TensionView(views.url(other), views.title(other), words, edge.value, inward)


def related(path: str, views: Views) -> Iterator[RelatedView]:
    """The notes most often cited beside this one, in the first few of its lines."""
    graph = views.graph
    together: Counter[str] = Counter()
    for line in graph.cited_by(path)[:_TOGETHER]:
        together.update(note for note in graph.cited(line) if note != path)
    mine = graph.out(path, Edge.FILED_UNDER)
    for note in sorted(together, key=lambda note: (-together[note], note))[:_RELATED]:
        theirs = graph.out(note, Edge.FILED_UNDER)
        topic = next((views.topic_name(node) for node in mine if node in theirs), "")
        yield RelatedView(views.url(note), views.title(note), together[note], topic)

"""What surrounds a document on its page: where it is cited and linked to, what speaks against it, what goes
with it, what comes next.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from clewline.content.model import Kind
from clewline.corpus.graph import Edge
from clewline.pages.listings import by_topic, leading
from clewline.pages.models import BacklinkView, Group, NextView, Reason, RelatedView, TensionView
from clewline.pages.next_lines import Next
from clewline.pages.source_cards import number_claims
from clewline.pages.views import Views

_WHOLE = 36
"""Up to this many places are all shown with their sentences."""
_TOGETHER = 24
"""So many lines say which notes are cited together."""
_RELATED = 4


def next_view(proposal: Next, numbers: Mapping[str, int], views: Views) -> NextView:
    """A proposed line as shown; ``numbers`` are those of the sources of the page, by address."""
    via = proposal.via
    shared = tuple(numbers[url] for node in via if (url := views.url(node)) in numbers)
    title = ""
    if proposal.reason == "paper":
        title = views.reference(via[0][1:]).label
    elif proposal.reason in ("opposite", "topic"):
        title = views.topic_name(via[-1])
    return NextView(
        views.url(proposal.line), views.title(proposal.line), Reason(proposal.reason, shared, title)
    )


def backlinks(
    sources: Sequence[str], target: str, views: Views, *edges: Edge
) -> tuple[tuple[BacklinkView, ...], tuple[Group, ...]]:
    """The places in ``sources`` that lead to ``target`` by one of ``edges``: the first few with what they
    say, the others by topic.

    What opposes or qualifies comes first.
    """
    graph = views.graph
    ordered = sorted(sources, key=lambda source: graph.stance(source, target) not in ("opposes", "qualifies"))
    shown = leading(len(ordered), _WHOLE)
    rest = [(source, _place(source, target, views, *edges)[0]) for source in ordered[shown:]]
    return tuple(_backlink(source, target, views, *edges) for source in ordered[:shown]), by_topic(
        rest, views
    )


def _place(source: str, target: str, views: Views, *edges: Edge) -> tuple[str, int]:
    """The address at which ``source`` leads to ``target``, and the index of the sentence that does it."""
    graph = views.graph

    def place() -> tuple[str, int]:
        sentence = views.corpus.documents[source].links[graph.first_link(source, target, *edges)].sentence
        claim = f"#c{number_claims(source, graph)[sentence]}" if sentence >= 0 and Edge.CITES in edges else ""
        return views.url(source) + claim, sentence

    return graph.memo.get(("place", source, target, edges), place)


def _backlink(source: str, target: str, views: Views, *edges: Edge) -> BacklinkView:
    graph = views.graph

    def backlink() -> BacklinkView:
        url, index = _place(source, target, views, *edges)
        document = views.corpus.documents[source]
        link = document.links[graph.first_link(source, target, *edges)]
        # A link in a property is said by the property alone.
        before, sentence = "", link.label if link.label in dict(document.extra) else ""
        if index >= 0:
            written = document.body.sentences[index]
            before, sentence = views.sentence(source, written.before), views.sentence(source, written.text)
        return BacklinkView(url, views.title(source), before, sentence, graph.stance(source, target))

    return graph.memo.get(("backlink", source, target, edges), backlink)


def tensions(path: str, views: Views) -> Iterator[TensionView]:
    """The stated relations of the note at ``path`` to other notes."""
    for other, stance, inward in views.graph.stances(path):
        if views.graph.kind(other) is Kind.NOTE:
            yield TensionView(views.url(other), views.title(other), views.summary(other), stance, inward)


def related(path: str, views: Views) -> Iterator[RelatedView]:
    """The notes most often cited beside this one, in the first few of its lines."""
    graph = views.graph
    together: Counter[str] = Counter()
    for line in graph.into(path, Edge.CITES)[:_TOGETHER]:
        together.update(note for note in graph.out(line, Edge.CITES) if note != path)
    mine = graph.out(path, Edge.FILED_UNDER)
    for note in sorted(together, key=lambda note: (-together[note], note))[:_RELATED]:
        theirs = graph.out(note, Edge.FILED_UNDER)
        topic = next((views.topic_name(node) for node in mine if node in theirs), "")
        yield RelatedView(views.url(note), views.title(note), together[note], topic)

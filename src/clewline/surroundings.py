"""What surrounds a document on its page: where it is cited and linked to, what speaks against it, what goes with it, what comes next."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from clewline.graph import Edge
from clewline.model import Kind
from clewline.next_lines import Next
from clewline.pages import BacklinkView, NextView, Reason, RelatedView, TensionView
from clewline.views import Views
from clewline.weave import number_claims

_CONTEXTS = 24
"""Beyond this many backlinks only titles are shown, and only as many lines say which notes are cited together."""
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
    return NextView(views.url(proposal.line), views.title(proposal.line), Reason(proposal.reason, shared, title))


def backlinks(sources: Sequence[str], target: str, views: Views, *edges: Edge) -> tuple[BacklinkView, ...]:
    """The places in ``sources`` that lead to ``target`` by one of ``edges``; after the first few only the titles."""
    return tuple(_backlink(source, target, place < _CONTEXTS, views, *edges) for place, source in enumerate(sources))


def _backlink(source: str, target: str, context: bool, views: Views, *edges: Edge) -> BacklinkView:
    graph = views.graph

    def backlink() -> BacklinkView:
        document = views.corpus.documents[source]
        link = document.links[graph.first_link(source, target, *edges)]
        url = views.url(source)
        before = sentence = ""
        if link.sentence >= 0:
            if Edge.CITES in edges:
                url = f"{url}#c{number_claims(source, graph)[link.sentence]}"
            if context:
                written = document.body.sentences[link.sentence]
                before, sentence = views.sentence(source, written.before), views.sentence(source, written.text)
        return BacklinkView(url, views.title(source), before, sentence, graph.stance(source, target))

    return graph.memo.get(("backlink", source, target, context, edges), backlink)


def tensions(path: str, views: Views) -> Iterator[TensionView]:
    """The stated relations of the note at ``path`` to other notes."""
    for other, stance, inward in views.graph.stances(path):
        if views.graph.kind(other) is Kind.NOTE:
            yield TensionView(views.url(other), views.title(other), views.summary(other), stance, inward)


def related(path: str, views: Views) -> Iterator[RelatedView]:
    """The notes most often cited beside this one, in the first few of its lines."""
    graph = views.graph
    together: Counter[str] = Counter()
    for line in graph.into(path, Edge.CITES)[:_CONTEXTS]:
        together.update(note for note in graph.out(line, Edge.CITES) if note != path)
    mine = graph.out(path, Edge.FILED_UNDER)
    for note in sorted(together, key=lambda note: (-together[note], note))[:_RELATED]:
        theirs = graph.out(note, Edge.FILED_UNDER)
        topic = next((views.topic_name(node) for node in mine if node in theirs), "")
        yield RelatedView(views.url(note), views.title(note), together[note], topic)

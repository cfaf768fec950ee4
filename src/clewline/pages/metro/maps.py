"""The maps of a site: which there are, and what is on each. Up to `LINES` lines are one map; beyond that each
topic has its own.
"""

from collections.abc import Mapping, Sequence

from clewline.content.model import Document, Kind
from clewline.corpus.assemble import Corpus, page_kind, topic_names
from clewline.corpus.graph import CitationGraph, Edge
from clewline.corpus.node import Node, topic_node
from clewline.pages.filled import LinkState, LinkView
from clewline.pages.map_models import CrossingsView, TopicRow
from clewline.pages.metro.neighbours import Crossing, crossings_view, neighbours
from clewline.pages.metro.overview import TopicLines, shared_counts, topics_view
from clewline.pages.metro.view import LINES, Named, map_view
from clewline.pages.models import MapPage, TopicsPage
from clewline.pages.next_lines import Neighbourhoods
from clewline.pages.site_view import SiteView
from clewline.pages.views import Views
from clewline.text.names import name_key

MAP = "map.html"
_NEAR = 3


def map_addresses(corpus: Corpus, documents: Mapping[str, Document]) -> dict[str, str]:
    """The address of each map, and the name key of its topic; empty for that of the whole site. Of
    ``documents``, the names of their topics are looked at.
    """
    lines = [path for path in documents if page_kind(corpus, path) is Kind.LINE]
    if len(lines) < 2:
        return {}
    addresses = {MAP: ""}
    if len(lines) > LINES:
        counts: dict[str, int] = {}
        keys: dict[str, str] = {}
        for path in lines:
            named = {name_key(name) for name in topic_names(documents[path])}
            pages = {corpus.urls[topic_node(key)]: key for key in sorted(named) if key in corpus.topics}
            for page, key in pages.items():
                counts[page] = counts.get(page, 0) + 1
                keys[page] = key
        addresses |= {topic_map_address(page): keys[page] for page in sorted(counts) if counts[page] > 1}
    return addresses


def topic_map_address(page: str) -> str:
    """The address of the map of the topic whose page is at the address ``page``."""
    return f"maps/{page.rpartition('/')[2]}"


def site_map(views: Views, site: SiteView, lines: Sequence[str]) -> MapPage | TopicsPage:
    """The map of the whole site, or the overview of its topics; ``lines`` are all lines."""
    if len(lines) > LINES:
        topics = _topics(views)
        if any(len(topic.lines) > 1 for topic in topics.values()):
            return _overview(views, site, lines, topics)
    return MapPage(MAP, "", "", site, None, map_view(_cited(views, lines), _named(views)))


def topic_map(views: Views, site: SiteView, key: str) -> MapPage:
    """The map of the topic with this name key."""
    node = views.corpus.introductions.get(key) or topic_node(key)
    page, title = views.corpus.urls[topic_node(key)], views.topic_name(node)
    topic = LinkView(page, title, LinkState.FOUND)
    return MapPage(
        topic_map_address(page),
        title,
        "",
        site,
        topic,
        map_view(_cited(views, _filed(views.graph, node)), _named(views)),
    )


def crossings(views: Views, around: Neighbourhoods, path: str) -> CrossingsView | None:
    """The small map of the line at ``path``; None when no other line shares a note with it."""
    graph = views.graph
    notes = graph.cited(path)
    near = neighbours({note: [line for line in around.citing(note) if line != path] for note in notes})
    if not near:
        return None
    crossing = []
    for line in near:
        theirs = graph.cited(line)
        shared = [index for index, note in enumerate(notes) if note in theirs]
        crossing.append(Crossing(views.url(line), views.title_text(line), shared, len(theirs)))
    return crossings_view([(views.url(note), views.title_text(note)) for note in notes], crossing)


def _cited(views: Views, lines: Sequence[str]) -> dict[str, Sequence[str]]:
    return {line: views.graph.cited(line) for line in lines}


def _named(views: Views) -> Named:
    return lambda path: (views.url(path), views.title_text(path))


def _filed(graph: CitationGraph, node: Node) -> list[str]:
    """The lines of a topic."""
    return [path for path in graph.into(node, Edge.FILED_UNDER) if graph.kind(path) is Kind.LINE]


def _topics(views: Views) -> dict[str, TopicLines]:
    """Every topic that has lines, by its page."""
    topics: dict[str, TopicLines] = {}
    for key in views.corpus.topics:
        page = views.corpus.urls[topic_node(key)]
        node = views.corpus.introductions.get(key) or topic_node(key)
        lines = _filed(views.graph, node)
        if lines and page not in topics:
            href = topic_map_address(page) if len(lines) > 1 else page
            topics[page] = TopicLines(href, views.topic_name(node), frozenset(lines))
    return topics


def _overview(
    views: Views, site: SiteView, lines: Sequence[str], topics: dict[str, TopicLines]
) -> TopicsPage:
    pages = list(topics)
    every = list(topics.values())
    near: list[list[tuple[int, int]]] = [[] for _ in every]
    for (a, b), count in shared_counts(every).items():
        near[a].append((-count, b))
        near[b].append((-count, a))
    rows = []
    for index in sorted(
        range(len(every)), key=lambda i: (-len(every[i].lines), every[i].title.casefold(), pages[i])
    ):
        topic, page = every[index], pages[index]
        closest = tuple(
            (every[other].href, every[other].title, -count) for count, other in sorted(near[index])[:_NEAR]
        )
        rows.append(
            TopicRow(page, topic.title, topic.href if topic.href != page else "", len(topic.lines), closest)
        )
    filed = frozenset().union(*(topic.lines for topic in every))
    return TopicsPage(MAP, "", "", site, topics_view(every), tuple(rows), len(lines), len(lines) - len(filed))

"""The front page: what leads, and the other questions by topic."""

from collections.abc import Sequence

from clewline.content.model import Kind
from clewline.corpus.graph import Edge
from clewline.corpus.node import Node
from clewline.pages.part_models import Entry, LineGroup
from clewline.pages.views import Views

_GROUP = 6
"""So many lines of a topic stand on the front page."""


def featured(entries: Sequence[Entry]) -> Entry | None:
    """The line that the front page shows in full: the first that says its answer, else the first of all."""
    return next((entry for entry in entries if entry.answer.parts), entries[0] if entries else None)


def line_groups(paths: Sequence[str], views: Views) -> tuple[LineGroup, ...]:
    """The lines at ``paths`` by their first topic, the topic with most of them first; those on none last."""
    groups: dict[Node | None, list[str]] = {}
    for path in paths:
        nodes = views.graph.out(path, Edge.FILED_UNDER)
        groups.setdefault(nodes[0] if nodes else None, []).append(path)
    made = [_group(node, among, views) for node, among in groups.items()]
    return tuple(sorted(made, key=lambda group: (not group.href, -len(group.entries), group.topic)))


def _group(node: Node | None, paths: Sequence[str], views: Views) -> LineGroup:
    entries = tuple(map(views.entry, paths[:_GROUP]))
    if node is None:
        return LineGroup("", "", entries, len(paths))
    filed = views.graph.into(node, Edge.FILED_UNDER)
    total = sum(views.graph.kind(other) is Kind.LINE for other in filed)
    return LineGroup(views.topic_name(node), views.corpus.urls[node], entries, total)

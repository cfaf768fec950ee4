"""Long lists: what is shown in full and what by title alone, and how an index is parted among pages."""

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from math import ceil

from clewline.content.model import Kind
from clewline.corpus.graph import Edge
from clewline.corpus.node import Node
from clewline.pages.part_models import Group, Listing, PartView, Titled
from clewline.pages.views import Views

_WHOLE, _LEADING = 60, 24
"""Lists of up to so many are shown in full; of a longer one, so many lead."""
_PART = 250
_FEW = 24


def leading(count: int, whole: int = _WHOLE) -> int:
    """How many of ``count`` entries are shown in full; up to ``whole``, all are."""
    return count if count <= whole else _LEADING


def listing(paths: Collection[str], views: Views, topic: Node = "") -> Listing:
    """Documents by title, those of ``topic`` (a node) or of no one topic; of very many, the newest and most
    cited are shown in full.
    """
    ordered = sorted(paths, key=lambda path: (views.title_text(path).casefold(), path))
    shown = leading(len(ordered))
    if shown < len(ordered):
        ordered.sort(key=lambda path: (-views.newness(path), -views.entry(path).count))
    rest = [(path, views.url(path)) for path in ordered[shown:]]
    return Listing(tuple(map(views.entry, ordered[:shown])), by_topic(rest, views, topic), len(ordered))


def by_topic(paths: Iterable[tuple[str, str]], views: Views, but: Node = "") -> tuple[Group, ...]:
    """Documents, given by path and the address that is meant, by title under their first topic other than the
    node ``but``.

    A few of them, or all on one topic, are one group without a name.
    """
    groups: dict[str, list[Titled]] = {}
    found = sorted(paths, key=lambda item: (views.title_text(item[0]).casefold(), item))
    for path, href in found:
        topics = views.graph.out(path, Edge.FILED_UNDER) if len(found) > _FEW else []
        name = next((views.topic_name(node) for node in topics if node not in (but, path)), "")
        groups.setdefault(name, []).append(Titled(href, views.title(path)))
    names = sorted(groups, key=lambda name: (not name, name.casefold(), name))
    return tuple(Group(name if len(names) > 1 else "", tuple(groups[name])) for name in names)


def part_count(count: int) -> int:
    """How many pages an index of ``count`` entries takes."""
    return max(1, ceil(count / _PART))


class Order(StrEnum):
    """What an index is sorted by."""

    FOREMOST = "foremost"  # the newest first, and among these what has most ties
    TOPIC = "topic"
    TITLE = "title"
    AUTHOR = "author"  # and year


_ORDERS = {
    Kind.LINE: (Order.FOREMOST, Order.TOPIC, Order.TITLE),
    Kind.NOTE: (Order.FOREMOST, Order.TOPIC, Order.TITLE),
    Kind.TOPIC: (Order.TITLE,),
    Kind.REFERENCE: (Order.AUTHOR, Order.TITLE),
}


def orders_of(kind: Kind, has_topics: bool) -> tuple[Order, ...]:
    """The orders in which the documents of a kind are listed; the index itself has the first."""
    return tuple(order for order in _ORDERS[kind] if has_topics or order is not Order.TOPIC)


def part_address(kind: str, part: int, order: str = "") -> str:
    """The address of a part of the index of a kind, in the first of its orders or the one that is named; the
    first part of the first is the index itself.
    """
    if part == 1 and not order:
        return f"{kind}/index.html"
    return f"lists/{kind}{order and f'-by-{order}'}{f'-{part}' if part > 1 else ''}.html"


def part_slice(count: int, part: int) -> slice:
    """Which of ``count`` entries are in a part; all parts are about as long."""
    parts = part_count(count)
    return slice((part - 1) * count // parts, part * count // parts)


def part_of(subjects: Sequence[str], part: int) -> tuple[tuple[str, ...], int]:
    """Those of all subjects of an index that one part lists, and how many there are in all."""
    return tuple(subjects[part_slice(len(subjects), part)]), len(subjects)


def parts_of(kind: Kind, titles: Sequence[str], order: str = "") -> tuple[PartView, ...]:
    """The parts of an index, in order, of documents with these ``titles``, or what else they are sorted by;
    none where it has one only. Without titles (empty ones) a part is named by the number of its first entry.
    """
    count = part_count(len(titles))
    if count == 1:
        return ()
    starts = [part_slice(len(titles), part).start for part in range(1, count + 1)]
    return tuple(
        PartView(
            part_address(kind, part, order),
            telling_words(titles[start - 1 if start else starts[1]], titles[start]) or f"{start + 1:,}",
        )
        for part, start in enumerate(starts, 1)
    )


def telling_words(before: str, title: str) -> str:
    """The first words of ``title``, as many as tell it from ``before``, the title that comes before it."""
    known, words = before.casefold().split(), title.split()
    same = next(
        (place for place, word in enumerate(words) if word.casefold() not in known[place : place + 1]),
        len(words),
    )
    return " ".join(words[: same + 1])

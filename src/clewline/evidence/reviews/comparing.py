"""Freshness: what has changed since a line was reviewed, in itself and in the notes that it cites."""

from collections.abc import Iterator, Mapping

from clewline.evidence.reviews.model import (
    WORDS,
    Difference,
    Freshness,
    Part,
    PartChange,
    Review,
    Standing,
    State,
)

_LIKE = 0.5
"""A note is taken for another one under a new name if it says at least this share of what that one said."""


def freshness(review: Review | None, own: Standing, notes: Mapping[str, Standing]) -> Freshness:
    """How a line stands that says ``own`` and cites ``notes``, which say what is given here by their
    paths.
    """
    if review is None:
        return Freshness(State.UNREVIEWED)
    mine = tuple(compared(review.own, own))
    others = tuple(_differences(review, own, notes))
    state = State.STALE if mine or others else State.REVIEWED
    return Freshness(state, review.by, review.on, review.reason, mine, others)


def compared(then: Standing, now: Standing) -> Iterator[PartChange]:
    """What has changed in a document, part by part. The order of its statements makes no difference, nor
    does how its words are parted into sentences.
    """
    same = then.whole == now.whole
    for part in Part:
        before, after = then.parts.get(part, ()), now.parts.get(part, ())
        if before == after or (same and part in WORDS):
            continue
        new = tuple(dict.fromkeys(digest for digest in after if digest not in before))
        gone = len(frozenset(before) - frozenset(after))
        if new or gone:
            yield PartChange(part, new, gone)


def _differences(review: Review, own: Standing, now: Mapping[str, Standing]) -> Iterator[Difference]:
    """The notes that are not what they were, in the order of citation."""
    then = review.notes
    names = _names(then, now)
    for path, standing in now.items():
        was = names.get(path, "")
        if not was:
            yield Difference(path, "", "added")
            continue
        parts = [change for change in compared(then[was], standing) if change.part is not Part.CITED]
        parts += _cited(review.own, own, then[was], standing)
        if parts:
            yield Difference(path, was, "changed", tuple(parts))
    kept = frozenset(names.values())
    yield from (Difference(path, path, "dropped") for path in then if path not in kept)


def _cited(line_then: Standing, line_now: Standing, then: Standing, now: Standing) -> Iterator[PartChange]:
    """What has changed in which sentences cite a note, as far as these stood in the line before and still do:
    of the others, the line tells itself.
    """
    both = frozenset(line_then.parts.get(Part.TEXT, ())) & frozenset(line_now.parts.get(Part.TEXT, ()))
    before, after = then.parts.get(Part.CITED, ()), now.parts.get(Part.CITED, ())
    new = tuple(dict.fromkeys(digest for digest in after if digest in both and digest not in before))
    gone = len((frozenset(before) & both) - frozenset(after))
    if new or gone:
        yield PartChange(Part.CITED, new, gone)


def _names(then: Mapping[str, Standing], now: Mapping[str, Standing]) -> dict[str, str]:
    """By the path of each note that was cited then and is now, its path in the record. A note that was given
    another name is known by what it says.
    """
    names = {path: path for path in now if path in then}
    left = [path for path in then if path not in names]
    for path, standing in now.items():
        if path in names or not left:
            continue
        likeness, was = max((_likeness(then[old], standing), old) for old in left)
        if likeness >= _LIKE:
            names[path] = was
            left.remove(was)
    return names


def _likeness(then: Standing, now: Standing) -> float:
    """The share of what was said then that is still said."""
    if then.whole == now.whole:
        return 1.0
    before = {digest for part in WORDS for digest in then.parts.get(part, ())}
    after = {digest for part in WORDS for digest in now.parts.get(part, ())}
    return len(before & after) / len(before) if before else 0.0

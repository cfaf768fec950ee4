"""Arrangement: a row in which those that have much in common stand near each other."""

from collections.abc import Sequence

Weights = Sequence[Sequence[int]]
"""How much each has in common with each other; symmetric, the diagonal does not count."""


def arrange(weights: Weights) -> list[int]:
    """An order of 0…n-1 in which the sum of weight times distance is small: one after the other is put where
    it costs least.
    """
    order = [0] if weights else []
    waiting = list(range(1, len(weights)))
    while waiting:
        new = min(waiting, key=lambda w: (-sum(weights[w][o] for o in order), w))
        waiting.remove(new)
        _insert(order, new, weights)
    for _ in range(2):
        for moved in list(order):
            order.remove(moved)
            _insert(order, moved, weights)
    return order


def _insert(order: list[int], new: int, weights: Weights) -> None:
    """Puts ``new`` into ``order`` at the cheapest place; among several, at the one nearest to the middle."""
    mine = [weights[new][other] for other in order]
    # From one place to the next, all that are passed come nearer on one side and all others go further on the
    # other.
    cost = sum(weight * (index + 1) for index, weight in enumerate(mine))
    stretched = _stretched(order, weights)
    best, best_at = (float("inf"), 0.0), 0
    before, after = 0, sum(mine)
    for at in range(len(order) + 1):
        key = (cost + stretched[at], abs(at - len(order) / 2))
        if key < best:
            best, best_at = key, at
        if at < len(order):
            before += mine[at]
            after -= mine[at]
            cost += before - mine[at] - after
    order.insert(best_at, new)


def _stretched(order: list[int], weights: Weights) -> list[int]:
    """For each gap of ``order``, the weight that passes over it: what one more in the gap would push
    apart.
    """
    passing = [0] * (len(order) + 1)
    for at in range(1, len(order)):
        left = order[at - 1]
        passing[at] = (
            passing[at - 1]
            + sum(weights[left][o] for o in order[at:])
            - sum(weights[left][o] for o in order[: at - 1])
        )
    return passing

from itertools import pairwise, permutations

from clewline.pages.metro.arrange import arrange


def cost(order: list[int] | tuple[int, ...], weights: list[list[int]]) -> int:
    return sum(weights[a][b] * (j - i) for i, a in enumerate(order) for j, b in enumerate(order) if i < j)


def test_a_chain_is_found_whatever_its_names() -> None:
    chain = [3, 0, 4, 1, 2]
    weights = [[0] * 5 for _ in range(5)]
    for a, b in pairwise(chain):
        weights[a][b] = weights[b][a] = 2
    assert arrange(weights) in (chain, chain[::-1])


def test_the_order_is_near_the_best() -> None:
    weights = [[abs(a * b * 7 + a + b) % 5 if a != b else 0 for b in range(6)] for a in range(6)]
    best = min(cost(order, weights) for order in permutations(range(6)))
    order = arrange(weights)
    assert sorted(order) == list(range(6))
    assert cost(order, weights) <= best * 1.1


def test_nothing_is_arranged() -> None:
    assert arrange([]) == []

"""Parts and wholes: what is left of a whole, what parts are together, and shares of counts."""

from collections.abc import Sequence
from itertools import combinations, pairwise

from clewline.evidence.derivation.arithmetic import counts, is_count
from clewline.evidence.derivation.cues import Asked
from clewline.evidence.derivation.proportions import shares
from clewline.evidence.derivation.sentence_figures import Group
from clewline.evidence.figures.agreement import compare
from clewline.evidence.model import Quantity

_FEW = 2


def completes(claim: Quantity, beside: Sequence[Quantity]) -> bool:
    """Whether a claim is the rest of a count that its own sentence divides: twenty, eleven of them women,
    nine men.
    """
    return is_count(claim) and any(
        abs(one.low - other.low) == claim.low and claim.low < max(one.low, other.low)
        for one, other in pairwise(counts(beside))
    )


def is_share_of(claim: Quantity, beside: Sequence[Quantity], source: Sequence[Group]) -> bool:
    """Whether a share of a count of its own sentence is a count of the source: half of six, and three."""
    if claim.unit != "share":
        return False
    known = {figure.low for group in source if group.akin for figure in counts(group.figures)}
    return any(_is_whole(claim.low * count.low, known) for count in counts(beside))


def is_ratio_of(claim: Quantity, beside: Sequence[Quantity]) -> bool:
    """Whether a share is that of two measures which its own sentence names: two thirds, 1.4 of 2.1 km."""
    measures = [
        figure for figure in beside if figure.unit not in ("%", "share") and (figure.unit or figure.step > 1)
    ]
    ratios = (
        Quantity(0, 0, part, part, 0.001, "share")
        for one, other in pairwise(measures)
        if one.unit == other.unit and 0 < (part := min(one.low / other.low, other.low / one.low)) < 1
    )
    return claim.unit in ("%", "share") and any(compare(claim, ratio) == "" for ratio in ratios)


def _is_whole(value: float, known: set[float]) -> bool:
    return abs(value - round(value)) < 1e-6 and float(round(value)) in known


def divides_up(question: Asked, beside: Sequence[Quantity], source: Sequence[Group]) -> bool:
    """Whether a claim and a count beside it, which a source has, are together one that it has too, or are
    the whole and the rest of one: four of them, against six that did not; of 27, 22 did not.
    """
    if "rest" not in question.cues or not is_count(question.claim):
        return False
    claim = question.claim.low
    known = {figure.low for group in source for figure in counts(group.figures)}
    akin = {figure.low for group in source if group.akin for figure in counts(group.figures)}
    return any(
        one.low in known and (one.low + claim in known or one.low - claim in akin) for one in counts(beside)
    )


def is_part(claim: Quantity, whole: Quantity, groups: Sequence[Group]) -> bool:
    """Whether "17 of the 34" says the same as a share in the source: half."""
    if not whole.low:
        return False
    source = [figure for group in groups if group.akin for figure in group.figures]
    part = claim.low / whole.low
    share = Quantity(0, 0, part, part, 0.001, "share")
    # A share beside the counts that it was made of says nothing of others: 90% beside 63 of 70.
    plain = counts(source)
    known = any(figure.low in (claim.low, whole.low) for figure in plain)
    made = any(abs(value - part) < 0.01 for value, _, _ in shares(combinations(plain, 2)))
    said = (figure for figure in source if figure.unit in ("%", "share"))
    return not (known and made) and any(compare(figure, share) == "" for figure in said)


def is_remainder(claim: Quantity, whole: Quantity, words: frozenset[str], groups: Sequence[Group]) -> bool:
    """Whether "24 of the 43" is what the source leaves of 43, or what it has in parts. ``words`` are those of
    the claim's sentence.
    """
    known = any(whole.low == figure.low for group in groups for figure in group.figures)
    return known and any(_divides(claim.low, whole.low, words, group) for group in groups if group.akin)


def _divides(claim: float, whole: float, words: frozenset[str], group: Group) -> bool:
    """Whether a sentence has the rest of a whole, or a list of parts that make a claim together. A sentence
    that says "19 of the 43" leaves 24 only for one that says something else of them.
    """
    parts = [figure.low for figure in counts(group.figures) if figure.low != whole]
    if whole - claim in parts:
        said = [part.low for part, count in group.pairs if count.low == whole]
        return not said or (whole - claim in said and len(words - group.words) >= _FEW)
    runs = combinations(range(len(parts) + 1), 2) if sum(parts) == whole else ((0, len(parts)),)
    return any(last - first > 1 and claim == sum(parts[first:last]) for first, last in runs)

"""The style sheet as a page: what its template may see."""

from dataclasses import dataclass

from clewline.content.stances import STANCES, Stance
from clewline.pages.fit import SIZES, TIERS, Sizes, Tier
from clewline.pages.models import Page


@dataclass(frozen=True, slots=True)
class StylePage(Page):
    """The style sheet: ``numbers`` is the largest number of a source or margin item that any line of the site
    has. Its layouts and the sizes of cards are those that `clewline.pages.fit` reckons with.
    """

    numbers: int
    tiers: tuple[Tier, ...] = TIERS
    sizes: Sizes = SIZES
    stances: tuple[Stance, ...] = STANCES

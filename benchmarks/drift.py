"""How near cards stand to the sentences that cite them: ``python benchmarks/drift.py SITE [SITE …]``.

A headless Chromium opens every line of the sites at several widths. A card's drift is the way from the top of
its sentence down to the top of the card, as long as it stands below the sentence's last line; printed are the
share of cards that drift by at most two lines of text, the share that begin beside the first line of their
sentence, the median and the worst drift, how many cards show less than all, and the largest blank between two
blocks of prose beyond the usual space, in lines of text.
"""

import argparse
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, ViewportSize, sync_playwright

WIDTHS = (1024, 1280, 1440, 1920)
NEAR = 2
"""Within so many lines of text a card is beside its sentence."""

_MEASURES = """() => {
    const weave = document.querySelector('.weave')
    const line = parseFloat(getComputedStyle(weave).lineHeight)
    const cards = [...weave.querySelectorAll('.card')].map(card => {
        const name = [...card.classList].find(name => /^k\\d+$/.test(name))
        const claim = weave.querySelector('.claim.' + name)
        if (!claim) return null
        const box = card.getBoundingClientRect(), says = claim.getBoundingClientRect()
        const cut = [...card.querySelectorAll('.gist')].some(gist => !gist.offsetHeight || gist.scrollHeight > gist.clientHeight + 1)
        return [box.top - says.top, Math.max(0, box.top - says.bottom + line), cut]
    }).filter(Boolean)
    const blocks = [...weave.children].filter(block => !block.matches('.cards'))
    const blanks = blocks.slice(1).map((block, place) =>
        block.getBoundingClientRect().top - blocks[place].getBoundingClientRect().bottom - parseFloat(getComputedStyle(block).marginTop))
    return { line, cards, blank: Math.max(0, ...blanks) / line }
}"""


class Drift(NamedTuple):
    """What was measured at one width: the way from a sentence's first line to its card and that from its last
    line, in lines of text; which cards are cut; the largest blank.
    """

    width: int
    first: tuple[float, ...]
    last: tuple[float, ...]
    cut: int
    blank: float

    @property
    def near(self) -> float:
        """The share of cards within `NEAR` lines of their sentence's first line, above or below."""
        return sum(abs(drift) <= NEAR for drift in self.first) / len(self.first)

    @property
    def beside(self) -> float:
        """The share of cards that begin beside some line of their sentence, or within `NEAR` lines of it."""
        return sum(drift <= NEAR for drift in self.last) / len(self.last)


def measured(browser: Browser, site: Path, width: int) -> Drift:
    """The drift of all cards of ``site`` in a window of ``width`` pixels."""
    page = browser.new_page(viewport=ViewportSize(width=width, height=900))
    first: list[float] = []
    last: list[float] = []
    cut, blank = 0, 0.0
    for file in sorted((site / "lines").glob("*.html")):
        page.goto(file.as_uri())
        if page.locator(".weave .card").count():
            found: dict[str, Any] = page.evaluate(_MEASURES)
            first += [top / found["line"] for top, _, _ in found["cards"]]
            last += [away / found["line"] for _, away, _ in found["cards"]]
            cut += sum(hidden for _, _, hidden in found["cards"])
            blank = max(blank, found["blank"])
    page.close()
    return Drift(width, tuple(first), tuple(last), cut, blank)


def report(drifts: list[Drift]) -> Iterator[str]:
    """A row for each width."""
    yield f"{'width':>6} {'cards':>6} {'near':>7} {'beside':>7} {'median':>7} {'worst':>6} {'cut':>5} {'blank':>6}"
    for drift in drifts:
        yield (
            f"{drift.width:6} {len(drift.first):6} {drift.near:7.1%} {drift.beside:7.1%} "
            f"{statistics.median(map(abs, drift.first)):7.2f} {max(map(abs, drift.first)):6.2f} {drift.cut:5} {drift.blank:6.2f}"
        )


def main() -> None:
    """Reads the command line and prints a table for each site."""
    parser = argparse.ArgumentParser(description="Measures how near cards stand to their sentences.")
    parser.add_argument("sites", type=Path, nargs="+", help="built sites")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for site in options.sites:
            print(site)
            print("\n".join(report([measured(browser, site, width) for width in WIDTHS])))
        browser.close()


if __name__ == "__main__":
    main()

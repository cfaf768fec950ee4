"""The register of figures as Markdown."""

from pathlib import Path

from driver import SiteDriver, note


def test_the_register_says_who_uses_each_figure(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    site.write("notes/alpha.md", note("Alpha", "Of all trials, 31% failed.", references="[zhou]"))
    site.write("lines/why.md", note("Why?", "Some 31% failed [[alpha]]."))
    site.write(
        "references/lib.bib", "@article{zhou, author={Zhou, C}, title={A work}, journal={J}, year={2023}}"
    )
    text = site.build().text("figures.md")
    assert text.startswith("# Figures\n\nEach figure that a line takes from a note")
    assert (
        "## [Zhou 2023](references/zhou.md) *A work*\n\n### 31%\n\n"
        "In the notes:\n\n- “Of all trials, **31%** failed.” [Alpha](notes/alpha.md)\n\n"
        "In the lines:\n\n- “Some **31%** failed.” [Why?](lines/why.md)\n"
    ) in text

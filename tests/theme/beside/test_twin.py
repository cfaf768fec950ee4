"""The Markdown twin of a page says what the page says: read back by a parser of CommonMark, and word for
word.
"""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from clewline.pages.filled import Filled
from clewline.theme.beside.inline import inline
from clewline.theme.beside.markup import blocks
from driver import Built, SiteDriver, note

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def markdown(*html: str) -> str:
    return blocks([Filled((block,)) for block in html], "../")


@pytest.fixture
def built(tmp_path: Path) -> Built:
    site = SiteDriver(tmp_path)
    site.write(
        "notes/alpha.md",
        note(
            "Alpha *is* 5 < 6", "Body with [[beta]] and %%a secret%%.", summary="Sum of [[beta|the other]]."
        ),
    )
    site.write("notes/beta.md", note("Beta", "Text.", references="[zhou]"))
    site.write("notes/hidden.md", note("Concealed", "Unsaid.", private="true"))
    site.write(
        "references/lib.bib",
        "@article{zhou, author={Zhou, C}, title={A work}, journal={J}, year={2023}, doi={10.1000/1}}",
    )
    site.write(
        "lines/why.md",
        note(
            "Why?",
            "It holds [[alpha]]. See [[beta|their words]] too, and [[hidden]] "
                "[@zhou].\n\nSo again [[alpha]].\n\n- one\n  - two\n\n> quoted",
            deck="A deck.", topics="[knots]", opposes='["[[beta]]"]', created="2026-01-02", drafted_by="somebody", author="Jane Doe",
        ),
    )  # fmt: skip
    return site.build(base_url="https://example.org/x")


def test_a_line_with_numbered_citations_and_its_sources(built: Built) -> None:
    text = built.text("lines/why.md")
    assert text.startswith(
        "# Why?\n\n> A deck.\n\n- Authors: Jane Doe\n- Created: 2026-01-02\n- Drafted "
        "by: somebody\n- Topics: [knots](../topics/knots.md)\n"
    )
    assert "It holds [1]. See [their words](../notes/beta.md) [2] too" in text
    assert "([Zhou 2023](../references/zhou.md))." in text
    assert "\n\nSo again [1].\n\n- one\n  - two\n\n> quoted\n\n## Sources\n\n" in text
    assert "1. [Alpha *is* 5 &lt; 6](../notes/alpha.md): Sum of [the other](../notes/beta.md).\n" in text
    assert (
        "2. [Beta](../notes/beta.md) (opposes): Text. [Zhou "
        "2023](../references/zhou.md), *A work*, <https://doi.org/10.1000/1>.\n"
    ) in text
    assert text.endswith("---\n\nPage: <https://example.org/x/lines/why.html>\n")


def test_a_note_with_the_sentences_that_cite_it(built: Built) -> None:
    text = built.text("notes/alpha.md")
    assert "> Sum of [the other](../notes/beta.md)." in text
    assert "## Cited in\n\n- [Why?](../lines/why.md): “It holds.”" in text
    assert "## Stances\n\n- [Why?]" not in text


def test_nothing_private_or_commented_leaks(built: Built) -> None:
    exports = (".md", ".txt", ".json", ".graphml", ".xml", ".bib")
    everything = "".join(data.decode() for url, data in built.files.items() if url.endswith(exports))
    for secret in ("secret", "Concealed", "Unsaid", "hidden"):
        assert secret not in everything


def test_every_page_but_those_that_lead_elsewhere_has_a_twin(built: Built) -> None:
    html = {url.removesuffix(".html") for url in built.files if url.endswith(".html")}
    twins = {url.removesuffix(".md") for url in built.files if url.endswith(".md")}
    assert html - twins <= {"404", "map", "search"} and twins <= html
    assert '<link rel="alternate" type="text/markdown" href="../lines/why.md">' in built.text(
        "lines/why.html"
    )
    assert {"index", "lines/index", "topics/knots", "references/zhou"} <= twins


def test_links_between_twins_lead_somewhere(built: Built) -> None:
    for url, data in built.files.items():
        if url.endswith(".md"):
            for token in _READER.parse(data.decode()):
                for child in token.children or ():
                    href = str(child.attrs.get("href", ""))
                    if href and "://" not in href:
                        assert (Path("/") / url).parent.joinpath(href).resolve().relative_to(
                            "/"
                        ).as_posix() in built.files, (url, href)


def test_words() -> None:
    for html, expected in (
        ("plain", "plain"),
        (
            "<em>a</em> <strong>b</strong> <s>c</s> <mark>d</mark> <kbd>e</kbd> x<sup>2</sup>",
            "*a* **b** ~~c~~ ==d== e x<sup>2</sup>",
        ),
        ("a * b_c _d_ [e] `f` \\g", "a \\* b_c \\_d\\_ \\[e\\] \\`f\\` \\\\g"),
        ("&lt;b&gt; &amp;amp; &quot;q&quot;", '&lt;b&gt; &amp;amp; "q"'),
        ("<code>a &lt;b&gt; *c*</code> <code>`</code>", "`a <b> *c*` `` ` ``"),
        ('<a href="https://x.org/a_(b)?c&amp;d">w</a>', "[w](https://x.org/a_%28b%29?c&d)"),
        (
            '<math display="inline"><mi>a</mi><mo>*</mo></math>',
            '<math display="inline"><mi>a</mi><mo>&#42;</mo></math>',
        ),
    ):
        assert inline(Filled((html,)), "../") == expected


def test_blocks() -> None:
    for html, expected in (
        ("<p>one\ntwo</p>\n", "one two"),
        ("<p>a<br />\nb</p>\n", "a\\\nb"),
        ("<h2>H</h2>\n", "## H"),
        ("<hr />\n", "---"),
        ('<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n', "3. a\n4. b"),
        ("<ul>\n<li>a\n<ul>\n<li><p>b</p>\n<p>c</p>\n</li>\n</ul>\n</li>\n</ul>\n", "- a\n  - b\n\n    c"),
        ("<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>\n", "> a\n>\n> > b"),
        ('<div class="callout" data-callout="note">\n<p '
            'class="callout-title">T</p>\n<p>B</p>\n</div>\n', "> [!note] T\n>\n> B"),
        ("<details><summary>S</summary>In</details>\n", "**S**\n\nIn"),
        ('<pre class="code" tabindex="0"><code class="language-py"><span '
            'class="k">if</span> `b`:\n</code></pre>', "```py\nif `b`:\n```"),
        ("<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>x "
            "| y</td>\n</tr>\n</tbody>\n</table>\n",
         "| a | b |\n| --- | --- |\n| x \\| y |  |"),
        ('<section class="footnotes"><ol>\n<li><p>F.</p>\n</li>\n</ol></section>\n', "[^1]: F."),
        ("</ul><p>x</p></div>", "x"),
        ("<blockquote><p>never closed</p>", "> never closed"),
    ):  # fmt: skip
        assert markdown(html) == expected


_TRAPS = [
    "# a",
    "1. a",
    "- a",
    "+ a",
    "=== ",
    "---",
    "~~~",
    "&gt; a",
    "&lt;script&gt;x",
    "**a",
    "![x](y)",
    "[x]: y",
    "&amp;lt;",
]


@pytest.mark.parametrize("words", _TRAPS)
def test_text_stays_text(words: str) -> None:
    (paragraph,) = [token for token in _READER.parse(markdown(f"<p>{words}</p>\n")) if token.type == "inline"]
    assert {child.type for child in paragraph.children or ()} <= {"text", "text_special"}
    shown = _READER.render(markdown(f"<p>{words}</p>\n"))
    assert shown == f"<p>{words.strip()}</p>\n"

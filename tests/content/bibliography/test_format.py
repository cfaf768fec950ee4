import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest

from clewline.content.bibliography import (
    DEFAULT_STYLE,
    UnknownStyle,
    format_entry,
    parse_bibtex,
    reference_from_csl,
)
from clewline.text.spans import SourceFile, file_start

SPAN = file_start("refs.json")
PAPER = {
    "type": "article-journal",
    "title": "Detecting hallucinations",
    "container-title": "Nature",
    "author": [{"family": "Farquhar", "given": "Sebastian"}, {"family": "Gal", "given": "Yarin"}],
    "issued": {"date-parts": [[2024, 6]]},
    "volume": "630",
    "page": "625-630",
    "DOI": "10.1038/x",
    "URL": "https://www.nature.com/x",
}


def entry(item: Mapping[str, object], style: str = DEFAULT_STYLE, language: str = "en-GB") -> str:
    return format_entry(reference_from_csl("k", item, SPAN).value.csl, style, language)


class Checker(HTMLParser):
    """Fails on any tag or attribute that an entry must not have, and on tags that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("i", "b", "sup", "sub", "a")
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else [])
        assert all(value and value.startswith(("https://", "http://")) for _, value in attrs)
        self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


def test_a_journal_article() -> None:
    assert entry(PAPER) == (
        "Farquhar, S. and Gal, Y. (2024) \u2018Detecting hallucinations\u2019, <i>Nature</i>, 630, pp. 625\u2013630. "
        '<a href="https://doi.org/10.1038/x">https://doi.org/10.1038/x</a>'
    )


def test_terms_follow_the_language() -> None:
    chapter = {
        "type": "chapter",
        "title": "T",
        "author": PAPER["author"],
        "editor": PAPER["author"],
        "container-title": "B",
    }
    assert " und " in entry(chapter, language="de-DE")
    assert entry(chapter, language="xx-broken'") == entry(chapter, language="en-US")


@pytest.mark.parametrize(
    "style",
    [
        DEFAULT_STYLE,
        "apa",
        "nature",
        "ieee",
        "elsevier-vancouver",
        "chicago-notes-bibliography",
        "modern-language-association",
    ],
)
def test_one_link_at_the_end_in_every_style(style: str) -> None:
    html = entry(PAPER, style)
    assert html.endswith('. <a href="https://doi.org/10.1038/x">https://doi.org/10.1038/x</a>')
    assert html.count("10.1038/x") == 2
    assert "nature.com" not in html
    assert not html.startswith(("1", "[1]", "["))
    Checker().feed(html)


@pytest.mark.parametrize(
    "title",
    [
        "<script>alert(1)</script> & <img src=x onerror=y>",
        "<i>unclosed <b>tags</i> and </sup> strays",
        "\ue000 private \ue004 marks \ue002",
        '<a href="javascript:x">x</a>',
        (
            '<span class="nocase">LLM</span>s and <sup>2</sup> <span '
            'style="font-variant:small-caps;">caps</span>'
        ),
        "\"'><svg/onload=x>",
    ],
)
@pytest.mark.parametrize("style", [DEFAULT_STYLE, "apa", "ieee"])
def test_values_cannot_become_markup(title: str, style: str) -> None:
    full = entry(
        {**PAPER, "title": title, "container-title": title, "author": [{"family": title, "given": title}]},
        style,
    )
    for html in (full, entry({"title": title}, style)):
        checker = Checker()
        checker.feed(html)
        assert not checker.opened


def test_tags_of_csl_stay_and_protected_words_keep_their_case() -> None:
    title = (
        'Growth of <i>E. coli</i>: <span class="nocase">s1</span>-based, <span '
        'class="nocase">vLLM</span>: found things'
    )
    assert "Growth of <i>E. coli</i>: s1-based, vLLM: found things" in entry({**PAPER, "title": title})
    in_title_case = entry({**PAPER, "title": title, "language": "en"}, "chicago-author-date")
    assert ": s1-based, vLLM: Found Things" in in_title_case


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"title": "Only a title"},
        {"title": "T", "author": [{"given": "G"}, {"family": "F", "suffix": "Jr"}, {"literal": "L & Co"}]},
        {"title": "T", "issued": {"literal": "in press"}},
        {
            "title": "T",
            "issued": {"date-parts": [[2019], [2020]]},
            "type": "book",
            "edition": "second",
            "volume": "x-y-z",
        },
        {"title": "T", "issued": {"date-parts": [[-44, 3, 15]]}, "number-of-volumes": "3", "type": "book"},
        {"title": "...", "author": [{"literal": "\u2026"}]},
        {"title": "T", "page": "1-2-3, e4 & 9", "language": "e", "type": "article-journal"},
        {"title": "日本語の題名", "author": [{"family": "山田", "given": "太郎"}]},
        {
            "title": "T",
            "type": "patent",
            "number": "US 1",
            "event-date": {"date-parts": [[2020]]},
            "status": "s",
        },
    ],
)
@pytest.mark.parametrize("style", [DEFAULT_STYLE, "apa", "chicago-author-date", "ieee"])
def test_sparse_and_odd_items_give_an_entry(item: dict[str, object], style: str) -> None:
    html = entry(item, style)
    assert len(html) > 1 and html.endswith((".", "?", "!", "…"))
    Checker().feed(html)


def test_a_title_in_place_of_an_author_stands_once() -> None:
    html = entry(
        {"type": "webpage", "title": "Nobody\u2019s page", "URL": "https://x.org/?a=1&b=2", "issued": 2024}
    )
    assert (
        html
        == 'Nobody\u2019s page (2024). <a href="https://x.org/?a=1&amp;b=2">https://x.org/?a=1&amp;b=2</a>'
    )


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(UnknownStyle):
        entry(PAPER, "harvard-cite-them-wrong")


def test_bibtex_to_entry_leaves_no_latex() -> None:
    bib = rb"@misc{k, title={{GPT}-4 \& \emph{more}}, author={{\'A}vila, Jos{\'e} and others}, year=2023, eprint={2303.08774}}"
    (reference,) = parse_bibtex(SourceFile("r.bib", bib)).value
    assert format_entry(reference.csl, DEFAULT_STYLE, "en-GB") == (
        "Ávila, J. and others (2023) \u2018GPT-4 &amp; <i>more</i>\u2019. arXiv. "
        '<a href="https://arxiv.org/abs/2303.08774">https://arxiv.org/abs/2303.08774</a>'
    )


def test_threads_do_not_mix_entries(capfd: pytest.CaptureFixture[str]) -> None:
    items = [
        json.dumps({**PAPER, "id": f"k{n}", "title": f"Title {n}", "author": [{"family": f"Name{n}"}]})
        for n in range(60)
    ]
    alone = [format_entry(item, DEFAULT_STYLE, "en-GB") for item in items]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda item: format_entry(item, DEFAULT_STYLE, "en-GB"), items)) == alone
    assert capfd.readouterr() == ("", "")

import posixpath
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.corpus.graph import Edge
from clewline.pages.models import LinePage, NotePage
from driver import Built, SiteDriver, note

BODY = """\
Intro. First [[b]] and second [[a]][[c]]. Again [[b]].

## Heading [[d]]

- one [[e]]
- two [[a]]
  - nested [[f]]

| x | y |
|---|---|
| [[g]] | plain [[b]] |

> quoted [[h]] and **bold [[i]] end**. Next one.

Text with a foot[^1] and [words *em*](j.md).

[^1]: The foot cites [[j]] and [[a|again a]].
"""


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """A line that cites ten notes in every kind of block."""
    site = SiteDriver(tmp_path)
    for name in "abcdefghij":
        site.write(f"notes/{name}.md", note(f"Note {name}", f"Body of {name}."))
    return site.write("notes/lines/q.md", note("Q?", BODY, opposes="[d]")).build()


def test_numbers_follow_first_citation(built: Built) -> None:
    page = built.line("q")
    assert [(card.number, card.href[6]) for card in page.sources] == list(enumerate("bacdefghij", 1))
    assert not any(card.again for card in page.sources)


def test_cards_stand_after_the_block_that_first_cites_and_stubs_after_later_ones(built: Built) -> None:
    beside = [[(card.number, card.again) for card in block.cards] for block in built.line("q").weave]
    assert beside == [
        [(1, False), (2, False), (3, False)],
        [(4, False)],
        [(5, False), (2, True), (6, False)],
        [(7, False), (1, True)],
        [(8, False), (9, False)],
        [(10, False)],
        [(10, True), (2, True)],
    ]


def test_margin_items_are_counted_through_the_page(built: Built) -> None:
    page = built.line("q")
    assert [card.item for block in page.weave for card in block.cards] == list(range(1, 15))
    assert [item for claim in page.claims if claim for item in claim.items] == list(range(1, 15))


def test_claims_know_their_sources(built: Built) -> None:
    claims = [claim for claim in built.line("q").claims if claim]
    assert [claim.number for claim in claims] == list(range(1, 12))
    assert [claim.sources for claim in claims] == [
        (1, 2, 3),
        (1,),
        (4,),
        (5,),
        (2,),
        (6,),
        (7,),
        (1,),
        (8, 9),
        (10,),
        (10, 2),
    ]
    # The second claim cites what its own block already shows: no item of its own.
    assert claims[1].items == ()


def test_chips_are_shown_where_the_author_cites(built: Built) -> None:
    chips = [
        (node.text(), node.attributes["href"]) for node in built.html("lines/q.html").css(".weave .cite")
    ]
    assert [int(text) for text, _ in chips] == [1, 2, 3, 1, 4, 5, 2, 6, 7, 1, 8, 9, 10, 10, 2]
    assert all(href == f"#s{text}" for text, href in chips)


def test_words_of_a_citation_stay_in_the_sentence(built: Built) -> None:
    links = built.links("lines/q.html", ".weave .claim a:not(.cite)")
    assert ("words em", "../notes/j.html") in links
    assert ("again a", "../notes/a.html") in links


def test_stances_reach_card_and_chip(built: Built) -> None:
    assert [card.stance for card in built.line("q").sources] == [
        "",
        "",
        "",
        "opposes",
        "",
        "",
        "",
        "",
        "",
        "",
    ]
    (chip,) = built.html("lines/q.html").css(".weave .cite.opposes")
    assert chip.text() == "4"


def test_a_source_cited_only_outside_sentences(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A", "x"))
    page = site.write("notes/lines/q.md", note("Q?", "[[a]]\n\n![[a]]\n\n[[a]] again.")).build().line("q")
    assert [(card.number, card.again) for block in page.weave for card in block.cards] == [
        (1, False),
        (1, True),
    ]


def test_a_source_twice_in_a_sentence_is_one_source(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A", "x"))
    page = site.write("notes/lines/q.md", note("Q?", "First [[a]], then [[A]].")).build().line("q")
    assert [(claim.sources, claim.items) for claim in page.claims if claim] == [((1,), (1,))]


def test_a_line_about_a_topic_or_another_line_cites_nothing(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("notes/topics/t.md", note("T", "x"))
        .write("notes/lines/other.md", note("Other?", "x"))
    )
    page = site.write("notes/lines/q.md", note("Q?", "On [[t]] see [[other]].")).build().line("q")
    assert page.sources == ()
    assert page.claims == (None,)


# Random sites
# ---------------------------------------------------------------------------------------------------------------------

STYLES = (
    "{}.",
    "# Heading {}",
    "- item {}\n- other",
    "> quoted {}.",
    "| a |\n|---|\n| {} |",
    "Note[^{n}].\n\n[^{n}]: Foot {}.",
    "*em {}*. And more.",
)
_notes = st.integers(0, 5)
_blocks = st.lists(st.tuples(st.sampled_from(STYLES), st.lists(_notes, max_size=4)), max_size=5)
_sites = st.tuples(
    st.lists(_blocks, min_size=1, max_size=4),
    st.lists(st.tuples(_notes, _notes), max_size=6),
    st.lists(
        st.tuples(st.integers(0, 3), _notes, st.sampled_from(("supports", "opposes", "qualifies"))),
        max_size=4,
    ),
)
Site = tuple[list[list[tuple[str, list[int]]]], list[tuple[int, int]], list[tuple[int, int, str]]]


def write_site(driver: SiteDriver, site: Site) -> None:
    lines, links, stances = site
    for number in range(6):
        linked = " ".join(f"[[n{other}]]" for one, other in links if one == number)
        topic = f"[t{number % 2}]"
        driver.write(
            f"notes/n{number}.md",
            note(
                f"Note {number}",
                f"## Sources\n\nSee {linked}.",
                topics=topic,
                arxiv=f"'2401.0000{number % 3}'",
            ),
        )
    for number, blocks in enumerate(lines):
        texts = [
            style.replace("{}", " ".join(f"[[n{cited}]]" for cited in cites)).replace("{n}", str(place))
            for place, (style, cites) in enumerate(blocks)
        ]
        fields = {stance: f"[n{cited}]" for line, cited, stance in stances if line == number}
        driver.write(
            f"notes/lines/l{number}.md", note(f"Line {number}?", "\n\n".join(texts), topics="[t0]", **fields)
        )


def internal_links(built: Built) -> Iterator[tuple[str, str, str]]:
    """Page, file and fragment of every link that stays on the site."""
    for url in built.files:
        if not url.endswith(".html"):
            continue
        for node in built.html(url).css("[href], [src]"):
            parts = urlsplit(node.attributes.get("href") or node.attributes.get("src") or "")
            if not parts.scheme and not parts.netloc:
                file = (
                    posixpath.normpath(posixpath.join(posixpath.dirname(url), unquote(parts.path)))
                    if parts.path
                    else url
                )
                yield url, file, unquote(parts.fragment)


@settings(max_examples=40)
@given(_sites)
def test_random_sites_hold_together(site: Site) -> None:
    with TemporaryDirectory() as folder:
        driver = SiteDriver(Path(folder))
        write_site(driver, site)
        built = driver.build()
    cited_by: dict[str, list[str]] = {f"n{number}": [] for number in range(6)}
    for number, blocks in enumerate(site[0]):
        page = built.line(f"l{number}")
        first = list(
            dict.fromkeys(
                f"notes/n{cited}.html" for _, cites in blocks_in_reading_order(blocks) for cited in cites
            )
        )
        assert [card.href for card in page.sources] == first
        assert [card.number for card in page.sources] == list(range(1, len(first) + 1))
        for href in first:
            cited_by[href[6:-5]].append(page.url)
    for name, lines in cited_by.items():
        views = [
            (view.stance not in ("opposes", "qualifies"), view.href.partition("#")[0])
            for view in built.note(name).cited_by
        ]
        assert sorted(href for _, href in views) == lines
        assert sorted(views) == views
    for made in built.pages.values():
        if isinstance(made, LinePage):
            check_margin(made)
        if isinstance(made, NotePage):
            linking = {view.href for view in made.linked_from}
            path = f"notes/{made.url[6:-5]}.md"
            assert linking == {built.corpus.urls[source] for source in built.graph.into(path, Edge.LINKS)}
    check_files(built)


def blocks_in_reading_order(blocks: list[tuple[str, list[int]]]) -> list[tuple[str, list[int]]]:
    """Footnotes stand at the end of the text."""
    return [block for block in blocks if "[^" not in block[0]] + [
        block for block in blocks if "[^" in block[0]
    ]


def check_margin(page: LinePage) -> None:
    cards = [card for block in page.weave for card in block.cards]
    assert [card.item for card in cards] == list(range(1, len(cards) + 1))
    seen: set[int] = set()
    for card in cards:
        assert card.again is (card.number in seen)
        seen.add(card.number)
    numbers = {claim.number for claim in page.claims if claim}
    assert numbers == set(range(1, len(numbers) + 1))
    assert all(card.claim in numbers for card in cards)


def check_files(built: Built) -> None:
    """Every link inside the site leads to a file, every fragment to an id, and no id is used twice."""
    ids: dict[str, list[str]] = {}
    for url in built.files:
        if url.endswith(".html"):
            ids[url] = [node.attributes["id"] or "" for node in built.html(url).css("[id]")]
            assert sorted(set(ids[url])) == sorted(ids[url]), url
    for url, file, fragment in internal_links(built):
        assert file in built.files or file in built.site.attachments(), (url, file)
        assert not fragment or fragment in ids.get(file, [fragment]), (url, file, fragment)

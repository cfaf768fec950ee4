from pathlib import Path

import pytest

from clewline.content.model import Kind
from clewline.corpus.graph import Edge
from clewline.pages.filled import CiteView, EmbedView, Filled, ImageView, LinkState, LinkView, MediaView
from clewline.pages.holes import plain_filled, text
from clewline.pages.views import Views
from driver import Built, SiteDriver, note


def views_of(built: Built) -> Views:
    return built.site.planner.views


@pytest.mark.parametrize(
    ("summary", "gist"),
    [
        ("Short.", "Short."),
        ("A sentence of some length that ends. " * 11, None),
        (
            "A sentence of some length that ends. " * 30,
            ("A sentence of some length that ends. " * 10).strip(),
        ),
        ("word " * 200, "word " * 79 + "word …"),
        ("Text by Zhou et al. 2023 and others " * 30, None),
        ("这是一个句子。" * 100, "这是一个句子。" * 57),
        ("x" * 1000, "x" * 400 + " …"),
        ("Really? Yes! “Quoted.” (Bracketed.) " * 30, None),
    ],
)
def test_gist_ends_with_a_sentence_or_a_word(tmp_path: Path, summary: str, gist: str | None) -> None:
    built = SiteDriver(tmp_path).write("a.md", f"---\nsummary: >-\n  {summary}\n---\nx").build()
    shown = text(views_of(built).gist("a.md"))
    assert len(shown) <= 440
    if gist is not None:
        assert shown == gist
    if len(summary) <= 440:
        assert shown == summary.strip()
    elif "et al." in summary:
        assert shown.endswith("…")
    else:
        assert shown.endswith((".", "。", "”", ")", "…"))


def test_gist_keeps_markup_when_it_is_whole(tmp_path: Path) -> None:
    built = SiteDriver(tmp_path).write("a.md", "---\nsummary: A *short* one, see [[a]].\n---\nx").build()
    gist = views_of(built).gist("a.md")
    assert gist == views_of(built).summary("a.md")
    assert "<em>" in "".join(part for part in gist.parts if isinstance(part, str))


def test_entries(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for name in "abc":
        site.write(f"notes/{name}.md", note(name.upper(), f"About {name}."))
    built = (
        site.write("notes/lines/p.md", note("P?", "[[a]] [[b]]"))
        .write("notes/lines/q.md", note("Q?", "[[b]] [[c]]", deck="D."))
        .build()
    )
    views = views_of(built)
    q, b = views.entry("notes/lines/q.md"), views.entry("notes/b.md")
    assert (q.href, text(q.title), text(q.summary), q.strip, q.count) == (
        "lines/q.html",
        "Q?",
        "D.",
        ("cited", "cited"),
        2,
    )
    assert (b.href, text(b.title), text(b.summary), b.strip, b.count) == (
        "notes/b.html",
        "B",
        "About b.",
        (),
        2,
    )


BACKLINKS = [
    ("[[a]].", "A."),
    ("Seen in [[a]] twice.", "Seen in A twice."),
    ("Seen in [[a|these words]].", "Seen in these words."),
    ("Seen in [words *with* em](a.md).", "Seen in words with em."),
    ("Found [@w; @lost] by [[a]].", "Found (Label; lost) by A."),
    ("Before. Then [[a]] and `code`. After.", "Then A and code."),
]


@pytest.mark.parametrize(("body", "expected"), BACKLINKS)
def test_sentences_of_backlinks(tmp_path: Path, body: str, expected: str) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("w.bib", "@book{w, title={W}, author={Able, Bo}, year=2020}")
        .write("a.md", note("A", "x"))
    )
    built = site.write("b.md", note("B", body)).build()
    (backlink,) = built.note("a").linked_from
    label = built.corpus.references["w"].label
    assert backlink.sentence.replace(label, "Label") == expected


def test_citations_leave_no_trace_in_the_sentence_of_a_line(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A", "x")).write("notes/b.md", note("B", "x"))
    built = site.write(
        "notes/lines/q.md", note("Q?", "It was so. It is shown [[a]], too [[b]][[a]]. Later [[a]].")
    ).build()
    (cited,) = built.note("a").cited_by
    assert (cited.href, cited.before, cited.sentence) == (
        "lines/q.html#c1",
        "It was so.",
        "It is shown, too.",
    )


def test_kinds_of_views(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("w.bib", "@book{w, title={W}, author={Able, Bo}, year=2020}")
        .write("p.png", b"x")
        .write("d.pdf", b"x")
    )
    site.write("a.md", note("A", "Text."))
    body = (
        "[[a]] ![[a]] ![[p.png|alt|30x20]] ![[p.png|alt]] ![[d.pdf]] [@w] "
        "[x](https://example.org) [[lost]] #t [[t]] [[w]]"
    )
    built = site.write("b.md", note("B", body)).build()
    views = views_of(built).views("b.md")
    label = built.corpus.references["w"].label
    assert views == (
        LinkView("notes/a.html", "A", LinkState.FOUND),
        EmbedView("notes/a.html", "A", (Filled(("<p>Text.</p>\n",)),)),
        ImageView("attachments/p.png", "alt", 30, 20),
        ImageView("attachments/p.png", "alt"),
        MediaView("attachments/d.pdf", "d.pdf", "pdf"),
        CiteView("references/w.html", label),
        LinkView("https://example.org", "https://example.org", LinkState.EXTERNAL),
        LinkView("", "lost", LinkState.BROKEN),
        LinkView("topics/t.html", "#t", LinkState.FOUND),
        LinkView("topics/t.html", "t", LinkState.FOUND),
        LinkView("references/w.html", label, LinkState.FOUND),
    )


def test_embeds_end_where_a_circle_closes(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("a.md", "A.\n\n![[b]]")
        .write("b.md", "B.\n\n![[c]]")
        .write("c.md", "C.\n\n![[a]]")
    )
    built = site.build()
    (a,) = views_of(built).views("a.md")
    assert depth(a) == 2
    assert built.main("notes/a.html").text().count("C.") == 1


def depth(view: object) -> int:
    """How many embeds are nested in ``view``."""
    if not isinstance(view, EmbedView):
        return 0
    return 1 + max((depth(inner) for block in view.blocks for inner in block.views), default=0)


def test_embeds_are_bounded(tmp_path: Path) -> None:
    names = [f"n{number}" for number in range(30)]
    site = SiteDriver(tmp_path)
    for name in names:
        site.write(f"{name}.md", "\n\n".join(f"![[{other}]]" for other in names if other != name))
    built = site.build()
    sections = built.html("notes/n0.html").css(".embed")
    assert 29 < len(sections) <= 200


def test_an_embed_brings_only_what_its_part_needs(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("a.md", "# One\n\n[[b]]\n\n# Two\n\n[[c]]")
        .write("b.md", "x")
        .write("c.md", "x")
    )
    (embed,) = views_of(site.write("d.md", "![[a#Two]]").build()).views("d.md")
    assert isinstance(embed, EmbedView)
    assert [view.href for view in embed.blocks[1].views if isinstance(view, LinkView)] == ["notes/c.html"]


def test_references_and_topics(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write(
        "notes/w.bib", "@article{w, title={W}, author={Able, Bo}, journal={J}, year=2020, doi={10.1/x}}"
    )
    site.write(
        "notes/references/v.md",
        "---\ntitle: V\nauthor: Some One\nyear: 2021\narxiv: '2401.00001'\n---\nAnnotated [[a]].",
    )
    site.write("notes/topics/t.md", note("Topic T", "x"))
    built = site.write("notes/a.md", note("A", "[@v] [@w] [@v] #u", topics="[t]")).build()
    views = views_of(built)
    assert [(view.href, view.title, view.work) for view in views.references("notes/a.md")] == [
        ("references/v.html", "V", "https://arxiv.org/abs/2401.00001"),
        ("references/w.html", "W", "https://doi.org/10.1/x"),
    ]
    assert "Able" in views.reference("w").entry
    assert [(view.href, view.text) for view in views.topics("notes/a.md")] == [
        ("topics/t.html", "Topic T"),
        ("topics/u.html", "u"),
    ]
    assert built.graph.kind("notes/references/v.md") is Kind.REFERENCE
    assert built.graph.out("notes/references/v.md", Edge.LINKS) == ("notes/a.md",)
    assert built.note("a").linked_from == ()


def test_plain_words_are_escaped() -> None:
    assert plain_filled("a < b") == Filled(("a &lt; b",))
    assert plain_filled("") == Filled(())


def test_a_synthesis_that_stands_in_for_a_deck_is_not_interrupted_by_titles(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("notes/a.md", note("A long title of a note"))
        .write("notes/b.md", note("B"))
    )
    built = site.write("lines/q.md", note("Q?", "So it goes [[a]], as [[b|others found]].")).build()
    (shown,) = built.html("lines/index.html").css(".entries p:not(.why)")
    assert shown.text() == "So it goes, as others found."
    assert built.links("lines/index.html", ".entries p a") == [("others found", "../notes/b.html")]
    assert built.line("q").description == "So it goes, as others found."


def test_works_are_named_in_the_sentence_and_without_their_authors(tmp_path: Path) -> None:
    works = "".join(
        f"@article{{{key}, title={{{title}}}, author={{Lee, A and Kim, B and Roe, C and Poe, D}}, year=2020}}\n"
        for key, title in (("two", "B"), ("one", "A"))
    )
    site = SiteDriver(tmp_path).write("w.bib", works)
    built = site.write("n.md", "As @one says [-@two], unlike @somebody [see -@one; @two].").build()
    prose = built.main("notes/n.html").css_first(".prose")
    assert prose is not None
    assert (
        " ".join(prose.text().split())
        == "As Lee et al. (2020a) says (2020b), unlike @somebody (see 2020a; Lee et al. 2020b)."
    )
    assert built.diagnostics("note-uncited") == []


def test_a_bare_identifier_is_shown_once(tmp_path: Path) -> None:
    built = SiteDriver(tmp_path).write("n.md", note("N", "Text.", doi="10.1000/abc")).build()
    entry = built.main("notes/n.html").css_first(".entry")
    assert entry is not None and entry.text() == "doi:10.1000/abc"
    assert [a.attributes["href"] for a in entry.css("a")] == ["https://doi.org/10.1000/abc"]

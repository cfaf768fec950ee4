from pathlib import Path

import pytest

from clewline.content.model import Kind
from clewline.corpus.graph import Citation, Edge, network, node_of
from clewline.corpus.node import Named, reference_node, topic_node
from clewline.corpus.target import Target, TargetKind
from driver import Built, SiteDriver, note


@pytest.fixture
def built(tmp_path: Path) -> Built:
    site = SiteDriver(tmp_path).write("notes/works.bib", "@book{w, title={W}, author={A, B}, year=2020}")
    site.write(
        "notes/a.md", note("A", "See [[b]], [[c]] and [[b]]. ![[c]] [@w] [[a]]", opposes="[b]", topics="[t]")
    )
    site.write("notes/b.md", note("B", "x #t", qualifies="[c]")).write(
        "notes/c.md", note("C", "x", references="[w]")
    )
    site.write(
        "notes/lines/p.md",
        note("P?", "One [[b]] [[a]], two [[b]].", supports="[a]", background="[b]", next="[q]", topics="[t]"),
    )
    return site.write(
        "notes/lines/q.md", note("Q?", "Only [[b]]; see [[p]] and [[t]].", next="[p, a]")
    ).build()


def test_citations_in_the_order_of_the_text(built: Built) -> None:
    notes = [citation.note for citation in built.graph.citations("notes/lines/p.md")]
    assert notes == ["notes/b.md", "notes/a.md", "notes/b.md"]
    document = built.corpus.documents["notes/lines/p.md"]
    first = built.graph.citations("notes/lines/p.md")[0]
    assert first == Citation("notes/lines/p.md", first.link, "notes/b.md")
    assert document.links[first.link].target == "b"
    assert built.graph.citations("notes/a.md") == ()


@pytest.mark.parametrize(
    ("node", "edge", "outward"),
    [
        ("notes/a.md", Edge.LINKS, ("notes/b.md", "notes/c.md")),
        ("notes/a.md", Edge.EMBEDS, ("notes/c.md",)),
        ("notes/a.md", Edge.OPPOSES, ("notes/b.md",)),
        ("notes/a.md", Edge.RESTS_ON, (reference_node("w"),)),
        ("notes/a.md", Edge.FILED_UNDER, (topic_node("t"),)),
        ("notes/b.md", Edge.FILED_UNDER, (topic_node("t"),)),
        ("notes/b.md", Edge.QUALIFIES, ("notes/c.md",)),
        ("notes/c.md", Edge.RESTS_ON, (reference_node("w"),)),
        ("notes/lines/p.md", Edge.CITES, ("notes/b.md", "notes/a.md")),
        ("notes/lines/p.md", Edge.NEXT, ("notes/lines/q.md",)),
        ("notes/lines/q.md", Edge.CITES, ("notes/b.md",)),
        ("notes/lines/q.md", Edge.LINKS, ("notes/lines/p.md", topic_node("t"))),
        ("notes/nowhere.md", Edge.LINKS, ()),
    ],
)
def test_edges_and_their_inverse(built: Built, node: str, edge: Edge, outward: tuple[str, ...]) -> None:
    assert built.graph.out(node, edge) == outward
    for other in outward:
        assert node in built.graph.into(other, edge)


def test_inward_edges_are_in_the_order_of_paths(built: Built) -> None:
    assert built.graph.into("notes/b.md", Edge.CITES) == ("notes/lines/p.md", "notes/lines/q.md")
    assert built.graph.into("notes/c.md", Edge.LINKS, Edge.EMBEDS, Edge.QUALIFIES) == (
        "notes/a.md",
        "notes/b.md",
    )
    assert built.graph.into(topic_node("t"), Edge.FILED_UNDER) == (
        "notes/a.md",
        "notes/b.md",
        "notes/lines/p.md",
    )


def test_stances(built: Built) -> None:
    graph = built.graph
    assert [
        graph.stance("notes/lines/p.md", note) for note in ("notes/a.md", "notes/b.md", "notes/c.md")
    ] == ["supports", "background", ""]
    assert list(graph.stances("notes/b.md")) == [
        ("notes/c.md", "qualifies", False),
        ("notes/a.md", "opposes", True),
        ("notes/lines/p.md", "background", True),
    ]


def test_the_first_link_of_an_edge(built: Built) -> None:
    links = built.corpus.documents["notes/a.md"].links
    first = built.graph.first_link("notes/a.md", "notes/b.md", Edge.LINKS)
    assert first == min(place for place, link in enumerate(links) if link.target == "b" and link.block >= 0)
    assert built.graph.first_link("notes/a.md", "notes/b.md", Edge.LINKS, Edge.OPPOSES) == 0


def test_kinds(built: Built) -> None:
    assert [built.graph.kind(path) for path in ("notes/a.md", "notes/lines/p.md", reference_node("w"))] == [
        Kind.NOTE,
        Kind.LINE,
        None,
    ]


def test_nodes_of_targets() -> None:
    kinds = {
        TargetKind.DOCUMENT: "x",
        TargetKind.REFERENCE: Named(Kind.REFERENCE, "x"),
        TargetKind.TOPIC: Named(Kind.TOPIC, "x"),
    }
    assert {kind: node_of(Target(kind, "x")) for kind in TargetKind if node_of(Target(kind, "x"))} == kinds


def test_the_graph_as_networkx_has_it(built: Built) -> None:
    made = network(built.graph)
    assert set(made.edges("notes/c.md", keys=True)) == {("notes/c.md", reference_node("w"), Edge.RESTS_ON)}
    assert made.in_degree("notes/b.md") == 5


def test_files_that_are_named_as_references_and_topics_are_written(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("@w.md", "Words.").write("topic:t.md", "Words.")
    site.write("q.md", "See [[topic:t]] and [[@w]] and [@w]. #t").write(
        "w.bib", "@book{w, title={W}, year=2020}"
    )
    built = site.build()
    assert built.graph.into("topic:t.md", Edge.LINKS) == ("q.md",)
    assert built.graph.into(reference_node("w"), Edge.RESTS_ON) == ("q.md",)
    assert built.graph.into(topic_node("t"), Edge.FILED_UNDER) == ("q.md",)
    assert built.files


def test_a_note_that_introduces_a_topic_can_be_cited(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("notes/honesty.md", note("Honesty", "On it."))
        .write("notes/a.md", "On #honesty.")
    )
    built = site.write("lines/q.md", note("Q?", "So [[honesty]].")).build()
    assert [card.href for card in built.line("q").sources] == ["topics/honesty.html"]
    assert [view.href for view in built.topic("honesty").cited_by] == ["lines/q.html#c1"]
    assert built.links("topics/honesty.html", "#cited a") == [("Q?", "../lines/q.html#c1")]

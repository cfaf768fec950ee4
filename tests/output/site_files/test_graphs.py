"""The graph as data: as its schema says, read back by networkx."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from driver import Built, SiteDriver, note


@pytest.fixture
def built(tmp_path: Path) -> Built:
    site = SiteDriver(tmp_path)
    site.write(
        "references/lib.bib", "@misc{work, author={Doe, J}, title={Work}, year={2020}, doi={10.1000/1}}"
    )
    site.write("references/other2021.md", "---\ntitle: Other work\nyear: 2021\n---\nIt recalls [[a]].\n")
    site.write(
        "notes/deep/a.md",
        note(
            "A \"q\" & &lt;b&gt; 's'",
            "See [[b]] and [[b]].",
            references="[work]",
            topics="[knots]",
            created="2026-01-02",
        ),
    )
    site.write("notes/b.md", note("B", "![[a]]\n\nAfter [@other2021]."))
    site.write("notes/secret.md", note("Secret", "[[a]]", private="true"))
    fields = {"opposes": '["[[b]]"]', "next": '["[[m]]"]'}
    site.write(
        "lines/l.md", note("L?", "First things [[b]]. Then things [[a]] and [[b]] & [[secret]].", **fields)
    )
    site.write("lines/m.md", note("M?", "So [[a]]."))
    return site.build(base_url="https://example.org")


def graph(built: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(built.files["graph.json"])
    return found


def test_nodes(built: Built) -> None:
    found = graph(built)
    assert (found["format"], found["base"], found["title"], found["language"]) == (
        "clewline-graph-1",
        "https://example.org",
        "Test site",
        "en",
    )
    nodes = {node["id"]: node for node in found["nodes"]}
    assert list(nodes) == sorted(nodes) and len(nodes) == len(found["nodes"])
    title = built.note("a").name
    assert nodes["notes/a"] == {
        "id": "notes/a",
        "kind": "notes",
        "title": title,
        "url": "notes/a.html",
        "created": "2026-01-02",
    }
    assert (
        nodes["references/work"]["work"] == "https://doi.org/10.1000/1"
        and nodes["topics/knots"]["kind"] == "topics"
    )
    assert all(node["url"] in built.files for node in nodes.values())


def test_edges(built: Built) -> None:
    edges = graph(built)["edges"]
    cites = [
        (e["target"], e["ordinal"], e["sentence"])
        for e in edges
        if e["kind"] == "cites" and e["source"] == "lines/l"
    ]
    assert [(target, number) for target, number, _ in cites] == [
        ("notes/b", 1),
        ("notes/a", 2),
        ("notes/b", 1),
    ]
    assert (
        cites[0][2] == "First things."
        and cites[1][2] == cites[2][2]
        and cites[1][2].startswith("Then things and &")
    )
    numbers = {card.href: card.number for card in built.line("l").sources}
    assert numbers == {"notes/b.html": 1, "notes/a.html": 2}
    others = {(e["source"], e["kind"], e["target"]) for e in edges if e["kind"] != "cites"}
    assert {
        ("lines/l", "opposes", "notes/b"),
        ("lines/l", "next", "lines/m"),
        ("notes/a", "links", "notes/b"),
        ("notes/b", "embeds", "notes/a"),
        ("notes/a", "rests-on", "references/work"),
        ("notes/a", "filed-under", "topics/knots"),
        ("notes/b", "rests-on", "references/other2021"),
        ("references/other2021", "links", "notes/a"),
    } <= others
    assert len([e for e in edges if (e["source"], e["kind"]) == ("notes/a", "links")]) == 1
    known = {node["id"] for node in graph(built)["nodes"]}
    assert all({e["source"], e["target"]} <= known and e["source"] != e["target"] for e in edges)


def test_paths_of_the_content_are_not_told(built: Built) -> None:
    for name in ("graph.json", "graph.graphml"):
        assert b"deep" not in built.files[name] and b"ecret" not in built.files[name]


def test_graphml_reads_back(built: Built) -> None:
    read = nx.read_graphml(BytesIO(built.files["graph.graphml"]), force_multigraph=True)
    found = graph(built)
    assert set(read.nodes) == {node["id"] for node in found["nodes"]} and read.number_of_edges() == len(
        found["edges"]
    )
    assert read.is_directed() and read.nodes["notes/a"]["title"] == built.note("a").name
    cites = [data for _, _, data in read.edges(data=True) if data["kind"] == "cites"]
    assert sorted(data["ordinal"] for data in cites) == [1, 1, 1, 2]

from pathlib import Path

import pytest

from clewline.content.model import RelationKind
from clewline.content.relations import stated
from clewline.corpus.graph import Edge
from driver import SiteDriver, note


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (" — contradicts: it holds for novices only", RelationKind.OPPOSES),
        (" -- extends: more", RelationKind.EXTENDS),
        (" - Foundation: why", RelationKind.FOUNDATION),
        (" — enables", RelationKind.ENABLES),
        ("—example:", RelationKind.EXAMPLE),
        (" — extends the packet pattern", None),
        (" — perhaps: not", None),
        (" contradicts: it", None),
        ("", None),
    ],
)
def test_words_behind_a_link(text: str, kind: RelationKind | None) -> None:
    assert stated(text) is kind


def test_relations_are_edges_and_are_shown_at_both_ends(tmp_path: Path) -> None:
    body = (
        "Text.\n\nRelevant Notes:\n- [[one]] — extends: with a *second* study\n"
        "- [[two]] — contradicts: not for experts\n- [[gone]] — enables: nothing\n- See [[one]] — enables: no"
    )
    site = SiteDriver(tmp_path).write("one.md", note("One", "Text.")).write("two.md", note("Two", "Text."))
    built = site.write("n.md", note("N", body)).build()
    assert built.graph.out("n.md", Edge.EXTENDS) == ("one.md",)
    assert built.graph.out("n.md", Edge.OPPOSES) == ("two.md",)
    assert built.graph.out("n.md", Edge.ENABLES) == ()
    assert built.diagnostics() == ["n.md:9:3 link-missing"]
    own, other = built.main("notes/n.html"), built.main("notes/one.html")
    assert "Extends" in own.text() and "Opposes" in own.text()
    assert "Extended by" in other.text() and "with a second study" in other.text()
    assert "Opposed by" in built.main("notes/two.html").text()


def test_relations_in_the_front_matter(tmp_path: Path) -> None:
    header = (
        '---\nrelevant_notes:\n  - "[[one]] — foundation: first"\n  - "[[gone]] — extends: x"\n---\nText.\n'
    )
    built = SiteDriver(tmp_path).write("one.md", "Text.").write("n.md", header).build()
    assert built.graph.out("n.md", Edge.FOUNDATION) == ("one.md",)
    assert built.diagnostics() == ["n.md:4:5 link-missing"]
    assert "Foundation of" in built.main("notes/one.html").text()


def test_a_comment_behind_a_citation_gives_its_stance(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for name in "abcd":
        site.write(f"notes/{name}.md", note(name.upper(), "Text."))
    body = (
        "So it is [[a]] %% supports %%. But not here [[b]]%%Contradicts%%, nor\n> there [[c]] %% perhaps %%.\n\n"
        "`[[d]] %% opposes %%` [[d]]\n"
    )
    built = site.write("notes/lines/l.md", note("Is it?", body)).build()
    assert [card.stance for card in built.line("l").sources] == ["supports", "opposes", "", ""]
    assert "%%" not in built.main("lines/l.html").css(".weave p")[0].text()
    assert not [found for found in built.diagnostics() if "relation" in found]


def test_two_stances_on_one_note_are_reported_wherever_they_are_given(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A", "Text."))
    body = "So it is [[a]] %% supports %%."
    built = site.write("notes/lines/l.md", note("Is it?", body, opposes="[a]")).build()
    assert [found.rpartition(" ")[2] for found in built.diagnostics()] == ["relation-conflict"]

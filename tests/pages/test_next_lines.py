from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.corpus.node import Node
from clewline.pages.next_lines import MOST, Next, next_lines
from driver import Built, SiteDriver, note

LINES = "notes/lines"


def line(cites: str, **fields: str) -> str:
    return note("Q?", " ".join(f"[[{name}]]" for name in cites.split()), **fields)


def site_of(root: Path, lines: dict[str, str], notes: dict[str, str] | None = None) -> SiteDriver:
    """A site with these lines (front matter and text as from `line`), and a note for every letter, some with
    front matter of their own.
    """
    site = SiteDriver(root)
    for name in "abcdefgh":
        site.write(f"notes/{name}.md", (notes or {}).get(name, note(name.upper(), "x")))
    for name, text in lines.items():
        site.write(f"{LINES}/{name}.md", text)
    return site


def after(path: str, built: Built) -> tuple[Next, ...]:
    return next_lines(path, built.site.planner.near)


def proposals(built: Built, name: str = "q") -> list[tuple[str, str, tuple[str, ...]]]:
    """The proposals after a line: names of lines and notes without their folders."""

    def short(node: Node) -> str:
        return (
            node.rpartition("/")[2].removesuffix(".md")
            if isinstance(node, str)
            else f"{node.kind} {node.key}"
        )

    return [(short(n.line), n.reason, tuple(map(short, n.via))) for n in after(f"{LINES}/{name}.md", built)]


CITE_A_AND_B = {"a": note("A", "x", arxiv="'2401.00001'"), "b": note("B", "x", arxiv="'2401.00001'")}


@pytest.mark.parametrize(
    ("lines", "notes", "expected"),
    [
        pytest.param({"q": line("a"), "r": line("b")}, {}, [], id="nothing in common"),
        pytest.param(
            {"q": line("a", next="[r, s]"), "r": line("b"), "s": line("c")},
            {},
            [("r", "authored", ()), ("s", "authored", ())],
            id="authored",
        ),
        pytest.param(
            {"q": line("a", next="[q, a, r]"), "r": line("b")},
            {},
            [("r", "authored", ())],
            id="only lines, and not itself",
        ),
        pytest.param(
            {"q": line("a b"), "r": line("b a"), "s": line("b")},
            {},
            [("r", "shared", ("a", "b")), ("s", "shared", ("b",))],
            id="shared",
        ),
        pytest.param(
            {"q": line("a", next="[r]"), "r": line("a"), "s": line("a")},
            {},
            [("r", "authored", ()), ("s", "shared", ("a",))],
            id="authored first",
        ),
        pytest.param(
            {"q": line("a"), "r": line("b")},
            {"b": note("B", "x", opposes="[a]")},
            [("r", "opposite", ("a", "b"))],
            id="opposed by the other",
        ),
        pytest.param(
            {"q": line("a"), "r": line("b")},
            {"a": note("A", "x", opposes="[b]")},
            [("r", "opposite", ("a", "b"))],
            id="opposing the other",
        ),
        pytest.param(
            {"q": line("a b"), "r": line("c")},
            {"b": note("B", "x", opposes="[a]")},
            [],
            id="both sides are cited here",
        ),
        pytest.param(
            {"q": line("a"), "r": line("b")},
            {"b": note("B", "x", qualifies="[a]")},
            [],
            id="only opposition counts",
        ),
        pytest.param(
            {"q": line("a"), "r": line("b")},
            CITE_A_AND_B,
            [("r", "paper", ("references arxiv",))],
            id="same paper",
        ),
        pytest.param(
            {"q": line("a"), "r": line("b"), "s": line("b")}, CITE_A_AND_B, [], id="a paper of many lines"
        ),
        pytest.param(
            {"q": line("a", topics="[t]"), "r": line("b", topics="[t]"), "s": line("c")},
            {},
            [("r", "topic", ("topics t",))],
            id="topic",
        ),
        pytest.param(
            {"q": line("a", topics="[t]"), "r": line("b", topics="[t]"), "s": line("a")},
            {},
            [("s", "shared", ("a",)), ("r", "topic", ("topics t",))],
            id="a topic when nothing else is left",
        ),
        pytest.param(
            {"q": line("a b c"), "r": line("a b"), "s": line("a b"), "t": line("c")},
            {},
            [("r", "shared", ("a", "b")), ("t", "shared", ("c",)), ("s", "shared", ("a", "b"))],
            id="different ones before similar ones",
        ),
        pytest.param(
            {"q": line("a b"), "r": line("b"), "s": line("a"), **{f"x{n}": line("a") for n in range(8)}},
            {},
            [
                ("r", "shared", ("b",)),
                ("s", "shared", ("a",)),
                ("x0", "shared", ("a",)),
                ("x1", "shared", ("a",)),
            ],
            id="a rare source counts more",
        ),
        pytest.param(
            {"q": line("a b"), "o": line("c"), "p": line("d"), "r": line("a b"), "s": line("a")},
            {
                "c": note("C", "x", opposes="[a]"),
                "b": note("B", "x", arxiv="'2401.00001'"),
                "d": note("D", "x", arxiv="'2401.00001'"),
            },
            [
                ("o", "opposite", ("a", "c")),
                ("p", "paper", ("references arxiv",)),
                ("r", "shared", ("a", "b")),
                ("s", "shared", ("a",)),
            ],
            id="each reason once before any twice",
        ),
    ],
)
def test_reasons(
    tmp_path: Path,
    lines: dict[str, str],
    notes: dict[str, str],
    expected: list[tuple[str, str, tuple[str, ...]]],
) -> None:
    found = proposals(site_of(tmp_path, lines, notes).build())
    assert [
        (name, reason, tuple("references arxiv" if one.startswith("references ") else one for one in via))
        for name, reason, via in found
    ] == expected


def test_a_hub_says_nothing(tmp_path: Path) -> None:
    lines = {f"x{number:02}": line("a", topics="[t]") for number in range(70)}
    built = site_of(tmp_path, {"q": line("a b", topics="[t]"), "r": line("b"), **lines}).build()
    assert proposals(built) == [("r", "shared", ("b",))]


def test_as_many_authored_ones_as_the_author_names_and_few_derived_ones(tmp_path: Path) -> None:
    names = [f"x{number}" for number in range(7)]
    lines = {name: line("a") for name in names}
    built = site_of(tmp_path, {"q": line("a", next=f"[{', '.join(names)}]"), "r": line("a"), **lines}).build()
    assert [name for name, _, _ in proposals(built)] == names
    assert len(proposals(built, "r")) == MOST


def test_how_proposals_are_shown(tmp_path: Path) -> None:
    lines = {
        "q": line("a b", topics="[t]"),
        "o": line("c"),
        "p": line("d"),
        "r": line("b"),
        "s": line("h", topics="[t]"),
    }
    notes = {"c": note("The contrary", "x", opposes="[a]")} | {
        n: note(n, "x", arxiv="'2401.00001'") for n in "bd"
    }
    built = site_of(tmp_path, lines, notes).build()
    label = next(iter(built.corpus.references.values())).label
    shown = [
        (view.href, view.reason.kind, view.reason.numbers, view.reason.title) for view in built.line("q").next
    ]
    assert shown == [
        ("lines/o.html", "opposite", (1,), "The contrary"),
        ("lines/p.html", "paper", (), label),
        ("lines/r.html", "shared", (2,), ""),
        ("lines/s.html", "topic", (), "t"),
    ]


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(
            st.text("abcdefgh", min_size=1, max_size=4),
            st.integers(0, 2),
            st.lists(st.integers(0, 5), max_size=2),
        ),
        min_size=2,
        max_size=6,
    ),
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=3),
)
def test_rules_that_always_hold(
    lines: list[tuple[str, int, list[int]]], opposed: list[tuple[str, str]]
) -> None:
    written = {
        f"l{number}": line(
            " ".join(cites),
            topics=f"[t{topic}]",
            next=f"[{', '.join(f'l{other}' for other in after if other < len(lines))}]",
        )
        for number, (cites, topic, after) in enumerate(lines)
    }
    notes = {
        name: note(name, "x", opposes=f"[{other}]", arxiv=f"'2401.0000{ord(name) % 3}'")
        for name, other in opposed
    }
    with TemporaryDirectory() as folder:
        site = site_of(Path(folder), written, notes)
        built = site.build()
        found = {name: after(f"{LINES}/{name}.md", built) for name in written}
        again = site.build()
        # A line elsewhere: it shares no note, paper or topic with any other.
        site.write("notes/far.md", note("Far", "x", arxiv="'1901.00009'")).write(
            f"{LINES}/far.md", line("far", topics="[elsewhere]")
        )
        wider = site.build()
    for name, proposed in found.items():
        path = f"{LINES}/{name}.md"
        kinds = [one.reason == "authored" for one in proposed]
        assert kinds == sorted(kinds, reverse=True)
        assert len({one.line for one in proposed}) == len(proposed)
        assert path not in {one.line for one in proposed}
        assert len(proposed) <= max(MOST, sum(kinds))
        assert proposed == after(path, again) == after(path, wider)
    assert all(isinstance(one, Next) for proposed in found.values() for one in proposed)

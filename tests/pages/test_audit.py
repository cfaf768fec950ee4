from pathlib import Path

import pytest

from driver import SiteDriver, note


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"notes/a.md": "x"}, []),
        ({"notes/a.md": "[[b]]", "notes/b.md": "x"}, []),
        ({"notes/lines/q.md": note("Q?", "[[a]]"), "notes/a.md": "x"}, []),
        ({"notes/lines/q.md": note("Q?", "Nothing.")}, ["notes/lines/q.md:1:1 line-without-sources"]),
        (
            {"notes/lines/q.md": note("Q?", "[[a]]"), "notes/a.md": "[[b]]", "notes/b.md": "x"},
            ["notes/b.md:1:1 note-uncited"],
        ),
        (
            {
                "notes/w.bib": "@book{w, title={W}, author={A, B}, year=2020}",
                "notes/a.md": "x",
                "notes/b.md": "[@w]",
            },
            ["notes/a.md:1:1 note-without-reference"],
        ),
        (
            {"notes/lines/q.md": note("Q?", "[[a]] [[q]] [x](q.md) [[#Here]]\n\n# Here"), "notes/a.md": "x"},
            ["notes/lines/q.md:4:7 self-citation", "notes/lines/q.md:4:13 self-citation"],
        ),
        (
            {"notes/lines/q.md": note("Q?", "[[t]]"), "notes/topics/t.md": "x"},
            ["notes/lines/q.md:1:1 line-without-sources"],
        ),
        ({"notes/a.md": "![[a]]"}, ["notes/a.md:1:1 embed-cycle"]),
        (
            {
                "notes/a.md": "Text.\n\n![[b]]\n\n# X",
                "notes/b.md": "![[c]]",
                "notes/c.md": "- ![[a]]\n\n# X",
            },
            ["notes/a.md:3:1 embed-cycle", "notes/b.md:1:1 embed-cycle", "notes/c.md:1:3 embed-cycle"],
        ),
        ({"notes/a.md": "# A\n\n## X\n\nText.\n\n## Y\n\n![[a#X]]"}, []),
        ({"notes/a.md": "# A\n\n## X\n\n### Y\n\n![[a#X]]"}, ["notes/a.md:7:1 embed-cycle"]),
        ({"notes/a.md": "![[b]]\n\n# X\n\nText.", "notes/b.md": "![[a#X]]"}, []),
        ({"notes/a.md": "![[b]] ![[c]]", "notes/b.md": "![[c]]", "notes/c.md": "[[a]]"}, []),
    ],
)
def test_findings(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    site = SiteDriver(tmp_path)
    for path, text in files.items():
        site.write(path, text)
    assert site.build().diagnostics("answer-missing", "review-missing") == expected


def test_a_line_that_does_not_say_its_answer_in_short(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", "x").write("notes/lines/q.md", note("Q?", "Text [[a]]."))
    assert site.build().diagnostics("review-missing") == ["notes/lines/q.md:1:1 answer-missing"]
    site.write("notes/lines/q.md", note("Q?", "Text [[a]].", answer="It is so."))
    assert site.build().diagnostics("review-missing") == []


def test_the_words_of_a_cycle(tmp_path: Path) -> None:
    built = SiteDriver(tmp_path).write("notes/a.md", "![[a]]").build()
    assert built.words("embed-cycle")[0] == "the document embeds itself"
    built = (
        SiteDriver(tmp_path)
        .write("notes/a.md", "![[b]]")
        .write("notes/b.md", "![[c]] ![[c]]")
        .write("notes/c.md", "![[b]]")
        .build()
    )
    assert sorted(built.diagnostics()) == [
        "notes/b.md:1:1 embed-cycle",
        "notes/b.md:1:8 embed-cycle",
        "notes/c.md:1:1 embed-cycle",
    ]

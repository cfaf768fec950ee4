"""Markup of other programs: recognised, and reported once for the whole site."""

from pathlib import Path

import pytest

from driver import SiteDriver, note


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('--8<-- "docs/part.md"', "MkDocs"),
        ("{% include figure.html %}", "Jekyll"),
        ("See {{ site.baseurl }}/x.", "Jekyll"),
        ('{{< figure src="a.png" >}}', "Hugo"),
        ("Text {{% notice %}} more.", "Hugo"),
        ("alias:: one, two", "Logseq"),
        ("As in ((64f1c2aa-1b2c-4d5e-8f90-0123456789ab)).", "Logseq"),
        ("- {{embed [[x]]}}", "Logseq"),
        ("See [[the words|proj.notes.one]].", "Dendron"),
    ],
)
def test_dialects_are_recognised(tmp_path: Path, text: str, name: str) -> None:
    built = SiteDriver(tmp_path).write("notes/n.md", note("N", text)).build()
    said = [d.message for d in built.found if d.code == "dialect-unsupported"]
    assert len(said) == 1
    assert said[0].startswith(f"one file uses markup of {name} (")


@pytest.mark.parametrize(
    "text",
    [
        "`{% raw %}` and `{{< x >}}`",
        "```\n{% if %}\n!!! note\n```",
        'Wow!!! note this. What??? No. a === "b"',
        "C++ std::vector and key::value, ((a)) {{x}}",
        "See [[proj.notes.one|the words]] and [[note|Version 1.2 of it]].",
        "See [[../files/01-intro.html|01-intro.html]] and [[a.b|a.b]].",
    ],
)
def test_what_only_looks_like_one_is_left_alone(tmp_path: Path, text: str) -> None:
    built = SiteDriver(tmp_path).write("notes/n.md", note("N", text)).build()
    assert "dialect-unsupported" not in [d.code for d in built.found]


@pytest.mark.parametrize(
    "text",
    [
        "[x]({{% ref one %}})",
        "[x]({{< ref one >}})",
        "[x]({%link_one%})",
        "[x](((64f1c2aa-1b2c-4d5e-8f90-0123456789ab)))",
    ],
)
def test_addresses_that_a_program_fills_in_are_said_once_for_all(tmp_path: Path, text: str) -> None:
    built = SiteDriver(tmp_path).write("notes/n.md", note("N", text)).build()
    assert {d.code for d in built.found} - {"note-without-reference"} == {"dialect-unsupported"}


def test_each_is_said_once_at_its_first_place(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for name in "bac":
        site.write(f"notes/{name}.md", note(name, "x\n\n{% a %}\n\n{% b %}\n\n{{< c >}}"))
    site.write("notes/hidden.md", note("h", "{% a %}", private="true"))
    said = [d for d in site.build().found if d.code == "dialect-unsupported"]
    assert [(d.span.path, d.message.partition(" (")[0]) for d in said] == [
        ("notes/a.md", "3 files use markup of Jekyll"),
        ("notes/a.md", "3 files use markup of Hugo"),
    ]

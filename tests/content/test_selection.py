"""Which files are content, and what is said of those that are not."""

import json
from pathlib import Path

import pytest

from clewline.content.loader import Content, scan
from clewline.content.selection import LeftOut, Rule, Selection

ALL = Selection({}, (), "_site")


def write(root: Path, *paths: str, **texts: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(texts.get(path, f"text of {path}"), encoding="utf-8")


def setting(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def taken(content: Content) -> list[str]:
    return [file.source.path for file in content.files]


def left(content: Content) -> dict[Rule, int]:
    return {found.rule: found.notes for found in content.left_out}


@pytest.mark.parametrize("name", ["notes", "Notes", "NOTES"])
def test_a_folder_named_notes_decides_nothing(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"{name}/a.md", "Essays/b.md", "c.md")
    content = scan(tmp_path, ALL)
    assert set(taken(content)) == {f"{name}/a.md", "Essays/b.md", "c.md"}
    assert content.left_out == ()


def test_content_folders_are_settled_by_the_settings(tmp_path: Path) -> None:
    write(
        tmp_path, "notes/a.md", "notes/deep/b.md", "README.md", "docs/c.md", "papers/mine/d.md", "papers/e.md"
    )
    content = scan(tmp_path, Selection({}, folders=("notes", "papers/mine")))
    assert taken(content) == ["notes/a.md", "notes/deep/b.md", "papers/mine/d.md"]
    assert content.left_out == (LeftOut(Rule.OUTSIDE, 3, False, ("README.md", "docs", "papers/e.md")),)
    assert len(scan(tmp_path, Selection({}, folders=(".",))).files) == 6


def test_a_content_folder_is_found_in_any_spelling_and_missed_aloud(tmp_path: Path) -> None:
    write(tmp_path, "Notizbücher/a.md")
    content = scan(tmp_path, Selection({}, folders=("notizbu\u0308cher", "nots")))
    assert taken(content) == ["Notizbücher/a.md"]
    assert [(found.code, found.span.path) for found in content.diagnostics] == [
        ("content-folder-missing", "nots")
    ]


def test_a_folder_of_templates_is_the_theme_only_at_the_top(tmp_path: Path) -> None:
    write(tmp_path, "templates/t.md", "deep/templates/a.md", "deep/Templates/b.md")
    content = scan(tmp_path, ALL)
    assert set(taken(content)) == {"deep/templates/a.md", "deep/Templates/b.md"}
    assert left(content) == {Rule.THEME: 1}


def test_what_is_no_vault_is_not_swallowed(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.md",
        ".trash/b.md",
        "site/c.md",
        "site/.clewline-manifest.json",
        "node_modules/p/README.md",
        "env/lib/README.md",
        "env/pyvenv.cfg",
        ".git/d.md",
        ".clewline/e.md",
        "_site/f.md",
    )
    content = scan(tmp_path, ALL)
    assert taken(content) == ["a.md"]
    assert left(content) == {Rule.HIDDEN: 1, Rule.DEPENDENCY: 2, Rule.OUTPUT: 1}


def test_what_git_ignores_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "build/b.md", "deep/c.md", "deep/keep.tmp.md", "deep/d.tmp.md", "deep/own/e.md")
    setting(tmp_path, ".gitignore", "# what is built\n/build/\n*.tmp.md\n!keep.tmp.md\n")
    setting(tmp_path, "deep/.gitignore", "own/\n")
    content = scan(tmp_path, ALL)
    assert taken(content) == ["a.md", "deep/c.md", "deep/keep.tmp.md"]
    assert content.left_out == (LeftOut(Rule.GIT, 3, False, ("build", "deep/d.tmp.md", "deep/own")),)


def test_rules_of_the_repository_above_hold_too(tmp_path: Path) -> None:
    site = tmp_path / "docs" / "site"
    write(site, "a.md", "private/b.md", "c.md")
    (tmp_path / ".git" / "info").mkdir(parents=True)
    setting(tmp_path, ".gitignore", "docs/site/private/\n")
    setting(tmp_path, ".git/info/exclude", "c.md\n")
    assert taken(scan(site, ALL)) == ["a.md"]
    setting(tmp_path, "docs/.gitignore", "/site/\n")  # who builds what is ignored means it
    assert taken(scan(site, ALL)) == ["a.md", "c.md", "private/b.md"]


def test_a_named_folder_counts_even_where_git_ignores_it(tmp_path: Path) -> None:
    write(tmp_path, "journal/a.md", "b.md")
    setting(tmp_path, ".gitignore", "/journal\n")
    assert taken(scan(tmp_path, Selection({}, folders=("journal",)))) == ["journal/a.md"]


def test_lines_that_git_cannot_read_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md")
    setting(tmp_path, ".gitignore", "!\n[\n[z-a]\n\\\nb.md\n")
    assert taken(scan(tmp_path, ALL)) == ["a.md"]
    (tmp_path / ".gitignore").unlink()
    (tmp_path / ".gitignore").mkdir()
    assert taken(scan(tmp_path, ALL)) == ["a.md", "b.md"]


@pytest.mark.parametrize("name", [".gitignore", ".obsidian/app.json", ".obsidian/templates.json"])
def test_rules_are_not_read_through_links(tmp_path: Path, name: str) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    write(site, "a.md", "b/c.md")
    outside.write_text("b/" if name == ".gitignore" else '{"userIgnoreFilters": ["b/"], "folder": "b"}')
    (site / ".git").mkdir()
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).symlink_to(outside)
    assert taken(scan(site, ALL)) == ["a.md", "b/c.md"]


def test_what_obsidian_excludes_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "Archive/b.md", "deep/2024-draft.md", "Vorlagen/t.md", "Templater/u.md")
    setting(tmp_path, ".obsidian/app.json", json.dumps({"userIgnoreFilters": ["archive/", "/-DRAFT\\.md$/"]}))
    setting(tmp_path, ".obsidian/templates.json", json.dumps({"folder": "Vorlagen/"}))
    setting(
        tmp_path,
        ".obsidian/plugins/templater-obsidian/data.json",
        json.dumps({"templates_folder": "Templater"}),
    )
    content = scan(tmp_path, ALL)
    assert taken(content) == ["a.md"]
    assert left(content) == {Rule.EXCLUDED: 2, Rule.TEMPLATE: 2}


@pytest.mark.parametrize("filter", ["/(a+)+$/", "/(a|aa)*b/", "/.*.*.*.*.*x/"])
def test_excluded_files_that_could_take_without_end_are_reported(tmp_path: Path, filter: str) -> None:
    write(tmp_path, f"{'a' * 200}.md")
    setting(tmp_path, ".obsidian/app.json", json.dumps({"userIgnoreFilters": [filter]}))
    content = scan(tmp_path, ALL)
    assert [one.code for one in content.diagnostics] == ["obsidian-filter"]
    assert len(taken(content)) == 1


def test_a_folder_of_templates_that_obsidian_names_is_not_taken_for_a_theme(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "Templates/t.md")
    setting(tmp_path, ".obsidian/templates.json", json.dumps({"folder": "Templates"}))
    assert left(scan(tmp_path, ALL)) == {Rule.TEMPLATE: 1}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"userIgnoreFilters": {"a": 1}}', '{"userIgnoreFilters": [1, ""]}']
)
def test_settings_of_obsidian_that_make_no_sense_do_no_harm(tmp_path: Path, text: str) -> None:
    write(tmp_path, "a.md")
    setting(tmp_path, ".obsidian/app.json", text)
    setting(tmp_path, ".obsidian/templates.json", text)
    content = scan(tmp_path, ALL)
    assert (taken(content), content.diagnostics, content.left_out) == (["a.md"], (), ())


@pytest.mark.parametrize("written", ["/[/", "/a{99999999999999999999}/", f"/{'(' * 5000}/"])
def test_an_excluded_file_that_cannot_be_understood_is_reported(tmp_path: Path, written: str) -> None:
    write(tmp_path, "a.md")
    setting(tmp_path, ".obsidian/app.json", json.dumps({"userIgnoreFilters": [written]}))
    assert [found.code for found in scan(tmp_path, ALL).diagnostics] == ["obsidian-filter"]


def test_what_settings_ignore_is_counted_in_any_form_of_accents(tmp_path: Path) -> None:
    write(tmp_path, "Tagebu\u0308cher/a.md", "b.md")
    content = scan(tmp_path, Selection({}, ("Tageb\u00fccher/**",)))
    assert taken(content) == ["b.md"]
    assert left(content) == {Rule.IGNORE: 1}


def test_many_places_are_not_all_named(tmp_path: Path) -> None:
    write(tmp_path, *(f"x{n}.tmp/a.md" for n in range(5)))
    assert scan(tmp_path, ALL).left_out == (
        LeftOut(Rule.HIDDEN, 5, False, ("x0.tmp", "x1.tmp", "x2.tmp", "…")),
    )


@pytest.mark.parametrize("name", ["a.markdown", "a.MD", "a.mdown", "a.mkd"])
def test_notes_are_known_by_any_ending_of_markdown(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, ".hidden/b.markdown")
    content = scan(tmp_path, ALL)
    assert (taken(content), content.attachments, left(content)) == ([name], (), {Rule.HIDDEN: 1})


def test_templates_of_hugo_are_told_by_its_settings(tmp_path: Path) -> None:
    write(tmp_path, "site/archetypes/default.md", "archetypes/default.md", "site/content/a.md")
    setting(tmp_path, "site/hugo.yaml", "")
    content = scan(tmp_path, ALL)
    assert (taken(content), left(content)) == (
        ["archetypes/default.md", "site/content/a.md"],
        {Rule.ARCHETYPE: 1},
    )

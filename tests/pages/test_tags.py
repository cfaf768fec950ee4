from pathlib import Path

from clewline.pages.vault_models import TagPage, TagsPage
from clewline.settings.load import load_config
from driver import Built, SiteDriver, note


def built_with_tags(tmp_path: Path) -> Built:
    site = SiteDriver(tmp_path)
    site.write("a.md", note("A", "Text #Idea and #work/big-plan.", tags="[work]"))
    site.write("b.md", note("B", "Text #idea.")).write("x/idea.md", "Text.").write("y/idea.md", "Text.")
    site.write("secret.md", note("Secret", "#hush", private="true"))
    return site.build(tags="pages")


def test_tags_have_pages_of_their_own(tmp_path: Path) -> None:
    built = built_with_tags(tmp_path)
    assert built.diagnostics("slug-duplicate", "document-private") == []
    assert sorted(url for url in built.pages if url.startswith(("tags/", "topics/"))) == [
        "tags/idea.html",
        "tags/index.html",
        "tags/work.html",
        "tags/work/big-plan.html",
    ]
    assert built.links("notes/a.html") == [
        ("#Idea", "../tags/idea.html"),
        ("#work/big-plan", "../tags/work/big-plan.html"),
    ]


def test_a_tag_lists_who_has_it_and_the_tags_in_it(tmp_path: Path) -> None:
    built = built_with_tags(tmp_path)
    idea, work = built.page(TagPage, "tags/idea.html"), built.page(TagPage, "tags/work.html")
    assert [entry.href for entry in idea.notes.entries] == ["notes/a.html", "notes/b.html"]
    assert [(tag.href, tag.name, tag.count) for tag in work.nested] == [
        ("tags/work/big-plan.html", "work/big-plan", 1)
    ]
    assert [entry.href for entry in work.notes.entries] == ["notes/a.html"]
    tree = built.page(TagsPage, "tags/index.html").tree
    assert [(one.tag.name, [inner.tag.name for inner in one.nested]) for one in tree] == [
        ("Idea", []),
        ("work", ["work/big-plan"]),
    ]


def test_a_vault_of_obsidian_has_pages_of_tags_and_settings_say_otherwise(tmp_path: Path) -> None:
    assert load_config(tmp_path).value.tags == "topics"
    (tmp_path / ".obsidian").mkdir()
    assert load_config(tmp_path).value.tags == "pages"
    (tmp_path / "clewline.toml").write_text('tags = "topics"\n')
    assert load_config(tmp_path).value.tags == "topics"
    (tmp_path / "clewline.toml").write_text('tags = "pagse"\n')
    assert [one.code for one in load_config(tmp_path).diagnostics] == ["config-value"]

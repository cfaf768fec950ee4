from pathlib import Path

from clewline.text.spans import file_start
from clewline.theme.theme import STYLE, Theme, check_theme, load_theme


def theme_of(**templates: str) -> Theme:
    return Theme(tuple(sorted((f"{name}.html", text) for name, text in templates.items())), ())


def codes(theme: Theme) -> list[tuple[str, str]]:
    return [(found.code, found.span.path) for found in check_theme(theme)]


def test_the_default_theme_is_whole() -> None:
    theme = load_theme()
    assert check_theme(theme) == ()
    assert {"assets/icon.svg", "assets/site.js"} <= {name for name, _ in theme.assets}
    assert STYLE in dict(theme.templates)


def test_the_default_theme_asks_no_other_host_and_has_no_inline_code() -> None:
    texts = dict(load_theme().templates)
    for name, text in texts.items():
        if name.endswith(".html"):
            assert " style=" not in text and "<style" not in text and " onclick=" not in text, name
            data = text.count('<script type="application/ld+json">')  # no browser runs it
            assert text.count("<script") == text.count("<script src=") + data, name
            assert 'src="http' not in text and '<link rel="stylesheet" href="http' not in text, name
    assert "url(" not in texts[STYLE] and "@import" not in texts[STYLE]


def test_a_file_of_the_site_wins_and_the_default_stays_reachable(tmp_path: Path) -> None:
    (tmp_path / "note.html").write_text("mine")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "extra.css").write_text("@media print{#nav{display:none}}")
    (tmp_path / ".hidden").write_text("no")
    default, theme = load_theme(), load_theme(tmp_path)
    templates = dict(theme.templates)
    assert templates["note.html"] == "mine"
    assert templates["default/note.html"] == dict(default.templates)["note.html"]
    assert dict(theme.assets)["assets/extra.css"].startswith(b"@media")
    assert ".hidden" not in dict(theme.assets)
    assert check_theme(theme) == ()


def test_a_copy_of_the_default_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "line.html").write_text(dict(load_theme().templates)["line.html"])
    assert load_theme(tmp_path) == load_theme() == load_theme(tmp_path / "not-there")


def test_a_template_that_is_not_utf_8_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "note.html").write_bytes(b"caf\xe9")
    assert dict(load_theme(tmp_path).templates)["note.html"] == "caf\ufffd"


def test_a_name_by_expression_is_reported() -> None:
    theme = theme_of(a="{% include page.kind %}", b="")
    assert codes(theme) == [("template-dynamic", "templates/a.html")]


def test_faults_of_a_theme_are_found_without_rendering() -> None:
    theme = theme_of(a="one\n{% if %}", b='{% include "gone.html" %}')
    assert codes(theme) == [("template-error", "templates/a.html"), ("template-missing", "templates/b.html")]
    broken, missing = check_theme(theme)
    assert broken.span.start.line == 2
    assert "gone.html" in missing.message and missing.span == file_start("templates/b.html")

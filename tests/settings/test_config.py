from dataclasses import fields, replace
from pathlib import Path

import pytest

from clewline.content.bibliography import DEFAULT_STYLE
from clewline.content.model import Kind
from clewline.diagnostics.diagnostic import Checked, Diagnostic, Severity
from clewline.diagnostics.rules import RULES
from clewline.settings.config import Config, ContentGlobs, Endpoints, severity_of
from clewline.settings.load import load_config, parse_config
from clewline.settings.reference import settings_reference
from clewline.text.spans import file_start

FULL = """\
title = "My   notes"
description = "About things."
language = "pt-BR"
base-url = "HTTPS://example.org/notes//"
out = "public/site"
style = "apa"
drafts = true
ignore = ["inbox/**"]
[content]
lines = ["questions/*.md"]
[endpoints]
handles = "https://example.org/handles/"
[severity]
note-uncited = "off"
link-missing = "error"
"""


def only(text: str, path: str = "clewline.toml") -> tuple[str, int, int, str]:
    """The one diagnostic that ``text`` gives: code, line, column, hint."""
    config, (found,) = parse_config(text, path)
    assert config == Config()
    return found.code, *found.span.start, found.hint


def test_all_options() -> None:
    assert parse_config(FULL, "clewline.toml") == (
        Config(
            title="My notes",
            description="About things.",
            language="pt-BR",
            base_url="https://example.org/notes",
            out="public/site",
            style="apa",
            drafts=True,
            ignore=("inbox/**",),
            content=ContentGlobs(lines=("questions/*.md",)),
            endpoints=Endpoints(handles="https://example.org/handles/"),
            severity=(("link-missing", Severity.ERROR), ("note-uncited", None)),
        ),
        (),
    )


def test_globs_by_kind_leave_out_what_goes_by_folder() -> None:
    assert parse_config(FULL, "clewline.toml").value.content.by_kind() == {Kind.LINE: ("questions/*.md",)}


def test_nothing_means_the_defaults() -> None:
    assert parse_config("", "clewline.toml") == (Config(), ())
    assert parse_config("\ufeff# only\r\n", "clewline.toml") == (Config(), ())


def test_the_default_style_is_that_of_the_bibliography() -> None:
    assert Config().style == DEFAULT_STYLE


def test_of_a_project_file_only_our_table_counts() -> None:
    text = '[project]\nname = "x"\n[tool.other]\ntitle = 3\n[tool.clewline]\ntitle = "Ours"\ntitel = 1\n'
    config, (found,) = parse_config(text, "pyproject.toml")
    assert config.title == "Ours"
    assert (found.code, found.span.start, found.message) == (
        "config-unknown",
        (7, 1),
        "there is no option `titel` in [tool.clewline]",
    )
    assert parse_config("tool = 3", "pyproject.toml") == (Config(), ())
    assert only("[tool]\nclewline = 3\n", "pyproject.toml")[:3] == ("config-value", 2, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('\n  base_url = "x"', ("config-unknown", 2, 3, "did you mean `base-url`?")),
        ("zzzzzz = 1", ("config-unknown", 1, 1, "")),
        ("[content]\nnote = []", ("config-unknown", 2, 1, "did you mean `notes`?")),
        (
            "[content]\ndrafts = true",
            ("config-unknown", 2, 1, "write it above the first heading in brackets"),
        ),
        (
            'severity = { link-mising = "off" }',
            ("config-unknown", 1, 14, "did you mean `link-missing`?"),
        ),
        ('[severity]\nlink-missing = "warn"', ("config-value", 2, 16, "did you mean `warning`?")),
        ("[severity]\nlink-missing = 2", ("config-value", 2, 16, 'such as "warning"')),
        ("title = 3", ("config-value", 1, 9, "write the text in quotes")),
        ('title = "a\\u0007"', ("config-value", 1, 9, "remove them")),
        ('drafts = "yes"', ("config-value", 1, 10, "write true or false, without quotes")),
        ('ignore = "a"', ("config-value", 1, 10, 'write them in brackets: ["drafts/**", "*.tmp.md"]')),
        ('ignore = [\n  "a",\n  3]', ("config-value", 3, 3, 'write each in quotes: "drafts/**"')),
        ('language = "en_GB"', ("config-value", 1, 12, 'did you mean "en-GB"?')),
        ('language = "english"', ("config-value", 1, 12, 'such as "en", "de" or "pt-BR"')),
        (
            'style = "harvard-cite-them-rigth"',
            ("config-value", 1, 9, "did you mean `harvard-cite-them-right`?"),
        ),
        ("content = 3", ("config-value", 1, 11, "write [content] above them")),
        ("[[content]]", ("config-value", 1, 3, "write [content] above them")),
    ],
)
def test_what_cannot_be_used_is_reported_in_its_place(text: str, expected: tuple[str, int, int, str]) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    "language", ["en", "gsw", "zh-Hant-TW", "es-419", "de-1996", "de-CH-x-me", "sl-rozaj-biske"]
)
def test_language_tags(language: str) -> None:
    assert parse_config(f'language = "{language}"', "clewline.toml").value.language == language


@pytest.mark.parametrize(
    "address",
    ["example.org", "//example.org", "ftp://example.org", "https://", "https://a b", "https://a?q", "https://a#f", "https://[", "https://a:x",
     "https://u:p@a", "javascript:alert(1)", "https://a/<b>"],
)  # fmt: skip
def test_addresses_that_cannot_be_published(address: str) -> None:
    assert only(f"base-url = '{address}'")[:3] == ("config-value", 1, 12)


@pytest.mark.parametrize("out", ["", ".", "..", "a/../b", "/srv/www", "C:/www", "a\\\\b", "./"])
def test_output_folders_outside_the_site(out: str) -> None:
    assert only(f'out = "{out}"')[:3] == ("config-value", 1, 7)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a = ", 1, 5),
        ("a = 1\nb", 2, 2),
        ('title = "x\ny"', 1, 11),
        ("a = 1\na = 2", 2, 6),
        ("a = [1,\n\n", 1, 8),
        ("a = " + "[" * 9999, 1, 1),
        ("a = " + "1" * 5000, 1, 1),
    ],
)
def test_syntax_errors_have_a_place(text: str, line: int, column: int) -> None:
    assert only(text)[:3] == ("config-syntax", line, column)


def test_one_bad_option_does_not_cost_the_others() -> None:
    config, found = parse_config('title = "Kept"\ndrafts = 1\nlanguage = ""\n', "clewline.toml")
    assert config == Config(title="Kept") and len(found) == 2


def test_loading_prefers_our_own_file(tmp_path: Path) -> None:
    assert load_config(tmp_path) == (Config(), ())
    (tmp_path / "pyproject.toml").write_text('[tool.clewline]\ntitle = "Project"\n')
    assert load_config(tmp_path).value.title == "Project"
    (tmp_path / "clewline.toml").write_text("title = 3\n")
    config, (found,) = load_config(tmp_path)
    assert config == Config() and found.span.path == "clewline.toml"


def test_settings_that_are_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "clewline.toml").write_bytes(b'# \xc3\xa9\ntitle = "\xe9"\n')
    config, (found,) = load_config(tmp_path)
    assert (config, found.code, found.span.start) == (Config(), "encoding-invalid", (2, 10))


def test_severities() -> None:
    grade = severity_of(parse_config(FULL, "clewline.toml").value)
    codes = ("link-missing", "note-uncited", "citation-missing", "no-such-rule")
    grades = [grade(Diagnostic(code, "m", file_start("f"))) for code in codes]
    assert grades == [Severity.ERROR, None, Severity.ERROR, Severity.ERROR]
    assert all(
        severity_of(Config())(Diagnostic(code, "m", file_start("f"))) is rule.severity
        for code, rule in RULES.items()
    )


def test_reference_names_every_option() -> None:
    reference = settings_reference()
    assert (
        "| `base-url` | http(s) address | empty | Where the site is published; feeds "
        "and the sitemap need it. |\n"
    ) in reference
    assert reference.count("\n") == 2 + len(fields(Config)) - 2 + len(fields(ContentGlobs)) + len(
        fields(Endpoints)
    )


def test_formulas_know_the_preamble_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "preamble.sty").write_text(r"\def\a{1}")
    (tmp_path / "own.tex").write_text(r"\def\a{2}")
    assert load_config(tmp_path) == Checked(Config(preamble=r"\def\a{1}"), ())
    (tmp_path / "clewline.toml").write_text('preamble = "own.tex"\n')
    assert load_config(tmp_path).value.parse_options.preamble == r"\def\a{2}"


@pytest.mark.parametrize(
    ("named", "fault"),
    [
        ("gone.sty", "the definitions for formulas cannot be read: No such file or directory"),
        ("latin.sty", "the definitions for formulas cannot be read: it is not UTF-8"),
        ("macros.js", '"macros.js" is no file of TeX'),
        ("../x.sty", '"../x.sty" is no folder inside the site folder'),
    ],
)
def test_a_preamble_that_cannot_be_read(tmp_path: Path, named: str, fault: str) -> None:
    (tmp_path / "latin.sty").write_bytes(b"\\def\\a{\xe9}")
    (tmp_path / "clewline.toml").write_text(f'preamble = "{named}"\n')
    config, (found,) = load_config(tmp_path)
    assert (found.code, config.preamble) == ("config-value", "") and fault in found.message


def test_a_style_may_be_a_file_of_the_site(tmp_path: Path) -> None:
    text = '<style xmlns="http://purl.org/net/xbiblio/csl"><bibliography/></style>'
    (tmp_path / "clewline.toml").write_text('style = "house.csl"\n')
    (tmp_path / "house.csl").write_text(text)
    assert load_config(tmp_path) == Checked(replace(Config(), style=text), ())


@pytest.mark.parametrize(
    ("named", "fault"),
    [
        ("house.csl", "it has no <bibliography>"),
        ("missing.csl", "No such file or directory"),
        ("link.csl", "it lies outside the site folder"),
    ],
)
def test_a_file_that_is_no_style(tmp_path: Path, named: str, fault: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "clewline.toml").write_text(f'style = "{named}"\n')
    (site / "house.csl").write_text('<style xmlns="http://purl.org/net/xbiblio/csl"/>')
    (tmp_path / "outside.csl").write_text('<style xmlns="http://purl.org/net/xbiblio/csl"/>')
    (site / "link.csl").symlink_to(tmp_path / "outside.csl")
    config, (found,) = load_config(site)
    assert (found.code, found.message, found.span.path) == (
        "config-value",
        f"this is no citation style: {fault}",
        named,
    )
    assert config == Config()

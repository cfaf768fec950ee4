import pytest

from clewline.diagnostics.diagnostic import Diagnostic
from clewline.diagnostics.suppress import IgnoredFindings, suppress, suppressions
from clewline.settings.load import parse_config
from clewline.text.spans import span_at


def at(path: str, line: int, code: str = "link-missing", message: str = "no such note") -> Diagnostic:
    return Diagnostic(code, message, span_at(path, line, 3, 4))


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, int]]:
    return [(diagnostic.code, diagnostic.span.start.line) for diagnostic in diagnostics]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- clewline-ignore link-missing: still to come -->",
        "%% clewline-ignore link-missing: still to come %%",
    ],
)
def test_a_comment_covers_its_own_line_and_alone_the_next_that_is_not_empty(comment: str) -> None:
    beside = suppressions("a.md", f"one\ntwo [[x]] {comment}\nthree")
    alone = suppressions("a.md", f"one\n{comment}\n\nfour\nfive")
    assert [found.lines for found in (*beside, *alone)] == [(2,), (2, 4)]
    assert [found.span.start for found in (*beside, *alone)] == [(2, 11), (2, 1)]
    assert {found.reason for found in (*beside, *alone)} == {"still to come"}
    left = suppress(
        [at("a.md", 4), at("a.md", 5), at("b.md", 4), at("a.md", 4, "html-removed")], {"a.md": alone}
    )
    assert codes(left.diagnostics) == [("html-removed", 4), ("link-missing", 5), ("link-missing", 4)]
    assert [(count, one.reason) for one, count in left.used] == [(1, "still to come")]


def test_several_codes_have_one_reason() -> None:
    (found,) = suppressions("a.md", "%% clewline-ignore link-missing, fragment-missing: a: b %%")
    assert (found.codes, found.reason) == (("link-missing", "fragment-missing"), "a: b")


@pytest.mark.parametrize(
    "text",
    [
        "```\n%% clewline-ignore link-missing: x %%\n```",
        "- ~~~md\n  <!-- clewline-ignore link-missing: x -->\n  ~~~",
        "write `%% clewline-ignore link-missing: x %%` beside it",
        "clewline-ignore link-missing: x",
    ],
)
def test_what_stands_in_code_is_an_example(text: str) -> None:
    assert suppressions("a.md", text) == ()


def test_without_a_reason_nothing_is_suppressed() -> None:
    comments = {
        "a.md": suppressions(
            "a.md",
            "x %% clewline-ignore link-missing %%\ny <!-- clewline-ignore "
            "link-missing: -->\nz %% clewline-ignore %%",
        )
    }
    left = suppress([at("a.md", 1), at("a.md", 2)], comments)
    assert (
        sorted(code for code, _ in codes(left.diagnostics))
        == ["link-missing"] * 2 + ["suppression-reason"] * 3
    )
    assert not left.used


def test_what_is_of_no_use_is_reported_unless_it_was_not_looked_for() -> None:
    text = (
        "x %% clewline-ignore link-missing: a %%\ny %% clewline-ignore link-mising: b "
        "%%\nz %% clewline-ignore external-broken: c %%"
    )
    left = suppress([], {"a.md": suppressions("a.md", text)}, not_looked_for={"external-broken"})
    assert codes(left.diagnostics) == [("suppression-unused", 1), ("suppression-unused", 2)]
    assert [diagnostic.hint for diagnostic in left.diagnostics] == [
        "take it out",
        "did you mean link-missing?",
    ]


def test_settings_suppress_in_the_files_that_a_glob_fits() -> None:
    toml = """[ignore-findings]
"old/**" = { codes = ["link-missing"], reason = "imported" }
"gone/*" = { codes = ["link-missing"], reason = "x" }"""
    config, faults = parse_config(toml, "clewline.toml")
    assert not faults and config.ignore_findings[0] == IgnoredFindings(
        "old/**", ("link-missing",), "imported", span_at("clewline.toml", 2, 1, 8)
    )
    left = suppress([at("old/a/b.md", 7), at("new/a.md", 7)], {}, config.ignore_findings)
    assert [(diagnostic.code, diagnostic.span.path) for diagnostic in left.diagnostics] == [
        ("suppression-unused", "clewline.toml"),
        ("link-missing", "new/a.md"),
    ]
    assert [(one.reason, count) for one, count in left.used] == [("imported", 1)]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('["link-missing"]', "a list of codes and a reason are needed"),
        ('{ codes = ["link-missing"] }', "a list of codes and a reason are needed"),
        ('{ codes = ["link-missing"], reason = " " }', "a reason is needed"),
        ('{ codes = ["link-mising"], reason = "x" }', 'there is no rule "link-mising"'),
        ('{ codes = [[1]], reason = "x" }', "there is no rule a list"),
    ],
)
def test_settings_without_codes_or_reason_are_refused(value: str, said: str) -> None:
    config, (fault,) = parse_config(f'[ignore-findings]\n"*" = {value}', "clewline.toml")
    assert not config.ignore_findings
    assert (fault.code, fault.message, fault.span.start.line) == ("config-value", said, 2)

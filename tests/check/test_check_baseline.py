import pytest

from clewline.check.baseline import baseline_of, new_findings, read_baseline
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.text.spans import span_at


def at(path: str, line: int, code: str = "link-missing", message: str = "no such note") -> Diagnostic:
    return Diagnostic(code, message, span_at(path, line, 3, 4))


def test_a_baseline_knows_old_findings_though_their_lines_have_moved() -> None:
    old = (at("a.md", 3), at("a.md", 9), at("b.md", 1, message="Other  WORDS"))
    known = read_baseline(baseline_of(old))
    moved = (at("a.md", 30), at("a.md", 90), at("b.md", 10, message="other words"))
    assert new_findings(moved, known) == ()
    assert new_findings((*moved, at("a.md", 91), at("c.md", 1)), known) == (at("a.md", 91), at("c.md", 1))
    assert read_baseline(baseline_of(())) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"version": 2, "findings": []}',
        '{"version": 1, "findings": [1]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_baseline(text)

"""Formulas: 330 as people write them in notes, with the MathML that comes of each, and what cannot be set."""

import hashlib
import re
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clewline.content.markdown
from clewline.content.markdown.maths import mathml
from content.markdown.shown import html, parsed

FOLDER = Path(__file__).parent / "maths"
VENDOR = Path(clewline.content.markdown.__file__).parent / "vendor"
STYLE = Path(__file__).parents[3] / "templates" / "assets" / "maths.css"
FORMULAS = [
    line
    for line in (FOLDER / "formulas.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("# ")
]
UNREADABLE = {r"\href{https://example.org}{x}": "Unsupported function name: \\href"}


def written(formula: str) -> str:
    """What comes of a line of the formulas."""
    html, fault = mathml(formula.removeprefix("$$"), formula.startswith("$$"))
    return f"cannot be set: {fault}" if fault else html


def test_formulas_give_the_mathml_that_was_reviewed(request: pytest.FixtureRequest) -> None:
    """The file has each formula and, below it, its MathML; ``--rewrite-cases`` writes what comes out now."""
    shown = "".join(f"{formula}\n    {written(formula)}\n" for formula in FORMULAS)
    file = FOLDER / "formulas.mathml.txt"
    if request.config.getoption("--rewrite-cases"):
        file.write_text(shown, "utf-8")
    assert shown.splitlines() == file.read_text("utf-8").splitlines()
    assert len(FORMULAS) >= 300


def test_nearly_all_can_be_set_and_the_others_say_why() -> None:
    faults = {formula: fault for formula in FORMULAS if (fault := mathml(formula, False)[1])}
    assert {f: fault for f, fault in faults.items() if not f.startswith("$$")} == UNREADABLE


def test_no_style_or_script_comes_with_a_formula_and_every_class_has_a_meaning() -> None:
    everything = "".join(map(written, FORMULAS))
    assert not re.search(r"<(?!/?(?:m[a-z]+|none|code)\b)| (?:style|href|id|on\w+)=", everything)
    used = {name for names in re.findall(r'class="([^"]*)"', everything) for name in names.split()}
    known = set(re.findall(r"\.([a-z][\w-]*)", STYLE.read_text("utf-8")))
    # These say what a thing is; as it comes it looks right.
    assert used - known <= {"tml-display", "mathcal", "tml-tageqn", "tml-vec"}


@pytest.mark.parametrize(
    ("tex", "fault"),
    [
        (r"\frac{1}", "Unexpected end of input in a macro argument, expected '}'"),
        (r"\unknown x", r"Unsupported function name: \unknown"),
        (r"\ref{eq}", "references to equations are not followed"),
        ("{" * 41 + "}" * 41, "its groups stand more than 40 deep in one another"),
        ("x+" * 6000, "it has more than 10,000 characters"),
        (r"\def\a{\a\a}\a", "Too many expansions: infinite loop or need to increase maxExpand setting"),
        ("a & b", "Expected 'EOF', got '&'"),
    ],
)
def test_what_cannot_be_set_is_found_with_its_place(tex: str, fault: str) -> None:
    shown, found = mathml(tex, False)
    assert found == fault
    assert shown.startswith("<code>")
    if "\n" not in tex and len(tex) < 100:
        (finding,) = parsed(f"Text ${tex}$.").diagnostics
        assert (finding.code, finding.span.start.column) == ("math-invalid", 6)
        assert fault in finding.message


def test_definitions_hold_in_their_formula_only() -> None:
    assert not mathml(r"\gdef\own{x}\own", False)[1]
    assert mathml(r"\own", False)[1]


@pytest.mark.parametrize(
    "tex", [r"\begin{split}a&=&b\\&=c\end{split}", r"x^\sqrt{\frac{1}{2}}", r"\mbox{as $x$ grows}"]
)
def test_what_mathjax_takes_is_taken(tex: str) -> None:
    assert mathml(tex, True)[1] == ""


@pytest.mark.parametrize("line", ["- b", "=", "+ b", "> b", "1. b", "# b"])
def test_no_line_of_a_formula_is_taken_for_markdown(line: str) -> None:
    shown = html(f"So\n$$\na\n{line}\nc\n$$\nholds.")
    assert shown.startswith('<p>So</p>\n<div class="math"') and shown.endswith("</div>\n<p>holds.</p>\n")
    assert "<li>" not in shown and "<h" not in shown


def test_a_formula_with_words_behind_it_stands_in_its_paragraph() -> None:
    shown = html("$$\na\n$$ then\n\nOr\n$$\nb\n$$\n")
    assert re.sub(r"<math.*?</math>", "M", shown) == (
        '<p>M then</p>\n<p>Or</p>\n<div class="math" tabindex="0">M</div>\n'
    )
    assert "<div" not in html("so\n$$a$$ and $$b$$ hold") and "<div" not in html("so\n$$ is money")


def test_equations_have_the_numbers_that_their_author_gave() -> None:
    html = mathml(r"\begin{align}a&=b\\c&=d\tag{7}\end{align}", True)[0]
    assert "(7)" in html
    assert html.count("tml-tag") == 1


def test_each_thread_has_an_engine_of_its_own() -> None:
    with ThreadPoolExecutor(4) as pool:
        shown = list(pool.map(lambda number: mathml(f"x_{{{number}}}", False), range(40)))
    assert all(fault == "" and f"<mn>{number}</mn>" in html for number, (html, fault) in enumerate(shown))


@given(st.text(st.sampled_from(r"\{}[]^_&$%#~'<>\"ab1 αé") | st.characters(), max_size=40), st.booleans())
@settings(max_examples=300)
def test_any_text_gives_mathml_or_a_reason(tex: str, display: bool) -> None:
    html, fault = mathml(tex, display)
    assert html.startswith("<code>" if fault else "<math")
    assert not re.search(r"<(?!/?(?:m[a-z]+|none|code)\b)", html)


def test_programs_that_run_in_a_build_are_those_that_were_published() -> None:
    listed = tomllib.loads((VENDOR / "vendor.toml").read_text("utf-8"))["file"]
    names = {"vendor.toml"}
    for file in listed:
        for name, digest in ((file["name"], file["sha256"]), (file["licence-file"], file["licence-sha256"])):
            assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
            names.add(name)
    assert {path.name for path in VENDOR.iterdir()} == names

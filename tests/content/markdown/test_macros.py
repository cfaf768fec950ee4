"""Definitions in a preamble, and commands that stand above or below a sign."""

import pytest

from clewline.content.markdown.macros import definitions, scripts_in_braces
from clewline.content.markdown.maths import mathml

PREAMBLE = r"""
\NeedsTeXFormat{LaTeX2e}
\usepackage{amsmath} % \newcommand{\commented}{x}
\newcommand{\R}[1]{\mathbb{#1}} % the reals
\newcommand*\half{\frac{1}{2}}
\renewcommand{\div}{\operatorname{div}}
\newcommand{\curl}{%
  \operatorname{curl}
}
\DeclareMathOperator{\vspan}{span}\DeclareMathOperator*{\best}{arg\,max}
\let\eps = \varepsilon
\def\pair#1#2{\langle #1, #2\rangle}
\newcommand{\broken}{\frac{1}
"""


def test_a_preamble_is_its_definitions() -> None:
    names = [definition.partition("{")[0] for definition in definitions(PREAMBLE)]
    assert names == [
        r"\newcommand",
        r"\newcommand\half",
        r"\renewcommand",
        r"\newcommand",
        r"\DeclareMathOperator",
        r"\DeclareMathOperator*",
        r"\let\eps = \varepsilon",
        r"\def\pair#1#2",
    ]
    assert definitions("\\def\\a{b}" + "\\def\\c{" * 20_000) == ("\\def\\a{b}",)
    assert not definitions("\\newcommand{\\x}") and not definitions("\\def\\x") and not definitions("")


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\R{R}", "ℝ"),
        (r"\half", "<mfrac>"),
        (r"\div F", "div"),
        (r"\curl F", "curl"),
        (r"\vspan V", "span"),
        (r"\best_x", "max"),
        (r"\eps", "ε"),
        (r"\pair{a}{b}", "⟨"),
    ],
)
def test_formulas_know_what_the_preamble_defines(tex: str, shown: str) -> None:
    html, fault = mathml(tex, True, PREAMBLE)
    assert not fault and shown in html
    assert mathml(tex, True)[0] != html


def test_what_the_preamble_does_not_define_is_a_finding() -> None:
    assert mathml(r"\commented", False, PREAMBLE)[1] == r"Unsupported function name: \commented"
    assert mathml(r"\broken", False, PREAMBLE)[1] == r"Unsupported function name: \broken"


def test_a_formula_changes_nothing_of_the_preamble() -> None:
    assert not mathml(r"\gdef\half{x}\half", False, PREAMBLE)[1]
    assert "<mfrac>" in mathml(r"\half {}", False, PREAMBLE)[0]


@pytest.mark.parametrize(
    ("tex", "braced"),
    [
        (r"\sum^\sqrt{ N } x", r"\sum^{\sqrt{ N }} x"),
        (r"\sum_\substack{a\\b} c", r"\sum_{\substack{a\\b}} c"),
        (r"x_\hat a y", r"x_{\hat a} y"),
        (r"x^\sqrt[3]{x^\sqrt 2}", r"x^{\sqrt[3]{x^{\sqrt 2}}}"),
        (r"x_\underset{a}\beta c", r"x_{\underset{a}\beta} c"),
        (r"x^\sqrt{\}}", r"x^{\sqrt{\}}}"),
        (r"x^\sqrt", r"x^\sqrt"),
        (r"x^\sqrt{2", r"x^\sqrt{2"),
        (r"x^\hatch", r"x^\hatch"),
        (r"x^{\sqrt{2}}", r"x^{\sqrt{2}}"),
    ],
)
def test_a_command_above_or_below_takes_its_arguments_along(tex: str, braced: str) -> None:
    assert scripts_in_braces(tex) == braced


@pytest.mark.parametrize(
    ("tex", "box"),
    [
        (r"a \bbox[ pink ]{b}", 'mathbackground="#ff'),
        (r"\bbox[5px, #eee]{b \bbox[red]{c}}", 'mathbackground="#eee'),
        (r"\bbox[pink]{\bigg[ b \bigg]}", "<mi>b</mi>"),
        (r"\bbox{b}", "<mi>b</mi>"),
        (r"\bbox[border:2px solid red]b", "<mi>b</mi>"),
    ],
)
def test_boxes_of_mathjax_keep_their_colour(tex: str, box: str) -> None:
    shown, fault = mathml(tex, False)
    assert (box in shown, fault) == (True, "")


@pytest.mark.parametrize("tex", [r"x^\bigoplus", r"\{x\}_\sum", r"1^\prod_a"])
def test_large_operators_stand_above_and_below(tex: str) -> None:
    assert mathml(tex, False)[1] == ""

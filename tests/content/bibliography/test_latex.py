import pytest

from clewline.content.bibliography.latex import latex_to_csl


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"S{\"o}ren", "Sören"),
        (r"\'{\i} \`\i{} {\v Z} \c{c} {\c c}", "í ì Ž ç ç"),
        (r"Luko{\v{s}}i{\=u}t{\.e}", "Lukošiūtė"),
        (r"{\L}ukasz {\aa} \ss{} {\O}", "Łukasz å ß Ø"),
        (r"A \& B --- c -- d~e 50\% \$5", "A & B — c – d e 50% $5"),
        (r"``quoted'' don\textquotesingle t", "“quoted” don't"),
        (r"\emph{in {Vivo}} \textbf{b} {\em x} y", "<i>in Vivo</i> <b>b</b> <i>x</i> y"),
        (
            r"$\alpha$-helix, $O(n^2)$, $x_{ij}$, costs $5",
            "α-helix, O(n<sup>2</sup>), x<sub>ij</sub>, costs $5",
        ),
        (r"\unknown{kept} \texttt{code} \href{http://x.org}{words}", "kept code words"),
        (r"$\mathcal{O}(n\log n)$ and $2\sin x$", "O(n log n) and 2 sin x"),
        (
            r"$\tilde{O}(\sqrt{n})$, $a\le b\to c$, $\frac{1}{2}$, $90^\circ$",
            "Õ(√n), a≤b→c, 1/2, 90<sup>∘</sup>",
        ),
        ("unbalanced } brace {", "unbalanced brace"),
        ("\\", ""),
        ("{" * 5000 + "x", ""),
    ],
)
def test_latex(latex: str, text: str) -> None:
    assert latex_to_csl(latex) == text


def test_nesting_costs_no_stack() -> None:
    assert "\\" not in latex_to_csl(r"\'" * 5000)


def test_only_letters_in_braces_are_protected() -> None:
    assert latex_to_csl(r"{LIMA} of S{\"o}ren {a {B}}", protect=True) == (
        '<span class="nocase">LIMA</span> of Sören <span class="nocase">a B</span>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "Plain words",
        " two  spaces\n",
        "1-2",
        "e\u0301 x_1^2",
        "a--b",
        "it's ``so''",
        "a~b",
        "50\\% of $x_1$",
        "\\'etude",
    ],
)
@pytest.mark.parametrize("protect", [False, True])
def test_text_without_commands_is_read_at_once(text: str, protect: bool) -> None:
    assert latex_to_csl(text, protect=protect) == latex_to_csl(f"{{}}{text}", protect=protect)

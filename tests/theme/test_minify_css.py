import pytest

from clewline.theme.minify_css import compact_css


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("/* words */\n@layer a, b;\n", "@layer a,b;\n"),
        ("a {\n  color: red;\n}\n\nb { top: 0 }", "a{color:red;}b{top:0}\n"),
        ("a :hover, a:hover { top: calc(1rem + 2px) }", "a :hover,a:hover{top:calc(1rem + 2px)}\n"),
        (".a .b > .c + .d { margin: 0 auto }", ".a .b > .c + .d{margin:0 auto}\n"),
        ("a/**/b /* left open", "a b\n"),
        ('a::after { content: " /* no ; comment */  { " }', 'a::after{content:" /* no ; comment */  { "}\n'),
        ("a { background: url(x/*y.png) }", "a{background:url(x/*y.png)}\n"),
        (r"""a { content: "\"  ;  " }""", r"""a{content:"\"  ;  "}""" + "\n"),
        (
            "@media (min-width: 60rem) and (hover: none) { a { top: 0 } }",
            "@media (min-width:60rem) and (hover:none){a{top:0}}\n",
        ),
    ],
)
def test_what_only_people_read_goes_and_the_meaning_stays(written: str, short: str) -> None:
    assert compact_css(written) == short
    assert compact_css(short) == short

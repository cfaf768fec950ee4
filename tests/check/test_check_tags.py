import pytest

from clewline.check.tags import elements, text_uses, too_intricate


def test_a_tag_gives_its_attributes_with_their_places() -> None:
    text = "<p>\n<A HREF='x&amp;y' title=z/ hidden>"
    _, link = elements(text)
    assert link.name == "a"
    held = {name: (one.value, text[one.start : one.end]) for name, one in link.attributes.items()}
    assert held["href"] == ("x&y", "x&amp;y") and held["title"] == ("z/", "z/") and held["hidden"][0] is None


def test_what_holds_no_markup_is_passed_over() -> None:
    text = "<style>a</style><script>'<p>'</script><!-- <b> --><template><i></template><u>"
    assert [(one.name, text[one.begin : one.end]) for one in elements(text)] == [
        ("style", "a"),
        ("script", "'<p>'"),
        ("u", ""),
    ]


@pytest.mark.parametrize(
    ("text", "xml", "names"),
    [
        ("<style/><p>", False, ["style"]),
        ("<style/><p>", True, ["style", "p"]),
        ("<svg><style/><g>", False, ["svg", "style", "g"]),
        ("<svg><svg></svg><style/><g>", False, ["svg", "svg", "style", "g"]),
        ("<svg/><style/><g>", False, ["svg", "style"]),
        ("<svg></svg><style/><g>", False, ["svg", "style"]),
        ("<svg><style a=b/><g></style><i>", False, ["svg", "style", "g", "i"]),
        ("<svg><div><style/><g>", False, ["svg", "div", "style"]),
    ],
)
def test_only_drawings_and_xml_have_elements_that_close_themselves(
    text: str, xml: bool, names: list[str]
) -> None:
    assert [one.name for one in elements(text, xml)] == names


def test_the_rules_of_a_drawing_are_markup() -> None:
    text = "<svg><style>a { b: url(&quot;x&amp;y&quot;) }<![CDATA[ c { d: url(z) } ]]></style></svg>"
    assert [(use.address, text[start:end]) for use, start, end in text_uses(text)] == [
        ("x&y", "x&amp;y"),
        ("z", "z"),
    ]


@pytest.mark.parametrize("piece", ["<div>", "<b></p>", "<i a=1>x</b>"])
def test_what_is_nested_without_end_is_too_intricate_for_a_tree(piece: str) -> None:
    assert too_intricate(piece * 4000)


def test_what_has_attributes_without_end_is_too_intricate_for_a_tree() -> None:
    assert too_intricate(f"<a {' '.join(f'a{n}=1' for n in range(40_000))}>")


def test_what_is_only_long_is_not() -> None:
    assert not too_intricate("<div class=a><ul><li>x<li>y</ul><p>a<br></div>" * 10_000)
    assert not too_intricate(f'<img src="data:,{"x" * 40_000}">' * 10)

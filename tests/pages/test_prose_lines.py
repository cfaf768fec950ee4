from clewline.content.model import Hole, HoleKind, Rich
from clewline.pages.filled import ChipView, Filled, LinkState, LinkView
from clewline.pages.fit import TIERS, Run, RunKind
from clewline.pages.prose_lines import Place, lines


def claim(sentence: int) -> Hole:
    return Hole(HoleKind.CLAIM_OPEN, sentence)


def test_a_paragraph_is_a_run_in_which_claims_begin_after_the_words_before_them() -> None:
    block = Filled(("<p>Words first. ", claim(0), "And <em>then</em></p>\n"))
    assert lines(block) == ((Run(RunKind.TEXT, 21),), {0: Place(0, 13)})


def test_links_and_marks_take_room() -> None:
    views = (
        ChipView(1, "", "", "a.html"),
        ChipView(2, "", "its title", "b.html"),
        LinkView("c.html", "c", LinkState.FOUND),
    )
    parts: Rich = ("<p>", *(Hole(HoleKind.LINK, place) for place in range(3)), claim(4), "</p>")
    assert lines(Filled(parts, views)).claims == {4: Place(0, len("###its title###c"))}


def test_items_and_rows_are_runs_of_their_own() -> None:
    block = Filled(
        (
            "<ul>\n<li>one</li>\n<li>",
            claim(0),
            "two</li>\n</ul>",
        )
    )
    assert lines(block) == ((Run(RunKind.ITEM, 3), Run(RunKind.ITEM, 3)), {0: Place(1, 0)})
    table = Filled(
        (
            "<table><tr><th>A</th></tr><tr><td>b ",
            claim(0),
            "c</td></tr></table>",
        )
    )
    assert lines(table) == ((Run(RunKind.ROW, 1), Run(RunKind.ROW, 3)), {0: Place(1, 2)})


def test_code_is_as_many_lines_as_it_has() -> None:
    found = lines(Filled(("<pre><code>one\n\nthree is long\n</code></pre>",)))
    assert [run.kind for run in found.runs] == [RunKind.CODE] * 3
    assert found.runs[2].height(found.runs[2].length, TIERS[0]) == 0


def test_what_is_folded_takes_no_room_and_its_claims_stand_at_its_title() -> None:
    folded = (
        '<details class="callout"><summary>Title</summary><p>',
        claim(0),
        "hidden</p></details><p>after</p>",
    )
    assert lines(Filled(folded)) == ((Run(RunKind.TEXT, 5), Run(RunKind.TEXT, 5)), {0: Place(0, 5)})
    shown = ('<details class="callout" open><summary>Title</summary><p>', claim(0), "shown</p></details>")
    assert lines(Filled(shown)).claims == {0: Place(1, 0)}


def test_a_block_without_text_is_one_empty_line() -> None:
    assert lines(Filled(("<hr>",))).runs == (Run(RunKind.TEXT, 0),)

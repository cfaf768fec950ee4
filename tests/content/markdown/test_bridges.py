"""Which blocks need no source."""

import pytest

from clewline.content.markdown import parse_markdown


@pytest.mark.parametrize(
    ("text", "bridges"),
    [
        ("One.\n\nTwo. %% bridge %%\n\nThree.", (1,)),
        ("One.\n\n%%bridge%% Two.", (1,)),
        ("One.\n\nTwo\n%% Bridging %%\nstill two.", (1, 2)),
        ("One.\n\nTwo.\n%% bridge %%\n\nThree.", (1,)),
        ("One.\n\n%% bridge %%\nTwo.\n\nThree.", (1,)),
        ("One.\n\n%% bridge %%\n\nTwo.", ()),
        ("- One.\n- Two. %% bridge %%\n\nThree.", (0,)),
        ("| a | b |\n|---|---|\n| c | d %% bridge %% |\n\nThree.", (0,)),
        ("`%% bridge %%` is the mark.", ()),
        ("```\n%% bridge %%\n```\n\nText.", ()),
        ("One. %% bridge the gap %%", ()),
        ("One.[^1]\n\nTwo.\n\n[^1]: A remark.", (2,)),
        ("# Title\n\nOne. %% bridge %%", (0,)),
        ("One.\r\n\r\nTwo. %% bridge %%", (1,)),
        ("", ()),
    ],
)
def test_bridges(text: str, bridges: tuple[int, ...]) -> None:
    made = parse_markdown(text.replace("\r\n", "\n"), "a.md").value
    assert made.body.bridges == bridges
    assert "bridge" not in "".join(str(block) for block in made.body.blocks if "code" not in str(block))

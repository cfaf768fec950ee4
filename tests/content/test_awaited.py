"""What an author waits for, as it is written."""

import pytest

from clewline.content.awaited import read_item


@pytest.mark.parametrize(
    ("text", "shown", "terms"),
    [
        ("A study.", "A study.", ()),
        ("A study. %% find: Recipe %%", "A study.", ("recipe",)),
        ('A study %%FIND: "Base  Model" recipe recipe%% of it.', "A study of it.", ("base model", "recipe")),
        ("A study. %% find: #Post-Training # %%", "A study.", ("#post-training",)),
        ("A %% find: a %% b %% find: c %%", "A b", ("a", "c")),
        ("A study. %% find: %%", "A study.", ()),
        ("A study. %% remark %%", "A study. %% remark %%", ()),
    ],
)
def test_items(text: str, shown: str, terms: tuple[str, ...]) -> None:
    assert read_item(text) == (shown, terms)

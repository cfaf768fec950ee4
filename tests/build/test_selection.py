"""What belongs to a site."""

from pathlib import Path

from clewline.build.selection import selection
from clewline.settings.config import Config


def test_the_output_is_no_content_wherever_it_lies(tmp_path: Path) -> None:
    root = tmp_path / "mine"
    root.mkdir()
    for out, told in (
        (root / "_site", "_site"),
        (root / "a" / "b", "a/b"),
        (tmp_path / "elsewhere", ""),
    ):
        assert selection(root, out, Config()).output == told

"""Scripts of the default theme are published without what only people read."""

from pathlib import Path

import pytest

from clewline.theme.compact_js import compact_js
from clewline.theme.theme import load_theme

SCRIPTS = sorted((Path(__file__).parents[2] / "templates" / "assets").glob("*.js"))


def test_indentation_and_rows_of_comment_go() -> None:
    assert (
        compact_js("// Why.\nconst a = 'x'\n\n  // And why.\n  go('//b') // c\n")
        == "const a = 'x'\ngo('//b') // c\n"
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_string_of_ours_spans_rows(script: Path) -> None:
    rows = script.read_text("utf-8").splitlines()
    assert [
        row for row in rows if row.count("`") % 2 or row.endswith("\\") or row.count("/*") != row.count("*/")
    ] == []


def test_what_a_site_or_somebody_else_wrote_stays_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "assets" / "mine.js"
    own.parent.mkdir()
    own.write_text("// Mine.\n  go()\n")
    assets = dict(load_theme(tmp_path).assets)
    assert assets["assets/mine.js"] == own.read_bytes()
    vendor = SCRIPTS[0].parent / "vendor" / "searchable-map.js"
    assert assets["assets/vendor/searchable-map.js"] == vendor.read_bytes()
    assert not assets["assets/site.js"].startswith(b"//")

"""What a vault's own settings say."""

from pathlib import Path

import pytest

from clewline.settings.load import load_config


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        (None, True),
        ("{}", True),
        ('{"strictLineBreaks": false}', True),
        ('{"strictLineBreaks": true}', False),
        ("{damaged", True),
        ("[1]", True),
        ("[" * 100_000, True),
    ],
)
def test_a_vault_shows_line_breaks_as_obsidian_would(
    tmp_path: Path, settings: str | None, shown: bool
) -> None:
    (tmp_path / ".obsidian").mkdir()
    if settings is not None:
        (tmp_path / ".obsidian" / "app.json").write_text(settings)
    assert load_config(tmp_path).value.parse_options.breaks is shown


def test_a_setting_decides_over_the_vault(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "clewline.toml").write_text("breaks = false\n")
    assert not load_config(tmp_path).value.parse_options.breaks


def test_a_folder_that_is_no_vault_reads_markdown_as_it_is(tmp_path: Path) -> None:
    assert not load_config(tmp_path).value.parse_options.breaks


def test_the_style_of_citations_is_one_of_three(tmp_path: Path) -> None:
    (tmp_path / "clewline.toml").write_text('citations = "title"\n')
    config, found = load_config(tmp_path)
    assert config.citations == "auto"
    assert [(finding.code, finding.hint) for finding in found] == [("config-value", "did you mean `titles`?")]

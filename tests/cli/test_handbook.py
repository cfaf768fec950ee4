"""``clewline handbook`` and the commands that print what it looks up."""

import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from typer.testing import CliRunner

from clewline.cli.app import app
from clewline.content.fields import _RELATIONS
from clewline.content.guards import KEYS
from clewline.content.keys import KNOWN
from clewline.theme.render import TEMPLATES


@pytest.mark.skipif(sys.platform != "linux", reason="the cache is named by a variable of Linux")
def test_the_handbook_is_built_into_the_cache_and_its_address_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("webbrowser.open", opened.append)
    first = CliRunner().invoke(app, ["handbook"], catch_exceptions=False)
    address = first.output.strip().splitlines()[-1]
    page = Path(url2pathname(urlsplit(address).path))
    assert page.is_relative_to(tmp_path) and "first-site.html" in page.read_text("utf-8")
    assert opened == [address]
    again = CliRunner().invoke(app, ["handbook", "--no-open"], catch_exceptions=False)
    assert again.output.strip().splitlines()[-1] == address and opened == [address]


def test_every_key_that_is_read_is_in_the_table() -> None:
    assert KNOWN.issuperset(_RELATIONS) and KNOWN.issuperset(KEYS)
    printed = CliRunner().invoke(app, ["keys"]).output
    assert all(f"`{name}`" in printed for name in KNOWN)


def test_page_models_are_printed_with_every_field() -> None:
    printed = CliRunner().invoke(app, ["models"]).output
    assert "### LinePage\n" in printed and "| `would_change` | " in printed
    assert all(f"### {kind.__name__}\n" in printed for kind in TEMPLATES)
    assert "### CardView\n" in printed and printed.count("### CardView\n") == 1

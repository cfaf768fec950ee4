import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from check.external.external_site import Site, reply, serving
from clewline.check.external.cache import read_cache
from clewline.cli.app import app
from clewline.cli.exits import Stop


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def clewline(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["check", *arguments, "--jobs", "1"])
    return done.exit_code, done.stdout, done.stderr


def vault(folder: Path, *addresses: str) -> None:
    (folder / "notes").mkdir()
    links = "\n".join(f"See [this]({address})." for address in addresses)
    (folder / "notes" / "a.md").write_text(f"---\ntitle: A\n---\nA note.\n{links}\n", "utf-8")


def test_nothing_is_asked_unless_it_is_wanted(site: Site, tmp_path: Path) -> None:
    vault(tmp_path, site.url("/gone", "127.0.0.1"))
    assert clewline(str(tmp_path), "--allow-private")[0] == 0
    assert not site.asked and not (tmp_path / ".clewline").exists()


def test_exit_codes_of_two_runs(site: Site, tmp_path: Path) -> None:
    site.answers("/there", reply(200))
    vault(tmp_path, site.url("/there", "127.0.0.1"), site.url("/gone", "127.0.0.1"))
    cache = tmp_path / "kept" / "links.json"
    wanted = ("--external", "--allow-private", "--external-cache", str(cache), "--format", "json")
    code, out, _ = clewline(str(tmp_path), *wanted, "--strict")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 4 and "external-unverified" in {each["code"] for each in found}
    assert read_cache(cache).get(site.url("/there", "127.0.0.1"))
    cache.write_text("damaged", "utf-8")
    assert clewline(str(tmp_path), *wanted)[0] == 0
    code, out, _ = clewline(str(tmp_path), *wanted)
    (broken,) = (each for each in map(json.loads, out.splitlines()) if each["code"] == "external-broken")
    assert code == 1 and "notes/a.md" in json.dumps(broken) and "is not there (404)" in json.dumps(broken)
    assert len(site.methods("/there")) == 2


def test_the_settings_say_whom_to_ask(site: Site, tmp_path: Path) -> None:
    site.answers("/handles/10.1000/182", reply(404, '{"responseCode": 100}'))
    site.answers("/archive", reply(200, "{}"))
    endpoints = {"handles": site.url("/handles/", "127.0.0.1"), "archive": site.url("/archive", "127.0.0.1")}
    lines = "".join(f'{name} = "{address}"\n' for name, address in endpoints.items())
    (tmp_path / "clewline.toml").write_text(f"[endpoints]\n{lines}", "utf-8")
    vault(tmp_path, "https://doi.org/10.1000/182")
    wanted = (str(tmp_path), "--external", "--allow-private")
    assert [clewline(*wanted)[0], clewline(*wanted)[0]] == [0, 1]
    assert len(site.methods("/handles/10.1000/182")) == 2 and len(site.methods("/archive")) == 1


def test_private_addresses_need_leave(site: Site, tmp_path: Path) -> None:
    vault(tmp_path, site.url("/x", "127.0.0.1"), site.url("/x", "localhost"), site.url("/x", "2130706433"))
    code, _, err = clewline(str(tmp_path), "--external", "--strict")
    assert code == 1 and err.count("external-private") == 3 and not site.asked
    assert clewline(str(tmp_path), "--external")[0] == 0


def test_any_built_site(site: Site, tmp_path: Path) -> None:
    site.answers("/old", reply(301, location="/new"))
    site.answers("/new", reply(200))
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "index.html").write_text(
        f"<p><a href='{site.url('/old', '127.0.0.1')}'>a</a>", "utf-8"
    )
    code, _, err = clewline(
        str(tmp_path), "--site", str(tmp_path / "public"), "--external", "--allow-private", "--strict"
    )
    assert code == 1 and "external-moved" in err and f"write {site.url('/new', '127.0.0.1')}" in err


def test_without_its_libraries_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault(tmp_path, "http://127.0.0.1:9/")
    for module in [name for name in sys.modules if name.startswith("clewline.check.external.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "httpcore2", None)
    with pytest.raises(Stop, match=r"pip install 'clewline\[external\]'") as stop:
        CliRunner().invoke(app, ["check", str(tmp_path), "--external", "--jobs", "1"], catch_exceptions=False)
    assert stop.value.code == 2


def test_what_came_with_a_clone_is_not_believed(site: Site, tmp_path: Path) -> None:
    vault(tmp_path, site.url("/gone", "127.0.0.1"))
    wanted = ("--external", "--allow-private")
    clewline(str(tmp_path), *wanted)
    asked = len(site.asked)
    own = tmp_path / ".clewline" / "external.json"
    forged = json.loads(own.read_text("utf-8"))
    for entry in forged["addresses"].values():
        entry |= {"outcome": "ok", "failures": 0, "reason": ""}
    own.write_text(json.dumps(forged), "utf-8")
    clewline(str(tmp_path), *wanted)
    assert len(site.asked) > asked
    asked = len(site.asked)
    named = tmp_path / "named.json"
    named.write_text(json.dumps(forged), "utf-8")
    clewline(str(tmp_path), *wanted, "--external-cache", str(named))
    assert len(site.asked) == asked


def test_nothing_is_written_where_a_link_leads(site: Site, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    root = tmp_path / "site"
    root.mkdir()
    vault(root, site.url("/gone", "127.0.0.1"))
    (root / ".clewline").symlink_to(elsewhere)
    with pytest.raises(OSError, match="is a link"):
        CliRunner().invoke(app, ["check", str(root), "--external", "--allow-private"], catch_exceptions=False)
    assert list(elsewhere.iterdir()) == []

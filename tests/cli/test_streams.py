"""Commands end well whatever their streams can take, and however they are called."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from clewline.cli import app

CLEWLINE = shlex.join([sys.executable, "-m", "clewline"])
SECRET = "pw-7351"


def shell(line: str, cwd: Path, **options: str) -> "subprocess.CompletedProcess[bytes]":
    environment = {**os.environ, "NO_COLOR": "1", **options}
    return subprocess.run(
        ["/bin/sh", "-c", f"{CLEWLINE} {line}"],
        cwd=cwd,
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("---\ntitle: A → B\n---\n[[nix→]]\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "line", ["build .", "check .", "explain notes/a.md", "build . --out 'out→'", "rules", "settings"]
)
@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_letters_that_the_terminal_lacks_are_escaped(site: Path, line: str, encoding: str) -> None:
    ended = shell(line, site, PYTHONIOENCODING=encoding)
    assert (ended.returncode, b"bug" in ended.stderr) == (0, False)
    (ended.stdout + ended.stderr).decode(encoding)


def test_what_is_for_programs_is_utf8_whatever_the_terminal_takes(site: Path) -> None:
    github = shell("check . --format github", site, PYTHONIOENCODING="cp1252")
    assert "nix→" in github.stdout.decode("utf-8")
    junit = shell("check . --format junit", site, PYTHONIOENCODING="cp1252")
    assert "nix→" in "".join(ElementTree.fromstring(junit.stdout).itertext())


@pytest.mark.parametrize("line", ["explain notes/題.md", "check . --format github", "check . --format json"])
def test_titles_in_any_script_are_told_on_a_terminal_of_windows(site: Path, line: str) -> None:
    (site / "notes" / "題.md").write_text("---\ntitle: 日本語の題\n---\n[[無い]]\n", encoding="utf-8")
    ended = shell(line, site, PYTHONIOENCODING="cp1252")
    assert (ended.returncode, b"bug" in ended.stderr) == (0, False)


def test_a_reader_who_leaves_is_no_bug_where_that_has_no_signal(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def left(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(app, "app", left)
    monkeypatch.delattr("signal.SIGPIPE")
    monkeypatch.setattr("os.dup2", lambda *_: None)
    with pytest.raises(SystemExit) as stop:
        app.main()
    assert stop.value.code == 141


@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["build .", "check ."])
def test_closed_streams_change_nothing(site: Path, closed: str, command: str) -> None:
    (site / "notes" / "b.md").write_text("---\ntitle: a\ntitle: b\n---\n")
    before = (site / "notes" / "b.md").read_bytes()
    ended = shell(f"{command} {closed}", site)
    assert (ended.returncode, b"bug" in ended.stderr) == (1, False)
    assert (site / "notes" / "b.md").read_bytes() == before


@pytest.mark.parametrize(
    "line", ['build ""', 'check ""', 'build . --out ""', 'check --site ""', 'new note x --root ""']
)
def test_an_empty_name_is_not_the_present_folder(site: Path, line: str) -> None:
    ended = shell(line, site)
    assert (ended.returncode, b"it is empty" in ended.stderr) == (2, True)
    assert sorted(path.name for path in site.iterdir()) == ["notes"]


@pytest.mark.parametrize("form", ["text", "json", "github", "junit", "sarif"])
def test_no_report_repeats_a_secret(site: Path, form: str) -> None:
    address = f"ftp://user:{SECRET}@example.org/?token={SECRET}"
    (site / "notes" / "b.md").write_text(f"[words]({address}) [[{address}]]\n")
    ended = shell(f"check . -v --format {form}", site)
    assert b"example.org" in ended.stdout + ended.stderr
    assert SECRET.encode() not in ended.stdout + ended.stderr
    shell("check . --baseline old.json --write-baseline", site)
    assert SECRET not in (site / "old.json").read_text()


def test_a_bug_says_how_to_repeat_it(
    site: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LookupError("words of the content")

    monkeypatch.chdir(site)
    monkeypatch.setattr(app, "app", broken)
    monkeypatch.setattr(sys, "argv", ["clewline", "build", "."])
    with pytest.raises(SystemExit) as stop:
        app.main()
    said = capfd.readouterr().err
    assert (stop.value.code, "Traceback" in said) == (70, False)
    (report,) = (Path(word.strip(":")) for word in said.split() if "clewline-bug-" in word)
    text = report.read_text()
    report.unlink()
    assert "clewline build ." in text
    assert "in broken" in text
    assert "words of the content" not in text

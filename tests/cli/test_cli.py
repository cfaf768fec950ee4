"""The command line as its users meet it: what is printed, what is written, how it ends."""

import gc
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from clewline.cli.work import workers

Site = Mapping[str, str]


class Ended(NamedTuple):
    """A finished command."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command in the folder of the test, in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")

    def run(*words: str) -> Ended:
        from clewline.cli import main

        monkeypatch.setattr(sys, "argv", ["clewline", *words])
        code: object = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        out, err = capfd.readouterr()
        return Ended(int(str(code or 0)), out, err)

    return run


def write(root: Path, site: Site) -> None:
    for path, text in site.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def test_a_started_site_builds_at_once_and_without_a_word(run: Run, tmp_path: Path) -> None:
    assert run("init", "mine").code == 0
    built = run("build", "mine", "--strict")
    assert (built.code, built.err) == (0, "")
    assert (tmp_path / "mine" / "_site" / "lines" / "do-longer-threads-tangle-more.html").is_file()


def test_init_never_overwrites(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"mine/clewline.toml": "title = 'Kept'\n"})
    ended = run("init", "mine")
    assert ended.code == 2
    assert "is there already; nothing was written" in ended.err
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == ["clewline.toml"]


@pytest.mark.parametrize(
    ("paths", "folders"),
    [
        (["notes/a.md", "README.md", "src/b.md"], '["lines", "notes", "references", "topics"]'),
        (["Essays/a.md", "Papers/b.md", "README.md", "tests/c.md"], '["Essays", "Papers", "lines"]'),
        (["Essays/a.md", "b.md"], '["."]'),
        ([".obsidian/app.json", "Essays/a.md"], '["."]'),
    ],
)
def test_init_settles_what_is_content_where_there_are_notes(
    run: Run, tmp_path: Path, paths: list[str], folders: str
) -> None:
    write(tmp_path, {f"mine/{path}": "{}" if path.endswith(".json") else "# A\n" for path in paths})
    assert "the whole folder was taken as content" in run("build", "mine", "--out", "out").out
    assert run("init", "mine").code == 0
    settings = (tmp_path / "mine" / "clewline.toml").read_text("utf-8")
    assert f"folders = {folders}" in settings and 'title = "mine"' in settings
    assert ('out = ".site"' in settings) is (".obsidian/app.json" in paths)
    assert not (tmp_path / "mine" / "references").exists()
    built = run("build", "mine", "--out", "out")
    assert built.code == 0 and "the whole folder" not in built.out
    assert run("init", "mine").code == 2


@pytest.mark.parametrize(
    ("paths", "line", "note"),
    [
        (["notes/a.md"], "lines", "notes"),
        (["Essays/a.md"], "lines", "Essays"),
        (["a.md"], "lines", "."),
    ],
)
def test_new_documents_go_where_they_count(
    run: Run, tmp_path: Path, paths: list[str], line: str, note: str
) -> None:
    write(tmp_path, {f"mine/{path}": "# A\n" for path in paths})
    assert run("init", "mine").code == 0
    assert Path(run("new", "line", "Why?", "--root", "mine").out.strip()) == Path("mine", line, "why.md")
    assert Path(run("new", "note", "So", "--root", "mine").out.strip()) == Path("mine", note, "so.md")
    assert "outside" not in run("build", "mine").out


def test_a_folder_that_holds_a_readme_alone_gets_the_starter(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"mine/README.md": "# Mine\n"})
    assert run("init", "mine").code == 0
    assert (tmp_path / "mine" / "lines").is_dir()


def test_what_is_left_out_is_counted_and_named(run: Run, tmp_path: Path) -> None:
    site = {f"Archive/{n}.md": "# A\n" for n in range(12)} | {
        "notes/a.md": "# A\n",
        "notes/b.md": "---\ndraft: true\n---\n",
        "notes/c.md": "---\ndg-publish: false\n---\n",
        "clewline.toml": '[content]\nfolders = ["notes"]\n',
    }
    write(tmp_path, site)
    for command in (["build"], ["build"], ["check"]):
        out = run(*command).out
        assert "12 notes left out: 12 outside the content folders (Archive)" in out
        assert "1 private document left out\n1 draft left out; --drafts shows it\n" in out
    for name in ("build", "check"):
        assert "1 private document left out\n1 draft published too\n" in run(name, "--drafts").out


def test_a_vault_that_is_only_read_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"vault/a.md": "# A\n", "vault/.obsidian/app.json": "{}"})
    for command in (["build", "vault", "--out", "out/site"], ["check", "vault"]):
        assert run(*command).code == 0
    assert sorted(path.name for path in (tmp_path / "vault").iterdir()) == [".obsidian", "a.md"]
    assert (tmp_path / "out" / ".clewline").is_dir()


def test_two_vaults_may_share_the_place_of_their_output(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"one/a.md": "# One\n", "two/a.md": "# Two\n"})
    for _ in range(2):
        for name in ("one", "two"):
            assert run("build", name, "--out", f"out/{name}").code == 0
            assert name.title() in (tmp_path / "out" / name / "notes" / "a.html").read_text("utf-8")


def test_a_site_within_a_vault_is_hidden_from_obsidian(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"vault/a.md": "# A\n", "vault/.obsidian/app.json": "{}"})
    first = run("build", "vault").out
    assert "the site is in .site, as Obsidian passes over hidden folders" in first
    assert (tmp_path / "vault" / ".site" / "index.html").is_file()
    assert "hidden folders" not in run("build", "vault").out
    write(tmp_path, {"vault/clewline.toml": 'out = "public"\n'})
    for _ in range(2):
        assert "Obsidian takes public for notes" in run("build", "vault").out


def test_many_findings_are_shown_by_kind(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {f"n{n}.md": f"# N{n}\n\nSee [[gone {n}]].\n" for n in range(31)})
    for command in ("build", "check"):
        ended = run(command, "--report", "all.txt")
        assert ended.code == 0
        assert ended.err.startswith(
            "31 × warning[link-missing]: a link leads to a document that does not exist, in 31 files\n"
        )
        assert ended.err.count("hint: ") == 1
        assert "0 errors, 31 warnings" in ended.out
        assert (tmp_path / "all.txt").read_text("utf-8").count("warning[link-missing]") == 31
    assert run("build", "-v").err.count("warning[link-missing]") == 31


def test_leaks_are_looked_for_where_the_site_is(run: Run, tmp_path: Path) -> None:
    hidden = "---\ntitle: The heron plan\nprivate: true\n---\n"
    write(tmp_path, {"notes/a.md": "# A\n", "notes/hidden.md": hidden})
    sound = run("leaks")
    assert (sound.code, sound.err) == (0, "")
    assert "1 withheld document looked for in" in sound.out and "no trace" in sound.out
    write(tmp_path, {"_site/page.html": "<p>The heron plan</p>"})
    broken = run("leaks")
    assert broken.code == 1
    assert "_site/page.html:1:4: error[withheld-leak]: the title of notes/hidden.md" in broken.err
    assert "in 1 file of _site: 1 leak" in broken.out


MISTAKES: dict[str, tuple[Site, str, str]] = {
    "citation of nothing": (
        {
            "lines/q.md": "---\ntitle: Q?\n---\nIt holds [[goal-gaurding]].\n",
            "notes/goal-guarding.md": "# G\n\nText.\n",
        },
        "lines/q.md:4:10: error[citation-missing]",
        "did you mean [[goal-guarding]]?",
    ),
    "unquoted colon": (
        {"notes/n.md": "---\ntitle: Scaling: a survey\n---\n"},
        "notes/n.md:2:15: error[front-matter-syntax]",
        "in quotes",
    ),
    "key given twice": (
        {"notes/n.md": "---\ntitle: a\ntitle: b\n---\n"},
        "notes/n.md:3:1: error[front-matter-duplicate]",
        "keep one",
    ),
    "unknown reference": (
        {
            "notes/n.md": "Text [@zhou2032lima].\n",
            "references/r.bib": "@misc{zhou2023lima, title={L}, author={Z, C}, year=2023}\n",
        },
        "notes/n.md:1:7: error[reference-missing]",
        "did you mean @zhou2023lima?",
    ),
    "ambiguous name": (
        {"lines/q.md": "# Q?\n\nIt holds [[x]].\n", "notes/a/x.md": "A.\n", "notes/b/x.md": "B.\n"},
        "lines/q.md:3:10: error[citation-ambiguous]",
        "write its path instead",
    ),
    "missing heading": (
        {"notes/n.md": "See [[m#Metod]].\n", "notes/m.md": "# M\n\n## Method\n\nText.\n"},
        "notes/n.md:1:5: warning[fragment-missing]",
        "did you mean #Method?",
    ),
    "missing picture": (
        {"notes/n.md": "![[plot.png]]\n"},
        "notes/n.md:1:1: warning[attachment-missing]",
        "check the path",
    ),
    "unsafe address": (
        {"notes/n.md": "[go](javascript:alert(1))\n"},
        "notes/n.md:1:1: warning[url-unsafe]",
        "use http",
    ),
    "draft cited": (
        {"lines/q.md": "# Q?\n\nIt holds [[d]].\n", "notes/d.md": "---\nstatus: draft\n---\nText.\n"},
        "lines/q.md:3:10: error[citation-unpublished]",
        "publish it",
    ),
    "mistyped status": (
        {"notes/n.md": "---\nstatus: drfat\n---\nText.\n"},
        "notes/n.md:2:9: error[front-matter-type]",
        "did you mean draft?",
    ),
    "mistyped key": (
        {"notes/n.md": "---\nsumary: S.\n---\nText [[nowhere]].\n"},
        "notes/n.md:2:1: info[front-matter-unknown]",
        "did you mean `summary`?",
    ),
    "stance twice": (
        {
            "lines/q.md": '---\nopposes: ["[[n]]"]\nqualifies: ["[[n]]"]\n---\nSo [[n]].\n',
            "notes/n.md": "Text.\n",
        },
        "lines/q.md:3:13: error[relation-conflict]",
        "keep one",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_shown_at_its_place_with_a_caret_and_a_hint(
    mistake: str, run: Run, tmp_path: Path
) -> None:
    site, headline, hint = MISTAKES[mistake]
    write(tmp_path, site)
    ended = run("build", "--verbose")
    lines = ended.err.splitlines()
    found = next(number for number, line in enumerate(lines) if line.startswith(headline))
    shown = next(line for line in lines[found + 1 :] if set(line.strip()) <= set("|^ ") and "^" in line)
    assert shown
    assert any(hint in line for line in lines if line.startswith("hint:"))
    assert ended.code == (1 if "error[" in headline else 0)
    assert (tmp_path / "_site" / "index.html").is_file()


def test_warnings_end_with_one_only_when_strict(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"notes/n.md": "See [[nowhere]].\n"})
    assert run("build").code == 0
    assert run("build", "--strict").code == 1


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("build", "nowhere"), 2, "there is no folder nowhere"),
        (("build", ".", "--out", "."), 2, "choose a folder of its own"),
        (("build", ".", "--out", "notes"), 2, "lies within the content"),
        (("build", ".", "--out", "full"), 2, "was not made by Clewline"),
        (("explain", "notes/none.md"), 2, "no page and no file"),
        (("rules", "citation-mising"), 2, "did you mean citation-missing?"),
        (("build", "--jobs", "none"), 2, "a whole number is needed, not 'none'"),
        (("build", "--jobs", "0"), 2, "a number from 1 on is needed, not 0"),
        (("serve", "--port", "99999"), 2, "a number from 0 to 65535 is needed, not 99999"),
        (("build", "--base-url", "example.org"), 2, "is not the http or https address of a site"),
        (("check", "--base-url", "example.org"), 2, "is not the http or https address of a site"),
        (("check", "--format", "jsn"), 2, "did you mean `json`?"),
        (("check", "--format", "zz"), 2, "choose one of: text, terminal, json, sarif, github, junit"),
        (("new", "note", " "), 2, "it is empty; a title in quotes is needed"),
    ],
)
def test_wrong_use_ends_with_two_and_writes_nothing(
    words: tuple[str, ...], code: int, says: str, run: Run, tmp_path: Path
) -> None:
    write(tmp_path, {"notes/n.md": "Text.\n", "full/theirs.txt": "kept\n"})
    ended = run(*words)
    assert ended.code == code
    assert says in " ".join(re.sub(r"[│╭╮╰╯─]", " ", ended.err).split())
    assert not (tmp_path / "_site").exists()
    assert (tmp_path / "full" / "theirs.txt").read_text() == "kept\n"


def test_wrong_settings_end_with_two_at_their_place(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"clewline.toml": 'titel = "X"\n', "notes/n.md": "Text.\n"})
    ended = run("build")
    assert ended.code == 2
    assert ended.err.startswith("clewline.toml:1:1: error[config-unknown]")
    assert not (tmp_path / "_site").exists()


def test_a_new_line_offers_the_notes_that_matter(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "notes/sycophancy.md": "---\ntitle: Preferences reward sycophancy\n---\nModels agree.\n",
            "notes/scaling.md": "---\ntitle: Loss falls with compute\n---\nA law.\n",
            "notes/secret.md": "---\ntitle: Secret sycophancy\nprivate: true\n---\nHidden.\n",
        },
    )
    ended = run("new", "line", "Why do models show sycophancy?")
    path = tmp_path / ended.out.strip()
    text = path.read_text(encoding="utf-8")
    assert path.relative_to(tmp_path).as_posix() == "notes/lines/why-do-models-show-sycophancy.md"
    assert "- [[sycophancy]] Preferences reward sycophancy" in text
    assert "scaling" not in text
    assert "secret" not in text.lower()
    assert run("build", "--drafts").code == 0
    assert "Preferences reward" not in (
        tmp_path / "_site/lines/why-do-models-show-sycophancy.html"
    ).read_text(encoding="utf-8")
    assert run("new", "line", "Why do models show sycophancy?").code == 2


def test_a_new_note_is_well_formed_whatever_its_title(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"notes/n.md": "Text.\n"})
    ended = run("new", "note", 'A "title": with {odd} - signs # and 你好')
    assert ended.code == 0
    assert run("build", "--drafts").err == ""


def test_explain_says_what_a_page_is_made_of_and_who_uses_it(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {"lines/q.md": "# Q?\n\nIt holds [[n]].\n", "notes/n.md": "---\narxiv: 2305.11206\n---\nText.\n"},
    )
    told = run("explain", "notes/n.md").out
    assert told == run("explain", "notes/n.html").out
    assert "is cited by 1:\n    lines/q.md" in told
    assert "rests on 1:" in told
    assert "made from the site as a whole" in run("explain", "index.html").out


def test_explain_knows_drafts_bibliographies_and_what_is_private(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "notes/a.md": "---\nstatus: draft\n---\nText [@k1].\n",
            "notes/b.md": "---\nprivate: true\n---\nText [@k1].\n",
            "references/r.bib": "@misc{k1, title={L}, author={Z, C}, year=2023}\n@misc{k2, title={M}}\n",
        },
    )
    draft = run("explain", "notes/a.md").out
    assert "is a draft: only --drafts publishes it" in draft and "2 words, 1 block, 1 link" in draft
    assert run("explain", "notes/b.md").out.endswith("is private: no page shows anything of it\n")
    told = run("explain", "references/r.bib").out
    assert "  holds 2:\n" in told and "(@k1), on which 1 rest\n" in told
    assert "notes/a.md (a draft)" in run("explain", "references/k1.html").out


def test_explain_takes_paths_from_here_from_the_site_and_whole(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"mine/notes/n.md": "Text.\n"})
    told = {
        run("explain", name, "--root", "mine").out
        for name in ("notes/n.md", "mine/notes/n.md", "./mine/notes/n.md", str(tmp_path / "mine/notes/n.md"))
    }
    (only,) = told
    assert only.startswith("notes/n.html\n")


def test_each_step_names_the_next(run: Run, tmp_path: Path) -> None:
    assert "there is nothing to show here yet; `clewline init` starts a site" in run("build").out
    assert run("init", "my site").out.endswith("\nNext: clewline serve 'my site' --open\n")
    first = run("build", "my site").out
    assert f"Next: open {Path('my site', '_site', 'index.html')}, or let `clewline serve 'my site'`" in first
    assert "Next" not in run("build", "my site").out
    made = run("new", "note", "A fact", "--root", "my site")
    assert made.out == f"{Path('my site', 'notes', 'a-fact.md')}\n" and "Next: write it" in made.err


def test_explain_says_why_a_page_was_rendered_again(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"lines/q.md": "# Q?\n\nIt holds [[n]].\n", "notes/n.md": "Text.\n"})
    run("build")
    assert "rendered again" not in run("explain", "lines/q.md").out
    write(tmp_path, {"notes/n.md": "Other text.\n"})
    run("build")
    assert run("explain", "lines/q.md").out.endswith(
        "  was last rendered again because the gist of notes/n.md and the summary of notes/n.md had changed\n"
    )
    assert "because the entry of notes/n.md had changed" in run("explain", "index.html").out


def test_settings_are_told(run: Run) -> None:
    assert "`base-url`" in run("settings").out


def test_rules_tells_of_one_or_of_all(run: Run) -> None:
    assert run("rules", "citation-missing").out.startswith("citation-missing (error): ")
    assert "citation-missing" in run("rules").out


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_second_build_writes_nothing_and_a_third_without_cache_gives_the_same(
    run: Run, tmp_path: Path
) -> None:
    run("init", ".")
    run("build")
    before = contents(tmp_path / "_site")
    assert " 0 files written" in run("build").out
    assert run("build", "--no-cache", "--out", "other").code == 0
    assert contents(tmp_path / "other") == before


def test_help_needs_no_heavy_library() -> None:
    code = (
        "import sys; sys.argv = ['clewline', '--help']\nfrom clewline.cli import "
        "main\ntry: main()\nexcept SystemExit: pass\n"
    )
    code += (
        "print([m for m in ('networkx', 'jinja2', 'pybtex', 'citeproc', 'starlette') if m in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
        check=True,
    )
    assert ended.stdout.strip().endswith("[]")


def test_a_build_leaves_out_what_a_check_leaves_out(run: Run, tmp_path: Path) -> None:
    note = (
        "---\ntitle: Odd\n---\nSee [[gone]]. %% clewline-ignore link-missing: to come "
        "%%\n\n<script>x</script> %% clewline-ignore %%\n"
    )
    settings = (
        '[ignore-findings]\n"notes/odd.md" = { codes = ["html-removed", "target-missing"], '
        'reason = "imported" }\n'
    )
    write(tmp_path, {"notes/odd.md": note, "clewline.toml": settings})
    check = run("check", "--strict", "-v")
    for built in (run("build", "--strict", "-v"), run("build", "--strict", "-v")):
        assert (built.code, built.err) == (check.code, check.err) and "suppression-reason" in built.err
        assert (
            re.findall(r".* suppressed|  .*:.*", built.out)
            == re.findall(r".* suppressed|  .*:.*", check.out)
            != []
        )


def _collects(_: int) -> bool:
    return gc.isenabled()


def test_processes_look_for_no_circles_of_objects() -> None:
    gc.enable()
    with workers(2) as executor:
        assert executor and not any(executor.map(_collects, range(2)))

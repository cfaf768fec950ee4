"""Nothing in a note acts: addresses of any spelling, raw HTML, names."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from content.markdown.shown import document, html
from driver import SiteDriver

SPELLINGS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#x6Aavascript:alert(1)",
    "java&#9;script:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#1;javascript:alert(1)",
    "%20javascript:alert(1)",
    "java%0ascript:alert(1)",
    "%6Aavascript:alert(1)",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "blob:https://a.example/x",
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "ms-word:ofe|u|x",
]
ELSEWHERE = re.compile(r"[/\\]{2}|(?!https?://|mailto:)[a-z][a-z0-9+.-]*:")
HOSTILE = [
    "</title><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus=alert(1) '",
    "`<b onclick=x>`",
]
OPENINGS = [
    "<!--><script>x",
    "<![CDATA[<script>",
    "<?<script>",
    "<!DOCTYPE <script>",
    "<![",
    "<!",
    "</",
    "<a <b",
    "<a href='",
]
FORMS = [
    "[a](<{}>)",
    "![a](<{}>)",
    "[a]\n\n[a]: <{}>",
    "<{}>",
    '<a href="{}">a</a>',
    '<div><a href=" {}">a</a></div>',
]


def acting(page: str) -> list[str]:
    """The addresses of a page that a browser would run, or that lead to another host than they seem to.

    Read as https://url.spec.whatwg.org/#url-parsing says: blanks go, and a scheme is letters, digits, ``+-.``
    up to a colon.
    """
    found = []
    for node in LexborHTMLParser(page).css("*"):
        for name, value in node.attributes.items():
            read = (
                "".join(c for c in (value or "") if c not in "\t\n\r")
                .strip("".join(map(chr, range(33))))
                .lower()
            )
            address = name in ("href", "src", "action", "data", "formaction", "srcset")
            # What a reader downloads, such as a citation, is saved and never run.
            if "download" in node.attributes and read.startswith("data:application/"):
                continue
            if (
                (name.startswith("on") and name != "open")
                or name == "srcdoc"
                or (address and ELSEWHERE.match(read))
            ):
                found.append(f"{name}={value}")
    return found


def test_no_spelling_of_a_script_address_becomes_a_link(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for number, spelling in enumerate(SPELLINGS):
        for form, pattern in enumerate(FORMS):
            site.write(f"notes/n{number}-{form}.md", f"# T\n\n{pattern.format(spelling)}\n")
    built = site.build()
    pages = {url: built.text(url) for url in built.pages if url.startswith("notes/n")}
    assert len(pages) == len(SPELLINGS) * len(FORMS)
    # Scripts and styles of the theme stand in the head.
    assert {
        url: found for url, page in pages.items() if (found := acting(page.partition("</head>")[2]))
    } == {}
    refused = [one for one in built.diagnostics() if one.endswith("url-unsafe")]
    assert "notes/n0-0.md:3:1 url-unsafe" in refused and len(refused) > 2 * len(SPELLINGS)


def test_the_measure_sees_what_acts() -> None:
    assert (
        acting('<a href=" java\nscript:x">')
        and acting("<p onclick=x>")
        and acting('<img src="//x">')
        and acting('<a href="/\\x">')
    )
    assert (
        not acting('<a href="https://a.example/b:c">')
        and not acting('<a href="b/c">')
        and not acting("<details open>")
    )


@pytest.mark.parametrize("name", ["onclick", "x onmouseover=alert(1)", "template", "layout", "__proto__"])
def test_keys_of_the_front_matter_are_only_data(name: str) -> None:
    page = document(f'---\n"{name}": "<script>"\n---\nText\n')
    assert page.extra == ((name, "<script>"),) and page.body.blocks[0].parts == ("<p>Text</p>\n",)


@pytest.mark.parametrize("name", ["title", "summary", "deck"])
@pytest.mark.parametrize("value", HOSTILE)
def test_markup_in_titles_and_summaries_is_inert(name: str, value: str) -> None:
    page = document(f"---\n{name}: |-\n  {value}\n---\n")
    shown = "".join(part for part in page.title + page.summary if isinstance(part, str))
    assert acting(shown) == [] and "<script" not in shown and "</title" not in shown


@pytest.mark.parametrize("text", OPENINGS)
def test_openings_of_declarations_are_inert(text: str) -> None:
    for where in (
        text,
        f"a {text}",
        f"> {text}",
        f"| {text} |\n|---|\n",
        f"[[a|{text}]]",
        f"# {text}",
        f"^[{text}]",
    ):
        assert "<script" not in html(where)


def test_ids_are_never_those_of_the_page() -> None:
    names = ["main", "sources", "s1", "c2", "k3", "fn1", "fnref1", "body", "__proto__", "x", "x", "x-2"]
    anchors = document("\n".join(f"## {name}\n" for name in names)).body.anchors
    assert len(set(anchors)) == len(names) and not {
        "main",
        "sources",
        "s1",
        "c2",
        "k3",
        "fn1",
        "fnref1",
    } & set(anchors)

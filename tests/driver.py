"""Small sites written in a test, built whole, and asked about."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from textwrap import dedent
from typing import TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from clewline.build.compile import compile_site
from clewline.build.site import Site
from clewline.content.loader import scan
from clewline.content.selection import Selection
from clewline.corpus.assemble import Corpus
from clewline.corpus.graph import CitationGraph
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.pages.evidence import Evidence
from clewline.pages.models import LinePage, NotePage, Page, TopicPage
from clewline.settings.config import Config
from clewline.theme.theme import Theme, load_theme

P = TypeVar("P", bound=Page)

QUIET = (
    "note-uncited",
    "note-without-reference",
    "source-without-reference",
    "line-without-sources",
    "answer-missing",
    "paragraph-uncited",
    "review-missing",
)
"""Findings that nearly every small site gives rise to."""


@cache
def default_theme() -> Theme:
    return load_theme()


@dataclass
class Built:
    """A compiled site with ways to look at it."""

    site: Site

    @property
    def corpus(self) -> Corpus:
        return self.site.corpus

    @property
    def graph(self) -> CitationGraph:
        return self.site.graph

    @property
    def evidence(self) -> Evidence:
        return self.site.planner.evidence

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {url: self.site.planner.page(key) for url, key in self.site.pages.items()}

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        return self.site.files()

    @cached_property
    def found(self) -> tuple[Diagnostic, ...]:
        """All that was found."""
        return self.site.diagnostics()

    def page(self, kind: type[P], url: str) -> P:
        """The model of the page at ``url``, which must be of this kind."""
        page = self.pages[url]
        assert isinstance(page, kind)
        return page

    def line(self, slug: str) -> LinePage:
        return self.page(LinePage, f"lines/{slug}.html")

    def note(self, slug: str) -> NotePage:
        return self.page(NotePage, f"notes/{slug}.html")

    def topic(self, slug: str) -> TopicPage:
        return self.page(TopicPage, f"topics/{slug}.html")

    def text(self, url: str) -> str:
        return self.files[url].decode()

    def html(self, url: str) -> LexborHTMLParser:
        return LexborHTMLParser(self.text(url))

    def main(self, url: str) -> LexborNode:
        """What a page holds beside the header and footer of the site."""
        node = self.html(url).css_first("main")
        assert node is not None
        return node

    def links(self, url: str, selector: str = ".prose a") -> list[tuple[str, str]]:
        """Words and address of each link of a page."""
        return [(node.text(), node.attributes.get("href") or "") for node in self.html(url).css(selector)]

    def diagnostics(self, *but: str) -> list[str]:
        """What was found, as ``path:line:column code``, without the codes in ``but`` (else in `QUIET`)."""
        return [
            f"{d.span.path}:{d.span.start.line}:{d.span.start.column} {d.code}"
            for d in self.found
            if d.code not in (but or QUIET)
        ]

    def words(self, code: str) -> tuple[str, str]:
        """Message and hint of the only finding with this code."""
        (found,) = [d for d in self.found if d.code == code]
        return found.message, found.hint


class SiteDriver:
    """A site folder that a test writes into and builds."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str | bytes = "") -> "SiteDriver":
        """Writes a file; a text is taken without the margin that it has in the test."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else dedent(text).removeprefix("\n").encode())
        return self

    def remove(self, path: str) -> "SiteDriver":
        (self.root / path).unlink()
        return self

    def build(
        self, executor: Executor | None = None, theme: Theme | None = None, **settings: object
    ) -> Built:
        config = Config(**{"title": "Test site", **settings})  # type: ignore[arg-type]
        chosen = Selection(
            config.content.by_kind(), config.ignore, config.out, retractions=config.retractions
        )
        content = scan(self.root, chosen)
        return Built(compile_site(content, config, theme or default_theme(), executor))


def note(title: str, body: str = "", **fields: str) -> str:
    """A note or line with front matter."""
    rows = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\ntitle: {title}\n{rows}---\n{body}\n"

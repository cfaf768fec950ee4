"""The files of a site beside its HTML: those of one page, and those of the whole."""

from collections.abc import Callable, Mapping, Sequence

from clewline.output.site_files.bibliographies import BIBTEX, CSL_JSON, bibliographies, used_works
from clewline.output.site_files.feeds import ATOM, FeedLine, address, feed_line, feeds, newest, sitemaps
from clewline.output.site_files.graphs import GRAPH_JSON, GRAPHML, graph_files
from clewline.pages.holes import text
from clewline.pages.models import Entry, HomePage, LinePage
from clewline.pages.planner import Planner
from clewline.pages.routes import PageSource
from clewline.theme.beside.inline import inline
from clewline.theme.beside.signs import link, plain

LLMS = "llms.txt"
_HOME = "index.html"
_UNLISTED = ("not_found", "redirect", "style", "words", "compare")
_DATED = ("line", "note", "topic")
_WHAT = {
    GRAPH_JSON: "every line, note, topic and reference, and how they are connected",
    GRAPHML: "the same for programs that draw graphs",
    CSL_JSON: "the works that the site rests on, as CSL-JSON",
    BIBTEX: "the same as BibTeX",
    ATOM: "new and changed lines",
}


Sources = Mapping[str, PageSource]


def export_files(planner: Planner, sources: Sources) -> dict[str, bytes]:
    """The files that are made from the whole site; ``sources`` are those of all its pages, by address."""
    return {name: data for make in EXPORTS.values() for name, data in make(planner, sources).items()}


def _feeds(planner: Planner, sources: Sources) -> dict[str, bytes]:
    return feeds([line_in_feed(path, planner) for path in news(planner, sources)], planner.site)


def _sitemaps(planner: Planner, sources: Sources) -> dict[str, bytes]:
    if not planner.site.base_url:
        return {}
    return sitemaps(
        [
            (url, _changed(source, planner))
            for url, source in sources.items()
            if source.maker not in _UNLISTED
        ],
        planner.site,
    )


def _graphs(planner: Planner, _: Sources) -> dict[str, bytes]:
    return graph_files(planner.views, planner.site)


def _bibliographies(planner: Planner, _: Sources) -> dict[str, bytes]:
    return bibliographies(planner.corpus, planner.graph)


def _for_models(planner: Planner, sources: Sources) -> dict[str, bytes]:
    home = planner.page(sources[_HOME])
    assert isinstance(home, HomePage)
    lacking = {ATOM} if not news(planner, sources) else set()
    lacking |= set() if used_works(planner.corpus, planner.graph) else {CSL_JSON, BIBTEX}
    return {LLMS: llms_txt(home, [name for name in _WHAT if name not in lacking])}


EXPORTS: Mapping[str, Callable[[Planner, Sources], dict[str, bytes]]] = {
    "feeds": _feeds,
    "sitemaps": _sitemaps,
    "graphs": _graphs,
    "bibliographies": _bibliographies,
    "models": _for_models,
}
"""What makes the files that are made from the whole site, by the name of what they are made together with."""


def _changed(source: PageSource, planner: Planner) -> str:
    """The day when a page last changed, as ``YYYY-MM-DD``; empty when it does not say."""
    path = planner.corpus.introductions.get(source.subject, "") if source.maker == "topic" else source.subject
    return max(planner.views.dates(path)) if source.maker in _DATED and path else ""


def news(planner: Planner, sources: Sources) -> tuple[str, ...]:
    """The paths of the lines that feeds tell of. There are none without the address of the site, because
    entries are known by theirs.
    """

    def found() -> tuple[str, ...]:
        lines = ((url, source.subject) for url, source in sources.items() if source.maker == "line")
        dates = ((url, path, planner.views.dates(path)) for url, path in lines)
        return tuple(newest((max(days), days[0], url, path) for url, path, days in dates))

    return planner.graph.memo.get(("news", ""), found) if planner.site.feeds else ()


def line_in_feed(path: str, planner: Planner) -> FeedLine:
    """What feeds tell of the line at ``path``."""

    def told() -> FeedLine:
        page = planner.page(PageSource("line", path))
        assert isinstance(page, LinePage)
        return feed_line(page)

    return planner.graph.memo.get(("line in feed", path), told)


def llms_txt(home: HomePage, files: Sequence[str]) -> bytes:
    """What there is on the site, for language models (https://llmstxt.org); ``files`` are the names of those
    that hold its data.
    """
    site = home.site

    def listed(title: str, entries: Sequence[Entry], whole: str) -> list[str]:
        """A section with links to twins, the last to the page that lists them all."""
        if not entries:
            return []
        items = [_entry(entry, address(site, "")) for entry in entries]
        return [
            f"## {title}",
            "\n".join([*items, f"- {link('All of them', address(site, f'{whole}/index.md'))}"]),
        ]

    parts = [f"# {plain(site.title)}", f"> {plain(site.description)}" if site.description else ""]
    parts.append("Every page has a Markdown twin: the same address with .md in place of .html.")
    parts += (
        listed("Inquiring lines", home.lines, "lines")
        + listed("Topics", home.topics, "topics")
        + listed("Notes", home.notes, "notes")
    )
    data = [f"- {link(name, address(site, name))}: {what}" for name, what in _WHAT.items() if name in files]
    parts += ["## Optional", "\n".join(data)]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def _entry(entry: Entry, root: str) -> str:
    summary = plain(text(entry.summary))
    twin_address = f"{root}{entry.href.removesuffix('.html')}.md"
    return f"- {link(inline(entry.title, root), twin_address)}{': ' if summary else ''}{summary}"

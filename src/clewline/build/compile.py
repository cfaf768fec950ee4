"""Compilation: from content to a site, without touching any file."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import starmap

from clewline.build.cache import Cache
from clewline.build.connect import connect, formatted
from clewline.build.renew import Renewal
from clewline.build.replan import Outline, audited
from clewline.content.loader import Content
from clewline.corpus.assemble import Corpus
from clewline.corpus.graph import CitationGraph
from clewline.diagnostics.diagnostic import Checked, Diagnostic, in_order
from clewline.engine.parallel import Progress, in_batches, silent
from clewline.output.search import FINDABLE, SearchEntry, search_entry, search_files
from clewline.output.site_files import export_files
from clewline.pages.models import Page
from clewline.pages.planner import Planner
from clewline.pages.routes import PageSource, page_list, site_view
from clewline.settings.config import Config
from clewline.theme.beside import beside
from clewline.theme.beside.social import can_draw
from clewline.theme.render import Artifact, render
from clewline.theme.theme import Theme, check_theme


@dataclass(frozen=True, slots=True)
class Site:
    """A compiled site: its corpus and graph, what each of its pages is made from (by address), the pages that
    were made, the bytes of every file that does not come from an attachment, the attachments to be published
    (path in the content by path in the output), and all that was found. ``kept`` are the files that stay as
    they are in the output, ``failed`` the pages whose templates failed.
    """

    corpus: Corpus
    graph: CitationGraph
    sources: Mapping[str, PageSource]
    pages: tuple[Page, ...]
    files: dict[str, bytes]
    kept: frozenset[str]
    failed: tuple[str, ...]
    attachments: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]


def compile_site(
    content: Content,
    config: Config,
    theme: Theme,
    executor: Executor | None = None,
    progress: Progress = silent,
) -> Site:
    """The site that ``content`` makes, without touching any file. ``config.drafts`` decides whether drafts
    are part of it.
    """
    return made(outlined(content, config, executor, progress), content.diagnostics, theme, executor, progress)


def outlined(
    content: Content,
    config: Config,
    executor: Executor | None = None,
    progress: Progress = silent,
    cache: Cache | None = None,
) -> Outline:
    """All that is known of the site that ``content`` makes before a page is planned."""
    connected = connect(content, config, executor, progress, cache)
    corpus = connected.corpus
    entries = formatted(corpus, config, executor, progress, cache)
    site = site_view(corpus, config.title, config.description, config.language, config.base_url, can_draw())
    return Outline(connected, entries, site, page_list(corpus, site.sections))


def made(
    outline: Outline,
    found: Sequence[Diagnostic],
    theme: Theme,
    executor: Executor | None,
    progress: Progress,
    renewal: Renewal | None = None,
) -> Site:
    """The site of an outline, these things having been ``found`` in its files before they were parsed; with a
    ``renewal``, only what is due is made.
    """
    connected, _, _, sources = outline
    corpus, graph = outline.corpus, outline.graph
    planner, due = (renewal.planner, renewal.due) if renewal else (outline.planner(), outline.whole())
    pages: list[Page] = []
    stale: list[Page] = []

    def planned() -> Iterator[Page]:
        """The pages to be rendered, each as soon as it is planned."""
        for source in (source for url, source in sources.items() if url in due.pages):
            pages.append(planner.page(source))
            progress("plan", len(pages), len(due.pages))
            if renewal is None or renewal.is_stale(pages[-1]):
                stale.append(pages[-1])
                yield pages[-1]

    rendered = in_batches(
        partial(_render_batch, theme), planned(), executor, lambda done: progress("render", done, len(stale))
    )
    audits = {path: audited(path, planner) for path in corpus.documents if path in due.audits}
    files = dict(theme.assets) | {
        artifact.url: artifact.data for checked in rendered for artifact in checked.value
    }
    files |= renewal.exports() | renewal.search(pages) if renewal else site_files(planner, sources)
    kept = renewal.kept(stale) - files.keys() if renewal else frozenset()
    failed = tuple(checked.value[0].url for checked in rendered if checked.diagnostics)
    audit = (
        renewal.audits(audits)
        if renewal
        else [finding for findings in audits.values() for finding in findings]
    )
    faults = [diagnostic for checked in rendered for diagnostic in checked.diagnostics]
    everything = in_order([*found, *connected.diagnostics(), *check_theme(theme), *audit, *faults])
    return Site(
        corpus, graph, sources, tuple(pages), files, kept, failed, connected.attachments(), everything
    )


def site_files(planner: Planner, sources: Mapping[str, PageSource]) -> dict[str, bytes]:
    """The files that the site as a whole gives rise to, beside its pages: what programs read, and what can be
    searched for.
    """
    memo = planner.graph.memo

    def found(source: PageSource) -> SearchEntry | None:
        return memo.get(("found", source), lambda: search_entry(planner.page(source)))

    findable = (source for source in sources.values() if source.maker in FINDABLE)
    return export_files(planner, sources) | search_files(
        entry for source in findable if (entry := found(source))
    )


def _render_batch(theme: Theme, pages: Sequence[Page]) -> list[Checked[tuple[Artifact, ...]]]:
    """The file of each page, followed by those that stand beside it."""
    rendered = [(page, render(page, theme)) for page in pages]
    return [
        Checked((artifact, *starmap(Artifact, beside(page).items())), found)
        for page, (artifact, found) in rendered
    ]

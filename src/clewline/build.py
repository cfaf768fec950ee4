"""The build: the stages one after another.

scan → parse* → assemble → link* → plan → render* → publish        (* each item alone, in batches, on any executor)
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import starmap
from pathlib import Path

from clewline.batches import in_batches
from clewline.cache import NO_OUTCOME, Cache, Outcome, key_of
from clewline.config import Config
from clewline.connect import Progress, connect, file_key, formatted, silent
from clewline.corpus import Corpus
from clewline.diagnostic import Checked, Diagnostic, in_order
from clewline.exports import beside, can_draw, export_files
from clewline.graph import CitationGraph
from clewline.inventory import PageSource, page_list, site_view
from clewline.linker import TargetKind
from clewline.loader import Content, Selection, read_attachment, scan
from clewline.pages import Page
from clewline.plan import Planner
from clewline.publish import Published, present_files, publish
from clewline.render import Artifact, render
from clewline.renew import Last, Renewal
from clewline.replan import Outline, audited
from clewline.search import FINDABLE, SearchEntry, search_entry, search_files
from clewline.suppress import MARK, Comments, comments_in
from clewline.theme import Theme, check_theme, load_theme


@dataclass(frozen=True, slots=True)
class Site:
    """A compiled site: its corpus and graph, what each of its pages is made from (by address), the pages that were made, the bytes of every
    file that does not come from an attachment, the attachments to be published (path in the content by path in the output), and all that
    was found. ``kept`` are the files that stay as they are in the output, ``failed`` the pages whose templates failed.
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


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: how many pages the site has, what was written, all that was found, the comments that suppress some of it, and a
    word on the cache if there is one.
    """

    pages: int
    published: Published
    diagnostics: tuple[Diagnostic, ...]
    comments: Comments
    note: str = ""


def compile_site(content: Content, config: Config, theme: Theme, executor: Executor | None = None, progress: Progress = silent) -> Site:
    """The site that ``content`` makes, without touching any file. ``config.drafts`` decides whether drafts are part of it."""
    outline, found = outlined(content, config, executor, progress)
    return _made(outline, (*content.diagnostics, *found), theme, executor, progress)


def outlined(
    content: Content, config: Config, executor: Executor | None = None, progress: Progress = silent, cache: Cache | None = None
) -> Checked[Outline]:
    """All that is known of the site that ``content`` makes before a page is planned, and what was found in it."""
    (corpus, graph), found = connect(content, config, executor, progress, cache)
    entries = formatted(corpus, config, executor, progress, cache)
    site = site_view(corpus, config.title, config.description, config.language, config.base_url, can_draw())
    return Checked(Outline(corpus, graph, entries, site, page_list(corpus, site.sections)), found)


def _made(
    outline: Outline,
    found: Sequence[Diagnostic],
    theme: Theme,
    executor: Executor | None,
    progress: Progress,
    renewal: Renewal | None = None,
) -> Site:
    """The site of an outline in which these things were ``found``; with a ``renewal``, only what is due is made."""
    corpus, graph, _, _, sources = outline
    planner, due = (renewal.planner, renewal.due) if renewal else (outline.planner(), outline.whole())
    pages = [planner.page(source) for url, source in sources.items() if url in due.pages]
    audits = {path: audited(path, planner) for path in corpus.documents if path in due.audits}
    stale = renewal.stale(pages) if renewal else pages
    rendered = in_batches(partial(_render_batch, theme), stale, executor, lambda done: progress("render", done, len(stale)))
    files = dict(theme.assets) | {artifact.url: artifact.data for checked in rendered for artifact in checked.value}
    files |= renewal.exports() | renewal.search(pages) if renewal else site_files(planner, sources)
    kept = renewal.kept(stale) - files.keys() if renewal else frozenset()
    failed = tuple(checked.value[0].url for checked in rendered if checked.diagnostics)
    audit = renewal.audits(audits) if renewal else [finding for findings in audits.values() for finding in findings]
    faults = [diagnostic for checked in rendered for diagnostic in checked.diagnostics]
    everything = in_order([*found, *check_theme(theme), *audit, *faults])
    return Site(corpus, graph, sources, tuple(pages), files, kept, failed, attachments_of(corpus, graph), everything)


def site_files(planner: Planner, sources: Mapping[str, PageSource]) -> dict[str, bytes]:
    """The files that the site as a whole gives rise to, beside its pages: what programs read, and what can be searched for."""
    memo = planner.graph.memo

    def found(source: PageSource) -> SearchEntry | None:
        return memo.get(("found", source), lambda: search_entry(planner.page(source)))

    findable = (source for source in sources.values() if source.maker in FINDABLE)
    return export_files(planner, sources) | search_files(entry for source in findable if (entry := found(source)))


def build(
    root: Path, out: Path, config: Config, executor: Executor | None = None, progress: Progress = silent, cache: Cache | None = None
) -> BuildReport:
    """Builds the site at ``root`` into ``out``. Raises `OSError` and the exceptions of `clewline.publish.publish`."""
    content = scan(root, selection(root, out, config))
    theme = load_theme(root / "templates")
    digests = {file.source.path: file_key(file, config) for file in content.files} if cache else {}
    inputs = _inputs(root, content, config, theme, digests) if cache else ""
    last = _last(cache, out, digests) if cache else None
    if last and last.outcome.inputs == inputs and len(last.present) == len(last.outcome.files):
        return BuildReport(last.outcome.pages, Published(0, len(last.present), 0), last.outcome.diagnostics, comments_of(content))
    outline, found = outlined(content, config, executor, progress, cache)
    renewal = Renewal(outline, theme, last) if last else None
    site = _made(outline, (*content.diagnostics, *found), theme, executor, progress, renewal)
    attached = {url: data for url, path in site.attachments.items() if (data := read_attachment(root, path)) is not None}
    progress("publish", 0, 1)
    published = publish(out, {**site.files, **attached}, site.kept)
    if renewal:
        # Only now: a cache must not vouch for output that it has not seen published.
        renewal.keep(inputs, published, site.diagnostics, site.failed)
    return BuildReport(len(site.sources), published, site.diagnostics, comments_of(content))


def _last(cache: Cache, out: Path, digests: Mapping[str, str]) -> Last:
    """What the last build into ``out`` left."""
    place = str(out.resolve())
    outcome = cache.known("record", [place], Outcome).get(place, NO_OUTCOME)
    return Last(cache, place, outcome, present_files(out, outcome.files), digests)


def comments_of(content: Content) -> Comments:
    """The comments in ``content`` that suppress findings."""
    held = (file.source for file in content.files if MARK in file.source.data)
    return comments_in({source.path: source.data.decode("utf-8", "replace") for source in held})


def _inputs(root: Path, content: Content, config: Config, theme: Theme, digests: Mapping[str, str]) -> str:
    """A digest of all that goes into a build; attachments, which are not read, are known by their inode's times."""
    attached = []
    for attachment in content.attachments:
        with suppress(OSError):
            status = os.lstat(root / attachment.path)
            attached.append((attachment.path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
    looks = (theme.templates, theme.assets, theme.catalogues)
    return key_of(digests, attached, content.attachments, content.diagnostics, repr(config), looks)


def selection(root: Path, out: Path, config: Config) -> Selection:
    """Which files below ``root`` count as content: not those of the output folder."""
    inside = os.path.relpath(out.resolve(), root.resolve()).replace(os.sep, "/")
    return Selection(config.content.by_kind(), config.ignore, inside)


def with_overrides(config: Config, base_url: str | None = None, drafts: bool | None = None) -> Config:
    """``config`` with what the command line says instead."""
    if base_url is not None:
        config = replace(config, base_url=base_url.rstrip("/"))
    return replace(config, drafts=drafts) if drafts is not None else config


def _render_batch(theme: Theme, pages: Sequence[Page]) -> list[Checked[tuple[Artifact, ...]]]:
    """The file of each page, followed by those that stand beside it."""
    rendered = [(page, render(page, theme)) for page in pages]
    return [Checked((artifact, *starmap(Artifact, beside(page).items())), found) for page, (artifact, found) in rendered]


def attachments_of(corpus: Corpus, graph: CitationGraph) -> dict[str, str]:
    """The attachments that published documents lead to: path in the content, by path in the output."""
    used = {target.key for found in graph.targets.values() for target in found if target.kind is TargetKind.ATTACHMENT}
    return {corpus.urls[path]: path for path in sorted(used)}

"""The build: the stages one after another.

scan → parse* → assemble → link* → plan → render* → publish        (* each item alone, in batches, on any executor)
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from clewline.audit import audit
from clewline.batches import in_batches
from clewline.bibliography import DEFAULT_STYLE, format_entry
from clewline.cache import Cache, Outcome, at, key_of
from clewline.config import Config
from clewline.corpus import Corpus, assemble
from clewline.diagnostic import Checked, Diagnostic, in_order
from clewline.exports import beside, beside_urls, can_draw, export_files
from clewline.graph import CitationGraph, build_graph
from clewline.inventory import site_view
from clewline.linker import TargetKind, link_document
from clewline.loader import Content, ContentFile, Selection, read_attachment, scan
from clewline.model import Parsed
from clewline.pages import Page
from clewline.parse import parse
from clewline.plan import plan
from clewline.publish import Published, present_files, publish
from clewline.reasons import page_key, reason
from clewline.render import Artifact, render
from clewline.search import search_entry, search_files
from clewline.suppress import MARK, Comments, comments_in
from clewline.text import digest
from clewline.theme import Theme, check_theme, load_theme

Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how many of its items are done, and how many there are."""


def silent(stage: str, done: int, total: int) -> None:
    """The progress of a build that nobody watches."""


@dataclass(frozen=True, slots=True)
class Site:
    """A compiled site: its corpus and graph, its pages, the bytes of every file that does not come from an attachment, the attachments
    to be published (path in the content by path in the output), and all that was found. ``kept`` are the pages that stay as they are in the
    output; ``keys`` are those of the others for the cache, by address, empty for what must be rendered again in any case; ``reasons`` say
    why those are rendered again that were there before.
    """

    corpus: Corpus
    graph: CitationGraph
    pages: tuple[Page, ...]
    files: dict[str, bytes]
    kept: frozenset[str]
    keys: dict[str, str]
    reasons: dict[str, str]
    attachments: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]


class Last(NamedTuple):
    """What the last build left: its cache, the output folder, and the files there that are as they were published."""

    cache: Cache
    place: str
    present: frozenset[str]

    def keys(self, pages: Iterable[Page]) -> dict[str, str]:
        """The key that each of ``pages`` had, by address, as far as it is known."""
        places = {at(self.place, page.url): page.url for page in pages}
        return {places[there]: key for there, key in self.cache.texts("rendered", list(places)).items()}

    def has(self, page: Page) -> bool:
        """Whether the files of ``page`` are still there."""
        return page.url in self.present and all(url in self.present for url in beside_urls(page))


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


def compile_site(
    content: Content,
    config: Config,
    theme: Theme,
    executor: Executor | None = None,
    progress: Progress = silent,
    last: Last | None = None,
) -> Site:
    """The site that ``content`` makes, without touching any file. ``config.drafts`` decides whether drafts are part of it.

    Pages that are what they were in the ``last`` build are not rendered again if their files are still there.
    """
    cache = last.cache if last else None
    (corpus, graph), faults = connect(content, config, executor, progress, cache)
    found = [*content.diagnostics, *check_theme(theme), *faults]
    entries = _entries(corpus, config, executor, progress, cache)
    site = site_view(corpus, config.title, config.description, config.language, config.base_url, can_draw())
    pages = plan(corpus, graph, entries, site)
    found += [finding for path in corpus.documents for finding in audit(path, corpus, graph, site.sections)]
    keys = {page.url: page_key(page, theme) for page in pages} if last else {}
    before = last.keys(pages) if last else {}
    stale = [page for page in pages if not (last and last.has(page) and before.get(page.url) == keys[page.url])]
    rendered = in_batches(partial(_render_batch, theme), stale, executor, lambda done: progress("render", done, len(stale)))
    found += [diagnostic for checked in rendered for diagnostic in checked.diagnostics]
    sound = {checked.value[0].url for checked in rendered if not checked.diagnostics}
    made = {page.url: keys[page.url] if page.url in sound else "" for page in stale} if last else {}
    reasons = {page.url: reason(before[page.url], keys[page.url], page) for page in stale if page.url in before}
    files = dict(theme.assets) | {artifact.url: artifact.data for checked in rendered for artifact in checked.value}
    files |= site_files(corpus, graph, pages, config)
    kept = frozenset(url for page in pages for url in (page.url, *beside_urls(page))) - files.keys()
    return Site(corpus, graph, pages, files, kept, made, reasons, attachments_of(corpus, graph), in_order(found))


def site_files(corpus: Corpus, graph: CitationGraph, pages: Sequence[Page], config: Config) -> dict[str, bytes]:
    """The files that the site as a whole gives rise to, beside its pages: what programs read, and what can be searched for."""
    return export_files(corpus, graph, pages) | search_files(entry for page in pages if (entry := search_entry(page)))


def connect(
    content: Content, config: Config, executor: Executor | None = None, progress: Progress = silent, cache: Cache | None = None
) -> Checked[tuple[Corpus, CitationGraph]]:
    """The corpus and the citation graph of ``content``."""
    parsed = parse_files(content.files, config, executor, progress, cache)
    found = [diagnostic for checked in parsed for diagnostic in checked.diagnostics]
    corpus, faults = assemble([checked.value for checked in parsed], content.attachments, config.drafts)
    found += faults
    targets = {}
    for path, document in corpus.documents.items():
        targets[path], faults = link_document(document, corpus)
        found += faults
    return Checked((corpus, build_graph(corpus, targets)), tuple(found))


def build(
    root: Path, out: Path, config: Config, executor: Executor | None = None, progress: Progress = silent, cache: Cache | None = None
) -> BuildReport:
    """Builds the site at ``root`` into ``out``. Raises `OSError` and the exceptions of `clewline.publish.publish`."""
    content = scan(root, selection(root, out, config))
    theme = load_theme(root / "templates")
    inputs = _inputs(root, content, config, theme) if cache else ""
    place = str(out.resolve())
    last = cache.outcome(place) if cache else None
    intact = present_files(out, last.files) if last else frozenset()
    if last and last.inputs == inputs and len(intact) == len(last.files):
        return BuildReport(last.pages, Published(0, len(intact), 0), last.diagnostics, comments_of(content))
    site = compile_site(content, config, theme, executor, progress, Last(cache, place, intact) if cache else None)
    attached = {url: data for url, path in site.attachments.items() if (data := read_attachment(root, path)) is not None}
    progress("publish", 0, 1)
    published = publish(out, {**site.files, **attached}, site.kept)
    if cache:
        # Only now: a cache must not vouch for output that it has not seen published.
        there = [at(place, page.url) for page in site.pages]
        cache.keep_texts("rendered", {at(place, url): key for url, key in site.keys.items()}, there)
        cache.keep_texts("reasons", {at(place, url): why for url, why in site.reasons.items()}, there)
        cache.keep_outcome(place, Outcome(inputs, len(site.pages), dict(published.states), site.diagnostics))
    return BuildReport(len(site.pages), published, site.diagnostics, comments_of(content))


def comments_of(content: Content) -> Comments:
    """The comments in ``content`` that suppress findings."""
    held = (file.source for file in content.files if MARK in file.source.data)
    return comments_in({source.path: source.data.decode("utf-8", "replace") for source in held})


def _inputs(root: Path, content: Content, config: Config, theme: Theme) -> str:
    """A digest of all that goes into a build; attachments, which are not read, are known by their inode's times."""
    attached = []
    for attachment in content.attachments:
        with suppress(OSError):
            status = os.lstat(root / attachment.path)
            attached.append((attachment.path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
    sources = [(file.source.path, file.kind, digest(file.source.data)) for file in content.files]
    looks = (theme.templates, theme.assets, theme.catalogues)
    return key_of(sources, attached, content.attachments, content.diagnostics, repr(config), looks)


def selection(root: Path, out: Path, config: Config) -> Selection:
    """Which files below ``root`` count as content: not those of the output folder."""
    inside = os.path.relpath(out.resolve(), root.resolve()).replace(os.sep, "/")
    return Selection(config.content.by_kind(), config.ignore, inside)


def with_overrides(config: Config, base_url: str | None = None, drafts: bool | None = None) -> Config:
    """``config`` with what the command line says instead."""
    if base_url is not None:
        config = replace(config, base_url=base_url.rstrip("/"))
    return replace(config, drafts=drafts) if drafts is not None else config


def parse_files(
    files: Sequence[ContentFile],
    config: Config,
    executor: Executor | None = None,
    progress: Progress = silent,
    cache: Cache | None = None,
) -> list[Checked[Parsed]]:
    """What each of ``files`` holds, in their order."""
    keys = [key_of(file.source.path, file.kind, config.language, file.source.data) for file in files] if cache else []
    known = cache.parsed(keys) if cache else {}
    fresh = [file for file, key in zip(files, keys, strict=True) if key not in known] if cache else files
    made = in_batches(partial(_parse_batch, config.language), fresh, executor, lambda done: progress("parse", done, len(fresh)))
    if cache is None:
        return made
    new = dict(zip([key for key in keys if key not in known], made, strict=True))
    cache.keep_parsed(new, keys)
    return [known[key] if key in known else new[key] for key in keys]


def _parse_batch(language: str, files: Sequence[ContentFile]) -> list[Checked[Parsed]]:
    return [parse(file.source, file.kind, language) for file in files]


def _render_batch(theme: Theme, pages: Sequence[Page]) -> list[Checked[tuple[Artifact, ...]]]:
    """The file of each page, followed by those that stand beside it."""
    rendered = [(page, render(page, theme)) for page in pages]
    return [Checked((artifact, *starmap(Artifact, beside(page).items())), found) for page, (artifact, found) in rendered]


def _format_batch(style: str, language: str, records: Sequence[str]) -> list[str]:
    return [format_entry(record, style, language) for record in records]


def _entries(corpus: Corpus, config: Config, executor: Executor | None, progress: Progress, cache: Cache | None) -> dict[str, str]:
    """The formatted entry of each reference, by key."""
    style = config.style or DEFAULT_STYLE
    keys = {key: key_of(style, config.language, reference.csl) for key, reference in corpus.references.items()}
    known = cache.texts("entries", list(keys.values())) if cache else {}
    fresh = [key for key in keys if keys[key] not in known]
    records = [corpus.references[key].csl for key in fresh]
    work = partial(_format_batch, style, config.language)
    made = in_batches(work, records, executor, lambda done: progress("format", done, len(fresh)))
    new = {keys[key]: entry for key, entry in zip(fresh, made, strict=True)}
    if cache:
        cache.keep_texts("entries", new, keys.values())
    return {key: known[digested] if digested in known else new[digested] for key, digested in keys.items()}


def attachments_of(corpus: Corpus, graph: CitationGraph) -> dict[str, str]:
    """The attachments that published documents lead to: path in the content, by path in the output."""
    used = {target.key for found in graph.targets.values() for target in found if target.kind is TargetKind.ATTACHMENT}
    return {corpus.urls[path]: path for path in sorted(used)}

"""The build: the stages one after another.

scan → parse* → assemble → link* → plan → render* → publish        (* each item alone, in batches, on any executor)
"""

import os
from collections.abc import Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from clewline.batches import Progress, silent
from clewline.cache import NO_OUTCOME, Cache, Last, Outcome, file_key, key_of
from clewline.config import Config
from clewline.diagnostic import Diagnostic
from clewline.loader import Content, Selection, read_attachment, scan
from clewline.publish import Published, present_files, publish
from clewline.suppress import MARK, Comments, comments_in
from clewline.theme import Theme, load_theme


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: how many pages the site has, what was written, all that was found, and the comments that suppress some of it."""

    pages: int
    published: Published
    diagnostics: tuple[Diagnostic, ...]
    comments: Comments


def build(
    root: Path, out: Path, config: Config, executor: Executor | None = None, progress: Progress = silent, cache: Cache | None = None
) -> BuildReport:
    """Builds the site at ``root`` into ``out``. Raises `OSError` and the exceptions of `clewline.publish.publish`."""
    content = scan(root, selection(root, out, config))
    theme = load_theme(root / "templates")
    digests = {file.source.path: file_key(file, config.language) for file in content.files} if cache else {}
    inputs = _inputs(root, content, config, theme, digests) if cache else ""
    last = _last(cache, out, digests) if cache else None
    if last and last.outcome.inputs == inputs and len(last.present) == len(last.outcome.files):
        return BuildReport(last.outcome.pages, Published(0, len(last.present), 0), last.outcome.diagnostics, comments_of(content))
    # A build without changes needs none of this, and ends before it would be loaded.
    from clewline.compile import made, outlined
    from clewline.recall import recall, remember
    from clewline.renew import Renewal

    outline = (last and recall(content, config, last)) or outlined(content, config, executor, progress, cache)
    renewal = Renewal(outline, theme, last) if last else None
    site = made(outline, content.diagnostics, theme, executor, progress, renewal)
    attached = {url: data for url, path in site.attachments.items() if (data := read_attachment(root, path)) is not None}
    progress("publish", 0, 1)
    kept = {path: last.outcome.files[path] for path in site.kept} if last else {}
    published = publish(out, {**site.files, **attached}, kept)
    if renewal and last:
        # Only now: a cache must not vouch for output that it has not seen published.
        renewal.keep(inputs, published, site.diagnostics, site.failed)
        remember(outline, content, config, last)
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

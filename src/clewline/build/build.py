"""The build: the stages one after another.

scan → parse* → assemble → link* → plan → render* → publish        (* each item alone, in batches, on any
executor)
"""

import os
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from clewline.build.cache import NO_OUTCOME, Cache, Last, Outcome, file_key, key_of
from clewline.content.loader import Content, Selection, read_file, scan
from clewline.content.stat_cache import Sighting, Sightings
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.diagnostics.suppress import MARK, Comments, comments_in
from clewline.engine.parallel import Progress, silent
from clewline.output.publish import Published, present_files, publish
from clewline.settings.config import Config
from clewline.text.digest import digest
from clewline.theme.theme import Theme, load_theme

_SIGHTINGS = "files"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: how many pages the site has, what was written, all that was found, and the comments
    that suppress some of it.
    """

    pages: int
    published: Published
    diagnostics: tuple[Diagnostic, ...]
    comments: Comments


def build(
    root: Path,
    out: Path,
    config: Config,
    executor: Executor | None = None,
    progress: Progress = silent,
    cache: Cache | None = None,
) -> BuildReport:
    """Builds the site at ``root`` into ``out``. Raises `OSError` and the exceptions of
    `clewline.output.publish.publish`.
    """
    chosen = selection(root, out, config)
    sightings = _sightings(cache)
    content = scan(root, chosen, sightings=sightings)
    theme = load_theme(root / "templates")
    last = _last(cache, out, content, config) if cache else None
    inputs = _inputs(root, content, config, theme, last, sightings) if last else ""
    if cache and sightings.is_new():
        cache.keep("sightings", {_SIGHTINGS: sightings.seen}, ())
    if last and last.outcome.inputs == inputs and len(last.present) == len(last.outcome.files):
        return BuildReport(
            last.outcome.pages,
            Published(0, len(last.present), 0),
            last.outcome.diagnostics,
            comments_of(content),
        )
    # A build without changes needs none of this, and ends before it would be loaded.
    from clewline.build.compile import made, outlined
    from clewline.build.connect import studied
    from clewline.build.recall import recall, remember
    from clewline.build.renew import Renewal

    outline = recall(content, config, last, partial(read_file, root)) if last else None
    if outline is None:
        if last and any(file.digest for file in content.files):  # not all of them were read
            content = scan(root, chosen)
            last = last._replace(digests=_digests(content, config))
            inputs = _inputs(root, content, config, theme, last, sightings)
        outline = outlined(content, config, executor, progress, cache)
    theme = studied(theme, cache) if cache else theme
    renewal = Renewal(outline, theme, last) if last else None
    site = made(outline, content.diagnostics, theme, executor, progress, renewal)
    states = {
        url: sightings.seen[path].state for url, path in site.attachments.items() if path in sightings.seen
    }
    same = {
        url
        for url, state in states.items()
        if last and last.outcome.attached.get(url) == state and url in last.present
    }
    changed = {url: path for url, path in site.attachments.items() if url not in same}
    attached = {url: data for url, path in changed.items() if (data := read_file(root, path)) is not None}
    progress("publish", 0, 1)
    kept = {path: last.outcome.files[path] for path in site.kept | same} if last else {}
    published = publish(out, {**site.files, **attached}, kept)
    if renewal and last:
        # Only now: a cache must not vouch for output that it has not seen published.
        renewal.keep(inputs, published, site.diagnostics, site.failed, states)
        remember(outline, content, config, last)
    return BuildReport(len(site.sources), published, site.diagnostics, comments_of(content))


def _sightings(cache: Cache | None) -> Sightings:
    """What is remembered of the files of the site."""
    known = cache.known("sightings", [_SIGHTINGS], dict[str, Sighting]) if cache else {}
    return Sightings(known.get(_SIGHTINGS, {}), MARK)


def _last(cache: Cache, out: Path, content: Content, config: Config) -> Last:
    """What the last build into ``out`` left."""
    place = str(out.resolve())
    outcome = cache.known("record", [place], Outcome).get(place, NO_OUTCOME)
    return Last(cache, place, outcome, present_files(out, outcome.files), _digests(content, config))


def _digests(content: Content, config: Config) -> dict[str, str]:
    """The digest of what each file is parsed from."""
    return {file.source.path: file_key(file, config.language) for file in content.files}


def comments_of(content: Content) -> Comments:
    """The comments in ``content`` that suppress findings."""
    held = (file.source for file in content.files if MARK in file.source.data)
    return comments_in({source.path: source.data.decode("utf-8", "replace") for source in held})


def _inputs(
    root: Path, content: Content, config: Config, theme: Theme, last: Last, sightings: Sightings
) -> str:
    """A digest of all that goes into a build. Attachments are known by their states; those that have just
    been changed, by their bytes.
    """
    seen = sightings.seen
    attached = [
        seen[path] if path in seen else digest(read_file(root, path) or b"")
        for path, *_ in content.attachments
    ]
    looks = (theme.templates, theme.assets, theme.catalogues, theme.links)
    return key_of(last.digests, attached, content.attachments, content.diagnostics, repr(config), looks)


def selection(root: Path, out: Path, config: Config) -> Selection:
    """Which files below ``root`` count as content: not those of the output folder."""
    inside = os.path.relpath(out.resolve(), root.resolve()).replace(os.sep, "/")
    return Selection(config.content.by_kind(), config.ignore, inside)


def with_overrides(config: Config, base_url: str | None = None, drafts: bool | None = None) -> Config:
    """``config`` with what the command line says instead."""
    if base_url is not None:
        config = replace(config, base_url=base_url.rstrip("/"))
    return replace(config, drafts=drafts) if drafts is not None else config

"""The build: the present content in, all that is due asked for, the output published."""

from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from clewline.build.selection import selection
from clewline.content.loader import Content, scan
from clewline.content.selection import Survey, survey
from clewline.content.stat_cache import Sighting, Sightings
from clewline.content.stat_cache import State as FileState
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.diagnostics.suppress import MARK, Comments, comments_in
from clewline.engine.codec import NONE, digest_of
from clewline.engine.meter import Meter
from clewline.engine.parallel import Progress, silent
from clewline.engine.regular_file import open_regular
from clewline.engine.store import FileStore
from clewline.output.publish import Draft, Drafts, File, Published, drafts, present_files, publish
from clewline.output.publish import State as OutputState
from clewline.settings.config import Config
from clewline.text.digest import digest, digest_of_file
from clewline.theme.theme import Theme, load_theme


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: how many pages the site has, what was written, all that was found, the comments that
    suppress some of it, and what was taken as content.
    """

    pages: int
    published: Published
    diagnostics: tuple[Diagnostic, ...]
    comments: Comments
    survey: Survey


class UnitRecord(NamedTuple):
    """What was published of a page, or of other files that are made together: the digest of them all, their
    paths, what their templates gave rise to, and why they were made again when they last were.
    """

    digest: bytes
    paths: tuple[str, ...]
    faults: tuple[Diagnostic, ...] = ()
    reason: str = ""


class Record(NamedTuple):
    """What the last build into a folder did: the digest of all that went in, how many pages came out, the
    state of each file in the output, what was found, what was made by name, and the states that attachments
    were in when they were read, by their address.
    """

    inputs: bytes
    pages: int
    files: dict[str, OutputState]
    diagnostics: tuple[Diagnostic, ...]
    units: dict[str, UnitRecord]
    attached: dict[str, FileState]


NO_RECORD = Record(NONE, 0, {}, (), {}, {})


def build(
    root: Path,
    out: Path,
    config: Config,
    executor: Executor | None = None,
    progress: Progress = silent,
    store: FileStore | None = None,
    meter: Meter | None = None,
    jobs: int = 1,
) -> BuildReport:
    """Builds the site at ``root`` into ``out``; ``meter`` is told of each stage. Pages are made by ``jobs``
    processes; with 0, by the workers of the executor. Raises `OSError` and the exceptions of
    `clewline.output.publish.publish`.
    """
    meter = meter or Meter()
    meter.begin("scan")
    chosen = selection(root, out, config)
    seen = store.get(_sightings_name(out), dict[str, Sighting]) if store else None
    sightings = Sightings(seen or {}, MARK)
    content = scan(root, chosen, sightings=sightings)
    taken = survey((file.kind for file in content.files), content.left_out, chosen)
    theme = load_theme(root / "templates")
    last = record_of(store, out)
    present = present_files(out, last.files)
    inputs = _inputs(root, content, config, theme, sightings) if store else NONE
    if store and sightings.is_new():
        store.put(_sightings_name(out), sightings.seen)
    if store and last.inputs == inputs and len(present) == len(last.files):
        unchanged = Published(0, len(present), 0)
        return BuildReport(last.pages, unchanged, last.diagnostics, comments_of(content), taken)
    # A build without changes needs none of this, and ends before it would be loaded.
    from clewline.build.making import Making, opened_site

    site = opened_site(root, content, theme, config, store, executor, progress, meter, is_shared=jobs != 1)
    with drafts(out) as room:
        making = Making(site, last.units, present, room, progress, jobs, executor if jobs == 0 else None)
        meter.begin("pages")
        files: dict[str, File] = {**making.files()}
        meter.begin("findings")
        attachments, diagnostics = site.attachments(), making.diagnostics()
        states = {
            url: sightings.seen[path].state for url, path in attachments.items() if path in sightings.seen
        }
        same = {url for url, state in states.items() if last.attached.get(url) == state and url in present}
        fresh = {url: _copied(root, path, room) for url, path in attachments.items() if url not in same}
        files |= dict(theme.assets) | {url: draft for url, draft in fresh.items() if draft}
        progress("publish", 0, 1)
        meter.begin("publish")
        kept = {path: last.files[path] for path in making.kept | same if path not in files}
        published = publish(out, files, kept)
    if store:
        meter.begin("keep")
        # Only now: a store must not vouch for output that it has not seen published.
        store.save(site.db)
        whole = Record(inputs, len(site.pages), dict(published.states), diagnostics, making.units, states)
        store.put(_record_name(out), whole)
    meter.begin()
    return BuildReport(len(site.pages), published, diagnostics, comments_of(content), taken)


def _copied(root: Path, path: str, room: Drafts) -> Draft | None:
    """The draft of an attachment; None when it is gone by now."""
    with suppress(OSError), open_regular(root, path) as file:
        return room.copy(file) if file else None
    return None


def record_of(store: FileStore | None, out: Path) -> Record:
    """What the last build into ``out`` did."""
    found: Record | None = store.get(_record_name(out), Record) if store else None
    return found or NO_RECORD


def _record_name(out: Path) -> str:
    return f"record-{digest(str(out.resolve()).encode())}"


def _sightings_name(out: Path) -> str:
    return f"sightings-{digest(str(out.resolve()).encode())}"


def comments_of(content: Content) -> Comments:
    """The comments in ``content`` that suppress findings."""
    held = (file.source for file in content.files if MARK in file.source.data)
    return comments_in({source.path: source.data.decode("utf-8", "replace") for source in held})


def _inputs(root: Path, content: Content, config: Config, theme: Theme, sightings: Sightings) -> bytes:
    """A digest of all that goes into a build. Attachments are known by their states; those that have just
    been changed, by their bytes.
    """
    seen = sightings.seen
    files = [(file.source.path, file.kind, file.digest or digest(file.source.data)) for file in content.files]
    reviews = [(file.source.path, file.digest or digest(file.source.data)) for file in content.reviews]
    attached = [seen[path] if path in seen else _digest_of(root, path) for path, *_ in content.attachments]
    looks = (theme.templates, theme.assets, theme.catalogues, theme.links)
    return digest_of(
        (files, reviews, attached, content.attachments, content.diagnostics, repr(config), looks)
    )


def _digest_of(root: Path, path: str) -> str:
    """The digest of an attachment; empty when it is gone by now."""
    with suppress(OSError), open_regular(root, path) as file:
        return digest_of_file(file) if file else ""
    return ""

"""What a build has to make: whatever is stale, lost, or was published in another state."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from clewline.build.ahead import parse_ahead
from clewline.build.build import UnitRecord
from clewline.build.reasons import TOUCHED, reason
from clewline.build.site import Made, Site
from clewline.content.loader import Content, ContentFile, read_content
from clewline.diagnostics.diagnostic import Diagnostic, in_order
from clewline.engine.database import Database
from clewline.engine.meter import Meter
from clewline.engine.nodes import Key, Kind
from clewline.engine.parallel import Progress
from clewline.engine.store import FileStore
from clewline.output.site_files import EXPORTS
from clewline.settings.config import Config
from clewline.text.digest import digest
from clewline.text.spans import SourceFile
from clewline.theme.theme import Theme


def opened_site(
    root: Path,
    content: Content,
    theme: Theme,
    config: Config,
    store: FileStore | None,
    executor: Executor | None,
    progress: Progress,
    meter: Meter | None = None,
    recording: bool = True,
) -> Site:
    """The site that ``content`` makes, over what is in the store."""
    meter = meter or Meter()
    meter.begin("store")
    site = Site(Database(store, recording and store is not None), lambda file: whole_file(root, file))
    if store:
        store.take(site.db)
    site.update(content, theme, config)
    meter.begin("parse")
    parse_ahead(site.living, executor, progress)
    meter.begin("tables")
    site.db.settle()
    len(site.pages)
    return site


def whole_file(root: Path, file: ContentFile) -> ContentFile:
    """A file with its bytes, which need not have been read so far. Raises `OSError`."""
    if not file.digest:
        return file
    data = read_content(root, file.source.path)
    if data is None or digest(data) != file.digest:
        raise OSError(f"{file.source.path} was changed while the site was being built: build once more")
    return ContentFile(SourceFile(file.source.path, data), file.kind)


class Unit(NamedTuple):
    """Files that are made together: a name, the query that makes them and its key."""

    name: str
    kind: Kind
    key: Key
    make: Callable[[], Made]


class Making:
    """The making of what is due of ``site``, where the output holds ``before`` and of that the files that are
    ``present``.
    """

    def __init__(
        self, site: Site, before: Mapping[str, UnitRecord], present: frozenset[str], progress: Progress
    ) -> None:
        self._site = site
        self._before = before
        self._present = present
        self._progress = progress
        self.units: dict[str, UnitRecord] = {}
        self.kept: set[str] = set()
        """The files that stay in the output as they are."""

    def files(self) -> dict[str, bytes]:
        """The files that are due."""
        files: dict[str, bytes] = {}
        units = list(units_of(self._site))
        for done, unit in enumerate(units):
            before = self._before.get(unit.name)
            why = reason(self._site.db, unit.kind, unit.key)
            stale = self._site.db.is_stale(unit.kind, unit.key)
            lost = before is None or not self._present.issuperset(before.paths)
            if (
                before
                and not stale
                and not lost
                and self._site.db.digest(unit.kind, unit.key) == before.digest
            ):
                self.units[unit.name] = before
                self.kept.update(before.paths)
                continue
            made = unit.make()
            files |= made.files
            why = "" if before is None else why or TOUCHED
            mark = self._site.db.digest(unit.kind, unit.key)
            self.units[unit.name] = UnitRecord(mark, tuple(made.files), made.faults, why)
            self._site.db.forget(unit.kind, unit.key)
            self._progress("render", done, len(units))
        return files

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that there is to be found, in order."""
        faults = (fault for unit in self.units.values() for fault in unit.faults)
        return in_order([*self._site.content_diagnostics(), *faults])


def units_of(site: Site) -> Iterator[Unit]:
    """All that the output is made of, beside attachments and the assets of the theme."""
    made, export, part = (site.db.kind(name) for name in ("made", "export", "search_part"))
    for url, key in site.pages.items():
        yield Unit(url, made, key, partial(site.made, key))
    for name in EXPORTS:
        yield Unit(f"export {name}", export, name, partial(_exported, site, name))
    for name, number in site.search.parts():
        yield Unit(f"search {name} {number}", part, (name, number), partial(_searched, site, name, number))


def _exported(site: Site, name: str) -> Made:
    return Made(site.exports.export(name), ())


def _searched(site: Site, name: str, number: int) -> Made:
    return Made(site.search.search_part(name, number), ())

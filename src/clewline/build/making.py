"""What a build has to make: whatever is stale, lost, or was published in another state."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from clewline.build.afar import is_made_alone, made_afar
from clewline.build.ahead import parse_ahead
from clewline.build.build import Record, UnitRecord
from clewline.build.reasons import TOUCHED, reason
from clewline.build.site import Made, Site
from clewline.build.units import Unit, stages_of
from clewline.content.loader import Content, Held, read_content, read_file
from clewline.diagnostics.diagnostic import Diagnostic, in_order
from clewline.engine.between import Parted
from clewline.engine.database import Database
from clewline.engine.meter import Meter
from clewline.engine.parallel import Progress
from clewline.engine.shares import CAN_FORK, in_shares
from clewline.engine.store import FileStore
from clewline.output.publish import Draft, Drafts, present_files
from clewline.settings.config import Config
from clewline.text.digest import digest
from clewline.text.spans import SourceFile
from clewline.theme.theme import Theme

_MANY = 256
"""Of fewer units, one process makes all: to begin another costs more."""


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
    is_shared: bool = False,
) -> Site:
    """The site that ``content`` makes, over what is in the store. Where the work ``is_shared`` by processes,
    all that they have to tell each other is kept, at least in memory.
    """
    meter = meter or Meter()
    meter.begin("store")
    kept = Parted(store) if is_shared and not (store and recording) else store
    db = Database(kept, is_shared or (recording and store is not None))
    site = Site(db, partial(whole_file, root))
    if store:
        store.take(site.db)
    site.update(content, theme, config)
    meter.begin("parse")
    parse_ahead(site.living, executor, progress)
    meter.begin("tables")
    site.db.settle()
    len(site.pages)
    return site


def whole_file(root: Path, file: Held) -> Held:
    """A file with its bytes, which need not have been read so far. Raises `OSError`."""
    if not file.digest:
        return file
    data = read_content(root, file.source.path)
    if data is None or digest(data) != file.digest:
        raise OSError(f"{file.source.path} was changed while the site was being built: build once more")
    return file._replace(source=SourceFile(file.source.path, data), digest="")


class _Result(NamedTuple):
    """What was made, written down, and its digest."""

    files: dict[str, Draft]
    faults: tuple[Diagnostic, ...]
    digest: bytes


class Making:
    """The making of what is due of ``site``, where the output holds ``before`` and of that the files that are
    ``present``. Where there is much to make, it is shared: by ``jobs`` processes that are forked from this
    one, or else by the workers of ``executor``. What is made is written to ``drafts``.
    """

    def __init__(
        self,
        site: Site,
        before: Mapping[str, UnitRecord],
        present: frozenset[str],
        drafts: Drafts,
        progress: Progress,
        jobs: int = 1,
        executor: Executor | None = None,
    ) -> None:
        self._site = site
        self._drafts = drafts
        self._before = before
        self._present = present
        self._progress = progress
        self._jobs = jobs
        self._executor = executor
        self._why: dict[str, str] = {}
        self.units: dict[str, UnitRecord] = {}
        self.kept: set[str] = set()
        """The files that stay in the output as they are."""

    def files(self) -> dict[str, Draft]:
        """The files that are due."""
        files: dict[str, Draft] = {}
        for units in stages_of(self._site):
            due = [unit for unit in units if self._is_due(unit)]
            for done, (unit, result) in enumerate(self._made(due), 1):
                files |= result.files
                paths = tuple(result.files)
                why = self._why.get(unit.name, "")
                self.units[unit.name] = UnitRecord(result.digest, paths, result.faults, why)
                self._progress("render", done, len(due))
        return files

    def _is_due(self, unit: Unit) -> bool:
        """Whether ``unit`` has to be made; else its files are kept."""
        before, db = self._before.get(unit.name), self._site.db
        why = reason(db, db.kind(unit.query), unit.key)
        kept = _is_kept(db, unit, before, self._present)
        if before is None:
            return True
        if kept:
            self.units[unit.name] = before
            self.kept.update(before.paths)
            return False
        self._why[unit.name] = why or TOUCHED
        return True

    def _made(self, due: Sequence[Unit]) -> Iterator[tuple[Unit, _Result]]:
        """What is made of each unit."""
        if self._jobs > 1 and len(due) >= _MANY and CAN_FORK:
            for place, result in in_shares(self._site.db, due, self._make, _Result, self._jobs):
                yield due[place], result
            return
        for unit, made, state in made_by(self._site, due, self._executor):
            yield unit, self._drafted(made, state)

    def _make(self, unit: Unit) -> _Result:
        made = unit.make(self._site)
        return self._drafted(made, unit.digest(self._site.db))

    def _drafted(self, made: Made, state: bytes) -> _Result:
        files = {path: self._drafts.add(data) for path, data in made.files.items()}
        return _Result(files, made.faults, state)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that there is to be found, in order."""
        faults = (fault for unit in self.units.values() for fault in unit.faults)
        return in_order([*self._site.content_diagnostics(), *faults])


def made_by(site: Site, due: Sequence[Unit], executor: Executor | None) -> Iterator[tuple[Unit, Made, bytes]]:
    """What is made of each unit, and the digest of it: by the workers of ``executor``, where there is much
    that they can make well, the rest here.
    """
    rest = due
    if executor and len(due) >= _MANY:
        alone = [unit for unit in due if is_made_alone(unit)]
        for place, made, state in made_afar(site, alone, executor):
            yield alone[place], made, state
        rest = [unit for unit in due if not is_made_alone(unit)]
    for unit in rest:
        yield unit, unit.make(site), unit.digest(site.db)


def _is_kept(db: Database, unit: Unit, before: UnitRecord | None, present: frozenset[str]) -> bool:
    """Whether the files of ``unit`` are in the output as they would be made."""
    stale = unit.is_stale(db)
    return (
        before is not None
        and not stale
        and present.issuperset(before.paths)
        and unit.digest(db) == before.digest
    )


def whole_site(site: Site, out: Path, last: Record, executor: Executor | None = None) -> Made:
    """Every file of a site but its attachments, and all that there is to be found, in order. What the
    ``last`` build into ``out`` left there as it would be made is read, and not made again; the rest is shared
    by the workers of ``executor``, where there is much of it.
    """
    present = present_files(out, last.files)
    files, faults = dict(site.theme.assets), list[Diagnostic]()
    for units in stages_of(site):
        due: list[Unit] = []
        for unit in units:
            before = last.units.get(unit.name)
            kept = _read(out, before.paths) if before and _is_kept(site.db, unit, before, present) else None
            if before is None or kept is None:
                due.append(unit)
            else:
                files |= kept
                faults += before.faults
        for _, made, _ in made_by(site, due, executor):
            files |= made.files
            faults += made.faults
    return Made(files, in_order([*site.content_diagnostics(), *faults]))


def _read(out: Path, paths: Sequence[str]) -> dict[str, bytes] | None:
    """The files at these paths below ``out``; None if one is gone by now."""
    found = {path: read_file(out, path) for path in paths}
    whole = {path: data for path, data in found.items() if data is not None}
    return whole if len(whole) == len(found) else None

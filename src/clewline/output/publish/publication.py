"""A publication: from the files of a site to its output folder."""

import errno
import os
import stat
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from filelock import FileLock, Timeout

from clewline.engine.state_dir import MANIFEST
from clewline.output.publish.drafts import Draft, File, file_bytes, file_digest, file_size, lock_of, put
from clewline.output.publish.folder import NEW, NOTHING, Listing, above, align, clear, folders_of, listed
from clewline.output.publish.foreign_files import move_over, take_back
from clewline.output.publish.in_place import replace_files
from clewline.output.publish.manifest import STAGE, manifest_bytes, read_manifest
from clewline.output.publish.output import Busy, OutputRefused, State, file_states
from clewline.output.publish.swap import exchange

_NO_FILES: Mapping[str, State] = MappingProxyType({})


class Published(NamedTuple):
    """What a publication did: files written, left as they were, and removed; and the states of all files of
    the site afterwards.
    """

    written: int
    unchanged: int
    removed: int
    states: Mapping[str, State] = _NO_FILES


def publish(
    out: Path,
    files: Mapping[str, File],
    kept: Mapping[str, State] = _NO_FILES,
    exchange: Callable[[Path, Path], bool] = exchange,
    wait: float = 10,
) -> Published:
    """Makes ``out`` hold exactly ``files`` (by path) and those of its own that are ``kept``, beside what
    others put there.

    The files that are kept are known to be in these states. ``exchange`` exchanges two folders or says that
    it cannot. Another build is waited for, ``wait`` seconds long. Raises `Busy` when it goes on,
    `OutputRefused` when a file of somebody else stands where one of ours must, `OSError` when the disk does
    not play along; the old site then still stands, or the new one when only the tidying up failed.
    """
    lock = lock_of(out)
    try:
        with FileLock(lock, timeout=wait):
            return _Publication(out, lock.parent, exchange).publish(files, kept)
    except Timeout:
        raise Busy(f"another build is publishing to {out}") from None


class _Publication:
    """A publication to ``out`` by way of folders in ``beside``. Nobody else is at it."""

    def __init__(self, out: Path, beside: Path, exchange: Callable[[Path, Path], bool]) -> None:
        self._out, self._twin, self._stage = out, beside / f"{out.name}.twin", beside / f"{out.name}.stage"
        self._exchange = exchange
        take_back(self._stage, out)
        if (out / STAGE).is_dir() and not (out / STAGE).is_symlink():
            clear(out / STAGE)
        self._old = read_manifest(out)
        self._there = listed(out) if out.is_dir() else NOTHING

    def publish(self, files: Mapping[str, File], kept: Mapping[str, State]) -> Published:
        """See the function `publish`."""
        out, old = self._out, self._old
        new = {path: file_digest(file) for path, file in files.items()} | {
            path: old.get(path, "") for path in kept
        }
        self._check_room(new)
        states = {**kept, **self._unchanged(files, new)}
        changed = {path: file for path, file in files.items() if path not in states}
        gone = [path for path in old if path not in new]
        if changed or gone or not new:
            self._check_there(states)
            if not self._replace_whole(changed, gone, manifest_bytes(new)):
                self._tidy()
                out.mkdir(exist_ok=True)
                replace_files(out, changed, gone, manifest_bytes(new | old), manifest_bytes(new))
        elif os.path.lexists(self._twin):
            self._renew_twin(self._there)
        return Published(len(changed), len(states), len(gone), {**states, **file_states(out, changed)})

    def _check_room(self, new: Collection[str]) -> None:
        """Raises `OutputRefused` when something that is not ours stands where one of the ``new`` files, or a
        folder for it, must.
        """
        there = self._there
        foreign = [path for path in there.files if path not in self._old and path != MANIFEST]
        folders = folders_of(new) if foreign else ()
        for path in (*foreign, *there.empty):
            if (
                path in new
                or (path in folders and path in there.files)
                or any(folder in new for folder in above(path))
            ):
                place = self._out / path
                raise OutputRefused(
                    f"{place} was not made by Clewline and stands where the site needs "
                    f"a place: move it out of {self._out}"
                )

    def _unchanged(self, files: Mapping[str, File], new: Mapping[str, str]) -> dict[str, State]:
        """The states of those of ``files`` that are in the output already."""
        likely = [path for path in files if path in self._there.files and self._old.get(path) == new[path]]
        states = file_states(self._out, likely)
        return {
            path: state
            for path, state in states.items()
            if state[0] == file_size(files[path]) and _holds(self._out / path, files[path])
        }

    def _check_there(self, states: Mapping[str, State]) -> None:
        """Raises `OSError` when one of the files that stay has gone meanwhile."""
        for path in states.keys() - self._there.files.keys():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), os.fspath(self._out / path))

    def _replace_whole(self, changed: Mapping[str, File], gone: Collection[str], manifest: bytes) -> bool:
        """The way with an exchange; False, and nothing has happened, where it leads nowhere."""
        out, twin, stage, first = self._out, self._twin, self._stage, not self._there.folders
        try:
            held = self._usable_twin(first)
            if held is None:
                return False
            want = self._staying(changed, gone)
            linked = align(twin, held, out, want)
            for path, file in {**changed, MANIFEST: manifest}.items():
                put(file, twin / path)
            if first:
                twin.rename(out)
            else:
                twin.rename(stage)
                if not self._exchange(stage, out):
                    self._take_out(stage, changed)
                    return False
        except BaseException as error:
            if isinstance(error, OSError) and error.errno == errno.EXDEV:
                self._take_out(stage if stage.exists() else twin, changed)
                return False
            with suppress(OSError):
                self._tidy()
            raise
        if not first:
            self._next_twin(want, changed, linked)
        elif self._new_twin():
            self._renew_twin(listed(out))
        return True

    def _take_out(self, site: Path, changed: Mapping[str, File]) -> None:
        """Moves drafts back to where they were, out of a ``site`` that does not come to be."""
        for path, file in changed.items():
            if isinstance(file, Draft) and not Path(file.place).exists():
                (site / path).rename(file.place)

    def _usable_twin(self, first: bool) -> Listing | None:
        """What the twin holds that there is, or else a new one; None where it could not be exchanged with the
        output.
        """
        there, twin = self._there, self._twin
        if there.disk is None and not first:
            return None  # a disk within the output would not come along
        held = NOTHING
        if not twin.is_symlink():
            with suppress(OSError):
                held = listed(twin)
        if first or not held.sound or not there.sound or held.disk != there.disk:
            clear(twin)
            if first:
                twin.mkdir()
            elif not self._new_twin():
                return None
            held = listed(twin)
        return held if first or held.disk == there.disk else None

    def _new_twin(self) -> bool:
        """Makes a twin that is empty; False where folders cannot be exchanged."""
        self._twin.mkdir()
        self._stage.mkdir()
        can = self._exchange(self._twin, self._stage)
        self._stage.rmdir()
        if not can:
            self._twin.rmdir()
        return can

    def _staying(self, changed: Collection[str], gone: Collection[str]) -> Listing:
        """What of the output is to be in the new site, with the folders for what has ``changed``."""
        there = self._there
        files = dict(there.files)
        for path in (*changed, *gone, MANIFEST):
            files.pop(path, None)
        folders = folders_of(changed)
        # Only where files go, folders may go.
        folders |= (
            folders_of((*files, *(f"{folder}/" for folder in there.empty))) if gone else there.folders.keys()
        )
        return there._replace(
            files=files, folders={folder: there.folders.get(folder, NEW) for folder in folders}
        )

    def _next_twin(self, want: Listing, changed: Collection[str], linked: bool) -> None:
        """Makes the next twin from what is in the stage, once this is the old site. The new one is ``want``
        and what has ``changed``.
        """
        out, twin, stage = self._out, self._twin, self._stage
        held = listed(stage)
        late = move_over(stage, held, self._old, out, self._there)
        equal = linked and held.sound and self._there.sound
        try:
            if equal:
                held = listed(stage) if late else held
                twin.mkdir()
                for name in [
                    path
                    for path in (*held.files, *held.folders)
                    if "/" not in path and path not in ("", MANIFEST)
                ]:
                    (stage / name).rename(twin / name)
                late += take_back(stage, out, self._old)
                held.files.pop(MANIFEST, None)
                held.folders[""] = stat.S_IMODE(twin.stat().st_mode)
                fresh = {path: os.lstat(out / path).st_ino for path in (*changed, MANIFEST)}
                equal = align(
                    twin, held, out, listed(out) if late else want._replace(files=want.files | fresh)
                )
        except OSError:
            equal = False
        if not equal:
            self._tidy()

    def _renew_twin(self, want: Listing) -> None:
        """Makes the twin equal to the output, which is ``want``, or takes it away."""
        equal = False
        with suppress(OSError):
            held = listed(self._twin) if not self._twin.is_symlink() else NOTHING
            equal = (
                held.sound
                and want.sound
                and held.disk == want.disk is not None
                and align(self._twin, held, self._out, want)
            )
        if not equal:
            self._tidy()

    def _tidy(self) -> None:
        """Takes away the folders beside the output."""
        take_back(self._stage, self._out)
        clear(self._twin)


def _holds(path: Path, file: File) -> bool:
    """Whether there is a file with the same bytes at ``path``."""
    try:
        return path.read_bytes() == file_bytes(file)
    except OSError:
        return False

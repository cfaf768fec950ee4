"""What is not believed at once: headers that are half typed, and files that are empty for a moment."""

import time
from bisect import bisect_left
from collections.abc import Callable, Collection
from pathlib import Path

from clewline.content.front_matter import parse_front_matter
from clewline.content.guards import is_guard
from clewline.content.header import FrontMatter
from clewline.content.loader import Content, ContentFile
from clewline.content.parse import decode
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.text.names import is_markdown
from clewline.text.spans import SourceFile

_LOSING = ("front-matter-syntax", "front-matter-limit")
"""The findings in a header after which fields are missing that the author has written."""

_PIECE = 128
"""Files compared at once."""

A_WHILE = 0.5
"""Seconds after which a file that is empty is taken to be meant so."""


class Headers:
    """Documents whose header cannot be read at present. They are shown as they last were with one that could
    be.

    A header loses its fields while it is typed, and with the title, the topics and the aliases of a note not
    only its own page falls apart. A header that says more of who may see the document than it did is never
    set aside.
    """

    def __init__(self) -> None:
        self._last = Content((), (), ())
        self._held: dict[str, tuple[SourceFile, tuple[Diagnostic, ...]]] = {}

    def faults(self, path: str) -> tuple[Diagnostic, ...]:
        """What is wrong with the header of the document at ``path``, if it is shown as it last was."""
        return self._held[path][1] if path in self._held else ()

    def all_faults(self) -> list[Diagnostic]:
        """The same for all documents."""
        return [fault for _, faults in self._held.values() for fault in faults]

    def hold(self, now: Content) -> Content:
        """``now``, with documents as they last were where their headers are broken."""
        for place, last in _differing(self._last, now):
            source = now.files[place].source
            held = self._held.pop(source.path, None)
            good = held[0] if held else last.source if last else None
            if good and is_markdown(source.path) and (faults := _faults_of(source, good)):
                self._held[source.path] = good, faults
        self._last = now
        files = list(now.files)
        for path, (good, _) in list(self._held.items()):
            place = bisect_left(files, path, key=lambda file: file.source.path)
            if place < len(files) and files[place].source.path == path:
                files[place] = ContentFile(good, files[place].kind)
            else:
                del self._held[path]
        return now._replace(files=tuple(files)) if self._held else now


def _differing(before: Content, now: Content) -> list[tuple[int, ContentFile | None]]:
    """The places in the files of ``now`` of those that are not what they were, each with what the file was
    ``before``.
    """
    old, new = before.files, now.files
    if len(old) == len(new):
        pieces = [range(start, min(start + _PIECE, len(new))) for start in range(0, len(new), _PIECE)]
        pieces = [piece for piece in pieces if old[piece.start : piece.stop] != new[piece.start : piece.stop]]
        pairs = [(place, old[place]) for piece in pieces for place in piece if old[place] != new[place]]
        if all(last.source.path == new[place].source.path for place, last in pairs):
            return list(pairs)
    known = {file.source.path: file for file in old}
    return [
        (place, known.get(file.source.path))
        for place, file in enumerate(new)
        if known.get(file.source.path) != file
    ]


def _faults_of(source: SourceFile, good: SourceFile) -> tuple[Diagnostic, ...]:
    """What is wrong with the header of ``source``, if ``good`` is to be shown in its place; nothing if it is
    not.
    """
    header, faults = _read(source)
    if not faults:
        return ()
    last, wrong = _read(good)
    return () if wrong or not _guards(header) <= _guards(last) else faults


def _read(source: SourceFile) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """The header of a file, and the faults by which fields are lost."""
    header, found = parse_front_matter(decode(source, []), source.path)
    return header, tuple(fault for fault in found if fault.code in _LOSING)


def _guards(header: FrontMatter) -> set[tuple[str, tuple[str, ...]]]:
    """What a header says of who may see the document."""
    read = (
        (key.lower(), tuple(value.text for value in field.values)) for key, field in header.fields.items()
    )
    return {(key, values) for key, values in read if is_guard(key)}


class Emptied:
    """Files that are empty for the moment: many programs empty a file before they write it, and some pause
    between the two.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since: dict[str, float] = {}

    @property
    def waiting(self) -> frozenset[str]:
        """The paths that are to be looked at again."""
        return frozenset(self._since)

    def settled(self, root: Path, paths: Collection[str]) -> set[str]:
        """Those of ``paths`` that can be read now: all but files that have been empty for less than
        `A_WHILE`.
        """
        now = self._clock()
        ready = set()
        for path in paths:
            if not _is_empty(root / path):
                self._since.pop(path, None)
            elif now - self._since.setdefault(path, now) < A_WHILE:
                continue
            ready.add(path)
        for path in ready:
            self._since.pop(path, None)
        return ready


def _is_empty(file: Path) -> bool:
    try:
        return file.is_file() and file.stat().st_size == 0
    except OSError:
        return False

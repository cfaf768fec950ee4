"""The loader: which files of a site folder are content, and what is in them. The only reader of content."""

import os
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatchcase
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from clewline.content import gitignore
from clewline.content.drawing import DRAWINGS, fault_of_drawing
from clewline.content.model import Attachment, Kind
from clewline.content.selection import KIND_FOLDERS, LeftOut, Rules, Selection, is_review
from clewline.content.stat_cache import Sightings
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.engine.regular_file import read_regular
from clewline.text.limits import (
    ATTACHMENT_BYTES,
    BIBLIOGRAPHY_BYTES,
    DOCUMENT_BYTES,
    DRAWING_BYTES,
    RETRACTIONS_BYTES,
)
from clewline.text.names import DOCUMENTS, is_document
from clewline.text.spans import SourceFile, file_start

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_HEADER = 256 * 1024
_OPTION = re.compile(r"--?[A-Za-z]")
_CONTROL = re.compile(r"[\x00-\x1f]")


class ContentFile(NamedTuple):
    """One content file and what it is read as. Where it was not read, as its bytes are known, there is the
    ``digest`` of them instead.
    """

    source: SourceFile
    kind: Kind
    digest: str = ""


class ReviewFile(NamedTuple):
    """The record of a review. Where it was not read, there is the ``digest`` of its bytes instead."""

    source: SourceFile
    digest: str = ""


Held = TypeVar("Held", ContentFile, ReviewFile)


class Content(NamedTuple):
    """All that was found below a site folder, in the order of paths; and what rules left out."""

    files: tuple[ContentFile, ...]
    attachments: tuple[Attachment, ...]
    diagnostics: tuple[Diagnostic, ...]
    left_out: tuple[LeftOut, ...] = ()
    reviews: tuple[ReviewFile, ...] = ()


def scan(
    root: Path,
    selection: Selection,
    known: Mapping[str, bytes] = MappingProxyType({}),
    sightings: Sightings | None = None,
) -> Content:
    """The content below ``root``. Raises `OSError` when the folder itself cannot be read.

    A file that is ``known`` is not read again if it is still there, nor is one that by its ``sightings``
    nobody has touched.
    """
    files: list[ContentFile] = []
    attachments: list[Attachment] = []
    reviews: list[ReviewFile] = []
    found: list[Diagnostic] = []
    rules = Rules(root, selection)
    for path, entry in _walk(root, "", rules, rules.git, found):
        kind = kind_of(path, selection.globs)
        place = _Place(root, path, entry)
        listed = path == selection.retractions
        if is_review(path, selection):
            review = _held(place, known, sightings, found)
            reviews += [ReviewFile(*review)] if review else []
        elif listed or _is_content(path, kind):
            kind = Kind.REFERENCE if listed else kind
            file = _content_file(place, kind, known, sightings, found)
            files += [file] if file else []
        elif not _may_be_content(path):
            attachments.append(_attachment(place, sightings, found))
    files.sort(key=lambda file: file.source.path)
    if selection.retractions and all(file.source.path != selection.retractions for file in files):
        found.append(_no_retractions(selection.retractions))
    found += rules.diagnostics()
    reviews.sort(key=lambda review: review.source.path)
    return Content(tuple(files), tuple(sorted(attachments)), tuple(found), rules.left_out(), tuple(reviews))


def _no_retractions(path: str) -> Diagnostic:
    message = f"there is no list of retractions {path} among the content, though the settings name it"
    hint = "put it there, or take `retractions` out of the settings"
    return Diagnostic("retractions-missing", message, file_start(path), hint)


def kind_of(path: str, globs: Mapping[Kind, tuple[str, ...]]) -> Kind:
    """What the file at ``path`` is read as: by the globs when there are any, else by its name (``@key.md``
    annotates a reference) and the nearest folder that names a kind.
    """
    for kind, patterns in globs.items():
        if any(fnmatchcase(path, pattern) for pattern in patterns):
            return kind
    if path.lower().endswith((".bib", ".json")):
        return Kind.REFERENCE
    if path.lower().endswith(".canvas"):
        return Kind.NOTE
    *folders, name = path.split("/")
    if name.startswith("@"):
        return Kind.REFERENCE
    return next((KIND_FOLDERS[name] for name in reversed(folders) if name in KIND_FOLDERS), Kind.NOTE)


def _is_content(path: str, kind: Kind) -> bool:
    return is_document(path) or (kind is Kind.REFERENCE and _may_be_content(path))


def _may_be_content(path: str) -> bool:
    return path.lower().endswith((*DOCUMENTS, ".bib", ".json"))


def _walk(
    folder: Path, prefix: str, rules: Rules, git: gitignore.Ignored, found: list[Diagnostic]
) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Every regular file below ``folder``, by name; links are never followed, and each that is passed over is
    reported.
    """
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        if not prefix:
            raise
        message = f"the folder {prefix} cannot be read: {error.strerror}"
        found.append(Diagnostic("file-unreadable", message, file_start(prefix), "check its permissions"))
        return
    if any(entry.name == gitignore.NAME for entry in entries):
        git = git.within(rules.root, prefix)
    for entry in entries:
        path = prefix + entry.name
        if rules.leave_out(path, entry, git):
            continue
        try:
            path.encode()
        except UnicodeEncodeError:
            shown = path.encode("utf-8", "backslashreplace").decode()
            found.append(
                Diagnostic("path-name", f"the name {shown} is not text", file_start(shown), "rename it")
            )
            continue
        if entry.is_symlink():
            found.append(
                Diagnostic(
                    "path-symlink",
                    f"{path} is a link, and was not followed",
                    file_start(path),
                    "put the file itself here",
                )
            )
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, f"{path}/", rules, rules.git_below(path, git), found)
        elif entry.is_file(follow_symlinks=False):
            if _may_be_content(path) and (fault := _fault_of_name(entry.name)):
                found.append(
                    Diagnostic("path-name", f"the name {path!r} {fault}", file_start(path), "rename it")
                )
            else:
                yield path, entry
        else:
            found.append(
                Diagnostic(
                    "file-unreadable",
                    f"{path} is a pipe, a socket or a device, and was not opened",
                    file_start(path),
                    "put the file itself here",
                )
            )


def _fault_of_name(name: str) -> str:
    """What is wrong with the name of a file, as the end of a sentence."""
    if _CONTROL.search(name):
        return "holds control characters"
    return "begins as an option of a command does" if _OPTION.match(name) else ""


class _Place(NamedTuple):
    """Where a file was found: the site folder, its path below it, and what the file system said of it."""

    root: Path
    path: str
    entry: "os.DirEntry[str]"


def read_file(root: Path, path: str) -> bytes | None:
    """The bytes of a file of the content; None when it has gone meanwhile or is no longer a regular file."""
    try:
        return read_regular(root, path)
    except OSError:
        return None


def read_content(root: Path, path: str) -> bytes | None:
    """What `scan` reads of the content file at ``path``; None as for `read_file`."""
    try:
        return read_regular(root, path, _most_bytes(path))
    except OSError:
        return None


def _most_bytes(path: str) -> int:
    """As many bytes of a content file as show what it says, or that it is too large."""
    if is_document(path):
        return DOCUMENT_BYTES + 1
    return (RETRACTIONS_BYTES if path.lower().endswith(".csv") else BIBLIOGRAPHY_BYTES) + 1


def _read(place: _Place, most: int, found: list[Diagnostic]) -> bytes | None:
    """The first ``most`` bytes of a file that was found; None, and a diagnostic, when it cannot be read."""
    path = place.path
    try:
        return read_regular(place.root, path, most)
    except OSError as error:
        found.append(
            Diagnostic(
                "file-unreadable",
                f"{path} cannot be read: {error.strerror}",
                file_start(path),
                "check its permissions",
            )
        )
        return None


def _content_file(
    place: _Place,
    kind: Kind,
    known: Mapping[str, bytes],
    sightings: Sightings | None,
    found: list[Diagnostic],
) -> ContentFile | None:
    """A file that is read as ``kind``; None when it cannot be read or is none of ours after all."""
    held = _held(place, known, sightings, found)
    return ContentFile(held[0], kind, held[1]) if held else None


def _held(
    place: _Place, known: Mapping[str, bytes], sightings: Sightings | None, found: list[Diagnostic]
) -> tuple[SourceFile, str] | None:
    """A file with its bytes, or with their digest if nobody has touched it; None as for `_content_file`."""
    path = place.path
    if sightings and (untouched := sightings.untouched(path, place.entry)) and untouched.digest:
        return SourceFile(path, b""), untouched.digest
    data = known.get(path) or _read(place, _most_bytes(path), found)
    if data is None or (path.lower().endswith(".json") and not _is_bibliography(data)):
        return None
    if sightings:
        sightings.note_content(path, data)
    return SourceFile(path, data), ""


def _is_bibliography(data: bytes) -> bool:
    from clewline.content.bibliography import is_csl_json  # a library that few builds need

    return is_csl_json(data)


def _attachment(place: _Place, sightings: Sightings | None, found: list[Diagnostic]) -> Attachment:
    """A file that documents may show."""
    if sightings and (untouched := sightings.untouched(place.path, place.entry)) and untouched.attachment:
        return untouched.attachment
    faults = len(found)
    attachment = _looked_at(place, found)
    if sightings and len(found) == faults:
        sightings.note_attachment(place.path, attachment)
    return attachment


def _looked_at(place: _Place, found: list[Diagnostic]) -> Attachment:
    """An attachment by its content; a drawing that is more than a picture is not to be published, nor what no
    address can name.
    """
    path = place.path
    if fault := _fault_of_name(place.entry.name):
        return Attachment(path, fault=f"its name {fault}")
    if place.entry.stat(follow_symlinks=False).st_size > ATTACHMENT_BYTES:
        return Attachment(path, fault=f"it is larger than {ATTACHMENT_BYTES:,} bytes")
    if path.lower().endswith(DRAWINGS):
        data = _read(place, DRAWING_BYTES + 1, found) or b""
        return Attachment(path, *_pixels(data), fault_of_drawing(data))
    return (
        Attachment(path, *_pixels(_read(place, _HEADER, found) or b""))
        if path.lower().endswith(_IMAGES)
        else Attachment(path)
    )


def _pixels(data: bytes) -> tuple[int, int]:
    """Width and height of an image by its header; 0 and 0 when they cannot be told."""
    import imagesize

    width, height = imagesize.get(BytesIO(data))
    return max(round(width), 0), max(round(height), 0)


def rescan(root: Path, selection: Selection, content: Content, paths: Collection[str]) -> Content:
    """``content`` after changes to ``paths`` (files or folders below the root): what `scan` would give now,
    without reading the rest again.

    ``content`` must have been made with the same selection.
    """
    files = list(content.files)
    for path in paths:
        place = bisect_left(files, path, key=lambda file: file.source.path)
        try:
            there = place < len(files) and files[place].source.path == path
            data = read_regular(root, path, _most_bytes(path)) if there else None
        except OSError:
            data = None
        if data is None or path.lower().endswith(".json"):
            break
        files[place] = ContentFile(SourceFile(path, data), files[place].kind)
    else:
        return content._replace(files=tuple(files))
    changed = frozenset(paths)
    sources = [file.source for file in content.files] + [file.source for file in content.reviews]
    return scan(
        root,
        selection,
        {path: data for path, data in sources if not changed.intersection(_with_folders(path))},
    )


def _with_folders(path: str) -> Iterator[str]:
    """``path`` and every folder that it lies in."""
    while path:
        yield path
        path = path.rpartition("/")[0]

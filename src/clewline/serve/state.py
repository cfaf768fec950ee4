"""The site as the server shows it: always the present content, the last good page while a template is
broken.
"""

import gc
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Executor
from pathlib import Path

from clewline.build.ahead import parse_ahead
from clewline.build.selection import selection, with_overrides
from clewline.build.site import Rendered, Site
from clewline.check.history import History
from clewline.check.reviewing import LineReview, Past, line_review
from clewline.content import states
from clewline.content.loader import Content, read_file, rescan, scan
from clewline.content.model import Kind
from clewline.content.selection import Survey, survey
from clewline.content.states import may_count
from clewline.diagnostics.diagnostic import Diagnostic, Severity
from clewline.engine.database import Database
from clewline.engine.parallel import Progress, silent
from clewline.engine.store import FileStore
from clewline.serve.last_good import Emptied, Headers
from clewline.serve.priority_lock import Turns
from clewline.serve.shown import Change, Shown, Tell, Watched, Work, tell_nobody
from clewline.settings.config import Config, severity_of
from clewline.settings.load import load_config
from clewline.theme.theme import load_theme

_SETTINGS = ("clewline.toml", "pyproject.toml")
_MOST_WATCHED = 200
_TOLD_AT_ONCE = 16
"""Pages that are compared before those of them that differ are told: the tabs on top need not wait for all
others.
"""
_COUNTED_AT_ONCE = 32
"""Files of which the findings are made before others may go first."""
_TEMPLATE_FAULTS = ("template-error", "template-missing")


class State:
    """Guards one `Site`: every method may be called from any thread."""

    def __init__(self, root: Path, out: Path, overrides: Callable[[Config], Config]) -> None:
        self.root = root.resolve()
        self._out = out
        self._overrides = overrides
        self._turns = Turns()
        self._config_faults: tuple[Diagnostic, ...] = ()
        self._site = Site(Database())
        self.config = self._config(Config())
        """The settings in force."""
        self._store: FileStore | None = None
        self._content = Content((), (), ())
        self._headers = Headers()
        self._emptied = Emptied()
        self._chosen = selection(self.root, self._out, self.config)
        self._sound = True
        self._states: dict[str, states.State] = {}
        self._announced: set[str] = set()
        self._good: dict[str, bytes] = {}
        self._watched: dict[str, Watched] = {}
        self._files: dict[str, str] = {}
        self._work = Work()
        self._awaited: set[str] = set()

    def start(
        self, executor: Executor | None = None, progress: Progress = silent, store: FileStore | None = None
    ) -> None:
        """Reads everything for the first time. Pages are rendered when they are asked for.

        Nothing is computed that is in the ``store``, which gets all that is known when the server ends
        (`end`).
        """
        with self._turns.now():
            self._states = states.states(self.root, self._chosen)
            self._content = scan(self.root, self._chosen)
            self._store = store
            self._site = Site(Database(store, recording=store is not None))
            if store:
                store.take(self._site.db)
            theme = load_theme(self.root / "templates")
            self._site.update(self._headers.hold(self._content), theme, self.config)
            parse_ahead(self._site.living, executor, progress)

    def end(self) -> None:
        """Keeps what is known for the next process."""
        with self._turns.now():
            if self._store and self._sound:
                self._site.db.settle()
                self._store.save(self._site.db)

    def settle(self) -> None:
        """Finds out beforehand what the first change would otherwise wait for."""
        self._count()
        # What has been made so far stays; to look through it for circles of objects at each edit would take
        # longer than the edit.
        gc.freeze()
        gc.enable()

    def announced(self, paths: Iterable[str]) -> set[str]:
        """Those of ``paths`` (below the root) that can make a difference, as far as their names tell; `look`
        comes back to them.
        """
        counting = {path for path in paths if may_count(path, self._chosen)}
        self._announced |= counting
        return counting

    def look(self) -> set[str]:
        """The paths that are not what they were when this was last asked, announced or not. Only one may ask
        at a time.

        What has been announced meanwhile is among them: it may have changed again, unannounced, to what it
        was before.
        """
        again, self._announced = self._announced | self._emptied.waiting, set()
        before, self._states = self._states, states.states(self.root, self._chosen)
        return again | {
            path for path in before.keys() | self._states.keys() if before.get(path) != self._states.get(path)
        }

    def survey(self) -> Survey:
        """What is taken as content, and what is left out."""
        return survey((file.kind for file in self._content.files), self._content.left_out, self._chosen)

    @property
    def waiting(self) -> frozenset[str]:
        """Paths to come back to after a while: files that are empty, and may only be about to be written."""
        return self._emptied.waiting

    def changed(self, paths: Collection[str], tell: Tell = tell_nobody) -> Change | None:
        """Takes in changes to ``paths`` (below the root; empty: whatever `look` finds); None when nothing
        that counts has changed.

        Only one may call at a time. Pages can be had as soon as the change is taken in; all that comes after
        lets requests go first.
        """
        started = time.perf_counter()
        paths = self._emptied.settled(self.root, paths or self.look())
        if not paths:
            return None
        with self._turns.now():
            before = self._everything()
            pages, theme = self._site.pages.whole(), self._site.theme
            self._work, self._awaited = Work(), set()
            try:
                self._take(paths)
            except BaseException:
                self._sound = False
                raise
            if before == self._everything() and not any(path in paths for path in self._files.values()):
                return None
            moved = self._moves(pages)
            watched = list(reversed(self._watched.items()))
            old, new = dict(theme.assets), dict(self._site.theme.assets)
            files = [
                url for url, path in self._files.items() if path in paths or old.get(url) != new.get(url)
            ]
        differing: list[str] = []
        for start in range(0, max(len(watched), 1), _TOLD_AT_ONCE):
            some = [url for url, shown in watched[start : start + _TOLD_AT_ONCE] if self._differs(url, shown)]
            some += files if not start else []
            differing += some
            if some or not start:
                self._awaited.update(some)
                tell(tuple(some), moved)
        seconds = time.perf_counter() - started
        return Change(tuple(sorted(paths)), tuple(differing), moved, seconds, *self._count())

    def work(self) -> Work:
        """The work on pages that were asked for since this was last asked."""
        with self._turns.later():
            work, self._work = self._work, Work()
            return work

    def awaits(self) -> bool:
        """Whether a page that somebody looks at has changed and was not asked for again yet."""
        return bool(self._awaited)

    def shown(self, url: str) -> Shown | None:
        """What is served at ``url``; None when there is nothing."""
        with self._turns.now():
            started, renders = time.perf_counter(), self._site.renders
            self._awaited.discard(url)
            rendered = self._site.at(url)
            faults = self._beside(url, rendered)
            self._watched.pop(url, None)  # the latest stand last
            self._watched[url] = Watched(rendered, faults)
            if len(self._watched) > _MOST_WATCHED:
                del self._watched[next(iter(self._watched))]
            if rendered is not None:
                self._work = Work(
                    self._work.pages + self._site.renders - renders,
                    self._work.seconds + time.perf_counter() - started,
                )
                return self._page(url, rendered, faults)
            attachment = self._site.attachments().get(url)
            data = read_file(self.root, attachment) if attachment is not None else self._site.asset(url)
            if data is None:
                return None
            self._files[url] = attachment or ""
            return Shown(data)

    def review(self, url: str) -> LineReview | None:
        """What has changed since the line whose page is at ``url`` was reviewed; None when nothing has."""
        with self._turns.later():
            line, reviews = self._site.source(url), self._site.planner.reviews
            if self._site.corpus.kinds.get(line) is not Kind.LINE or not reviews.has_lapsed(line):
                return None
            return line_review(line, reviews, Past(History(self.root), self.config.parse_options))

    def _page(self, url: str, rendered: Rendered, faults: tuple[Diagnostic, ...]) -> Shown:
        """A page, or the last good one in its place."""
        broken = any(fault.code in _TEMPLATE_FAULTS for fault in rendered.diagnostics)
        if not broken:
            self._good[url] = rendered.data
        source = self._site.source(url)
        stale = f"The header of {source} cannot be read" if self._headers.faults(source) else ""
        stale = "The template is broken" if broken and url in self._good else stale
        return Shown(
            self._good.get(url, rendered.data),
            faults,
            f"{stale}: this is the last good page." if stale else "",
        )

    def _beside(self, url: str, rendered: Rendered | None) -> tuple[Diagnostic, ...]:
        """The findings that are shown with a page: in the settings, in rendering it, in the file that it is
        made from.
        """
        if rendered is None or not url.endswith(".html"):
            return ()
        grade = severity_of(self.config)
        own = self._headers.faults(self._site.source(url)) or tuple(
            fault for fault in self._site.page_diagnostics(url) if (grade(fault) or 0) >= Severity.WARNING
        )
        return tuple(dict.fromkeys((*self._config_faults, *rendered.diagnostics, *own)))

    def _count(self) -> tuple[int, int]:
        """How many errors and warnings there are."""
        with self._turns.later():
            paths = tuple(self._site.living.files)
        for start in range(0, len(paths), _COUNTED_AT_ONCE):
            with self._turns.later():
                for path in paths[start : start + _COUNTED_AT_ONCE]:
                    self._site.findings(path)
        with self._turns.later():
            grade = severity_of(self.config)
            found = self._site.found.whole().items()
            each = [self._site.unaccepted(path, faults) for path, faults in found if faults]
            shared = (*self._site.shared_faults(), *self._config_faults, *self._headers.all_faults())
            grades = Counter(grade(fault) for found in (*each, shared) for fault in found)
            return grades[Severity.ERROR], grades[Severity.WARNING]

    def _differs(self, url: str, watched: Watched) -> bool:
        """Whether something else is served at ``url`` now than when it was ``watched``, or with other
        findings; it is then forgotten.
        """
        with self._turns.later():
            current = (
                self._site.is_current(url, watched.rendered)
                and self._beside(url, watched.rendered) == watched.diagnostics
            )
            if not current and self._watched.get(url) is watched:
                del self._watched[url]
            return not current

    def _config(self, fallback: Config) -> Config:
        """The settings of the site; while they are wrong, the last ones that were right."""
        config, self._config_faults = load_config(self.root)
        return fallback if self._config_faults else self._overrides(config)

    def _take(self, paths: Collection[str]) -> None:
        """Reads what may have changed, and brings the site up to date; if that has failed last time,
        everything is made anew.
        """
        site = self._site if self._sound else Site(Database())
        if any(path in _SETTINGS for path in paths):
            self.config = self._config(self.config)
        chosen, self._chosen = self._chosen, selection(self.root, self._out, self.config)
        # Settings are no content, but where the whole folder counts they are files that a note could name.
        content_paths = [path for path in paths if not path.startswith("templates/") and path != "templates"]
        if chosen == self._chosen and self._sound:
            self._content = rescan(self.root, chosen, self._content, content_paths)
        else:
            self._content = scan(self.root, self._chosen)
        theme = (
            site.theme
            if len(content_paths) == len(paths) and site.theme.templates
            else load_theme(self.root / "templates")
        )
        site.update(self._headers.hold(self._content), theme, self.config)
        self._site, self._sound = site, True

    def _everything(self) -> tuple[object, ...]:
        """All that what is served can hang on."""
        held = self._headers.all_faults()
        return self._site, self.config, self._config_faults, self._site.theme, self._content, held

    def _moves(self, before: Mapping[str, object]) -> dict[str, str]:
        """Pages that somebody looks at whose file seems to have been renamed: its page is gone, and just one
        with its kind has come.
        """
        after = self._site.pages.whole()
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

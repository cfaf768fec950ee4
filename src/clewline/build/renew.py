"""Renewal: what a build may take over from the last one, and what it leaves to the next."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from clewline.build.cache import NO_OUTCOME, Last, Outcome, at
from clewline.build.reads import Later, Reads, Whole
from clewline.build.reasons import page_key, reason
from clewline.build.replan import Due, Outline, Planned, Replan, exported
from clewline.content.stat_cache import State
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.output.publish import Published
from clewline.output.search import (
    FINDABLE,
    Present,
    SearchEntry,
    Updated,
    place_of,
    search_data,
    search_entry,
    update_search,
)
from clewline.output.site_files import EXPORTS
from clewline.pages.models import Page
from clewline.theme.beside import page_beside
from clewline.theme.theme import Theme


class Renewal:
    """A build over the ``last`` one. ``due`` is what it has to make, with ``planner``."""

    def __init__(self, outline: Outline, theme: Theme, last: Last) -> None:
        self._sources = outline.sources
        self._theme = theme
        self._last = last
        self._before = _planned(last)
        self._replan = Replan(outline, theme, last.digests, self._before, last.cache)
        missing = {self._owner(name) for name in last.outcome.files if name not in last.present}
        # The pages that are not there, or not all of whose files are.
        self._lacking = missing | {url for url in self._sources if url not in last.present}
        self._exports: Mapping[str, tuple[str, ...]] = last.outcome.exports
        self._search, self._common = last.outcome.search, last.outcome.common
        self._moved = outline.connected.touched is None
        self._audits = {
            path: found for path, found in last.outcome.audits.items() if path in outline.corpus.documents
        }
        self._keys: dict[str, str] = {}
        self._reasons: dict[str, str] = {}
        self._found: dict[str, SearchEntry] = {}
        self.planner = self._replan.planner
        self.due = self._due()

    def audits(self, made: Mapping[str, tuple[Diagnostic, ...]]) -> list[Diagnostic]:
        """The findings of all audits: those ``made`` now, by path, and those of the last build on all
        else.
        """
        self._audits = {path: found for path, found in {**self._audits, **made}.items() if found}
        return [finding for found in self._audits.values() for finding in found]

    def is_stale(self, page: Page) -> bool:
        """Whether ``page``, which was made again, must be rendered: it is not what it was, or files of it are
        missing.
        """
        place = at(self._last.place, page.url)
        key = self._keys[page.url] = page_key(page, self._theme)
        before = self._last.cache.known("rendered", [place], str).get(place)
        if before == key and page.url not in self._lacking:
            return False
        if before is not None:
            self._reasons[page.url] = reason(before, key, page)
        return True

    def exports(self) -> dict[str, bytes]:
        """The files for programs that are not what they were."""
        files = {
            name: exported(name, self.planner, self._replan.sources) for name in sorted(self.due.exports)
        }
        self._exports = {**self._exports, **{name: tuple(made) for name, made in files.items()}}
        return {url: data for made in files.values() for url, data in made.items()}

    def search(self, pages: Sequence[Page]) -> dict[str, bytes]:
        """The search data, ``pages`` being those that were made again; none when it is what it was."""
        fresh = {page.url: entry for page in pages if (entry := search_entry(page))}
        known = self._known(list(fresh))
        self._found = {url: entry for url, entry in fresh.items() if known.get(url) != entry}
        sound = not self._replan.anew and self._has(self._search) and known.keys() >= self._found.keys()
        if sound and not self._found and not self._moved:
            return {}
        findable = {
            url: FINDABLE[source.maker] for url, source in self._sources.items() if source.maker in FINDABLE
        }
        urls = sorted(findable, key=lambda url: place_of(findable[url], url))

        def entries(wanted: Sequence[str]) -> list[SearchEntry]:
            known = self._known([url for url in wanted if url not in fresh]) | fresh
            made = (
                known[url] if url in known else search_entry(self.planner.page(self._sources[url]))
                for url in wanted
            )
            return [entry for entry in made if entry]

        present = Present(
            urls, self._search, lambda name: Path(self._last.place, name).read_bytes(), self._common
        )
        updated = update_search(present, known, self._found, entries) if sound else None
        if updated is None:
            made = search_data(entries(urls))
            updated = Updated(made.files, tuple(made.files), made.common)
        self._search, self._common = updated.names, updated.common
        return updated.files

    def kept(self, rendered: Iterable[Page]) -> frozenset[str]:
        """The files in the output that stay as they are, unless they are made now: those of the pages that
        are not ``rendered`` again, and of the site as a whole.
        """
        again = {page.url for page in rendered}
        whole = {*self._search, *(url for urls in self._exports.values() for url in urls)}
        owners = {name: self._owner(name) for name in self._last.present}
        return frozenset(
            name
            for name, page in owners.items()
            if name in whole or (page in self._sources and page not in again)
        )

    def keep(
        self,
        inputs: str,
        published: Published,
        found: tuple[Diagnostic, ...],
        failed: Collection[str],
        attached: Mapping[str, State],
    ) -> None:
        """Leaves to the next build what this one, with these ``inputs``, has ``published`` and ``found``;
        ``failed`` are the pages whose templates failed, ``attached`` the states of attachments before they
        were read.
        """
        cache, place = self._last.cache, self._last.place
        there = [at(place, url) for url in self._sources] if self._moved else []
        cache.keep(
            "rendered",
            {at(place, url): "" if url in failed else key for url, key in self._keys.items()},
            there,
        )
        cache.keep("reasons", {at(place, url): why for url, why in self._reasons.items()}, there)
        cache.keep("found", {at(place, url): entry for url, entry in self._found.items()}, there)
        _keep_planned(self._replan.planned(), self._before, self._last)
        whole = (dict(self._exports), self._search, self._common, tuple(failed), dict(attached))
        outcome = Outcome(
            inputs, len(self._sources), dict(published.states), found, dict(self._audits), *whole
        )
        cache.keep("record", {place: outcome}, ())

    def _due(self) -> Due:
        due, outcome = self._replan.due(), self._last.outcome
        pages = due.pages | self._lacking | set(outcome.failed)
        lost = {
            name for name in EXPORTS if name not in outcome.exports or not self._has(outcome.exports[name])
        }
        return Due(pages & self._sources.keys(), due.audits, due.exports | lost)

    def _owner(self, name: str) -> str:
        """The address of the page that a file in the output belongs to, if it belongs to one."""
        return name if name in self._sources else page_beside(name)

    def _has(self, names: Iterable[str]) -> bool:
        return all(name in self._last.present for name in names)

    def _known(self, urls: Sequence[str]) -> dict[str, SearchEntry]:
        """What the pages at ``urls`` could be found by in the last build, as far as that is known."""
        places = {at(self._last.place, url): url for url in urls}
        return {
            places[there]: entry
            for there, entry in self._last.cache.known("found", list(places), SearchEntry).items()
        }


class _Plan(NamedTuple):
    """A plan but for what is known of it as a whole, which is long and seldom changes."""

    frame: str
    subjects: tuple[str, ...]
    later: dict[int, Later]


def _planned(last: Last) -> Planned | None:
    """What is known of the last plan; None unless it is known too what came of it."""
    plan_key, whole_key = at(last.place, "plan"), at(last.place, "whole")
    plan = last.cache.known("plans", [plan_key], _Plan).get(plan_key)
    whole = last.cache.known("plans", [whole_key], Whole).get(whole_key)
    if plan is None or whole is None or last.outcome is NO_OUTCOME:
        return None
    return Planned(plan.frame, Reads(plan.subjects, plan.later, whole))


def _keep_planned(planned: Planned, before: Planned | None, last: Last) -> None:
    """Keeps what there is to know of a plan for the next build; what is long is not written again when it is
    what it was.
    """
    frame, reads = planned
    made: dict[str, object] = {at(last.place, "plan"): _Plan(frame, reads.subjects, dict(reads.later))}
    if before is None or before.reads.whole is not reads.whole:
        made[at(last.place, "whole")] = reads.whole
    last.cache.keep("plans", made, [at(last.place, "plan"), at(last.place, "whole")])

"""Checking all external addresses of a site: who is asked, once each, and what follows from the answers of
this run and the last.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from clewline.check.external.addresses import Malformed, Target, parse
from clewline.check.external.archive import archived_copy
from clewline.check.external.cache import Cache, Known, read_cache
from clewline.check.external.fragments import PAGE_BYTES, Page, is_html, missing_from, place_of
from clewline.check.external.model import ExternalOptions, ExternalUse, ExternalVerdict, Outcome
from clewline.check.external.network import Network
from clewline.check.external.scholarly import arxiv_at, ask_arxiv, ask_doi, doi_at, is_arxiv_id
from clewline.check.external.visit import Visit, Visitor
from clewline.text.secrets import hidden
from clewline.text.spans import Span

FAILURES = 2
"""In so many runs an address must be found broken before it is called so."""

Progress = Callable[[str, int, int], None]


class _Finding(NamedTuple):
    """What is known of one address."""

    outcome: Outcome
    reason: str = ""
    moved_to: str = ""


class _Plan(NamedTuple):
    """What is known without asking, and whom to ask about the other addresses."""

    known: dict[str, _Finding]
    dois: dict[str, list[str]]
    papers: dict[str, list[str]]
    pages: dict[Target, list[str]]


def check(
    uses: Sequence[ExternalUse], options: ExternalOptions, progress: Progress
) -> tuple[ExternalVerdict, ...]:
    """The verdicts on ``uses``, one for each distinct address, in their order. Raises ``OSError`` when the
    cache cannot be written.
    """
    places: dict[str, dict[Span, None]] = {}
    for use in uses:
        places.setdefault(use.address, {}).update(dict.fromkeys(use.places))
    cache = read_cache(options.cache, options.is_trusted) if options.cache else Cache({})
    plan = _plan(places, cache, options)
    run = _Run(options, cache, plan, lambda done: progress("links", done, len(places)))
    if len(run.findings) < len(places):
        try:
            asyncio.run(run.ask(plan))
        finally:
            # What an interrupted run has learned is kept.
            if options.cache:
                cache.write(options.cache, options.now)
    return tuple(
        ExternalVerdict(address, tuple(spans), *run.findings[address], archived=run.archived.get(address, ""))
        for address, spans in places.items()
    )


def _plan(addresses: Iterable[str], cache: Cache, options: ExternalOptions) -> _Plan:
    plan = _Plan({}, {}, {}, {})
    for address in addresses:
        try:
            target = parse(address)
        except Malformed as fault:
            # Other schemes are no fault; they are only not for us.
            outcome = (
                Outcome.BROKEN
                if address.lstrip().lower().startswith(("http:", "https:", "//"))
                else Outcome.UNVERIFIED
            )
            plan.known[address] = _Finding(outcome, str(fault))
            continue
        known, arxiv = cache.get(address), arxiv_at(target)
        if known and known.fresh(options.now):
            plan.known[address] = _Finding(known.outcome, known.reason, known.moved_to)
        elif doi := doi_at(target):
            plan.dois.setdefault(doi, []).append(address)
        elif arxiv and not is_arxiv_id(arxiv):
            plan.known[address] = _Finding(Outcome.BROKEN, "has no arXiv id where one must be")
        elif arxiv:
            plan.papers.setdefault(arxiv, []).append(address)
        else:
            plan.pages.setdefault(target._replace(fragment=""), []).append(address)
    return plan


class _Run:
    """One run: ``findings`` by address grow as answers come in, and are remembered in the cache."""

    def __init__(
        self, options: ExternalOptions, cache: Cache, plan: _Plan, progress: Callable[[int], None]
    ) -> None:
        self.findings = dict(plan.known)
        self.archived: dict[str, str] = {}
        self._options = options
        self._cache = cache
        self._progress = progress

    async def ask(self, plan: _Plan) -> None:
        """Asks about all that ``plan`` leaves open, then looks for copies of what is lost."""
        async with Network(self._options) as network:
            visitor = Visitor(network, self._options)
            asked = [
                address
                for group in (plan.dois, plan.papers, plan.pages)
                for same in group.values()
                for address in same
            ]
            async with asyncio.TaskGroup() as tasks:
                for doi, addresses in plan.dois.items():
                    tasks.create_task(self._doi(visitor, doi, addresses))
                for target, addresses in plan.pages.items():
                    tasks.create_task(self._page(visitor, target, addresses))
                tasks.create_task(self._papers(visitor, plan.papers))
            async with asyncio.TaskGroup() as tasks:
                for address in asked:
                    # What stands in a private network is nobody else's business.
                    if (
                        self.findings[address].outcome is Outcome.BROKEN
                        and parse(address).host not in network.private
                    ):
                        tasks.create_task(self._copy(visitor, address))

    async def _doi(self, visitor: Visitor, doi: str, addresses: Sequence[str]) -> None:
        found = await ask_doi(visitor, self._options.endpoints.handles, doi)
        self._settle({address: _Finding(found.outcome, found.reason) for address in addresses})

    async def _papers(self, visitor: Visitor, papers: dict[str, list[str]]) -> None:
        found = await ask_arxiv(
            visitor, self._options.endpoints.arxiv, list(papers), self._options.arxiv_pause
        )
        for id_, addresses in papers.items():
            self._settle({address: _Finding(found[id_].outcome, found[id_].reason) for address in addresses})

    async def _page(self, visitor: Visitor, target: Target, addresses: Sequence[str]) -> None:
        fragments = {address: parse(address).fragment for address in addresses}
        searched = any(any(place_of(fragment)) for fragment in fragments.values())
        visit = await visitor.visit(target, PAGE_BYTES if searched else 0)
        page = _page_of(visit) if searched else None
        self._settle({address: _finding(visit, page, fragment) for address, fragment in fragments.items()})

    async def _copy(self, visitor: Visitor, address: str) -> None:
        self.archived[address] = await archived_copy(
            visitor, self._options.endpoints.archive, address, self._options.now
        )

    def _settle(self, found: dict[str, _Finding]) -> None:
        """Weighs what was found against earlier runs, and remembers it."""
        for address, finding in found.items():
            before = self._cache.get(address)
            failures = before.failures if before else 0
            if finding.outcome is Outcome.BROKEN:
                failures += 1
                if self._options.confirm and failures < FAILURES:
                    again = "that is one failure, and the next run decides"
                    finding = _Finding(Outcome.UNVERIFIED, f"{finding.reason}; {again}")
            elif finding.outcome is not Outcome.UNVERIFIED:
                failures = 0
            if finding.outcome is not Outcome.REFUSED:
                at = self._options.now.timestamp()
                self._cache.put(
                    address, Known(finding.outcome, at, failures, finding.reason, finding.moved_to)
                )
            self.findings[address] = finding
        self._progress(len(self.findings))


def _page_of(visit: Visit) -> Page | None:
    if visit.outcome not in (Outcome.OK, Outcome.MOVED) or visit.answer is None:
        return None
    kind = visit.answer.headers.get("content-type", "")
    return Page(visit.answer.body, kind) if is_html(kind) else None


def _finding(visit: Visit, page: Page | None, fragment: str) -> _Finding:
    """What a visit says of the address with this ``fragment``."""
    end = visit.at
    place = place_of(end.fragment if end and end.fragment else fragment)
    if page and page.too_intricate and any(place):
        return _Finding(Outcome.UNVERIFIED, "is too intricate to be searched")
    missing = missing_from(page, place) if page else ""
    if missing and page and page.is_shell:
        return _Finding(Outcome.UNVERIFIED, "is filled by a script, so that places in it cannot be seen")
    if missing and visit.answer and not visit.answer.whole:
        return _Finding(
            Outcome.UNVERIFIED, "could not be read to its end, and the part that was read " + missing
        )
    if missing:
        return _Finding(Outcome.FRAGMENT, missing)
    moved_to = ""
    if visit.outcome is Outcome.MOVED and end:
        moved_to = hidden(end.url if end.fragment or not fragment else f"{end.url}#{fragment}")
    return _Finding(visit.outcome, visit.reason, moved_to)

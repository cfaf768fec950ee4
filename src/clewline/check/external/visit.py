"""Going to an address as a careful reader would: robots.txt, HEAD before GET, redirects by hand, a second
try.
"""

import asyncio
import re
from datetime import datetime
from typing import NamedTuple

from clewline.check.external.addresses import Malformed, Target, follow, shown
from clewline.check.external.model import ExternalOptions, Outcome
from clewline.check.external.network import Answer, Network, Trouble, Why
from clewline.check.external.politeness import Host, Hosts, retry_after
from clewline.check.external.robots import ROBOTS_BYTES, Rules, rules_of

REDIRECTS = 5
"""Redirects that are followed."""
TRIES = 3
"""Requests for one address, when servers fail."""

_PERMANENT, _TEMPORARY = (301, 308), (302, 303, 307)
_LOGIN = re.compile(
    r"[/._-](login|log-in|logon|signin|sign-in|sign_in|sso|oauth2?|authenticate|authorize)(?![a-z])",
    re.IGNORECASE,
)
_FRONT = re.compile(r"/((index|default|home)(\.\w+)?)?")
_GONE = {404: "is not there (404)", 410: "is gone (410)"}
_UNSURE = {
    202: "puts programs off (202)",
    401: "asks for a login (401)",
    403: "turns programs away (403)",
    407: "asks for a login (407)",
    429: "asks programs to come back later (429)",
    451: "is withheld for legal reasons (451)",
    999: "turns programs away (999)",
}


class Visit(NamedTuple):
    """What came of going to an address: what is known of it, and the last answer if there was one."""

    outcome: Outcome
    reason: str = ""
    at: Target | None = None
    """Where it led in the end; None when it led nowhere."""
    answer: Answer | None = None


class Visitor:
    """Visits addresses, politely over all of them."""

    def __init__(self, network: Network, options: ExternalOptions) -> None:
        self._network = network
        self._now: datetime = options.now
        self._backoff = options.backoff
        self._hosts = Hosts(options)
        self._slots = asyncio.Semaphore(options.at_once)
        self._robots: dict[str, asyncio.Task[Rules | Visit]] = {}

    async def visit(self, target: Target, limit: int = 0, robots: bool = True) -> Visit:
        """What is known of ``target``. With a ``limit``, up to so many bytes of the page are read."""
        start, permanent, seen = target, True, {target.page}
        for _ in range(REDIRECTS + 1):
            if robots and (barred := await self._barred(target)):
                return barred
            answer = await self._ask(target, limit)
            if isinstance(answer, Visit):
                return _via(start, target, answer)
            location = answer.headers.get("location", "").strip()
            if answer.status not in (*_PERMANENT, *_TEMPORARY) or not location:
                return _via(start, target, _judged(start, target, answer, permanent))
            permanent = permanent and answer.status in _PERMANENT
            try:
                target = follow(target, location)
            except Malformed as fault:
                return Visit(Outcome.UNVERIFIED, f"leads to {shown(location)}, which {fault}")
            if target.page in seen:
                return Visit(Outcome.UNVERIFIED, "redirects in a circle, as pages behind a login often do")
            seen.add(target.page)
        return Visit(Outcome.UNVERIFIED, f"redirects more than {REDIRECTS} times")

    async def _ask(self, target: Target, limit: int) -> Answer | Visit:
        """The answer to HEAD, or to GET when the body is wanted or HEAD tells nothing; tried again when the
        server fails.
        """
        host = self._hosts[target.host]
        result: Answer | Trouble | None = None
        method = "GET" if limit else "HEAD"
        for attempt in range(TRIES):
            async with host.turn():
                if host.given_up:
                    return Visit(Outcome.UNVERIFIED, host.given_up, target)
                async with self._slots:
                    result = await self._network.ask(method, target, limit)
                host.heard(isinstance(result, Answer))
                last = attempt == TRIES - 1
                again, wait = self._again(host, result, method, attempt, last)
            if not again:
                break
            method = "GET"
            if not last:
                await asyncio.sleep(wait)
        if isinstance(result, Answer):
            return result
        assert result is not None
        return Visit(_outcome_of(result), result.words, target)

    def _again(
        self, host: Host, result: Answer | Trouble, method: str, attempt: int, last: bool
    ) -> tuple[bool, float]:
        """Whether to ask again, and after how many seconds."""
        wait = self._backoff * 2**attempt
        if isinstance(result, Trouble):
            return result.why in (Why.TIMEOUT, Why.CONNECTION), wait
        if result.status in (429, 503):
            asked = retry_after(result.headers, self._now)
            if not last:
                host.pause(wait if asked is None else asked)
            return True, 0.0
        if method == "HEAD":
            # Many servers answer HEAD wrongly; only what speaks for the address is believed.
            return result.status >= 400 and result.status != 401, 0.0
        return result.status >= 500 and result.status != 999, wait

    async def _barred(self, target: Target) -> Visit | None:
        """Why ``target`` must not be asked; None when it may."""
        if target.origin not in self._robots:
            self._robots[target.origin] = asyncio.create_task(self._rules(target))
        rules = await asyncio.shield(self._robots[target.origin])
        if isinstance(rules, Visit):
            return rules
        return (
            None
            if rules.allow(target.page)
            else Visit(Outcome.UNVERIFIED, "is closed to programs (robots.txt)")
        )

    async def _rules(self, target: Target) -> Rules | Visit:
        """The robots.txt of a host (RFC 9309): missing, all is allowed; unreadable, nothing is."""
        file = target._replace(path="/robots.txt", fragment="")
        found = await self.visit(file, ROBOTS_BYTES, robots=False)
        if found.answer is None:
            return found if found.at == file else rules_of(b"")
        if 200 <= found.answer.status < 300:
            return rules_of(found.answer.body)
        if found.answer.status >= 500 or found.answer.status == 429:
            return Visit(
                Outcome.UNVERIFIED, f"is on a host whose robots.txt cannot be read ({found.answer.status})"
            )
        return rules_of(b"")


def _outcome_of(trouble: Trouble) -> Outcome:
    if trouble.why is Why.PRIVATE:
        return Outcome.REFUSED
    return Outcome.BROKEN if trouble.why in (Why.NO_NAME, Why.CERTIFICATE) else Outcome.UNVERIFIED


def _via(start: Target, end: Target, visit: Visit) -> Visit:
    """``visit`` with the way there in its reason."""
    if start.page == end.page or not visit.reason:
        return visit
    return visit._replace(reason=f"leads to {shown(end.page)}, which {visit.reason}")


def _judged(start: Target, end: Target, answer: Answer, permanent: bool) -> Visit:
    status = answer.status
    if status in _GONE:
        return Visit(Outcome.BROKEN, _GONE[status], end, answer)
    if status in _UNSURE or not 200 <= status < 300:
        return Visit(Outcome.UNVERIFIED, _UNSURE.get(status, f"answers {status}"), end, answer)
    if start.page == end.page:
        return Visit(Outcome.OK, "", end, answer)
    if _LOGIN.search(end.origin + end.path.partition("?")[0]) and not _LOGIN.search(start.page):
        return Visit(Outcome.UNVERIFIED, "asks for a login", end, answer)
    if end.path == "/" and not _FRONT.fullmatch(start.path):
        return Visit(Outcome.UNVERIFIED, "is only a front page", end, answer)
    return Visit(Outcome.MOVED if permanent else Outcome.OK, "", end, answer)

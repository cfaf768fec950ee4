"""The check of a built site as a black box: what its files use against what they are and define."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from clewline.check.addresses import ANYWHERE, Goal, Home, Way, asked_as, base_of, goal
from clewline.check.anchors import is_there
from clewline.check.extract import DRAWINGS, PAGES, READ, PageLinks, extract
from clewline.check.hints import Hints, written
from clewline.check.unreachable import unreachable
from clewline.check.uses import Use, UseKind
from clewline.engine.parallel import in_batches

_INDEXES = ("index.html", "index.htm")
_WITHOUT_PLACES = frozenset((UseKind.SHEET, UseKind.SCRIPT, UseKind.MEDIA, UseKind.FORM))


class Finding(NamedTuple):
    """Something wrong with a file of a built site: code, sentence, hint, and the address or the id that it is
    about.
    """

    page: str
    code: str
    message: str
    hint: str
    use: Use | None = None
    repeated: str = ""


class SiteReport(NamedTuple):
    """What a check found; how many pages and distinct addresses a page it looked at; the pages that use each
    external address.
    """

    findings: tuple[Finding, ...]
    pages: int
    uses: int
    external: Mapping[str, tuple[str, ...]]


def read_files(root: Path, paths: Sequence[str], executor: Executor | None = None) -> dict[str, PageLinks]:
    """The links of every file below ``root`` among ``paths`` that can hold any."""
    wanted = [path for path in paths if path.lower().endswith(READ)]
    return dict(zip(wanted, in_batches(partial(_read_batch, root), wanted, executor), strict=True))


def _read_batch(root: Path, paths: Sequence[str]) -> list[PageLinks]:
    # What many pages use is one object: sent to another process it is sent once.
    known: dict[Use, Use] = {}
    found = []
    for path in paths:
        own = extract(path, (root / path).read_bytes())
        found.append(own._replace(uses=tuple([known.setdefault(use, use) for use in own.uses])))
    return found


def check_site(paths: Iterable[str], links: Mapping[str, PageLinks], home: Home = ANYWHERE) -> SiteReport:
    """What is wrong between the files of a site: ``paths`` are all that it has, ``links`` what its pages and
    style sheets hold.
    """
    checker = _Checker(paths, links, home)
    for page, own in links.items():
        checker.check(page, own)
    checker.check_redirects()
    checker.check_names()
    external = {address: tuple(pages) for address, pages in checker.external.items()}
    pages = sum(page.lower().endswith(PAGES) for page in links)
    return SiteReport(
        tuple(checker.found), pages, sum(len(own.uses) + own.sound for own in links.values()), external
    )


class _Answer(NamedTuple):
    """What is known of one address in the files of one folder: what is wrong with it, and the file that it
    leads to (or empty).
    """

    faults: tuple[tuple[str, str, str], ...]
    target: str = ""


class _Checker:
    """Gathers what is wrong. Addresses are judged once for each folder that they are used in."""

    def __init__(self, paths: Iterable[str], links: Mapping[str, PageLinks], home: Home) -> None:
        self._files = frozenset(paths)
        self._links = links
        self._home = home
        self._folders = frozenset(folder for path in self._files for folder in _folders(path))
        self._folded: dict[str, list[str]] = {}
        for path in sorted(self._files):
            self._folded.setdefault(_folded(path), []).append(path)
        self._sound: dict[str, set[Use]] = {}
        self._answers: dict[tuple[str, Use], _Answer] = {}
        self._redirects: dict[str, tuple[str, Use]] = {}
        self._hints: Hints | None = None
        self.found: list[Finding] = []
        self.external: dict[str, list[str]] = {}

    @property
    def hints(self) -> Hints:
        """The files to choose from when one is missing; made when something is wrong."""
        if self._hints is None:
            self._hints = Hints(self._files)
        return self._hints

    def check(self, page: str, own: PageLinks) -> None:
        """Finds what is wrong with the addresses and ids of ``page``."""
        start = base_of(page, own.base, self._home) if own.base is not None else Goal(Way.INSIDE, page)
        for name in own.repeated:
            hint = "give each element an id of its own; links lead to the first"
            self.found.append(
                Finding(
                    page, "id-duplicate", f"the id {name!r} is given twice in this page", hint, repeated=name
                )
            )
        folder = start.path.rpartition("/")[0]
        sound = self._sound.setdefault(folder, set())
        for use in own.uses:
            if use not in sound:
                self._check_use(page, own, start, folder, use)

    def _check_use(self, page: str, own: PageLinks, start: Goal, folder: str, use: Use) -> None:
        address = use.address
        if address[:1] == "#" and own.base is None:
            self._report(page, use, self._place(use, page, address[1:]))
            return
        if start.way is not Way.INSIDE and use.kind is not UseKind.BASE and not _is_absolute(address):
            return  # relative to a page of another site
        # What consists of a query or nothing leads to the page itself, so that the folder does not tell it
        # all.
        key = (folder if address[:1] not in ("?", "#", "") else start.path, use)
        answer = self._answers.get(key)
        if answer is None:
            answer = self._answers[key] = self._judge(start.path, page, use)
        if answer.faults:
            self._report(page, use, answer.faults)
        if answer.target == _EXTERNAL:
            if whole := asked_as(address):
                self.external.setdefault(whole, []).append(page)
        elif use.kind is UseKind.REDIRECT and answer.target:
            self._redirects.setdefault(page, (answer.target, use))
        elif not answer.faults and key[0] == folder:
            self._sound[folder].add(use)

    def check_redirects(self) -> None:
        """Finds redirects that lead to other redirects, or in a circle."""
        for page, (target, use) in self._redirects.items():
            way = [page]
            while target in self._redirects and target not in way:
                way.append(target)
                target = self._redirects[target][0]
            if target == page and len(way) > 1:
                message = f"this redirect leads back to itself, by way of {', '.join(way[1:])}"
                self.found.append(Finding(page, "redirect-loop", message, "let one of them be a page", use))
            elif len(way) > 1 and target not in way:
                message = f"this redirect leads to another one, {way[1]}"
                self.found.append(
                    Finding(
                        page,
                        "redirect-chain",
                        message,
                        f"redirect to where it ends: {written(page, target)}",
                        use,
                    )
                )

    def check_names(self) -> None:
        """Finds files that some file systems take for one."""
        for first, *others in self._folded.values():
            for path in others:
                message = f"{path} and {first} are one file where case and accents do not count"
                self.found.append(Finding(path, "name-case", message, "rename one of them"))

    def _report(self, page: str, use: Use, faults: Iterable[tuple[str, str, str]]) -> None:
        self.found.extend(Finding(page, code, message, hint, use) for code, message, hint in faults)

    def _judge(self, start: str, page: str, use: Use) -> _Answer:
        met = goal(page if use.kind is UseKind.BASE else start, use.address, self._home)
        faults: tuple[tuple[str, str, str], ...] = ()
        if met.backslash:
            faults += (
                (
                    "address-backslash",
                    f"the {use.kind} {use.address!r} holds backslashes",
                    "write / for each of them",
                ),
            )
        if met.relative_host:
            hint = f"write https:{use.address.strip()}"
            faults += (
                (
                    "address-protocol",
                    f"the {use.kind} {use.address!r} has no protocol: it fails on pages opened from a disk",
                    hint,
                ),
            )
        if met.way is Way.EXTERNAL or (
            met.way is Way.OUTSIDE and met.path.startswith("/") and met.path[1:] not in self._files
        ):
            return _Answer(faults, _EXTERNAL)  # of what else its host has, a site knows nothing
        if met.way is Way.INSIDE and use.kind is UseKind.BASE:
            return _Answer(faults)
        if met.way is Way.INSIDE:
            found = self._lookup(start, met.path, use)
            return _Answer(
                (*faults, *found.faults, *self._place(use, found.target, met.fragment)), found.target
            )
        return _Answer((*faults, *unreachable(start, met, use, self._home, self._files)))

    def _lookup(self, page: str, path: str, use: Use) -> _Answer:
        """The file that ``path`` means, and what is wrong on the way to it."""
        if path in self._files:
            return _Answer((), path)
        whole = path.rstrip("/")
        if whole in self._folders or not whole:
            index = next(
                (name for index in _INDEXES if (name := f"{whole}/{index}".lstrip("/")) in self._files), ""
            )
            page_beside = f"{whole}.html"
            if index and (path.endswith("/") or not whole):
                return _Answer((), index)
            if page_beside not in self._files or path.endswith("/"):
                if not index:
                    message = f"the {use.kind} leads to the folder {whole or '.'}/, which has no index.html"
                    hint = (
                        f"link to a page: {written(page, page_beside)}"
                        if page_beside in self._files
                        else "link to a page in it"
                    )
                    return _Answer((("target-folder", message, hint),))
                message = (
                    f"the {use.kind} leads to the folder {whole}/ without a slash at its "
                    "end: some hosts redirect, others fail"
                )
                return _Answer((("target-slash", message, f"write {written(page, index)}"),), index)
        if f"{path}.html" in self._files:
            message = f"the {use.kind} leaves the ending of {path}.html out: only some hosts add it"
            return _Answer(
                (("target-extension", message, f"write {written(page, f'{path}.html')}"),), f"{path}.html"
            )
        spelled = self._folded.get(_folded(path)) or self._folded.get(_folded(f"{whole}/index.html"))
        if spelled:
            message = (
                f"the {use.kind} leads to {path}, but the file is {spelled[0]}: only some "
                "file systems take them for the same"
            )
            return _Answer((("target-case", message, f"write {written(page, spelled[0])}"),), spelled[0])
        hint = self.hints.missing(page, path, use.address)
        return _Answer((("target-missing", f"the {use.kind} leads to {path}, which is not there", hint),))

    def _place(self, use: Use, target: str, fragment: str) -> tuple[tuple[str, str, str], ...]:
        """What is wrong with ``fragment`` as a place in the file ``target``, or in the page to which this
        hands it on.
        """
        fragment = fragment.partition(":~:")[0]
        if not fragment or use.kind in _WITHOUT_PLACES:
            return ()
        reached = [target]
        while (
            (own := self._links.get(reached[-1]))
            and own.hands_on
            and (following := self._redirected(reached[-1])) not in reached
        ):
            reached.append(following)
        for path in reached:
            known = path in self._links and path.lower().endswith(PAGES + DRAWINGS)
            if not known or is_there(fragment, self._links[path].defines, path.lower().endswith(DRAWINGS)):
                return ()
        where = "this page" if use.address[:1] == "#" else target
        hint = self.hints.place(fragment, self._links[reached[-1]].defines)
        return (
            (
                "anchor-missing",
                f"the {use.kind} leads to #{unquote(fragment)}, but {where} has no such place",
                hint,
            ),
        )

    def _redirected(self, page: str) -> str:
        """Where ``page`` redirects to; itself if it is no redirect."""
        redirect = next((use for use in self._links[page].uses if use.kind is UseKind.REDIRECT), None)
        met = goal(page, redirect.address, self._home) if redirect else None
        if met is None or redirect is None:
            return page
        return self._lookup(page, met.path, redirect).target if met.way is Way.INSIDE else _EXTERNAL


_EXTERNAL = "//"
"""Stands for the target of an address on another site."""


def _is_absolute(address: str) -> bool:
    return goal("", address).way in (Way.EXTERNAL, Way.ELSEWHERE, Way.SCRIPT, Way.LOCAL)


def _folders(path: str) -> list[str]:
    steps = path.split("/")[:-1]
    return ["/".join(steps[:count]) for count in range(1, len(steps) + 1)]


def _folded(path: str) -> str:
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()

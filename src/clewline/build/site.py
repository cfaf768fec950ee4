"""A site as queries, from its files to the files of its output. `build`, `serve` and `check` ask it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import NamedTuple, Protocol

from clewline.build.corpus import LivingCorpus, Settings
from clewline.content.loader import Content, ContentFile, Held, ReviewFile
from clewline.content.model import Kind
from clewline.corpus.graph import CitationGraph
from clewline.diagnostics.diagnostic import Diagnostic, in_order
from clewline.diagnostics.rules import RULES
from clewline.diagnostics.suppress import suppress
from clewline.engine.codec import digest_of
from clewline.engine.database import Database
from clewline.engine.query import adopt, query
from clewline.engine.tables import Gathered, Table
from clewline.output.search import Search
from clewline.output.site_files import EXPORTS, Exports
from clewline.pages.audit import audit
from clewline.pages.evidence import Evidence
from clewline.pages.health import tasks
from clewline.pages.models import Page
from clewline.pages.planner import PAGES, Planner
from clewline.pages.review_findings import record_findings, review_findings
from clewline.pages.review_models import Task
from clewline.pages.reviews import Records
from clewline.pages.routes import PageKey, PageKind
from clewline.pages.views import Views
from clewline.settings.config import Config, severity_of
from clewline.text.digest import digest
from clewline.theme.beside import beside, page_beside
from clewline.theme.beside.social import can_draw
from clewline.theme.render import TEMPLATES, WORDS, render
from clewline.theme.theme import Theme, Uses, check_theme, uses_of

CATALOGUES = "i18n"
"""What the catalogues of a theme are called among its templates: pages may say words of any of them."""


class Rendered(NamedTuple):
    """A page as it was rendered: its model, the digest of its templates, its bytes, and what its template
    gave rise to.
    """

    page: Page
    look: bytes
    data: bytes
    diagnostics: tuple[Diagnostic, ...]


class Made(NamedTuple):
    """The files of a page, its own first, and what its template gave rise to."""

    files: dict[str, bytes]
    faults: tuple[Diagnostic, ...]


class Whole(Protocol):
    """Gives a file with its bytes."""

    def __call__(self, file: Held, /) -> Held:
        """The same file with its bytes."""


def _as_it_is(file: Held) -> Held:
    return file


class Site:
    """One site. What it is made from is put in (`update`); everything else is asked for."""

    def __init__(self, db: Database, whole: Whole = _as_it_is) -> None:
        """``whole`` gives a file with its bytes, where these have not been read."""
        self.db = db
        self.config = Config()
        self.theme = Theme((), ())
        self.renders = 0
        """How many pages have been rendered."""
        self.content = Content((), (), ())
        self._sources: dict[str, ContentFile] = {}
        self._reviews: dict[str, ReviewFile] = {}
        self._seen: dict[str, tuple[ContentFile | ReviewFile, str]] = {}
        self.living = LivingCorpus(
            db,
            lambda path: whole(self._sources[path]),
            lambda path: whole(self._reviews[path]).source.data,
        )
        self.corpus, self.pages = self.living.corpus, self.living.pages
        self.graph = CitationGraph(db, self.corpus, self.living.targets)
        views = Views(
            self.graph,
            self.living.bodies,
            self.living.entries,
            lambda line: self.planner.reviews.has_lapsed(line),
        )
        evidence = Evidence(self.graph, self.living.texts, lambda: self.living.site().language)
        records = Records(self.living.records, self.living.histories, self.living.labels)
        self.planner = Planner(views, evidence, self.living.site, records, lambda: self.waiting())
        self.search = Search(self.planner, self.pages)
        self.exports = Exports(self.planner, self.pages)
        self._templates = Table[str, str](db, "template", dict[str, str])
        found = tuple[Diagnostic, ...]
        self.found = Gathered[str, found](
            db, "found", dict[str, found], lambda: self.living.files, self.findings, "findings"
        )
        self.used = Gathered[str, tuple[str, ...]](
            db, "used", dict[str, tuple[str, ...]], lambda: self.corpus.kinds, self.living.uses, "uses"
        )
        adopt(self)

    def update(self, content: Content, theme: Theme, config: Config) -> None:
        """Takes in the present content, theme and settings."""
        self.content, self.theme, self.config = content, theme, config
        self._sources = {file.source.path: file for file in content.files}
        self.living.files.put({path: (file.kind, self._digest(file)) for path, file in self._sources.items()})
        self._reviews = {file.source.path: file for file in content.reviews}
        self.living.reviews.put({path: self._digest(file) for path, file in self._reviews.items()})
        self.living.attachments.put({attachment.path: attachment for attachment in content.attachments})
        self.living.settings.put(_settings(config))
        texts = {name: digest(text.encode()) for name, text in theme.templates}
        catalogues = {CATALOGUES: digest_of(theme.catalogues).hex()}
        self._templates.put({**texts, **catalogues, **{f"{name} is a link": "" for name in theme.links}})

    def _digest(self, file: ContentFile | ReviewFile) -> str:
        """The digest of the bytes of a file."""
        path = file.source.path
        seen = self._seen.get(path)
        if seen is None or seen[0] is not file:
            seen = self._seen[path] = file, file.digest or digest(file.source.data)
        return seen[1]

    @query
    def rendered(self, key: PageKey) -> Rendered:
        """A page."""
        page = self.planner.page(key)
        look = self.look(TEMPLATES[type(page)])
        artifact, faults = render(page, self.theme)
        self.renders += 1
        return Rendered(page, look, artifact.data, faults)

    def finished(self, key: PageKey) -> Made:
        """The files of a page. What was made for it alone is forgotten, once it is known what it can be found
        by, and what is found in the file that it is made from.
        """
        made, path = self.made(key), self.planner.source(key)
        if PAGES[key.kind].found_as:
            self.search.words_of(key)
        if path in self.living.files:
            self.findings(path)
        if path in self.corpus.kinds:
            self.living.dialects(path)
        self._forget(key, path)
        return made

    def _forget(self, key: PageKey, path: str) -> None:
        """Lets go of what is held of a page, and of the file at ``path`` that it is made from, but for what
        other pages show of that.
        """
        for name in ("page", "rendered", "made"):
            self.db.forget(self.db.kind(name), key)
        self.db.release(self.db.kind("words_of"), key)
        self.db.release(self.db.kind("parsed"), path)
        self.db.forget(self.db.kind("body"), path)
        if key.kind is PageKind.LINE:  # the words of notes are compared with the lines that cite them
            self.db.forget(self.db.kind("passages"), path)

    def at(self, url: str) -> Rendered | None:
        """The page at ``url``; None when there is none."""
        key = self.pages.get(url)
        return self.rendered(key) if key else None

    def is_current(self, url: str, rendered: Rendered | None) -> bool:
        """Whether ``rendered`` is what `at` would give for ``url``, found out without rendering anything."""
        key = self.pages.get(url)
        if key is None or rendered is None:
            return key is None and rendered is None
        page = self.planner.page(key)
        return page == rendered.page and self.look(TEMPLATES[type(page)]) == rendered.look

    @query(lazy=True)
    def made(self, key: PageKey) -> Made:
        """The files of a page."""
        page, _, data, faults = self.rendered(key)
        return Made({page.url: data, **beside(page)}, faults)

    @query(keep=True)
    def look(self, name: str) -> bytes:
        """A digest of all that a template may use."""
        used = {**self.closure(name), **self.closure(WORDS)}
        return digest_of((sorted(used.items()), self._templates[CATALOGUES]))

    def closure(self, name: str) -> dict[str, str]:
        """The digest of every template that one may use, itself included, by name; empty for what is not
        there.

        A template that names another by an expression may use any; one that cannot be read uses none.
        """
        used: dict[str, str] = {}
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current in used:
                continue
            used[current] = self._templates.get(current, "")
            for other in self.uses_of_template(current).names if used[current] else ():
                waiting.extend(set(self._templates) - {CATALOGUES} if other is None else [other])
        return used

    @query(keep=True)
    def uses_of_template(self, name: str) -> Uses:
        """The templates that one names."""
        texts = dict(self.theme.templates)
        return uses_of(texts[name]) if self._templates.get(name) and name in texts else Uses()

    @query(keep=True)
    def theme_faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the templates by themselves."""
        uses = {digest(text.encode()): self.uses_of_template(name) for name, text in self.theme.templates}
        tuple(self._templates)
        return check_theme(replace(self.theme, known=uses))

    @query(keep=True)
    def review_faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the records of reviews."""
        return tuple(record_findings(self.planner.reviews))

    @query(keep=True)
    def findings(self, path: str) -> tuple[Diagnostic, ...]:
        """What is found in the file at ``path``, in order, without looking at any page."""
        found = self.living.parsed(path).diagnostics
        if path in self.corpus.kinds:
            found += self.living.links(path).diagnostics
            found += audit(path, self.planner.evidence, self.planner.coverage, self.living.site().sections)
            if self.corpus.kinds[path] is Kind.LINE:
                found += tuple(review_findings(path, self.planner.reviews))
        return in_order(found)

    @query(keep=True, lazy=True)
    def waiting(self) -> tuple[Task, ...]:
        """All that waits for a person, of what is found in documents that may be seen."""
        _ = self.living.settings["judged"]
        found: list[Diagnostic] = []
        for path, faults in self.found.whole().items():
            if faults and path in self.corpus.kinds:
                found += self.unaccepted(path, faults)
        return tasks(in_order(found), severity_of(self.config))

    @query(keep=True)
    def attachments(self) -> dict[str, str]:
        """The attachments to be published: path in the content, by path in the output."""
        used = sorted({path for paths in self.used.whole().values() for path in paths})
        return {self.corpus.urls[path]: path for path in used}

    def shared_faults(self) -> tuple[Diagnostic, ...]:
        """What is found beside the findings of each file."""
        found = self.content.diagnostics, self.living.corpus_faults(), self.review_faults()
        return (*chain(*found), *self.theme_faults())

    def content_diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is found without rendering any page, in order."""
        each = self.found.whole().values()
        return in_order([*self.shared_faults(), *(fault for found in each for fault in found)])

    def site_files(self) -> Iterator[dict[str, bytes]]:
        """The files that the site as a whole gives rise to, beside its pages: what programs read, and what
        can be searched for.
        """
        yield from (self.exports.export(name) for name in EXPORTS)
        yield from (self.search.search_part(*part) for part in self.search.parts())

    def files(self) -> dict[str, bytes]:
        """Every file of the site but its attachments."""
        files = dict(self.theme.assets)
        for key in self.pages.values():
            files |= self.made(key).files
        for more in self.site_files():
            files |= more
        return files

    def asset(self, url: str) -> bytes | None:
        """A file that is neither a page nor an attachment: of the theme, or one that the site as a whole
        gives rise to.
        """
        assets = dict(self.theme.assets)
        # What the whole site gives rise to takes long to make, and is never a page or among the theme's own
        # files.
        if url in assets and url.startswith("assets/"):
            return assets[url]
        key = self.pages.get(page_beside(url))
        if key is not None and (data := beside(self.planner.page(key)).get(url)) is not None:
            return data
        if url.endswith((".html", ".ico")):
            return assets.get(url)
        return next((files[url] for files in self.site_files() if url in files), assets.get(url))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that there is to be found, in order."""
        faults = (fault for key in self.pages.values() for fault in self.made(key).faults)
        return in_order([*self.content_diagnostics(), *faults])

    def source(self, url: str) -> str:
        """The path of the file that the page at ``url`` is made from; empty when it is made from no one
        file.
        """
        key = self.pages.get(url)
        return self.planner.source(key) if key else ""

    def page_diagnostics(self, url: str) -> tuple[Diagnostic, ...]:
        """What is found, without rendering it, in the file that the page at ``url`` is made from, and not
        accepted there.
        """
        path = self.source(url)
        own = self.findings(path) if path else ()
        found = in_order([*(fault for fault in self.shared_faults() if fault.span.path == path), *own])
        return self.unaccepted(path, found)

    def unaccepted(self, path: str, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Those of what was ``found`` in a file that nobody has decided to leave as they are."""
        if not found or path not in self.living.files:
            return found
        comments = {path: self.living.comments(path)}
        left = frozenset(suppress(found, comments, self.config.ignore_findings, RULES).diagnostics)
        return tuple(fault for fault in found if fault in left)


def _settings(config: Config) -> Settings:
    """The settings that the site is made by."""
    options = config.parse_options
    return {
        "title": config.title,
        "description": config.description,
        "language": options.language,
        "base_url": config.base_url,
        "style": config.style,
        "citations": options.citations.value,
        "breaks": options.breaks,
        "tags": config.tags,
        "properties": config.properties,
        "quotes": config.quotes,
        "image_hosts": " ".join(config.image_hosts),
        "frame_hosts": " ".join(config.frame_hosts),
        "preamble": config.preamble,
        "drafts": config.drafts,
        "addresses": config.addresses,
        "social": can_draw(),
        "health": config.health,
        "judged": repr((config.severity, config.ignore_findings)),
    }

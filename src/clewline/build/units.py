"""Units: files of a site that are made together."""

from collections.abc import Iterator
from typing import NamedTuple

from clewline.build.site import Made, Site
from clewline.engine.database import Database
from clewline.output.site_files import EXPORTS
from clewline.pages.planner import PAGES
from clewline.pages.routes import PageKey

_PAGE, _EXPORT, _SEARCH = "made", "export", "search_part"


class Unit(NamedTuple):
    """Files that are made together: a name, and the query that makes them with its key."""

    name: str
    query: str
    key: PageKey | str | tuple[str, int]

    def make(self, site: Site) -> Made:
        """The files, which ``site`` then forgets."""
        if isinstance(self.key, PageKey):
            return site.finished(self.key)
        files = (
            site.exports.export(self.key) if isinstance(self.key, str) else site.search.search_part(*self.key)
        )
        site.db.forget(site.db.kind(self.query), self.key)
        return Made(files, ())

    def is_stale(self, db: Database) -> bool:
        """Whether something has changed that the files were made from."""
        return db.is_stale(db.kind(self.query), self.key)

    def digest(self, db: Database) -> bytes:
        """The digest of the files."""
        return db.digest(db.kind(self.query), self.key)


def stages_of(site: Site) -> Iterator[Iterator[Unit]]:
    """All units of a site, stage by stage: what gathers is made after the pages that it gathers from."""
    yield _pages(site, gathering=False)
    yield _pages(site, gathering=True)
    yield _wholes(site)


def _pages(site: Site, gathering: bool) -> Iterator[Unit]:
    for url, key in site.pages.items():
        if PAGES[key.kind].gathers is gathering:
            yield Unit(url, _PAGE, key)


def _wholes(site: Site) -> Iterator[Unit]:
    """The other files that a site gives rise to."""
    for name in EXPORTS:
        yield Unit(f"export {name}", _EXPORT, name)
    for name, number in site.search.parts():
        yield Unit(f"search {name} {number}", _SEARCH, (name, number))

"""What can be found on a site, followed page by page: an edit makes a chunk of postings and two small files
anew, and puts the index together from all chunks.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from clewline.engine.query import adopt, query
from clewline.output.search.entries import SearchEntry, search_entry
from clewline.output.search.files import (
    CHUNK,
    PAGES_A_FILE,
    TEXTS_A_FILE,
    Postings,
    index_files,
    place_of,
    postings,
    rows_file,
    texts_file,
)
from clewline.pages.planner import PAGES, Planner
from clewline.pages.routes import PageKey


class Search:
    """The search data of a site; ``pages`` are those of the site, by address."""

    def __init__(self, planner: Planner, pages: Mapping[str, PageKey]) -> None:
        self.db = planner.db
        self._planner = planner
        self._pages = pages
        adopt(self)

    def parts(self) -> list[tuple[str, int]]:
        """All that there is to be asked of `search_part`."""
        count = len(self.findable())
        rows = [("pages", number) for number in range(-(-count // PAGES_A_FILE))]
        texts = [("texts", number) for number in range(-(-count // TEXTS_A_FILE))]
        return [("index", 0), *rows, *texts]

    @query(lazy=True)
    def search_part(self, name: str, number: int) -> dict[str, bytes]:
        """A part of the search data: the index with all terms, or one file with what is shown of a few
        pages.
        """
        if name == "pages":
            return rows_file(number, list(self._entries(number, PAGES_A_FILE)))
        if name == "texts":
            return texts_file(number, list(self._entries(number, TEXTS_A_FILE)))
        found = self.findable()
        kinds = Counter(kind for _, key in found if (kind := PAGES[key.kind].found_as))
        parts = (self.terms(number) for number in range(-(-len(found) // CHUNK)))
        return index_files([url for url, _ in found], kinds, parts)

    @query(lazy=True)
    def findable(self) -> tuple[tuple[str, PageKey], ...]:
        """The pages that can be found, in the order of their numbers: address and what they are made from."""
        found = ((kind, url, key) for url, key in self._pages.items() if (kind := PAGES[key.kind].found_as))
        return tuple((url, key) for _, url, key in sorted(found, key=lambda page: place_of(*page[:2])))

    @query(keep=True, lazy=True)
    def terms(self, number: int) -> Postings:
        """The postings of a chunk of pages."""
        return postings(list(self._entries(number, CHUNK)))

    @query(keep=True, lazy=True)
    def words_of(self, key: PageKey) -> SearchEntry | None:
        """What a page can be found by."""
        return search_entry(self._planner.page(key))

    @query(lazy=True)
    def _numbered(self, start: int, end: int) -> tuple[PageKey, ...]:
        """The pages with the numbers from ``start`` to before ``end``."""
        return tuple(key for _, key in self.findable()[start:end])

    def _entries(self, number: int, size: int) -> Iterator[SearchEntry]:
        for key in self._numbered(number * size, (number + 1) * size):
            if entry := self.words_of(key):
                yield entry

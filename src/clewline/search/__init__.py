"""Search: what can be found on a site, in files that a page can load piece by piece."""

from clewline.search.entries import FINDABLE, SearchEntry, search_entry
from clewline.search.files import search_files

__all__ = ["FINDABLE", "SearchEntry", "search_entry", "search_files"]

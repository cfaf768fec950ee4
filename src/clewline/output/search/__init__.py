"""Search: what can be found on a site, in files that a page can load piece by piece."""

from clewline.output.search.entries import SearchEntry, search_entry
from clewline.output.search.files import search_files
from clewline.output.search.search import Search

__all__ = ["Search", "SearchEntry", "search_entry", "search_files"]

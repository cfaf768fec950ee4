"""Search: what can be found on a site, in files that a page can load piece by piece."""

from clewline.output.search.entries import FINDABLE, SearchEntry, search_entry
from clewline.output.search.files import place_of, search_data, search_files
from clewline.output.search.update import Present, Updated, update_search

__all__ = [
    "FINDABLE",
    "Present",
    "SearchEntry",
    "Updated",
    "place_of",
    "search_data",
    "search_entry",
    "search_files",
    "update_search",
]

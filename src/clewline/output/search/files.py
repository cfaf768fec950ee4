"""The search data of a site: classic scripts that a page loads one by one, from a disk as well as from a
host.

Each file calls ``clewlineSearch`` with its own name and its data:

- ``index``: a digest of which pages there are, the number of pages of each kind, the bounds of the shards of
  terms and of endings;
- ``terms/<bound>``: a line for each term, with the numbers of the pages that have it in a title, in a
  heading, in the summary or facts, or only in the text (``*``: in most pages of the site). The name of a work
  after ``=`` is a term too: of the work itself as if it were a title, of pages that rest on it as a fact;
- ``ends/<bound>``: terms written backwards, for words that are mistyped at their beginning;
- ``pages/<n>``: title, address, summary, aliases and headings of a few pages; ``texts/<n>``: the texts of a
  few pages, for excerpts.

Pages are numbered by kind and address, so an edit changes the shards of the words that came or went, and the
page's own two files.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from clewline.content.model import Kind
from clewline.output.search.entries import SearchEntry
from clewline.output.search.packing import Packing
from clewline.output.search.shards import shards, term_key
from clewline.output.search.words import is_unspaced, words
from clewline.text.digest import digest

FOLDER = "assets/search"
PAGES_A_FILE, TEXTS_A_FILE = 32, 8
_KINDS = (Kind.LINE, Kind.NOTE, Kind.TOPIC, Kind.REFERENCE)
FIELDS = 4
NAMED = "="
"""What the name of a work begins with among the terms; no word does."""

_GIST = 220
_SHORTEST = 4

Postings = dict[str, list[int]]
"""The numbers of the pages that have a term, in order, by term."""


class SearchData(NamedTuple):
    """The search data of a site: its files by path in the output, and how many pages have the terms that most
    have in the text.
    """

    files: dict[str, bytes]
    common: dict[str, int]


def search_data(entries: Iterable[SearchEntry]) -> SearchData:
    """The search data of a site with these ``entries``. Their order does not matter."""
    known = sorted(entries, key=lambda entry: place_of(entry.kind, entry.url))
    *telling, texts = _postings(known)
    terms = sorted(set().union(*telling, texts), key=term_key)
    files: dict[str, bytes] = {}
    packing = Packing(len(known))
    common = {term: len(pages) for term, pages in texts.items() if packing.is_most(len(pages))}
    last = [None if term in common else texts.get(term, ()) for term in terms]
    lines = [
        packing.line(term, [*(pages.get(term, ()) for pages in telling), said])
        for term, said in zip(terms, last, strict=True)
    ]
    bounds = sharded("terms", terms, lines, files)
    ends = ends_of(terms, files)
    for place in range(0, len(known), PAGES_A_FILE):
        add_rows(files, place, known[place : place + PAGES_A_FILE])
    for place in range(0, len(known), TEXTS_A_FILE):
        add_texts(files, place, known[place : place + TEXTS_A_FILE])
    counts = [sum(entry.kind is kind for entry in known) for kind in _KINDS]
    add(files, "index", [stamp([entry.url for entry in known]), counts, bounds, ends])
    return SearchData(dict(sorted(files.items())), common)


def search_files(entries: Iterable[SearchEntry]) -> dict[str, bytes]:
    """The files of `search_data`."""
    return search_data(entries).files


def stamp(urls: Sequence[str]) -> str:
    """The digest that tells which pages there are, in the order of their numbers."""
    return digest("\n".join(urls).encode())[:8]


def place_of(kind: Kind, url: str) -> tuple[int, str]:
    """By what pages are sorted before they are numbered."""
    return _KINDS.index(kind), url


def fields_of(entry: SearchEntry) -> list[set[str]]:
    """The terms of an entry by field. Each is in the most telling field only that has it."""
    headings = " ".join(heading for heading, _ in entry.headings)
    titles = " ".join((entry.title, *entry.aliases))
    said: set[str] = set()
    found = []
    for text in (titles, headings, f"{entry.summary} {entry.facts}", entry.text):
        fresh = words(text) - said
        said |= fresh
        found.append(fresh)
    found[0 if entry.kind is Kind.REFERENCE else 2].update(NAMED + name for name in entry.works)
    return found


def _postings(entries: Sequence[SearchEntry]) -> tuple[Postings, ...]:
    """The postings of each field."""
    fields: tuple[Postings, ...] = tuple(defaultdict(list) for _ in range(FIELDS))
    for number, entry in enumerate(entries):
        for postings, terms in zip(fields, fields_of(entry), strict=True):
            for term in terms:
                postings[term].append(number)
    return fields


def ends_of(terms: Iterable[str], files: dict[str, bytes]) -> str:
    """Adds the shards of ``terms`` written backwards to ``files``; gives their bounds, with spaces between
    them.
    """
    backwards = sorted((term[::-1] for term in terms if _may_be_mistyped(term)), key=term_key)
    return sharded("ends", backwards, backwards, files)


def _may_be_mistyped(term: str) -> bool:
    return (
        len(term) >= _SHORTEST and not term.isdigit() and not term.startswith(NAMED) and not is_unspaced(term)
    )


def sharded(kind: str, terms: Sequence[str], lines: Sequence[str], files: dict[str, bytes]) -> str:
    """Adds the shards of ``lines``, one for each of ``terms``, to ``files``; gives their bounds, with spaces
    between them.
    """
    bounds = []
    for shard in shards([term_key(term) for term in terms], [len(line) + 1 for line in lines]):
        bounds.append(shard.bound)
        add(files, f"{kind}/{shard.bound}", "\n".join(lines[shard.start : shard.end]))
    return " ".join(bounds)


def add_rows(files: dict[str, bytes], place: int, entries: Sequence[SearchEntry]) -> None:
    """Adds the file with what results show of ``entries``, the first of which has the number ``place``."""
    add(files, f"pages/{place // PAGES_A_FILE}", [_row(entry) for entry in entries])


def add_texts(files: dict[str, bytes], place: int, entries: Sequence[SearchEntry]) -> None:
    """Adds the file with the texts of ``entries``, the first of which has the number ``place``."""
    add(files, f"texts/{place // TEXTS_A_FILE}", [_whole(entry) for entry in entries])


def _row(entry: SearchEntry) -> list[object]:
    """What a result shows: title, address, summary, aliases, then words and anchor of each heading."""
    return [
        entry.title,
        entry.url,
        _shortened(entry.summary),
        " · ".join(entry.aliases),
        *(part for heading in entry.headings for part in heading),
    ]


def _shortened(summary: str) -> str:
    return summary if len(summary) <= _GIST else f"{summary[:_GIST].rpartition(' ')[0] or summary[:_GIST]} …"


def _whole(entry: SearchEntry) -> str:
    """The text, and below it what is known of the page, so that an excerpt can be one or the other."""
    return "\n".join(filter(None, (entry.text, entry.facts)))


def add(files: dict[str, bytes], name: str, data: object) -> None:
    """Adds the file ``name`` with ``data``."""
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    files[f"{FOLDER}/{name}.js"] = f'clewlineSearch("{name}",{said})\n'.encode(errors="replace")

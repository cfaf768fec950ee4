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
from collections.abc import Iterable, Mapping, Sequence

from clewline.content.model import Kind
from clewline.output.search.entries import SearchEntry
from clewline.output.search.packing import Packing
from clewline.output.search.shards import shards, term_key
from clewline.output.search.words import is_unspaced, words
from clewline.text.digest import digest

FOLDER = "assets/search"
PAGES_A_FILE, TEXTS_A_FILE, CHUNK = 32, 8, 128
_KINDS = (Kind.LINE, Kind.NOTE, Kind.TOPIC, Kind.REFERENCE)
NAMED = "="
"""What the name of a work begins with among the terms; no word does."""

_GIST = 220
_SHORTEST = 4

Numbers = tuple[list[int], list[int], list[int], list[int]]
Postings = dict[str, Numbers]
"""By term, the numbers of the pages that have it in each field, in order."""


def search_files(entries: Iterable[SearchEntry]) -> dict[str, bytes]:
    """The search data of a site with these ``entries``. Their order does not matter."""
    known = sorted(entries, key=lambda entry: place_of(entry.kind, entry.url))
    counts = {kind: sum(entry.kind is kind for entry in known) for kind in _KINDS}
    parts = [postings(known[start : start + CHUNK]) for start in range(0, len(known), CHUNK)]
    files = index_files([entry.url for entry in known], counts, parts)
    for number in range(0, len(known), PAGES_A_FILE):
        files |= rows_file(number // PAGES_A_FILE, known[number : number + PAGES_A_FILE])
    for number in range(0, len(known), TEXTS_A_FILE):
        files |= texts_file(number // TEXTS_A_FILE, known[number : number + TEXTS_A_FILE])
    return dict(sorted(files.items()))


def index_files(
    urls: Sequence[str], counts: Mapping[Kind, int], parts: Iterable[Postings]
) -> dict[str, bytes]:
    """The index, and the shards of terms and endings. ``urls`` are the pages in the order of their numbers,
    ``parts`` the `postings` of each `CHUNK` of them.
    """
    found: Postings = {}
    for place, part in enumerate(parts):
        start = place * CHUNK
        for term, fields in part.items():
            known = found.get(term)
            if known is None:
                known = found[term] = ([], [], [], [])
            for numbers, more in zip(known, fields, strict=True):
                if more:
                    numbers += [start + number for number in more] if start else more
    files: dict[str, bytes] = {}
    packing = Packing(len(urls))
    terms = sorted(found, key=term_key)
    lines = []
    for term in terms:
        *telling, texts = found[term]
        lines.append(packing.line(term, [*telling, None if packing.is_most(len(texts)) else texts]))
    bounds = sharded("terms", terms, lines, files)
    ends = ends_of(terms, files)
    add(files, "index", [stamp(urls), [counts.get(kind, 0) for kind in _KINDS], bounds, ends])
    return files


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


def postings(entries: Sequence[SearchEntry]) -> Postings:
    """The terms of a few entries; the first of these has the number 0."""
    found: Postings = {}
    for number, entry in enumerate(entries):
        for field, terms in enumerate(fields_of(entry)):
            for term in terms:
                if term not in found:
                    found[term] = ([], [], [], [])
                found[term][field].append(number)
    return found


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


def rows_file(number: int, entries: Sequence[SearchEntry]) -> dict[str, bytes]:
    """The file with what results show of ``entries``, which are those of `PAGES_A_FILE` pages."""
    files: dict[str, bytes] = {}
    add(files, f"pages/{number}", [_row(entry) for entry in entries])
    return files


def texts_file(number: int, entries: Sequence[SearchEntry]) -> dict[str, bytes]:
    """The file with the texts of ``entries``, which are those of `TEXTS_A_FILE` pages."""
    files: dict[str, bytes] = {}
    add(files, f"texts/{number}", [_whole(entry) for entry in entries])
    return files


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

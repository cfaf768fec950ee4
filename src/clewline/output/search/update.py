"""Search data brought up to date: a few pages have other words, and no page has come or gone."""

import json
from bisect import insort
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from clewline.output.search.entries import SearchEntry
from clewline.output.search.files import (
    FIELDS,
    FOLDER,
    PAGES_A_FILE,
    TEXTS_A_FILE,
    add,
    add_rows,
    add_texts,
    ends_of,
    fields_of,
    sharded,
    stamp,
)
from clewline.output.search.packing import MOST, Packing, unpacked
from clewline.output.search.shards import term_key


class Present(NamedTuple):
    """Search data as it is: the pages in the order of their numbers, the paths of its files, how one of them
    is read, and how many pages have the terms that most have in the text.
    """

    urls: Sequence[str]
    names: Sequence[str]
    read: Callable[[str], bytes]
    common: Mapping[str, int]


class Updated(NamedTuple):
    """Search data brought up to date: the files that may not be what they were, the paths of all, and
    `Present.common` as it is now.
    """

    files: dict[str, bytes]
    names: tuple[str, ...]
    common: dict[str, int]


def update_search(
    present: Present,
    before: Mapping[str, SearchEntry],
    now: Mapping[str, SearchEntry],
    entries: Callable[[Sequence[str]], Sequence[SearchEntry]],
) -> Updated | None:
    """The search data once some pages that had the entries ``before`` have others ``now``; None when all must
    be made anew.

    ``entries`` gives the entries that pages have now.
    """
    try:
        return _updated(present, before, now, entries)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):  # what is damaged is of no use
        return None


def _updated(
    present: Present,
    before: Mapping[str, SearchEntry],
    now: Mapping[str, SearchEntry],
    entries: Callable[[Sequence[str]], Sequence[SearchEntry]],
) -> Updated | None:
    numbers = {url: number for number, url in enumerate(present.urls)}
    index = _data(present, "index")
    if index[0] != stamp(present.urls):
        return None
    old = [line for bound in index[2].split() for line in _data(present, f"terms/{bound}").split("\n")]
    lines = {line.partition(" ")[0]: line for line in old}
    known = set(lines)
    packing = Packing(len(numbers))
    common = dict(present.common)
    for term, changes in _changes(numbers, before, now).items():
        fields = _fields(lines.get(term, ""))
        for field, number, comes in changes:
            pages = fields[field]
            if pages is None:
                common[term] += 1 if comes else -1
            else:
                (insort if comes else list.remove)(pages, number)
        *telling, texts = fields
        said = common[term] if texts is None else len(texts)
        if packing.is_most(said):
            common[term], texts = said, None
        elif texts is None:  # no longer most of them: which, nobody remembers
            return None
        lines[term] = packing.line(term, [*telling, texts])
        if texts is not None and not any((*telling, texts)):
            del lines[term]
    files: dict[str, bytes] = {}
    terms = sorted(lines, key=term_key)
    index[2] = sharded("terms", terms, [lines[term] for term in terms], files)
    same = known == set(lines)
    index[3] = index[3] if same else ends_of(terms, files)
    for size, write in ((PAGES_A_FILE, add_rows), (TEXTS_A_FILE, add_texts)):
        for place in sorted({numbers[url] // size * size for url in now}):
            write(files, place, entries(present.urls[place : place + size]))
    add(files, "index", index)
    stale = tuple(f"{FOLDER}/{kind}/" for kind in (("terms",) if same else ("terms", "ends")))
    kept = (name for name in present.names if not name.startswith(stale))
    return Updated(files, tuple(sorted({*kept, *files})), common)


def _data(present: Present, name: str) -> Any:
    """What the file ``name`` gives to a page."""
    script = present.read(f"{FOLDER}/{name}.js").decode()
    return json.loads(script[script.index(",") + 1 : -2])


def _changes(
    numbers: Mapping[str, int], before: Mapping[str, SearchEntry], now: Mapping[str, SearchEntry]
) -> dict[str, list[tuple[int, int, bool]]]:
    """By term, the field and number of each page that has come (true) or gone."""
    changes: dict[str, list[tuple[int, int, bool]]] = {}
    for url, entry in now.items():
        for field, (old, new) in enumerate(zip(fields_of(before[url]), fields_of(entry), strict=True)):
            for term in old ^ new:
                changes.setdefault(term, []).append((field, numbers[url], term in new))
    return changes


def _fields(line: str) -> list[list[int] | None]:
    """The pages that a term has in each field; None for most of all."""
    packed = line.partition(" ")[2].split(".")
    return [None if part == MOST else unpacked(part) for part in (*packed, *[""] * (FIELDS - len(packed)))]

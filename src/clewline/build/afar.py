"""Shares of a build that are made by processes which have nothing in common with this one: the workers of an
executor, here or on other machines.

Each is given all that is known of the site so far, and makes what comes out of that; what it learns on the
way is known here afterwards, as if it had been made here.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from typing import NamedTuple

from clewline.build.site import Made, Site
from clewline.build.units import Unit
from clewline.content.loader import Content, Held
from clewline.engine.between import Known, Learned, Parted, renumbered
from clewline.engine.codec import decoded, encoded
from clewline.engine.database import Database
from clewline.pages.routes import PageKey, PageKind
from clewline.settings.config import Config
from clewline.text.digest import digest
from clewline.text.spans import SourceFile
from clewline.theme.theme import Theme

_SHARE = 256
"""Units a share: before each, the site is opened, which takes about as long as some dozens of pages."""
_ALONE = frozenset({PageKind.LINE, PageKind.NOTE, PageKind.REFERENCE, PageKind.TOPIC})
"""The kinds of pages that look at a part of the site only."""


class SiteAfar(NamedTuple):
    """All that a worker needs to know of a site: encoded nodes, content without its bytes, theme and
    settings.
    """

    known: bytes
    content: Content
    theme: Theme
    config: Config


class _Share(NamedTuple):
    """What was made of each unit, with its digest, and what was learned on the way."""

    made: list[tuple[Made, bytes]]
    learned: bytes
    values: dict[int, bytes]


def is_made_alone(unit: Unit) -> bool:
    """Whether ``unit`` can be made well by a worker that makes a few of all."""
    return isinstance(unit.key, PageKey) and unit.key.kind in _ALONE


def made_afar(site: Site, units: Sequence[Unit], executor: Executor) -> Iterator[tuple[int, Made, bytes]]:
    """What is made of each of ``units``, with its index and the digest of it, in no particular order. Raises
    `OSError` when something that was kept of the site cannot be read any more.
    """
    for path in site.living.files:
        site.living.comments(path)
    for path in site.living.reviews:
        site.living.record_of_review(path)
        site.living.label_of_review(path)
    try:
        known, order = site.db.known()
    except LookupError as lost:
        raise OSError(f"what was kept of {lost} cannot be read: build with --no-cache") from None
    afar = SiteAfar(encoded(known), _without_bytes(site.content), site.theme, site.config)
    del known
    starts = range(0, len(units), _SHARE)
    waiting: dict[Future[_Share], int] = {
        executor.submit(make_share, afar, units[start : start + _SHARE]): start for start in starts
    }
    for future in as_completed(waiting):
        start, share = waiting.pop(future), future.result()
        known_here = site.db.learn(decoded(share.learned, Learned).numbered(order))
        numbers = (known_here.get(number, number) for number in renumbered(share.values, order))
        site.db.keep(zip(numbers, share.values.values(), strict=True))
        for place, (made, state) in enumerate(share.made, start):
            yield place, made, state


def make_share(afar: SiteAfar, units: Sequence[Unit]) -> _Share:
    """What a worker makes, and learns: the files of ``units``, and what is found in what they come from."""
    known = decoded(afar.known, Known)
    site = Site(Database(Parted(None, known.values), recording=True), _not_here)
    site.db.take(known.columns)
    site.update(afar.content, afar.theme, afar.config)
    site.db.settle()
    apart = site.db.part()
    made: list[tuple[Made, bytes]] = []
    for unit in units:
        files = unit.make(site)
        made.append((files, unit.digest(site.db)))
    return _Share(made, encoded(site.db.learned()), dict(apart.items()))


def _not_here(file: Held) -> Held:
    raise LookupError(file.source.path)


def _without_bytes(content: Content) -> Content:
    """The content with what tells files apart, but not what is in them."""

    def without(file: Held) -> Held:
        path, data = file.source
        return file._replace(source=SourceFile(path, b""), digest=file.digest or digest(data))

    files, reviews = tuple(map(without, content.files)), tuple(map(without, content.reviews))
    return content._replace(files=files, reviews=reviews)

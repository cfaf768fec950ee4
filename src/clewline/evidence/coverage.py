"""How much an answer rests on: groups of authors, and the overlap between answers.

Counts only. Two works belong to one group of authors when they share an author, or each shares one with a
third. The overlap of several answers is the corrected covered area of Pieper et al. 2014
(doi:10.1016/j.jclinepi.2013.11.007): how far the same works come back, 0 when none does, 1 when all do.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from clewline.content.works import Person

_PARTS = re.compile(r"[^\W\d_]+")


def author_groups(works: Sequence[Collection[Person]]) -> int:
    """How many groups of authors wrote ``works``, given by their authors. A work whose authors are not known
    is a group of its own.
    """
    groups: list[_Group] = []
    for authors in works:
        own: _Group = {}
        for person in authors:
            for name in _names(person):
                own.setdefault(name, []).append(person)
        apart: list[_Group] = []
        whole = dict(own)
        for group in groups:
            if _share(own, group):
                for name, people in group.items():
                    whole[name] = [*whole.get(name, ()), *people]
            else:
                apart.append(group)
        groups = [*apart, whole]
    return len(groups)


_Group = dict[str, list[Person]]
"""The people of a group, under their family names and ORCID iDs."""


def _names(person: Person) -> Iterator[str]:
    yield _folded(person.family)
    if person.orcid:
        yield person.orcid


def _share(own: _Group, group: _Group) -> bool:
    """Whether anybody belongs to both groups."""
    names = own.keys() & group.keys()
    return any(same_person(one, other) for name in names for one in own[name] for other in group[name])


def same_person(one: Person, other: Person) -> bool:
    """Whether two names of bibliographies are those of one person: by their ORCID iDs where both have one,
    else by family name and as much of the given names as both spell out. A given name fits its initial.
    """
    if one.orcid and other.orcid:
        return one.orcid == other.orcid
    if _folded(one.family) != _folded(other.family):
        return False
    given, others = _given(one), _given(other)
    if not given or not others:
        return given == others
    return all(_fit(first, second) for first, second in zip(given, others, strict=False))


def _fit(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def _given(person: Person) -> list[str]:
    # Initials may stand together: "JM" is "J. M.".
    parts = _PARTS.findall(person.given)
    split = [list(part) if part.isupper() and len(part) <= 3 else [part] for part in parts]
    return [_folded(part) for parts in split for part in parts]


@lru_cache(maxsize=1 << 14)
def _folded(name: str) -> str:
    """A name without case, accents, hyphens and spaces."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in decomposed if char.isalnum())


def covered_area(answers: Sequence[Collection[str]]) -> float:
    """The corrected covered area of ``answers``, each given by the works that it rests on; 0 where there are
    not two that rest on any.
    """
    known = [set(works) for works in answers if works]
    together = set().union(*known)
    if len(known) < 2:
        return 0.0
    uses = sum(map(len, known))
    return (uses - len(together)) / (len(together) * (len(known) - 1))


def overlap_word(area: float) -> str:
    """The word that Pieper et al. have for an overlap: slight up to 5 %, moderate up to 10 %, high up to
    15 %, very high beyond.
    """
    percent = round(area * 100, 6)
    return next(
        (word for most, word in ((5, "slight"), (10, "moderate"), (15, "high")) if percent <= most),
        "very high",
    )

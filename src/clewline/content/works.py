"""Works as the bibliography knows them: who wrote them, and what has become of them since."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from clewline.text.spans import Span


class Person(NamedTuple):
    """An author as a bibliography names one: family name (of an organisation: all of it), given names, and
    ORCID iD.
    """

    family: str
    given: str = ""
    orcid: str = ""


class Nature(StrEnum):
    """What has become of a work, the gravest first; each is an end of "the work is …"."""

    RETRACTED = "retracted"
    CONCERN = "concern"
    SUPERSEDED = "superseded"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    REINSTATED = "reinstated"


class Notice(NamedTuple):
    """A notice on a work: its nature, the day (``YYYY-MM-DD``, or less), the DOI of the notice, and why. The
    reason of a preprint that was published is the key of the published work.
    """

    nature: Nature
    day: str = ""
    doi: str = ""
    reason: str = ""


class Listed(NamedTuple):
    """A row of a list of retractions: the notice, and the work that it is about."""

    notice: Notice
    doi: str
    pmid: str
    title: str
    year: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """The bibliographic record of one work; ``csl`` is its CSL-JSON object in canonical form (sorted keys, no
    spaces).

    ``label`` is the short form for running text ("Zhou et al. 2023"); ``authors`` are full names, family name
    last, ``people`` the same in parts; ``notices`` say what the record itself knows of its fate;
    ``annotation`` is the path of the document that annotates it. The ``abstract`` is there to be compared
    with what notes say; it is not free to be copied, and never shown.
    """

    key: str
    span: Span
    csl: str
    title: str
    label: str
    authors: tuple[str, ...] = ()
    year: str = ""
    container: str = ""
    doi: str = ""
    arxiv: str = ""
    url: str = ""
    abstract: str = ""
    people: tuple[Person, ...] = ()
    notices: tuple[Notice, ...] = ()
    annotation: str = ""

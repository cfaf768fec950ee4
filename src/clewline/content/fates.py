"""Works as the bibliography knows them: who wrote them, and what has become of them since."""

from enum import StrEnum
from typing import NamedTuple


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

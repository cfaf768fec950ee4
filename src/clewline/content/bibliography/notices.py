"""Notices on a work: that it was retracted, corrected or superseded, as a reference itself says it."""

import re
from collections.abc import Mapping

from clewline.content.bibliography.dates import date_from_text
from clewline.content.bibliography.identifiers import doi_of
from clewline.content.works import Nature, Notice

FIELDS: Mapping[str, Nature] = {
    "retracted": Nature.RETRACTED,
    "concern": Nature.CONCERN,
    "corrected": Nature.CORRECTED,
    "superseded": Nature.SUPERSEDED,
}
"""The fields of a reference that say what has become of the work: `true`, a date, the DOI of the notice, or a
few words.
"""

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_YES = frozenset(("true", "yes", "1"))
_NO = frozenset(("", "false", "no", "0", "none", "null"))


def own_notices(item: Mapping[str, object]) -> tuple[Notice, ...]:
    """The notices in the fields of ``item``; the CSL variable ``status`` may say that a work is retracted."""
    said = {name: item.get(name) for name in FIELDS}
    if str(item.get("status", "")).strip().casefold() in ("retracted", "withdrawn") and not said["retracted"]:
        said["retracted"] = True
    return tuple(
        notice for name, nature in FIELDS.items() if (notice := _notice(nature, said[name])) is not None
    )


def _notice(nature: Nature, value: object) -> Notice | None:
    if not isinstance(value, str | bool | int):
        return None
    text = " ".join(str(value).split())
    if text.casefold() in _NO:
        return None
    if text.casefold() in _YES:
        return Notice(nature)
    if _DAY.fullmatch(text):
        return Notice(nature, day=text) if date_from_text(text) else None
    if doi := doi_of(text):
        return Notice(nature, doi=doi)
    return Notice(nature, reason=text)

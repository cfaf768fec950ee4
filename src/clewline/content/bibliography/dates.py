"""Dates as CSL-JSON writes them, read from what people write."""

import re
from typing import Any

CslDate = dict[str, Any]

_ISO = re.compile(r"(-?\d{1,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*| \d\d:.*)?[?~%]?\Z")
_RANGE = re.compile(r"\s*(?:/|--|\u2013)\s*")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?!\d)")
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?!\d)")
_WORDS = frozenset(
    {"accepted", "forthcoming", "in press", "n.d.", "no date", "submitted", "to appear", "under review"}
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"(?<![^\W\d_])({'|'.join(_MONTHS)})[^\W\d_]*", re.IGNORECASE)


def date_from_text(text: str) -> CslDate:
    """The date in ``text``: ISO 8601 (also a range ``a/b``), or words with a year; empty when there is no
    year in it.

    Words that stand for a date to come ("in press") give a literal date.
    """
    text = text.strip()
    if text.lower() in _WORDS:
        return {"literal": text}
    pieces = _RANGE.split(text)
    parts = [_iso_parts(piece) for piece in pieces if piece]
    if parts and all(parts) and len(parts) <= 2:
        return {"date-parts": parts}
    year = _YEAR.search(text)
    if not year:
        return {}
    month = month_number(text)
    rest = text[: year.start()] + text[year.end() :]
    day = _DAY.search(rest) if month else None
    return {"date-parts": [_valid(int(year[1]), month, int(day[1]) if day else 0)]}


def month_number(text: str) -> int:
    """The month (1 to 12) that ``text`` names in English or by number; 0 when none."""
    named = _MONTH.search(text)
    if named:
        return _MONTHS.index(named[1].lower()) + 1
    number = text.strip()
    return int(number) if re.fullmatch(r"0?[1-9]|1[0-2]", number) else 0


def clean_date(value: object) -> CslDate:
    """``value`` of a date variable in CSL-JSON with integer parts and nothing superfluous; empty when it says
    nothing.
    """
    if isinstance(value, str | int):
        return date_from_text(str(value))
    if not isinstance(value, dict):
        return {}
    raw_parts = value.get("date-parts")
    parts = (
        [numbers for part in raw_parts if (numbers := _parts(part))] if isinstance(raw_parts, list) else []
    )
    if parts:
        date: CslDate = {"date-parts": parts[:2]}
        if value.get("circa") and str(value["circa"]).lower() not in ("0", "false"):
            date["circa"] = True
        return date
    for name in ("raw", "literal"):
        text = value.get(name)
        if isinstance(text, str) and text.strip():
            return date_from_text(text) or {"literal": text.strip()}
    return {}


def year_of(date: CslDate) -> str:
    """The (first) year of a clean date, as it is written; empty when it has none."""
    parts = date.get("date-parts")
    if not parts:
        return ""
    year = parts[0][0]
    return str(year) if year > 0 else f"{-year} BC"


def _iso_parts(text: str) -> list[int]:
    found = _ISO.match(text)
    return _valid(*(int(number or 0) for number in found.groups())) if found else []


def _parts(part: Any) -> list[int]:
    written = part if isinstance(part, list) else [part]
    try:
        numbers = [int(number) for number in written[:3] if number not in (None, "")]
    except (TypeError, ValueError):
        return []
    return _valid(*numbers) if numbers else []


def _valid(year: int, month: int = 0, day: int = 0) -> list[int]:
    if not year or abs(year) > 9999:
        return []
    if not 1 <= month <= 12:
        return [year]
    return [year, month, day] if 1 <= day <= 31 else [year, month]

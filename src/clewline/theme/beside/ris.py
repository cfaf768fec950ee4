"""Works as records of RIS, the tagged format that reference managers exchange."""

from typing import Any

from clewline.content.bibliography import plain_csl, work_address
from clewline.theme.beside.works import record

_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "post": "BLOG",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "software": "COMP",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
_FIELDS = {
    "title": "TI",
    "container-title": "T2",
    "publisher": "PB",
    "publisher-place": "CY",
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "language": "LA",
    "DOI": "DO",
    "ISSN": "SN",
    "ISBN": "SN",
}


def ris_record(csl: str) -> str:
    """The record ``csl`` in RIS."""
    item = record(csl)
    rows = [("TY", _TYPES.get(item["type"], "GEN"))]
    rows += [("AU", _name(name)) for name in item.get("author", ())]
    rows += [("ED", _name(name)) for name in item.get("editor", ())]
    rows += [(tag, plain_csl(str(item.get(variable, "")))) for variable, tag in _FIELDS.items()]
    first, _, last = str(item.get("page", "")).partition("-")
    rows += [("SP", first), ("EP", last.lstrip("-"))]
    parts = (item.get("issued", {}).get("date-parts") or [[]])[0]
    if parts:
        year, month, day = (*(f"{part:02}" for part in parts), "", "")[:3]
        rows += [("PY", year), ("DA", f"{year}/{month}/{day}/")]
    rows.append(("UR", work_address(item)))
    written = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value]
    return "\r\n".join([*written, "ER  - ", ""])


def _name(name: dict[str, Any]) -> str:
    """A name as "Family, Given, Suffix"; that of an organisation as it is."""
    if "literal" in name:
        return str(name["literal"])
    family = " ".join(
        name[part] for part in ("dropping-particle", "non-dropping-particle", "family") if part in name
    )
    return ", ".join(part for part in (family, name.get("given", ""), name.get("suffix", "")) if part)

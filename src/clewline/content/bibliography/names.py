"""Names of people and organisations as CSL-JSON writes them."""

import re
from collections.abc import Sequence

from clewline.content.works import Person

CslName = dict[str, str]

_ORCID = re.compile(r"(?:https?://orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])", re.IGNORECASE)
NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")
OTHERS: CslName = {"literal": "others"}
"""What stands for the rest of a list that its author cut short ("and others")."""


def name_from_text(text: str) -> CslName:
    """The name written as "Family, Given", "Given Family" or, in braces or as one word, a name without parts;
    empty for none.
    """
    text = " ".join(text.split())
    if text.startswith("{") and text.endswith("}"):
        return {"literal": text[1:-1].strip()}
    if "," in text:
        family, _, given = (part.strip() for part in text.partition(","))
        return {name: part for name, part in (("family", family), ("given", given)) if part}
    words = text.split()
    if len(words) < 2:
        return {"literal": text} if text else {}
    first = len(words) - 1
    while first > 1 and words[first - 1].islower():
        first -= 1
    name = {"family": words[-1], "given": " ".join(words[:first])}
    particle = " ".join(words[first:-1])
    return {**name, "non-dropping-particle": particle} if particle else name


def names_from_text(text: str) -> list[str]:
    """The single names of a list written on one line, parted by semicolons or the word "and"."""
    return [name for name in re.split(r"\s*;\s*|\s+and\s+", text.strip()) if name]


def full_name(name: CslName) -> str:
    """The name as spoken, family name last."""
    if "literal" in name:
        return name["literal"]
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(name[part] for part in order if part in name)


def short_name(name: CslName) -> str:
    """The family name with the particle that belongs to it, or the whole name of an organisation."""
    if "literal" in name:
        return name["literal"]
    return " ".join(name[part] for part in ("non-dropping-particle", "family") if part in name) or name.get(
        "given", ""
    )


def short_names(names: Sequence[CslName]) -> str:
    """The names as cited in running text: one, two with "&", more as "et al."."""
    known = [name for name in names if name != OTHERS]
    if not known:
        return ""
    first = short_name(known[0])
    if len(names) == 1:
        return first
    return f"{first} & {short_name(known[1])}" if len(names) == len(known) == 2 else f"{first} et al."


def person(name: CslName, orcid: object = None) -> Person:
    """Whom a name means; ``orcid`` is the ORCID iD that stands beside it, bare or as an address."""
    found = _ORCID.fullmatch(orcid.strip()) if isinstance(orcid, str) else None
    return Person(short_name(name), name.get("given", ""), found[1].upper() if found else "")

"""Works as entries of BibTeX, for BibLaTeX or BibTeX with Unicode."""

import re
from typing import Any

from clewline.content.bibliography import CSL_TAG
from clewline.theme.beside.works import record

_TYPES = {
    "article": "misc",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "entry-encyclopedia": "inreference",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "motion_picture": "video",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "periodical": "periodical",
    "report": "report",
    "software": "software",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "online",
}
_FIELDS = {
    "title-short": "shorttitle",
    "container-title-short": "shortjournal",
    "publisher-place": "location",
    "collection-title": "series",
    "event-title": "eventtitle",
    "genre": "type",
    "volume": "volume",
    "number-of-volumes": "volumes",
    "edition": "edition",
    "chapter-number": "chapter",
    "page": "pages",
    "number-of-pages": "pagetotal",
    "version": "version",
    "language": "langid",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmcid",
}
_ROLES = ("author", "editor", "translator")
_BOOK_TITLES = frozenset(("chapter", "paper-conference", "entry-encyclopedia"))
_INSTITUTIONS = frozenset(("report", "thesis"))
_MARKS = {
    "i": "emph",
    "em": "emph",
    "b": "textbf",
    "strong": "textbf",
    "sup": "textsuperscript",
    "sub": "textsubscript",
}
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # a bare one would count, even after a backslash
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\u00a0": "~",
    }
)
_LIGATURES = re.compile(r"(?<=-)-|(?<=`)`|(?<=')'")
_BRACES = re.compile(r"[{}\\]")
_AND = re.compile(r"\band\b|,", re.IGNORECASE)


def bibtex_entry(csl: str, arxiv: str) -> str:
    """The record ``csl`` as an entry of BibTeX; ``arxiv`` is its arXiv identifier, if it has one."""
    item = record(csl)
    kind = item["type"]
    rows = {role: " and ".join(map(_name, item[role])) for role in _ROLES if role in item}
    rows["title"] = _latex(item.get("title", ""))
    container = "booktitle" if kind in _BOOK_TITLES else "journaltitle"
    rows[container] = _latex(item.get("container-title", ""))
    archived = kind == "article" and item.get("publisher") == "arXiv"
    if not archived:
        rows["institution" if kind in _INSTITUTIONS else "publisher"] = _latex(item.get("publisher", ""))
        number = str(item.get("issue") or item.get("collection-number") or item.get("number", ""))
        rows["number"] = "" if arxiv and number.lower().startswith("arxiv:") else _latex(number)
    rows["date"] = _date(item.get("issued", {}))
    rows |= {field: _latex(str(item[variable])) for variable, field in _FIELDS.items() if variable in item}
    rows["pages"] = rows.get("pages", "").replace("-", "--")
    if arxiv:
        rows |= {"eprint": arxiv, "eprinttype": "arXiv"}
    rows |= {
        "doi": _verbatim(item.get("DOI", "")),
        "url": _verbatim(item.get("URL", "")),
        "urldate": _date(item.get("accessed", {})),
    }
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in rows.items() if value)
    return f"@{_TYPES.get(kind, 'misc')}{{{_key(item['id'])},\n{fields}}}\n"


def _key(key: str) -> str:
    """A key without the signs that end one."""
    return re.sub(r"[\s,{}()\"#%'~\\]", "", key)


def _name(name: dict[str, str]) -> str:
    """A name in the form "von Family, Suffix, Given"; that of an organisation in braces."""
    if name == {"literal": "others"}:
        return "others"
    if "literal" in name:
        return f"{{{_latex(name['literal'])}}}"
    particles = [name[part] for part in ("dropping-particle", "non-dropping-particle") if part in name]
    family = _guarded(name.get("family", ""))
    whole = [" ".join([*map(_latex, particles), family]).strip()]
    whole += [_guarded(name["suffix"])] if "suffix" in name else []
    whole += [_guarded(name["given"])] if "given" in name else []
    return ", ".join(part for part in whole if part)


def _guarded(part: str) -> str:
    """A part of a name; in braces when a word or sign in it would part names."""
    written = _latex(part)
    return f"{{{written}}}" if _AND.search(part) else written


def _latex(text: str) -> str:
    """Text with the tags of CSL-JSON as LaTeX."""
    if "<" not in text:
        return _plain(text)
    pieces: list[str] = []
    at = depth = 0
    for tag in CSL_TAG.finditer(text):
        pieces.append(_plain(text[at : tag.start()]))
        at = tag.end()
        opens = not tag[0].startswith("</")
        command = _MARKS.get((tag["name"] or "").lower(), "")
        if opens:
            pieces.append(f"\\{command}{{" if command else "{")
            depth += 1
        elif depth:
            pieces.append("}")
            depth -= 1
    return "".join([*pieces, _plain(text[at:]), "}" * depth])


def _plain(text: str) -> str:
    """Text as LaTeX; a second hyphen or quote is kept from becoming a dash or another sign."""
    return _LIGATURES.sub(r"{}\g<0>", text.translate(_LATEX))


def _verbatim(address: str) -> str:
    """An address or identifier, which BibTeX leaves as it is, without the signs that would end it."""
    return _BRACES.sub(lambda sign: f"%{ord(sign[0]):02X}", address)


def _date(date: dict[str, Any]) -> str:
    """A CSL date in the form of BibLaTeX (ISO 8601)."""
    if "date-parts" not in date:
        return _plain(date.get("literal", ""))
    return "/".join(
        "-".join(f"{number:0{4 if place == 0 else 2}}" for place, number in enumerate(parts))
        for parts in date["date-parts"]
    )

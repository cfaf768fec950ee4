"""What the keys of front matter mean: typed readings of its fields, and what is wrong with them."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from clewline.content.guards import is_guard
from clewline.content.header import Field, FrontMatter, Scalar
from clewline.content.keys import KNOWN
from clewline.content.model import Kind, Link, LinkKind, Relation, RelationKind, Status
from clewline.content.relations import stated
from clewline.content.stances import STATED
from clewline.content.status import read_status
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.text.did_you_mean import near_miss
from clewline.text.language import is_language_tag, tag_hint

_WIKI = re.compile(r"\s*!?\[\[([^\[\]|#]*)(?:#([^\[\]|]*))?(?:\|([^\[\]]*))?\]\]\s*")
_WIKIS = re.compile(rf"{_WIKI.pattern}(?:,{_WIKI.pattern})*")
LINKS_IN_TEXT = re.compile(r"\[\[([^\[\]|#]*)(?:#([^\[\]|]*))?(?:\|([^\[\]]*))?\]\]")
"""Links in the value of a property: target, fragment, words."""
_ARXIV = re.compile(
    r"(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:)?([\w.-]+(?:/\d+)?)", re.IGNORECASE
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\S+)", re.IGNORECASE)
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")

_RELATIONS = {
    **{stance.name: stance.relation for stance in STATED},
    "next": RelationKind.NEXT,
    "topics": RelationKind.TOPIC,
    "topic": RelationKind.TOPIC,
    "tags": RelationKind.TOPIC,
    "tag": RelationKind.TOPIC,
    "references": RelationKind.REFERENCE,
    "arxiv": RelationKind.REFERENCE,
    "doi": RelationKind.REFERENCE,
}


class Fields:
    """The front matter of one document, read by meaning; ``found`` gathers what is wrong."""

    def __init__(self, header: FrontMatter, kind: Kind, found: list[Diagnostic]) -> None:
        self._fields = _by_known_keys(header.fields)
        self._kind = kind
        self.found = found

    def one(self, *keys: str) -> Scalar | None:
        """The single value of the first of ``keys`` that is set; of a list its texts, with commas between
        them. A document has one title, though: several are reported.
        """
        for key in keys:
            field = self._flat(key)
            if field and field.values:
                if key == "title" and len(field.values) > 1:
                    self._wrong(field, "`title` takes one text, not a list", "write it as `title: text`")
                return field.values[0]._replace(text=", ".join(value.text for value in field.values))
        return None

    def many(self, *keys: str) -> list[Scalar]:
        """All values of ``keys``."""
        return [value for key in keys if (field := self._flat(key)) for value in field.values]

    def links(self, tag: LinkKind = LinkKind.TAG) -> tuple[list[Link], list[Relation]]:
        """The links of the front matter and what each says of its target; tags are read as ``tag``."""
        links: list[Link] = []
        relations: list[Relation] = []
        for key, kind in _RELATIONS.items():
            field = self._flat(key)
            for value in field.values if field else ():
                for link in _links_of(key, kind, value):
                    if link.kind is LinkKind.TAG and tag is LinkKind.LABEL:
                        links.append(link._replace(kind=tag))
                        continue
                    relations.append(Relation(kind, len(links)))
                    links.append(link)
        for link, said in self._property_links():
            if said:
                relations.append(Relation(said, len(links)))
            links.append(link)
        return links, relations

    def _property_links(self) -> Iterator[tuple[Link, RelationKind | None]]:
        """The links in properties of the author's own, such as ``up``, and what a word behind each says of
        its target; what such a property is called is their label.
        """
        for key, field in self._fields.items():
            for value in () if key in KNOWN or field.nested else field.values:
                for found in LINKS_IN_TEXT.finditer(value.text):
                    if target := found[1].strip():
                        link = Link(LinkKind.WIKI, target, (found[2] or "").strip(), key, value.span)
                        yield link, stated(value.text[found.end() :])

    def status(self) -> Status:
        """Who may see the document. A value that cannot be understood hides it: a slip must not publish."""
        return read_status(self._fields, self.found)

    def day(self, *keys: str) -> str:
        """The date of the first of ``keys`` that holds one, as ``YYYY-MM-DD``; else empty."""
        for key in keys:
            field = self._flat(key)
            match = _DATE.fullmatch(field.values[0].text.strip()) if field and field.values else None
            if field and match:
                try:
                    return date.fromisoformat(match[1]).isoformat()
                except ValueError:
                    self._wrong(field, f"there is no such day: {match[1]}", "write it as year-month-day")
        return ""

    def language(self, usual: str) -> str:
        """The language of the text, as a tag; empty where it is the ``usual`` one, that of the site."""
        said = self.one("lang")
        tag = said.text.strip() if said else ""
        if said and tag and not is_language_tag(tag):
            message = f"`lang` takes the tag of a language, not {tag!r}"
            self.found.append(Diagnostic("front-matter-type", message, said.span, tag_hint(tag)))
            return ""
        return tag if tag.casefold() != usual.casefold() else ""

    def extra(self) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
        """The fields that mean nothing to Clewline, in the order of their keys; near misses of known keys are
        reported.
        """
        kept: list[tuple[str, str | tuple[str, ...]]] = []
        for key, field in sorted(self._fields.items()):
            if key in KNOWN or field.nested:
                continue
            if (meant := near_miss(key, tuple(sorted(KNOWN)))) and not is_guard(key):
                message = f"the key `{key}` means nothing here"
                self.found.append(
                    Diagnostic("front-matter-unknown", message, field.key.span, f"did you mean `{meant}`?")
                )
            texts = tuple(value.text for value in field.values)
            kept.append((key, texts if field.is_list else "".join(texts)))
        return tuple(kept)

    def _flat(self, key: str) -> Field | None:
        field = self._fields.get(key)
        if field and field.nested:
            self._wrong(field, f"`{key}` cannot hold keys of its own", "write one text or a list of texts")
            return None
        return field

    def _wrong(self, field: Field, message: str, hint: str) -> None:
        span = field.values[0].span if field.values else field.key.span
        self.found.append(Diagnostic("front-matter-type", message, span, hint))


def _by_known_keys(fields: dict[str, Field]) -> dict[str, Field]:
    """``fields`` with the keys that mean something in small letters, as Obsidian reads them, unless a key
    stands there in small letters too.
    """
    return {
        key if (small := key.lower()) not in KNOWN or small in fields else small: field
        for key, field in fields.items()
    }


def _links_of(key: str, kind: RelationKind, value: Scalar) -> Iterator[Link]:
    """The links that one value of a relation holds; a text with commas is a list of tags."""
    if _WIKIS.fullmatch(value.text):
        link_kind = LinkKind.CITE if kind is RelationKind.REFERENCE else LinkKind.WIKI
        for wiki in _WIKI.finditer(value.text):
            yield Link(
                link_kind, wiki[1].strip(), (wiki[2] or "").strip(), (wiki[3] or "").strip(), value.span
            )
        return
    is_tag = key in ("tags", "tag")
    link_kind = LinkKind.CITE if kind is RelationKind.REFERENCE else LinkKind.TAG if is_tag else LinkKind.WIKI
    for name in value.text.split(",") if is_tag else [value.text]:
        if target := _READINGS.get(key, str.strip)(name):
            yield Link(link_kind, target, "", "", value.span)


def _arxiv(text: str) -> str:
    found = _ARXIV.fullmatch(text.strip())
    return f"arxiv:{re.sub(r'v[0-9]+$', '', found[1])}" if found else text.strip()


def _doi(text: str) -> str:
    found = _DOI.fullmatch(text.strip())
    return f"doi:{found[1].lower()}" if found else text.strip()


_READINGS: dict[str, Callable[[str], str]] = {
    "arxiv": _arxiv,
    "doi": _doi,
    "references": lambda text: text.strip().removeprefix("@"),
    "tags": lambda text: text.strip().removeprefix("#"),
    "tag": lambda text: text.strip().removeprefix("#"),
}

"""The statements of documents: what reviews compare, with the place of each."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import takewhile

from clewline.content.model import Body, Document, Kind, LinkKind, Passage, Role
from clewline.content.works import Reference
from clewline.evidence import read_claims
from clewline.evidence.reviews import Part, Said, Statement
from clewline.text.sentences import sentences

_CODE = re.compile(r"<(code|math)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_UNSEEN = "\u200b"
"""Stands for a character that is left out where places are still counted: digests pass over it."""
_NAME_WORDS = 6
"""Words of a link up to so many, which claim nothing, are a name of its target: another may stand there."""
_LINE_PARTS = {Role.TITLE: Part.QUESTION, Role.SUMMARY: Part.DECK, Role.ANSWER: Part.ANSWER}
_NOTE_PARTS = {Role.TITLE: Part.TITLE, Role.SUMMARY: Part.SUMMARY}


def own_statements(document: Document, passages: Sequence[Passage], body: Body, language: str) -> Said:
    """What ``document`` says in its own words; ``passages`` are its plain words, ``body`` its body with the
    text of its blocks, ``language`` is that of the site.
    """
    roles = _LINE_PARTS if document.kind is Kind.LINE else _NOTE_PARTS
    said: dict[Part, list[Statement]] = {}
    for number, passage in enumerate(passages):
        part = roles.get(passage.role, Part.TEXT)
        said.setdefault(part, []).extend(_statements(number, passage, document, language))
    code = tuple(_code(body))
    return {part: tuple(found) for part, found in said.items()} | ({Part.CODE: code} if code else {})


def _statements(number: int, passage: Passage, document: Document, language: str) -> Iterator[Statement]:
    language = document.language or language
    meant = passage.text if document.kind is Kind.LINE else _without_names(passage, document, language)
    for start, end in sentences(passage.text, language):
        words = " ".join(meant[start:end].split())
        if words:
            yield Statement(" ".join(passage.text[start:end].split()), words, number, start, end)


def _without_names(passage: Passage, document: Document, language: str) -> str:
    """The text of ``passage`` without the names that its links have for other notes, so that it means the
    same whatever they are called.
    """
    text = passage.text
    for cite in passage.cites:
        if cite.start < 0 or document.links[cite.link].kind is not LinkKind.WIKI:
            continue
        name = text[cite.start : cite.offset]
        if len(name.split()) <= _NAME_WORDS and not any(read_claims(name, language)):
            # As a link without words stands behind the word before it.
            space = sum(1 for _ in takewhile(str.isspace, reversed(text[: cite.start])))
            text = f"{text[: cite.start - space]}{_UNSEEN * (len(name) + space)}{text[cite.offset :]}"
    return text


def _code(body: Body) -> Iterator[Statement]:
    """The code and the formulas of ``body``, without the tags round their signs."""
    for block in body.blocks:
        html = "".join(part for part in block.parts if isinstance(part, str))
        for found in _CODE.finditer(html):
            words = " ".join(unescape(_TAG.sub("", found[0])).split())
            if words:
                yield Statement(words, words)


def citing_sentences(
    document: Document, passages: Sequence[Passage], language: str
) -> Iterator[tuple[int, Statement]]:
    """Every link in the sentences of the body of ``document``, by its index, with the sentence that it speaks
    for.
    """
    for number, passage in enumerate(passages):
        if passage.block < 0 or not passage.cites:
            continue
        said = list(_statements(number, passage, document, language))
        for cite in passage.cites:
            # A mark after the full stop belongs to the sentence before it.
            at = cite.start if cite.start >= 0 else cite.offset - 1
            owner = max(sum(one.start <= at for one in said) - 1, 0)
            if said:
                yield cite.link, said[owner]


def work_statement(reference: Reference) -> Statement:
    """A work as what a document rests on: the same, whatever its key is."""
    known = (reference.title, "; ".join(reference.authors), reference.year, reference.doi, reference.arxiv)
    return Statement(reference.label or reference.title, "\n".join(known))

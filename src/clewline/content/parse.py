"""Parsing: one source file to one `Parsed`. Any bytes give a value and diagnostics; no other file is looked
at.
"""

from dataclasses import replace

from markupsafe import Markup

from clewline.content.awaited import read_item
from clewline.content.canvas import ENDING, parse_canvas
from clewline.content.dendron import is_dendron, read_as_obsidian
from clewline.content.directions import hidden_directions
from clewline.content.fields import Fields
from clewline.content.front_matter import parse_front_matter
from clewline.content.header import FrontMatter, Scalar
from clewline.content.jekyll import is_draft, post_at
from clewline.content.markdown import parse_inline, parse_markdown
from clewline.content.model import (
    Awaited,
    Document,
    Kind,
    Link,
    Parsed,
    Passage,
    Relation,
    Rich,
    Role,
    Status,
)
from clewline.content.options import DEFAULT_OPTIONS, ParseOptions
from clewline.content.page_properties import page_name, page_properties
from clewline.content.plain_header import plain_header
from clewline.content.relations import marked, stated_in
from clewline.content.status import withheld
from clewline.content.works import Reference
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.text.limits import BIBLIOGRAPHY_BYTES, DOCUMENT_BYTES, RETRACTIONS_BYTES
from clewline.text.names import annotated_key, stem
from clewline.text.spans import SourceFile, file_start, span_at


def parse(source: SourceFile, kind: Kind, options: ParseOptions = DEFAULT_OPTIONS) -> Checked[Parsed]:
    """What ``source`` holds, as a document of ``kind``; bibliographies (``.bib``, ``.json``) give references
    only, lists of retractions (``.csv``) their rows.
    """
    if source.path.lower().endswith(".csv"):
        return _parse_retractions(source)
    if source.path.lower().endswith((".bib", ".json")):
        return _parse_bibliography(source)
    if source.path.lower().endswith(ENDING):
        canvas = parse_canvas(source, options)
        return Checked(Parsed(canvas.value), canvas.diagnostics)
    found: list[Diagnostic] = []
    text = decode(source, found)
    found.extend(hidden_directions(text, source.path))
    header, faults = parse_front_matter(text, source.path)
    for other in (page_properties, plain_header):
        header = header if header.body_offset or header.fields else other(text, source.path)
    if len(source.data) > DOCUMENT_BYTES:
        text = text[: header.body_offset]
    found.extend(faults)
    document = _Reader(source.path, kind, options, text, header, found).document()
    return Checked(Parsed(document, _works(document, header, found)), tuple(found))


def _works(document: Document, header: FrontMatter, found: list[Diagnostic]) -> tuple[Reference, ...]:
    """The work that a document is the annotation of, or that a note describes in its header."""
    flat = {
        key: _flat(field.values, field.is_list) for key, field in header.fields.items() if not field.nested
    }
    place = file_start(document.path)
    if document.kind is Kind.REFERENCE:
        from clewline.content.bibliography import reference_from_fields

        record = reference_from_fields(annotated_key(document.path), flat, place)
        found.extend(record.diagnostics)
        return (replace(record.value, annotation=document.path),)
    if "doi" not in flat and "arxiv" not in flat:
        return ()
    from clewline.content.bibliography import described_reference

    words = Markup("".join(part for part in document.title if isinstance(part, str))).striptags()
    work = described_reference(flat, words, place)
    return (work,) if work else ()


def _parse_bibliography(source: SourceFile) -> Checked[Parsed]:
    from clewline.content.bibliography import parse_bibtex, parse_csl_json

    if len(source.data) > BIBLIOGRAPHY_BYTES:
        return Checked(Parsed(None, ()), (_too_large(source.path, BIBLIOGRAPHY_BYTES),))
    reading = parse_bibtex if source.path.lower().endswith(".bib") else parse_csl_json
    references = reading(source)
    return Checked(Parsed(None, references.value), references.diagnostics)


def _parse_retractions(source: SourceFile) -> Checked[Parsed]:
    from clewline.content.bibliography import parse_retractions

    if len(source.data) > RETRACTIONS_BYTES:
        return Checked(Parsed(), (_too_large(source.path, RETRACTIONS_BYTES),))
    listed = parse_retractions(source)
    return Checked(Parsed(listed=listed.value), listed.diagnostics)


def _too_large(path: str, limit: int) -> Diagnostic:
    message = f"the file is longer than {limit:,} bytes, and was not read"
    return Diagnostic("file-too-large", message, file_start(path), "split it, or leave it out of the site")


def _flat(values: tuple[Scalar, ...], is_list: bool) -> str | tuple[str, ...]:
    texts = tuple(value.text for value in values)
    return texts if is_list else "".join(texts)


def decode(source: SourceFile, found: list[Diagnostic]) -> str:
    """The text of ``source`` with ``\\n`` line ends; what is not UTF-8 is reported and replaced, what is too
    long cut off.

    UTF-16 is read too, so that a header in it can still hide the file.
    """
    data = source.data
    if len(data) > DOCUMENT_BYTES:
        found.append(_too_large(source.path, DOCUMENT_BYTES))
        data = data[: data.rfind(b"\n", 0, DOCUMENT_BYTES) + 1]
    if sixteen := _sixteen_bits(data):
        found.append(
            Diagnostic(
                "encoding-invalid", "the file is UTF-16", file_start(source.path), "save the file as UTF-8"
            )
        )
        return _unix(data.decode(sixteen, "replace").removeprefix("\ufeff")).replace("\0", "\ufffd")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _unix(data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        span = span_at(source.path, before.count("\n") + 1, len(before) - before.rfind("\n"), 1)
        message = f"byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8"
        found.append(Diagnostic("encoding-invalid", message, span, "save the file as UTF-8"))
        text = data.decode("utf-8", "replace")
    return _unix(text.removeprefix("\ufeff")).replace("\0", "\ufffd")


def _sixteen_bits(data: bytes) -> str:
    """The name of the encoding if ``data`` looks like UTF-16: by its mark, or by the zeros between its first
    two letters.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    zeros = [byte == 0 for byte in data[:4]]
    return (
        "utf-16-le"
        if zeros == [False, True, False, True]
        else "utf-16-be"
        if zeros == [True, False, True, False]
        else ""
    )


def _unix(text: str) -> str:
    """``text`` with ``\\n`` line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Reader:
    """Puts a document together from its front matter and its body."""

    def __init__(
        self,
        path: str,
        kind: Kind,
        options: ParseOptions,
        text: str,
        header: FrontMatter,
        found: list[Diagnostic],
    ) -> None:
        self._path = path
        self._kind = kind
        self._options = options
        self._lines = text.split("\n")
        self._text = text[header.body_offset :]
        self._header = header
        self._found = found
        self._links: list[Link] = []
        self._passages: list[Passage] = []

    def document(self) -> Document:
        fields = Fields(self._header, self._kind, self._found)
        language = fields.language(self._options.language)
        self._options = self._options._replace(language=language or self._options.language)
        self._links, relations = fields.links(self._options.tag)
        given_title = fields.one("title")
        known = given_title.text if given_title else ""
        markdown, faults = parse_markdown(
            self._text,
            self._path,
            self._header.body_line,
            self._options,
            len(self._links),
            known_title=known,
            cites=self._kind is Kind.LINE,
        )
        self._found.extend(faults)
        if is_dendron(self._header.fields):
            markdown = read_as_obsidian(markdown)
        if self._kind is not Kind.LINE:
            relations += stated_in(markdown.body.passages)
        self._links.extend(markdown.links)
        if self._kind is Kind.LINE:
            for link, stance in marked(markdown.links, self._lines):
                relations.append(Relation(stance, len(self._links)))
                self._links.append(link._replace(sentence=-1, block=-1))
        title = self._inline(given_title, Role.TITLE) or markdown.title
        post = post_at(self._path)
        if not title:
            name = post.title if post else page_name(stem(self._path))
            name = annotated_key(self._path) if self._kind is Kind.REFERENCE else name
            title = self._inline(Scalar(name, file_start(self._path)), Role.TITLE)
            if self._kind is Kind.LINE:
                message = "the question has no title; its file name is shown"
                self._found.append(
                    Diagnostic(
                        "title-missing", message, file_start(self._path), "add `title: …` to the front matter"
                    )
                )
        summary = self._inline(fields.one("deck", "summary", "description"), Role.SUMMARY)
        answer = self._inline(fields.one("answer"), Role.ANSWER) if self._kind is Kind.LINE else ()
        would_change, awaited = self._would_change(fields)
        status = fields.status()
        if status is not Status.PUBLISHED:
            self._found.append(withheld(self._header.fields, status))
        elif is_draft(self._path):
            status = Status.DRAFT
            message = "the folder `_drafts` keeps the document out"
            self._found.append(Diagnostic("document-draft", message, file_start(self._path)))
        return Document(
            kind=self._kind,
            path=self._path,
            stem=stem(self._path),
            title=title,
            summary=summary or markdown.lead,
            own_summary=bool(summary),
            answer=answer,
            body=markdown.body,
            links=tuple(self._links),
            relations=tuple(_distinct(relations, self._links)),
            aliases=tuple(value.text for value in fields.many("aliases", "alias") if value.text.strip()),
            status=status,
            created=fields.day("created", "date") or (post.day.isoformat() if post else ""),
            updated=fields.day("updated", "modified"),
            drafted_by=drafted.text if (drafted := fields.one("drafted_by")) else "",
            language=language,
            would_change=would_change,
            awaited=awaited,
            extra=fields.extra(),
            fields=tuple(self._passages),
        )

    def _would_change(self, fields: Fields) -> tuple[tuple[Rich, ...], tuple[Awaited, ...]]:
        """What would change the answer, and what would settle each item."""
        items: list[Rich] = []
        awaited: list[Awaited] = []
        for value in fields.many("would_change"):
            before, item = len(self._links), read_item(value.text)
            if shown := self._inline(value._replace(text=item.text)):
                items.append(shown)
                awaited.append(Awaited(tuple(range(before, len(self._links))), item.terms, value.span))
        return tuple(items), tuple(awaited)

    def _inline(self, value: Scalar | None, role: Role | None = None) -> Rich:
        """``value`` as inline HTML; its links join those of the document, its words, if they have a ``role``
        in it, its fields.
        """
        if value is None or not value.text.strip():
            return ()
        inline = parse_inline(
            " ".join(value.text.split()),
            value.span,
            self._lines,
            len(self._links),
            self._options,
            cites=role is Role.ANSWER,
        )
        self._links.extend(inline.links)
        if role:
            self._passages.append(Passage(role, -1, inline.words, inline.cites, inline.places))
        return inline.html


def _distinct(relations: list[Relation], links: list[Link]) -> list[Relation]:
    """``relations`` without those that say the same thing once more."""
    seen: dict[tuple[str, str], Relation] = {}
    for relation in relations:
        seen.setdefault((relation.kind, links[relation.link].target), relation)
    return list(seen.values())

"""What a parsed file is: documents, their bodies and links, references. Frozen data without behaviour.

A body is *HTML with holes*: everything that depends on this file alone is finished HTML, and each place that
depends on other files (a link, a citation, an embed, an image) is a `Hole`, filled when pages are rendered.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from clewline.content.works import Listed, Reference
from clewline.text.spans import Span


class Kind(StrEnum):
    """What a document or page is about; the value is the folder of its pages."""

    LINE = "lines"
    NOTE = "notes"
    TOPIC = "topics"
    REFERENCE = "references"


class LinkKind(StrEnum):
    """How a link is written."""

    WIKI = "wiki"  # [[target#fragment|label]]
    EMBED = "embed"  # ![[target#fragment|label]]
    URL = "url"  # [label](target) and <target>
    IMAGE = "image"  # ![label](target)
    CITE = "cite"  # [@target], or a reference named in front matter
    NARRATIVE = "narrative"  # @target, which names the work in the sentence
    TAG = "tag"  # #target, which is a topic
    LABEL = "label"  # #target, which is a tag alone


class RelationKind(StrEnum):
    """What a link says of its target: in front matter, or with a word behind it."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    QUALIFIES = "qualifies"
    BACKGROUND = "background"
    EXTENDS = "extends"
    FOUNDATION = "foundation"
    ENABLES = "enables"
    EXAMPLE = "example"
    NEXT = "next"
    TOPIC = "topics"
    REFERENCE = "references"


class Status(StrEnum):
    """Whether a document may be seen: everywhere, only with ``--drafts``, or never."""

    PUBLISHED = "published"
    DRAFT = "draft"
    PRIVATE = "private"


class HoleKind(StrEnum):
    """What stands in a hole; the value is its mark in half-finished HTML."""

    LINK = "l"  # a whole link, citation, embed or image: index of the link, how it stands (`ALONE`, `WITHIN`)
    OPEN = "o"  # start of a link around finished HTML: index of the link
    CLOSE = "c"  # its end
    CITE = "r"  # a bracket of reference citations: index of the first link, how many
    CLAIM_OPEN = "s"  # start of a sentence that has links: index of the sentence
    CLAIM_CLOSE = "e"  # its end
    ANCHOR = "a"  # a place that fragments point to: index in Body.anchors
    FOOTNOTE = "f"  # a footnote mark: number of the note, which use of it
    PASSAGE = "q"  # the way to a quotation in its source: index of the link that cites it
    PROGRAM = "p"  # the name of what would run a block of code: index in PROGRAMS
    FOOTNOTE_BACK = "b"  # the way back from a footnote: number, which use (0: no way back)


class Program(NamedTuple):
    """What runs blocks of code where notes are written: its name, the languages of the blocks, and whether it
    draws (else it asks or counts).
    """

    name: str
    languages: tuple[str, ...]
    draws: bool


PROGRAMS = (
    Program("Mermaid", ("mermaid",), True),
    Program("PlantUML", ("plantuml", "puml"), True),
    Program("Graphviz", ("dot", "graphviz"), True),
    Program("TikZ", ("tikz",), True),
    Program("Chart", ("chart", "charts"), True),
    Program("Dataview", ("dataview", "dataviewjs"), False),
    Program("Bases", ("base", "bases"), False),
    Program("Obsidian search", ("query",), False),
    Program("Tasks", ("tasks",), False),
    Program("Templater", ("templater",), False),
)


ALONE, WITHIN = 1, 2
"""Of a hole for a whole link: it is an embed that makes a block; it stands in the words of another link."""


class Hole(NamedTuple):
    """A place in HTML or text that other files decide on."""

    kind: HoleKind
    index: int  # type: ignore[assignment]  # the word is right, though tuples have a method of that name
    extra: int = 0


Part = str | Hole
Rich = tuple[Part, ...]
"""HTML (or, in sentences, plain text) with holes."""


class Link(NamedTuple):
    """One link as it was written, unresolved.

    ``sentence`` is an index into the sentences of the body (-1: in none), ``block`` into its blocks (-1:
    front matter). ``bare``: as a citation it may be shown as its mark alone (otherwise, where it has no
    label, the sentence needs the title of its target); as an image or a frame, it may come from its host.
    """

    kind: LinkKind
    target: str
    fragment: str
    label: str
    span: Span
    sentence: int = -1
    block: int = -1
    bare: bool = False


class Relation(NamedTuple):
    """A link that says something of its target: what, and its index in the document's links."""

    kind: RelationKind
    link: int


class Sentence(NamedTuple):
    """A sentence that has links, as plain text with holes, and the sentence before it in the same block."""

    text: Rich
    before: Rich


class Heading(NamedTuple):
    """A heading of a body: level from 1 to 6, plain text, the id of its place, the block that it stands in,
    and its Markdown as it is written.
    """

    level: int
    text: str
    anchor: str
    block: int
    written: str = ""


class Block(NamedTuple):
    """One block at the top of a body: its HTML with holes, and its length in characters of text."""

    parts: Rich
    length: int


class Role(StrEnum):
    """What a passage is in its document."""

    TITLE = "title"
    SUMMARY = "summary"  # of a note; the deck of a line
    ANSWER = "answer"  # of a line, in short
    HEADING = "heading"
    TEXT = "text"  # a paragraph, an item, a row of a table
    QUOTE = "quote"  # a paragraph of a block quotation


class Cite(NamedTuple):
    """A link that speaks for the words before ``offset`` of a passage; if it has words itself, they begin at
    ``start`` (-1: it has none).
    """

    link: int
    offset: int
    start: int = -1


COVERED = "\ufffc"
"""Stands in plain words for each character of code and formulas (the object replacement character)."""


class Passage(NamedTuple):
    """Plain words of a document: a paragraph, an item of a list, a row of a table, a heading, a field.

    ``block`` is an index into the blocks of the body (-1: front matter, or the title). ``places`` are triples
    of an offset in ``text`` and the line and column where what begins there was written.
    """

    role: Role
    block: int
    text: str
    cites: tuple[Cite, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a document after its front matter.

    ``bridges`` are the numbers of the blocks that need no source: footnotes, and what the author marks so.
    ``anchors`` are the ids of all places that fragments can point to, in order; ``marks`` maps a block id
    (``^id``) to its anchor and block, and ``ids`` the id of an element of raw HTML; ``quotes`` are the words
    of each quotation that ends with a citation, by the index of its link; ``dialects`` are the programs whose
    own markup stands in the text, each with its first place; ``passages`` are its plain words.
    """

    blocks: tuple[Block, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    marks: tuple[tuple[str, str, int], ...] = ()
    ids: tuple[tuple[str, str, int], ...] = ()
    sentences: tuple[Sentence, ...] = ()
    quotes: tuple[tuple[int, str], ...] = ()
    dialects: tuple[tuple[str, Span], ...] = ()
    words: int = 0
    passages: tuple[Passage, ...] = ()
    bridges: tuple[int, ...] = ()


class Awaited(NamedTuple):
    """What would settle an item of ``would_change``: the links that name a note, by index; what a note must
    hold, which is words, phrases and (with ``#``) topics, all in the form in which they are compared; and
    where the item was written.
    """

    links: tuple[int, ...]
    terms: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A note, an inquiring line, the introduction of a topic, or the annotation of a reference.

    ``summary`` is a note's summary or a line's deck; unless ``own_summary``, it is the first paragraph of the
    body. ``answer`` is a line's answer in short. ``links`` holds every link of the file, front matter
    included: holes, relations and sentences refer to it by index. ``language`` is the tag of the language of
    the text, empty where it is that of the site. ``extra`` keeps the front-matter keys that
    mean nothing to Clewline, as text. ``awaited`` is what would settle each item of ``would_change``.
    ``fields`` are the plain words of what the front matter says.
    """

    kind: Kind
    path: str
    stem: str
    title: Rich
    summary: Rich
    body: Body
    own_summary: bool = False
    answer: Rich = ()
    links: tuple[Link, ...] = ()
    relations: tuple[Relation, ...] = ()
    aliases: tuple[str, ...] = ()
    status: Status = Status.PUBLISHED
    created: str = ""
    updated: str = ""
    drafted_by: str = ""
    language: str = ""
    would_change: tuple[Rich, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    extra: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    fields: tuple[Passage, ...] = ()


class Attachment(NamedTuple):
    """A file to be shown: path, size in pixels (0: unknown), why it may not be published (empty: it may)."""

    path: str
    width: int = 0
    height: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one source file holds: at most one document, any number of references, rows of a list of
    retractions.
    """

    document: Document | None = None
    references: tuple[Reference, ...] = field(default=())
    listed: tuple[Listed, ...] = field(default=())

"""A parsed document as text that people can read and compare: HTML with visible holes, links with their
places, findings.
"""

from collections.abc import Iterator

from clewline.content.model import Document, Hole, HoleKind, Kind, Link, Parsed, Rich
from clewline.content.options import DEFAULT_OPTIONS, ParseOptions
from clewline.content.parse import parse
from clewline.diagnostics.diagnostic import Checked
from clewline.text.spans import SourceFile

_NAMES = {
    HoleKind.LINK: "link",
    HoleKind.OPEN: "open",
    HoleKind.CLOSE: "close",
    HoleKind.CITE: "cite",
    HoleKind.CLAIM_OPEN: "claim",
    HoleKind.CLAIM_CLOSE: "/claim",
    HoleKind.ANCHOR: "anchor",
    HoleKind.FOOTNOTE: "footnote",
    HoleKind.FOOTNOTE_BACK: "back",
    HoleKind.PASSAGE: "passage",
    HoleKind.PROGRAM: "program",
}


def parsed(
    text: str | bytes, kind: Kind = Kind.NOTE, options: ParseOptions = DEFAULT_OPTIONS
) -> Checked[Parsed]:
    """What comes of a file ``page.md`` that holds ``text``."""
    return parse(
        SourceFile("page.md", text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")),
        kind,
        options,
    )


def document(text: str | bytes, kind: Kind = Kind.NOTE, options: ParseOptions = DEFAULT_OPTIONS) -> Document:
    """The document in a file that holds ``text``."""
    found = parsed(text, kind, options).value.document
    assert found is not None
    return found


def rich(parts: Rich) -> str:
    """``parts`` with their holes written out."""
    return "".join(_hole(part) if isinstance(part, Hole) else part for part in parts)


def _hole(hole: Hole) -> str:
    return f"⟨{_NAMES[hole.kind]} {hole.index}{f'.{hole.extra}' if hole.extra else ''}⟩"


def html(text: str | bytes, options: ParseOptions = DEFAULT_OPTIONS) -> str:
    """The HTML of all blocks of a note."""
    return "".join(rich(block.parts) for block in document(text, options=options).body.blocks)


def link(one: Link) -> str:
    """A link as ``kind target#fragment|label @line:column`` and its length on one line."""
    start, end = one.span.start, one.span.end
    length = end.column - start.column if start.line == end.line else f"to {end.line}:{end.column}"
    fragment, label = one.fragment and f"#{one.fragment}", one.label and f"|{one.label}"
    bare = " bare" if one.bare else ""
    return f"{one.kind.value} {one.target}{fragment}{label} @{start.line}:{start.column} +{length}{bare}"


def shown(text: str, kind: Kind) -> str:
    """Everything that comes of ``text`` and differs from nothing."""
    return "\n".join(_lines(parsed(text, kind))) + "\n"


def _lines(checked: Checked[Parsed]) -> Iterator[str]:
    page = checked.value.document
    assert page is not None
    if page.title != ("page",):
        yield f"title: {rich(page.title)}"
    if page.own_summary:
        yield f"summary: {rich(page.summary)}"
    for block in page.body.blocks:
        yield from rich(block.parts).rstrip("\n").split("\n")
    for number, one in enumerate(page.links):
        yield f"link {number}: {link(one)}{f' in {one.sentence}' if one.sentence >= 0 else ''}"
    for number, sentence in enumerate(page.body.sentences):
        before = f" (after: {rich(sentence.before)})" if sentence.before else ""
        yield f"sentence {number}: {rich(sentence.text)}{before}"
    if page.body.anchors:
        yield f"anchors: {', '.join(page.body.anchors)}"
    for words in page.body.quotes:
        yield f"quote of link {words[0]}: {words[1]}"
    for finding in checked.diagnostics:
        start = finding.span.start
        yield f"{start.line}:{start.column} {finding.code}: {finding.message}"

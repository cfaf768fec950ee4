"""The check of our own output: what is wrong with the compiled files, at the place in the source that it
comes from.
"""

from collections.abc import Iterable, Mapping
from posixpath import basename
from urllib.parse import unquote

from clewline.check.addresses import home_of
from clewline.check.diagnose import diagnose
from clewline.check.extract import READ, decoded, extract
from clewline.check.site import SiteReport, check_site
from clewline.content.model import Kind
from clewline.corpus.assemble import Corpus
from clewline.corpus.node import Named
from clewline.diagnostics.diagnostic import Diagnostic, Related, in_order
from clewline.text.spans import Position, Span, file_start

Sources = Mapping[str, str]
"""The text of each source file, by its path."""


def check_compiled(files: Mapping[str, bytes], attachments: Iterable[str], base_url: str) -> SiteReport:
    """What is wrong between the ``files`` of a compiled site (by their path in the output) and the paths of
    its ``attachments``.
    """
    links = {path: extract(path, data) for path, data in files.items() if path.lower().endswith(READ)}
    return check_site([*files, *attachments], links, home_of(base_url))


def in_sources(
    report: SiteReport,
    files: Mapping[str, bytes],
    sources: Sources,
    corpus: Corpus,
    out: str,
    authored: Iterable[Diagnostic],
) -> tuple[Diagnostic, ...]:
    """The findings of ``report`` as diagnostics about ``sources``, without those that speak of a link that is
    ``authored`` and reported.

    What comes from no source file is reported in the output folder ``out``.
    """
    origins = _origins(corpus)
    reported = [diagnostic.span for diagnostic in authored]
    found: dict[tuple[str, Span], Diagnostic] = {}
    for diagnostic in diagnose(report.findings, files.__getitem__):
        origin = origins.get(diagnostic.span.path, f"templates/{diagnostic.span.path}")
        words = _text_at(decoded(files[diagnostic.span.path]), diagnostic.span)
        span = diagnostic.span._replace(path=f"{out}/{diagnostic.span.path}")
        related = tuple(
            Related(other.span._replace(path=f"{out}/{other.span.path}"), other.message)
            for other in diagnostic.related
        )
        place = _source_place(origin, sources, words)
        if place:
            related = (Related(span, "as it is published"), *related)
        if place and any(_overlaps(place, other) for other in reported):
            continue
        moved = Diagnostic(diagnostic.code, diagnostic.message, place or span, diagnostic.hint, related)
        key = (diagnostic.code, place or span)
        # Pages quote one another: the page of the source itself comes before those that repeat it.
        if key not in found or (place and place.path == origin and found[key].message != moved.message):
            found[key] = moved
    return in_order(found.values())


def _source_place(origin: str, sources: Sources, words: str) -> Span | None:
    """Where the author wrote ``words``: in the source of the page, else in one that the page quotes; else
    where its source begins.

    None when the page has no source and no source has the words.
    """
    place = _place(origin, sources[origin], _forms(words)) if origin in sources else None
    if place and place != file_start(origin):
        return place
    quoted = (
        _place(path, text, [words]) for path, text in sources.items() if len(words) > 4 and words in text
    )
    return next(quoted, place)


def places_in_sources(
    external: Mapping[str, Iterable[str]], sources: Sources, corpus: Corpus
) -> dict[str, tuple[Span, ...]]:
    """Where each of the ``external`` addresses (with the pages that use it) is written, as far as it is; else
    where its page begins.
    """
    origins = _origins(corpus)
    found: dict[str, tuple[Span, ...]] = {}
    for address, pages in external.items():
        paths = dict.fromkeys(path for page in pages if (path := origins.get(page, "")) in sources)
        spans = [_place(path, sources[path], _forms(address)) for path in paths]
        exact = [span for span in spans if span != file_start(span.path)]
        found[address] = tuple(exact or spans[:1])
    return found


def _origins(corpus: Corpus) -> dict[str, str]:
    """The source file of each page."""
    nodes = corpus.urls.items()
    origins = {
        url: corpus.references[node.key].span.path
        for node, url in nodes
        if isinstance(node, Named) and node.kind is Kind.REFERENCE
    }
    return origins | {url: node for node, url in nodes if isinstance(node, str) and node in corpus.kinds}


def _text_at(page: str, span: Span) -> str:
    """What stands at ``span`` of a page, if it lies on one line."""
    lines = page.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if span.start.line != span.end.line or span.start.line > len(lines):
        return ""
    return lines[span.start.line - 1][span.start.column - 1 : span.end.column - 1]


def _forms(address: str) -> list[str]:
    """The forms in which an author may have written ``address``, the most exact first."""
    path = unquote(address).partition("#")[0].partition("?")[0]
    name = basename(path.rstrip("/"))
    forms = (
        address,
        unquote(address),
        path.removeprefix("../"),
        name,
        name.rpartition(".")[0],
        address.partition("#")[2],
    )
    return [form for form in dict.fromkeys(forms) if len(form) > 2]


def _place(path: str, source: str, words: Iterable[str]) -> Span:
    """Where the first of ``words`` that occurs in the source stands; the beginning of the file if none
    does.
    """
    for word in words:
        at = source.find(word)
        if at >= 0:
            line = source.count("\n", 0, at) + 1
            column = at - source.rfind("\n", 0, at)
            return Span(path, Position(line, column), Position(line, column + len(word)))
    return file_start(path)


def _overlaps(place: Span, other: Span) -> bool:
    """Whether two stretches of text touch; the beginning of a file stands for no link."""
    return (
        place.path == other.path
        and place.start < other.end
        and other.start < place.end
        and place != file_start(place.path)
    )

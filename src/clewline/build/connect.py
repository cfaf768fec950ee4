"""From files to a corpus with its citation graph: what is parsed and formatted, each item alone or from the
cache.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from clewline.build.cache import Cache, file_key, key_of
from clewline.content.bibliography import DEFAULT_STYLE, format_entry
from clewline.content.loader import Content, ContentFile
from clewline.content.model import Parsed
from clewline.content.options import ParseOptions
from clewline.content.parse import parse
from clewline.corpus.assemble import Asked, Corpus, assemble
from clewline.corpus.graph import CitationGraph, build_graph
from clewline.corpus.resolve import Target, TargetKind, link_document
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.engine.parallel import Progress, in_batches, silent
from clewline.settings.config import Config
from clewline.text.digest import digest
from clewline.theme.theme import Theme, Uses, uses_of


class Connected(NamedTuple):
    """The corpus and the citation graph of a site, and what was found: between its files, and by path in each
    of those where anything was.

    By path, ``used`` are the attachments that documents lead to, ``asked`` the titles that their links were
    looked up by (see `clewline.corpus.assemble.Asked`), where there are any. ``touched`` are the documents
    and the other nodes of which the text or the links may not be what they were in the last build; None when
    that is not known.
    """

    corpus: Corpus
    graph: CitationGraph
    faults: tuple[Diagnostic, ...]
    found: Mapping[str, tuple[Diagnostic, ...]]
    used: Mapping[str, tuple[str, ...]]
    asked: Mapping[str, tuple[str, ...]]
    touched: tuple[frozenset[str], frozenset[str]] | None = None

    def diagnostics(self) -> list[Diagnostic]:
        """All that was found."""
        return [*self.faults, *(fault for found in self.found.values() for fault in found)]

    def attachments(self) -> dict[str, str]:
        """The attachments that published documents lead to: path in the content, by path in the output."""
        return {
            self.corpus.urls[path]: path
            for path in sorted({path for paths in self.used.values() for path in paths})
        }


def connect(
    content: Content,
    config: Config,
    executor: Executor | None = None,
    progress: Progress = silent,
    cache: Cache | None = None,
) -> Connected:
    """The corpus and the citation graph of ``content``."""
    parsed = parse_files(content.files, config, executor, progress, cache)
    found = {
        file.source.path: checked.diagnostics
        for file, checked in zip(content.files, parsed, strict=True)
        if checked.diagnostics
    }
    corpus, faults = assemble([checked.value for checked in parsed], content.attachments, config.drafts)
    links = linked(corpus.documents, corpus)
    found |= {path: (*found.get(path, ()), *made.found) for path, made in links.items() if made.found}
    used = {path: attached for path, made in links.items() if (attached := attached_in(made.targets))}
    asked = {path: made.asked for path, made in links.items() if made.asked}
    return Connected(
        corpus,
        build_graph(corpus, {path: made.targets for path, made in links.items()}),
        faults,
        found,
        used,
        asked,
    )


class Links(NamedTuple):
    """The links of one document: what they lead to, what is wrong with them, and the titles that they were
    looked up by.
    """

    targets: tuple[Target, ...]
    found: tuple[Diagnostic, ...]
    asked: tuple[str, ...]


def linked(paths: Iterable[str], corpus: Corpus) -> dict[str, Links]:
    """The links of the documents at ``paths``."""
    links = {}
    titles = Asked(corpus.names.titles)
    corpus = replace(corpus, names=replace(corpus.names, titles=titles))
    for path in paths:
        targets, found = link_document(corpus.documents[path], corpus)
        links[path] = Links(targets, found, tuple(sorted(titles.keys_asked)))
        titles.keys_asked.clear()
    return links


def attached_in(targets: Iterable[Target]) -> tuple[str, ...]:
    """The attachments among ``targets``."""
    return tuple(target.key for target in targets if target.kind is TargetKind.ATTACHMENT)


def parse_files(
    files: Sequence[ContentFile],
    config: Config,
    executor: Executor | None = None,
    progress: Progress = silent,
    cache: Cache | None = None,
) -> list[Checked[Parsed]]:
    """What each of ``files`` holds, in their order."""
    keys = [file_key(file, config.parse_options) for file in files] if cache else []
    known = cache.known("parsed", keys, Checked[Parsed]) if cache else {}
    fresh = [file for file, key in zip(files, keys, strict=True) if key not in known] if cache else files
    made = in_batches(
        partial(_parse_batch, config.parse_options),
        fresh,
        executor,
        lambda done: progress("parse", done, len(fresh)),
    )
    if cache is None:
        return made
    new = dict(zip([key for key in keys if key not in known], made, strict=True))
    cache.keep("parsed", new, keys)
    return [known[key] if key in known else new[key] for key in keys]


def _parse_batch(options: ParseOptions, files: Sequence[ContentFile]) -> list[Checked[Parsed]]:
    return [parse(file.source, file.kind, options) for file in files]


def formatted(
    corpus: Corpus,
    config: Config,
    executor: Executor | None = None,
    progress: Progress = silent,
    cache: Cache | None = None,
) -> dict[str, str]:
    """The formatted entry of each reference, by key."""
    style = config.style or DEFAULT_STYLE
    keys = {
        key: key_of(style, config.language, reference.csl) for key, reference in corpus.references.items()
    }
    known = cache.known("entries", list(keys.values()), str) if cache else {}
    fresh = [key for key in keys if keys[key] not in known]
    records = [corpus.references[key].csl for key in fresh]
    work = partial(_format_batch, style, config.language)
    made = in_batches(work, records, executor, lambda done: progress("format", done, len(fresh)))
    new = {keys[key]: entry for key, entry in zip(fresh, made, strict=True)}
    if cache:
        cache.keep("entries", new, keys.values())
    return {key: known[digested] if digested in known else new[digested] for key, digested in keys.items()}


def studied(theme: Theme, cache: Cache) -> Theme:
    """The same theme with all that is to be known of its templates."""
    keys = {digest(text.encode()): text for _, text in theme.templates}
    known = cache.known("templates", list(keys), Uses)
    new = {key: uses_of(text) for key, text in keys.items() if key not in known}
    if new:
        cache.keep("templates", new, keys)
    return replace(theme, known=known | new)


def _format_batch(style: str, language: str, records: Sequence[str]) -> list[str]:
    return [format_entry(record, style, language) for record in records]

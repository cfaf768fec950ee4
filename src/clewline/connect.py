"""From files to a corpus with its citation graph: what is parsed and formatted, each item alone or from the cache."""

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial

from clewline.batches import Progress, in_batches, silent
from clewline.bibliography import DEFAULT_STYLE, format_entry
from clewline.cache import Cache, file_key, key_of
from clewline.config import Config
from clewline.corpus import Corpus, assemble
from clewline.diagnostic import Checked
from clewline.graph import CitationGraph, build_graph
from clewline.linker import link_document
from clewline.loader import Content, ContentFile
from clewline.model import Parsed
from clewline.parse import parse


def connect(
    content: Content, config: Config, executor: Executor | None = None, progress: Progress = silent, cache: Cache | None = None
) -> Checked[tuple[Corpus, CitationGraph]]:
    """The corpus and the citation graph of ``content``."""
    parsed = parse_files(content.files, config, executor, progress, cache)
    found = [diagnostic for checked in parsed for diagnostic in checked.diagnostics]
    corpus, faults = assemble([checked.value for checked in parsed], content.attachments, config.drafts)
    found += faults
    targets = {}
    for path, document in corpus.documents.items():
        targets[path], faults = link_document(document, corpus)
        found += faults
    return Checked((corpus, build_graph(corpus, targets)), tuple(found))


def parse_files(
    files: Sequence[ContentFile],
    config: Config,
    executor: Executor | None = None,
    progress: Progress = silent,
    cache: Cache | None = None,
) -> list[Checked[Parsed]]:
    """What each of ``files`` holds, in their order."""
    keys = [file_key(file, config.language) for file in files] if cache else []
    known = cache.known("parsed", keys, Checked[Parsed]) if cache else {}
    fresh = [file for file, key in zip(files, keys, strict=True) if key not in known] if cache else files
    made = in_batches(partial(_parse_batch, config.language), fresh, executor, lambda done: progress("parse", done, len(fresh)))
    if cache is None:
        return made
    new = dict(zip([key for key in keys if key not in known], made, strict=True))
    cache.keep("parsed", new, keys)
    return [known[key] if key in known else new[key] for key in keys]


def _parse_batch(language: str, files: Sequence[ContentFile]) -> list[Checked[Parsed]]:
    return [parse(file.source, file.kind, language) for file in files]


def formatted(
    corpus: Corpus, config: Config, executor: Executor | None = None, progress: Progress = silent, cache: Cache | None = None
) -> dict[str, str]:
    """The formatted entry of each reference, by key."""
    style = config.style or DEFAULT_STYLE
    keys = {key: key_of(style, config.language, reference.csl) for key, reference in corpus.references.items()}
    known = cache.known("entries", list(keys.values()), str) if cache else {}
    fresh = [key for key in keys if keys[key] not in known]
    records = [corpus.references[key].csl for key in fresh]
    work = partial(_format_batch, style, config.language)
    made = in_batches(work, records, executor, lambda done: progress("format", done, len(fresh)))
    new = {keys[key]: entry for key, entry in zip(fresh, made, strict=True)}
    if cache:
        cache.keep("entries", new, keys.values())
    return {key: known[digested] if digested in known else new[digested] for key, digested in keys.items()}


def _format_batch(style: str, language: str, records: Sequence[str]) -> list[str]:
    return [format_entry(record, style, language) for record in records]

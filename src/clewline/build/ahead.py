"""What is made of each item alone, in batches, on any executor, before anybody asks for it."""

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial

from clewline.build.corpus import LivingCorpus
from clewline.content.bibliography import DEFAULT_STYLE, format_entry
from clewline.content.loader import ContentFile
from clewline.content.model import Parsed
from clewline.content.options import ParseOptions
from clewline.content.parse import parse
from clewline.diagnostics.diagnostic import Checked
from clewline.engine.codec import decoded, encoded
from clewline.engine.parallel import Progress, in_batches, silent


def parse_ahead(living: LivingCorpus, executor: Executor | None = None, progress: Progress = silent) -> None:
    """Parses all files, and formats all references, that have to be: with an executor, elsewhere."""
    fresh = living.unparsed()
    if executor is None:
        for done, file in enumerate(fresh, 1):
            living.parsed(file.source.path)
            progress("parse", done, len(fresh))
        return
    options = living.options()
    made = in_batches(
        partial(_parsed, options), fresh, executor, lambda done: progress("parse", done, len(fresh))
    )
    for file, data in zip(fresh, made, strict=True):
        living.ahead[file.source.path] = decoded(data, Checked[Parsed])
    style = str(living.settings["style"]) or DEFAULT_STYLE
    keys = living.unformatted()
    records = [living.corpus.references[key].csl for key in keys]
    entries = in_batches(
        partial(_formatted, style, options.language),
        records,
        executor,
        lambda done: progress("format", done, len(keys)),
    )
    living.formatted_ahead |= dict(zip(keys, entries, strict=True))


def _parsed(options: ParseOptions, files: Sequence[ContentFile]) -> list[bytes]:
    """What files hold, encoded: so it is a third of the work to send."""
    return [encoded(parse(file.source, file.kind, options)) for file in files]


def _formatted(style: str, language: str, records: Sequence[str]) -> list[str]:
    return [format_entry(record, style, language) for record in records]

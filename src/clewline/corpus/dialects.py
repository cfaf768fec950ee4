"""What a site says, once for each, of markup that only other programs read."""

from collections.abc import Iterable, Iterator

from clewline.content.markdown import DIALECTS
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.text.spans import Span


def unsupported_dialects(used: Iterable[tuple[tuple[str, Span], ...]]) -> Iterator[Diagnostic]:
    """One finding for each dialect in ``used`` (`Body.dialects` of each document), at the first place of
    it.
    """
    places: dict[str, list[Span]] = {}
    for document in used:
        for name, span in document:
            places.setdefault(name, []).append(span)
    for dialect in DIALECTS:
        if spans := places.get(dialect.name):
            files = "one file uses" if len(spans) == 1 else f"{len(spans)} files use"
            message = f"{files} markup of {dialect.name} ({dialect.looks}), which is shown as it is written"
            yield Diagnostic("dialect-unsupported", message, min(spans, key=_order), dialect.hint)


def _order(span: Span) -> tuple[str, int]:
    return span.path, span.start.line

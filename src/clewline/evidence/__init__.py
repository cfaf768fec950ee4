"""Evidence: what a text claims, and where in the cited notes it was found. Pure: text in, values out."""

from clewline.evidence.claims import read_claims
from clewline.evidence.languages import has_data
from clewline.evidence.model import (
    OWN,
    WORKS,
    Change,
    ClaimKind,
    Claims,
    Mark,
    Place,
    Prose,
    Quantity,
    Quotation,
    Source,
    Trace,
    Work,
)
from clewline.evidence.trace import trace

__all__ = [
    "OWN",
    "WORKS",
    "Change",
    "ClaimKind",
    "Claims",
    "Mark",
    "Place",
    "Prose",
    "Quantity",
    "Quotation",
    "Source",
    "Trace",
    "Work",
    "has_data",
    "read_claims",
    "trace",
]

"""Reviews: what a line and its evidence said when a person read them, and what has changed since. Pure."""

from clewline.evidence.reviews.comparing import freshness
from clewline.evidence.reviews.digests import digest_of
from clewline.evidence.reviews.model import (
    WORDS,
    Difference,
    Freshness,
    Part,
    PartChange,
    Review,
    Said,
    Standing,
    State,
    Statement,
)
from clewline.evidence.reviews.record import Damage, Label, label_of, read_record, record_text
from clewline.evidence.reviews.statements import standing_of

__all__ = [
    "WORDS",
    "Damage",
    "Difference",
    "Freshness",
    "Label",
    "Part",
    "PartChange",
    "Review",
    "Said",
    "Standing",
    "State",
    "Statement",
    "digest_of",
    "freshness",
    "label_of",
    "read_record",
    "record_text",
    "standing_of",
]

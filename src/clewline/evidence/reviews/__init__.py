"""Reviews: what a line and its evidence said when a person read them, and what has changed since. Pure."""

from clewline.evidence.reviews.comparing import freshness
from clewline.evidence.reviews.digests import digest_of
from clewline.evidence.reviews.history import history_text, is_history, read_history
from clewline.evidence.reviews.model import (
    WORDS,
    Difference,
    Edit,
    Freshness,
    LineHistory,
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
    "Edit",
    "Freshness",
    "Label",
    "LineHistory",
    "Part",
    "PartChange",
    "Review",
    "Said",
    "Standing",
    "State",
    "Statement",
    "digest_of",
    "freshness",
    "history_text",
    "is_history",
    "label_of",
    "read_history",
    "read_record",
    "record_text",
    "standing_of",
]

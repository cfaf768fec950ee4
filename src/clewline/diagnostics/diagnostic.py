"""Diagnostics: what the tool has to say about the content, as data."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, NamedTuple, TypeVar

from clewline.text.spans import Span

T = TypeVar("T")


class Severity(IntEnum):
    """How much a diagnostic matters; higher is graver."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity as it is written in reports and settings."""
        return self.name.lower()


class Rule(NamedTuple):
    """One kind of finding: its code, default severity, one-line meaning and help."""

    code: str
    severity: Severity
    meaning: str
    help: str


class Related(NamedTuple):
    """A second place that a diagnostic speaks of."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: which rule, what is wrong in the author's words, where, and what to do."""

    code: str
    message: str
    span: Span
    hint: str = ""
    related: tuple[Related, ...] = ()


class Checked(NamedTuple, Generic[T]):
    """What a stage returns: its value, and what it found on the way."""

    value: T
    diagnostics: tuple[Diagnostic, ...]


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The distinct ``diagnostics`` by path, place, code and message."""
    # Most of them come in order, and what nearly is in order is soon sorted.
    return tuple(
        sorted(
            dict.fromkeys(diagnostics),
            key=lambda d: (d.span.path, d.span.start, d.code, d.message, d.span.end, d.hint),
        )
    )

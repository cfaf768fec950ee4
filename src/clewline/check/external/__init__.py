"""External links: every address is asked once, politely, and never called broken because it could not be
asked.

Needs the extra ``external``; nothing here is imported, and no socket opened, before ``check_external`` is
called.
"""

from collections.abc import Callable, Sequence

from clewline.check.external.findings import UNVERIFIED, diagnostics_of
from clewline.check.external.model import ExternalOptions, ExternalUse, ExternalVerdict, Outcome

__all__ = (
    "UNVERIFIED",
    "ExternalOptions",
    "ExternalUse",
    "ExternalVerdict",
    "Outcome",
    "check_external",
    "diagnostics_of",
)


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a check that nobody watches."""


def check_external(
    addresses: Sequence[ExternalUse],
    options: ExternalOptions,
    progress: Callable[[str, int, int], None] = _silent,
) -> tuple[ExternalVerdict, ...]:
    """The verdicts on ``addresses``: one for each distinct address, with all its places, in the order given.

    Raises ``ImportError`` when the extra is not installed, and ``OSError`` when the cache cannot be written.
    """
    from clewline.check.external.run import check

    return check(addresses, options, progress)

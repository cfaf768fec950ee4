"""What a check of a whole site gives, whether it began with the sources or with what was built from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from clewline.content.selection import Survey
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.diagnostics.suppress import Comments
from clewline.text.spans import Span


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: diagnostics, the comments that suppress some of them (by path), how many pages and
    addresses it looked at.

    ``external`` gives every address of another site, with all places where it stands; finding them takes a
    while. ``survey`` says what was taken as content, where the check began with that.
    """

    diagnostics: tuple[Diagnostic, ...]
    comments: Comments
    pages: int
    uses: int
    external_count: int
    external: Callable[[], Mapping[str, tuple[Span, ...]]]
    survey: Survey | None = None

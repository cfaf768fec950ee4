"""Fingerprints: how a finding is known again when the lines around it have moved."""

from collections import Counter
from collections.abc import Iterable

from clewline.diagnostics.diagnostic import Diagnostic
from clewline.text.digest import digest


def fingerprints(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """The fingerprint of each diagnostic, in their order: a digest of file, code and words, and which one of
    several alike it is.

    Places do not count, so that edits elsewhere in a file leave its findings what they were.
    """
    seen: Counter[str] = Counter()
    marks = []
    for diagnostic in diagnostics:
        words = " ".join(diagnostic.message.casefold().split())
        mark = digest(
            "\n".join((diagnostic.span.path, diagnostic.code, words)).encode("utf-8", "surrogatepass")
        )
        seen[mark] += 1
        marks.append(f"{mark}:{seen[mark]}")
    return tuple(marks)

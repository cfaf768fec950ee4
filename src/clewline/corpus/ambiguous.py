"""Several files that one name may mean, as findings name them: as many as somebody would read."""

from collections.abc import Sequence

from clewline.diagnostics.diagnostic import Related
from clewline.text.limits import CANDIDATES
from clewline.text.spans import file_start


def listed(paths: Sequence[str]) -> str:
    """The first of ``paths``; each of so many files may name all the others."""
    left = len(paths) - CANDIDATES
    return ", ".join(paths[:CANDIDATES]) + (f" and {left} more" if left > 0 else "")


def each(paths: Sequence[str]) -> list[Related]:
    """A way to write a link to each of the first of ``paths``."""
    return [Related(file_start(path), f"[[{path.removesuffix('.md')}]]") for path in paths[:CANDIDATES]]

"""A citation for citeproc-py."""

from typing import Any

from citeproc import CitationItem


class Cited(CitationItem):  # type: ignore[misc]  # the library has no types
    """A citation that holds its ``reference``. The library looks it up in the bibliography every time, some
    eighty times an entry.
    """

    reference: Any = None

    def __init__(self, key: str, reference: Any) -> None:
        super().__init__(key)
        object.__setattr__(self, "reference", reference)  # the library keeps attributes as items

"""The parser of BibTeX, bounded: a string that is put together from others, and an entry that is not closed,
cost no more than they are long.
"""

import re
from functools import lru_cache
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PybtexSyntaxError, Token

from clewline.content.bibliography.allowance import Allowance


class BoundedParser(LowLevelParser):  # type: ignore[misc]
    """Reads up to ``end_pos``, and no string longer than the ``allowance`` permits."""

    pos: int

    def __init__(self, text: str, allowance: Allowance, **options: Any) -> None:
        super().__init__(text, **options)
        self._allowance = allowance

    def skip_to(self, patterns: list[Any]) -> Token | None:
        """The text up to and with the first of ``patterns``, which is looked for once and not for each."""
        found = _any_of(tuple(patterns)).search(self.text, self.pos, self.end_pos)
        if not found:
            return None
        value = self.text[self.pos : found.end()]
        self.pos = found.end()
        self.update_lineno(value)
        return Token(value, patterns[int(found.lastindex or 1) - 1])

    def substitute_macro(self, name: str) -> str:
        """The text of a string. Raises when it would make the file many times longer."""
        value = str(super().substitute_macro(name))
        if not self._allowance.takes(len(value)):
            raise PybtexSyntaxError("the strings of this file make it many times longer", self)
        return value


@lru_cache(maxsize=8)
def _any_of(patterns: tuple[Any, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"({pattern.search.__self__.pattern})" for pattern in patterns))

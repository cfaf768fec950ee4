"""Characters that turn the direction of text round, unseen: what is read is then not what was written.

See https://trojansource.codes and https://www.unicode.org/reports/tr9/.
"""

import re
from collections.abc import Iterator
from itertools import islice

from clewline.diagnostics.diagnostic import Diagnostic
from clewline.text.spans import span_at

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MOST = 20
"""So many are reported for one file; who has put in more has seen what is meant."""


def hidden_directions(text: str, path: str) -> Iterator[Diagnostic]:
    """A finding for each of the first characters in ``text`` that turn its direction."""
    if text.isascii():
        return
    for found in islice(_TURNING.finditer(text), _MOST):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"U+{ord(found[0]):04X} turns the direction of the text after it, unseen"
        yield Diagnostic(
            "text-direction", message, span_at(path, line, column, 1), "take it out, unless it is meant"
        )

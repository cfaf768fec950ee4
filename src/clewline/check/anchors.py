"""Whether a fragment leads to a place
(https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment).
"""

import re
from collections.abc import Collection
from urllib.parse import unquote

_LINES = re.compile(r"((?:L|line-)?\d+)-(?:L|line-)?\d+")


def is_there(fragment: str, defined: Collection[str], drawing: bool) -> bool:
    """Whether a file that defines these places has the one that ``fragment`` means; a ``drawing`` has parts
    that are no places.

    What is left to scripts (routes, stretches of source code) counts as there.
    """
    if not fragment or fragment in defined or unquote(fragment) in defined or fragment.lower() == "top":
        return True
    lines = _LINES.fullmatch(fragment)
    return (
        fragment[0] in "/!"
        or bool(lines and lines[1] in defined)
        or (drawing and ("(" in fragment or "=" in fragment))
    )

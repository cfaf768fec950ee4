"""Source code to HTML, by Pygments.

Its lexers are regular expressions, and for most of them there are texts that take the square of their length.
So code is coloured as far as that does no harm, in well-known languages; the rest is shown plain.
"""

import re
from functools import lru_cache

from markupsafe import escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name

from clewline.text.limits import CODE_CHARACTERS, COLOURED_CHARACTERS

LANGUAGES = frozenset(
    (
        "bash c c++ cpp css diff go html ini java javascript js json jsx julia less lua make makefile "
        "markdown md php py pycon python python3 r rb rs ruby rust scss sh shell sparql sql tex latex toml "
        "ts tsx turtle typescript xml yaml yml zsh"
    ).split()
)
"""The languages that are coloured, as Pygments calls them."""
# Words without any other sign are what the expressions for declarations try in every way. Code is not so.
_WORDS_ALONE = re.compile(r"[\w\s.<>\[\]]{400}")


class Colours:
    """Colours the code of one document."""

    def __init__(self) -> None:
        self._left = COLOURED_CHARACTERS

    def html(self, code: str, language: str) -> str:
        """``code`` as HTML with Pygments' short classes; plain, escaped text where it is not coloured."""
        if language not in LANGUAGES or not self._takes(code):
            return str(escape(code))
        return highlight(code, _lexer(language), HtmlFormatter(nowrap=True))

    def _takes(self, code: str) -> bool:
        if len(code) > CODE_CHARACTERS or _WORDS_ALONE.search(code):
            return False
        self._left -= len(code)
        return self._left >= 0


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer:
    return get_lexer_by_name(language, stripnl=False)

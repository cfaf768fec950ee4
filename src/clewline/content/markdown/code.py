"""Source code to HTML, by Pygments."""

from functools import lru_cache

from markupsafe import escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


def highlighted(code: str, language: str) -> str:
    """``code`` as HTML with Pygments' short classes; plain, escaped text when the language is unknown."""
    lexer = _lexer(language)
    if lexer is None:
        return str(escape(code))
    return highlight(code, lexer, HtmlFormatter(nowrap=True))

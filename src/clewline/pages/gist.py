"""As much of a summary as a card has room for."""

import re

from clewline.pages.filled import Filled
from clewline.pages.holes import plain_filled, text

_SENTENCE_END = re.compile(
    r"""[.!?…]["'”’)\]]*(?=\s+["'“‘(\[]*[^\W\d_a-z])(?<!\bal\.)|[。！？]["”’」』）]*"""
)
_LENGTH = 400


def gist_of(summary: Filled) -> Filled:
    """``summary`` whole when it is short; else its beginning up to the end of a sentence, or of a word, as
    plain text.
    """
    words = text(summary)
    if len(words) <= _LENGTH + 40:
        return summary
    ends = [
        found.end()
        for found in _SENTENCE_END.finditer(words[: _LENGTH + 40])
        if _LENGTH // 3 < found.end() <= _LENGTH
    ]
    return plain_filled(
        words[: ends[-1]] if ends else f"{words[:_LENGTH].rpartition(' ')[0] or words[:_LENGTH]} …"
    )

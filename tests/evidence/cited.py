"""Lines and notes for the tests, written as an author writes them."""

import re
from collections.abc import Sequence

from clewline.evidence import Mark, Prose, Source, Trace, Work, trace

_LINK = re.compile(r"\s*\[\[(\w+)(?:\|([^\]]*))?\]\]")


def prose(text: str) -> Prose:
    """``text`` with its citations taken out."""
    plain, marks, done = "", [], 0
    for link in _LINK.finditer(text):
        plain += text[done : link.start()]
        if link[2]:
            start = len(plain) + 1 if plain else 0
            plain += f" {link[2]}" if plain else link[2]
            marks.append(Mark(len(plain), link[1], start))
        else:
            marks.append(Mark(len(plain), link[1]))
        done = link.end()
    return Prose(plain + text[done:], tuple(marks))


def traces(
    line: str,
    *,
    own: Sequence[str] = (),
    works: Sequence[Work] = (),
    language: str = "en",
    **notes: str,
) -> list[tuple[str, str]]:
    """The words and the code of each claim of ``line``, which cites ``notes`` by name."""
    text = prose(line)
    made = full(line, own=own, works=works, language=language, **notes)
    return [(text.text[found.start : found.end], found.code) for found in made]


def full(
    line: str,
    *,
    own: Sequence[str] = (),
    works: Sequence[Work] = (),
    language: str = "en",
    **notes: str,
) -> tuple[Trace, ...]:
    """The traces of ``line``."""
    sources = {name: Source(name, (Prose(text),), tuple(works)) for name, text in notes.items()}
    return trace([prose(line)], sources, tuple(map(Prose, own)), (), language)


def codes(line: str, *, own: Sequence[str] = (), language: str = "en", **notes: str) -> list[str]:
    """The codes of the findings on ``line``."""
    return [found.code for found in full(line, own=own, language=language, works=(), **notes) if found.code]

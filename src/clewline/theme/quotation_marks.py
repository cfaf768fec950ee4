"""Straight quotation marks and apostrophes as those of a language: for readers, at the last moment, so that
whatever compares words compares what the author wrote.

Which marks a language has is from CLDR (https://cldr.unicode.org, delimiters), but for Arabic and French,
where usage in books was preferred.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clewline.pages.models import Page


class Marks(NamedTuple):
    """The marks that open and close a quotation, and those of one inside it."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


APOSTROPHE = "’"
_ENGLISH = Marks("“", "”", "‘", "’")
_LOW = Marks("„", "“", "‚", "‘")
_MARKS = {
    **dict.fromkeys(("bg", "cs", "de", "et", "hr", "is", "lt", "sk", "sl"), _LOW),
    **dict.fromkeys(("hu", "pl", "ro"), Marks("„", "”", "»", "«")),
    **dict.fromkeys(("be", "ru", "uk"), Marks("«", "»", "„", "“")),
    **dict.fromkeys(("ca", "el", "es", "eu", "gl", "it", "pt-pt", "sq"), Marks("«", "»", "“", "”")),
    **dict.fromkeys(("ar", "fa", "hy"), Marks("«", "»", "‹", "›")),
    **dict.fromkeys(("nb", "nn", "no"), Marks("«", "»", "‘", "’")),
    **dict.fromkeys(("de-ch", "fr-ch", "it-ch"), Marks("«", "»", "‹", "›")),
    **dict.fromkeys(("fi", "he", "sv"), Marks("”", "”", "’", "’")),
    **dict.fromkeys(("ja", "zh-hant", "zh-tw", "zh-hk"), Marks("「", "」", "『", "』")),
    "fr": Marks("«\u202f", "\u202f»", "“", "”"),
}
"""By language tag, in small letters; English where a language is not named."""

_REST = r"""[^<>"']*+(?:(?:"[^"]*"|'[^']*')[^<>"']*+)*+>"""
_KEPT = "|".join(
    [
        *(
            rf"<{name}(?=[\s>]){_REST}.*?</{name}>"
            for name in "code kbd math pre samp script style sup textarea".split()
        ),
        '<a class="cite[ "].*?</a>',
        "<!--.*?-->",
    ]
)
"""What nothing is changed in: code, formulas, the marks of citations and notes."""
_WITHIN = r"(?=!|/?(?:a|abbr|b|bdi|cite|del|em|i|ins|mark|q|s|small|span|strong|sub|u|time|tspan)[\s>]|br>)"
"""What follows the first sign of a tag that stands within a sentence; others begin or end one."""
_RUN = (
    rf"""[^<"'&]*+(?:(?:{_KEPT}|<{_WITHIN}{_REST}|&(?!quot;|\#3[49];)|<(?![/a-zA-Z!]{_REST}))[^<"'&]*+)*+"""
)
_STRETCH = re.compile(rf"({_RUN})(?:<{_WITHIN.replace('=', '!', 1)}[/a-zA-Z!]{_REST}({_RUN}))*", re.DOTALL)
"""What stands before the next mark: up to the first tag that ends a sentence, and from the last one on."""
_MARK = re.compile(r"\"|&quot;|&\#34;|'|&\#39;")
_THINGS, _TAG = re.compile(_KEPT, re.DOTALL), re.compile(rf"<[/a-zA-Z!]{_REST}")
_LABEL = re.compile(r' aria-label="([^"]*&#3[49];[^"]*)')
_STRAIGHT = re.compile(r"\"|'")
_DOUBLE = frozenset(('"', "&quot;", "&#34;"))
_THING = "\ufffc"
"""Stands for what is no text: a formula, code, the mark of a citation."""
_BEFORE_OPENING = frozenset("([{<—–-/=“‘„‚«‹¿¡")
_YEARS = re.compile(r"\d\d(?!\d)")


def marks_of(language: str) -> Marks:
    """The marks of a BCP 47 tag."""
    tag = language.casefold()
    return (
        _MARKS.get(tag)
        or _MARKS.get("-".join(tag.split("-")[:2]))
        or _MARKS.get(tag.partition("-")[0], _ENGLISH)
    )


def quoted_page(html: str, language: str) -> str:
    """``html``, a whole page, with the quotation marks of ``language`` in its text and in what is read aloud
    for it; other attributes, code and formulas stay as they are.
    """
    marks = marks_of(language)
    shown = _replaced(html, _runs(html), marks)
    return _LABEL.sub(lambda label: f' aria-label="{_replaced(label[1], _runs(label[1]), marks)}', shown)


def as_shown(words: str, page: Page) -> str:
    """Plain ``words`` with the quotation marks that ``page`` has."""
    return quoted_text(words, page.language) if page.site.quotes else words


def quoted_text(text: str, language: str) -> str:
    """Plain ``text`` with the quotation marks of ``language``."""
    if '"' not in text and "'" not in text:
        return text
    run = _Run()
    at = 0
    for found in _STRAIGHT.finditer(text):
        run.text(text[at : found.start()])
        run.mark(found.start(), found.end(), found[0] == '"', text[found.end() : found.end() + 3])
        at = found.end()
    run.text(text[at:])
    return _replaced(text, [run.marks], marks_of(language))


@dataclass(slots=True)
class _Mark:
    """A straight mark: where it stands, whether it is a double one, what is next to it (empty: nothing),
    whether a year of two figures follows, and whether it turned out to open a quotation.
    """

    start: int
    end: int
    double: bool
    before: str
    years: bool
    after: str = ""
    opens: bool = False

    @property
    def may_open(self) -> bool:
        """Whether what is next to it lets it open a quotation."""
        begins = not self.before or self.before.isspace() or self.before in _BEFORE_OPENING
        return begins and bool(self.after) and not self.after.isspace()

    @property
    def may_close(self) -> bool:
        """Whether what is next to it lets it close one."""
        ended = not self.after or not self.after.isalnum()
        return bool(self.before) and not self.before.isspace() and ended


class _Run:
    """The text of one sentence or more, and the straight marks in it."""

    def __init__(self) -> None:
        self.marks: list[_Mark] = []
        self._before = ""
        self._open = False
        self._address = False

    def text(self, words: str) -> None:
        """Takes in text without marks."""
        if words:
            if self._open:
                self.marks[-1].after = words[0]
                self._open = False
            last = words.rsplit(None, 1)[-1:] if not words[-1].isspace() else []
            self._address = bool(last) and ("://" in last[0] or (self._address and last[0] == words))
            self._before = words[-1]

    def mark(self, start: int, end: int, double: bool, ahead: str) -> None:
        """Takes in a straight mark, and the few characters after it."""
        sign = '"' if double else "'"
        if self._address:
            self.text(sign)
            return
        if self._open:
            self.marks[-1].after = sign
        self.marks.append(_Mark(start, end, double, self._before, bool(_YEARS.match(ahead))))
        self._open, self._before = True, sign


def _runs(html: str) -> Iterator[list[_Mark]]:
    """The straight marks of a page, those together that stand in the same run of text."""
    run, at = _Run(), 0
    while at < len(html):
        stretch = _STRETCH.match(html, at)
        assert stretch  # which may be empty
        first, last = stretch.groups()
        at = stretch.end()
        run.text(_words(first))
        if last is not None:
            if run.marks:
                yield run.marks
            run = _Run()
            run.text(_words(last))
        if mark := _MARK.match(html, at):
            at = mark.end()
            run.mark(mark.start(), at, mark[0] in _DOUBLE, html[at : at + 3])
    if run.marks:
        yield run.marks


def _words(html: str) -> str:
    """The text of a piece of a sentence."""
    return _TAG.sub("", _THINGS.sub(_THING, html).replace("<br>", "\n")) if "<" in html else html


def _replaced(text: str, runs: Iterator[list[_Mark]] | Sequence[list[_Mark]], marks: Marks) -> str:
    """``text`` with each straight mark replaced that is a quotation mark or an apostrophe."""
    pieces: list[str] = []
    at = 0
    for run in runs:
        opened: list[bool] = []
        for place, mark in enumerate(run):
            sign = _sign(place, run, opened, marks)
            if sign:
                pieces += [text[at : mark.start], sign]
                at = mark.end
    return "".join([*pieces, text[at:]]) if pieces else text


def _sign(place: int, run: list[_Mark], opened: list[bool], marks: Marks) -> str:
    """What the mark at ``place`` of ``run`` is to be shown as; empty when it stays. ``opened`` says of each
    quotation that is open whether its marks are double.
    """
    mark = run[place]
    previous = run[place - 1] if place else None
    if previous and previous.end == mark.start and previous.opens:
        mark.before = ""
    return _double(mark, opened, marks) if mark.double else _single(place, run, opened, marks)


def _double(mark: _Mark, opened: list[bool], marks: Marks) -> str:
    before, after = mark.before, mark.after
    is_open = True in opened
    if before.isalnum() and after.isalnum() and not (_is_wide(before) or _is_wide(after)):
        return ""  # as in Hebrew abbreviations
    if mark.may_open and not (is_open and mark.may_close):
        opens = True
    elif is_open or (mark.may_close and not before.isdigit()):
        opens = False
    elif after and not after.isspace() and not before.isdigit():
        opens = True
    else:
        return ""  # an inch, or a mark that stands alone
    if not opens and (not before or before.isspace()):
        return ""
    return _turned(mark, opens, opened, marks)


def _single(place: int, run: list[_Mark], opened: list[bool], marks: Marks) -> str:
    mark = run[place]
    before, after = mark.before, mark.after
    if before.isdigit() and (after.isdigit() or (not after.isalpha() and False not in opened)):
        return ""  # feet, or minutes
    if mark.may_open and not mark.years:
        later = run[place + 1 :]
        if any(not other.double and other.may_close for other in later):
            return _turned(mark, True, opened, marks)
    if mark.may_close and False in opened:
        return _turned(mark, False, opened, marks)
    beside = (before and not before.isspace()) or (after and after.isalnum())
    return APOSTROPHE if beside else ""


def _turned(mark: _Mark, opens: bool, opened: list[bool], marks: Marks) -> str:
    """The mark that opens or closes a quotation, which is noted in ``opened``."""
    mark.opens = opens
    if opens:
        opened.append(mark.double)
    else:
        while opened and opened.pop() != mark.double:
            pass
    if mark.double:
        return marks.opening if opens else marks.closing
    return marks.inner_opening if opens else marks.inner_closing


def _is_wide(sign: str) -> bool:
    """Whether a sign belongs to a script that puts no spaces between words, as Chinese and Japanese."""
    return "\u2e80" <= sign <= "\uffdc"

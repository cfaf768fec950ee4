"""Traces quotations to the notes that they are cited from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from clewline.evidence.citing import Cited
from clewline.evidence.context import Context, name_of, title_of
from clewline.evidence.model import OWN, WORKS, Change, ClaimKind, Place, Quotation, Trace
from clewline.evidence.quotations.wording import Words, difference, is_like, most_like, quoted_words, words_of

_SHORT = 2
_LOOK_BACK = 3
_GAP = 12
"""How many words an ellipsis may leave out for a negation among them to matter."""
_BREAK = re.compile(r"[.,;:!?()—–]")

Phrase = tuple[str, ...]


class _Hit(NamedTuple):
    """Where the pieces of a quotation stand, as stretches of words of one text."""

    source: str
    passage: int
    text: str
    stretches: tuple[tuple[int, int], ...]

    @property
    def place(self) -> Place:
        """The stretch from the first word to the last."""
        spans = words_of(self.text).spans
        return Place(
            self.source, self.passage, spans[self.stretches[0][0]][0], spans[self.stretches[-1][1] - 1][1]
        )


def trace_quotation(claim: Quotation, number: int, text: str, cited: Cited, context: Context) -> Trace | None:
    """What became of a quotation in ``text``; none for a title that nothing speaks of."""
    pieces = [words for piece in claim.pieces if (words := quoted_words(text[slice(*piece)]))]
    if not pieces or len("".join(pieces[0])) == 1:
        return None
    strict = cited.clause or tuple(context.sources)
    made = _Tracing(claim, number, text, pieces, context)
    return made.found(strict) or made.misplaced(strict) or made.unfound(strict)


class _Tracing:
    def __init__(
        self, claim: Quotation, number: int, text: str, pieces: list[Phrase], context: Context
    ) -> None:
        self._claim = claim
        self._number = number
        self._text = text
        self._pieces = pieces
        self._context = context
        self._said = text[claim.start + 1 : claim.end - 1]

    def found(self, keys: Sequence[str]) -> Trace | None:
        """The trace of a quotation that stands in the cited notes, in a work, or in the document itself."""
        hits = [
            hit
            for source, passage, text in self._texts(keys)
            if (hit := self._sequence(source, passage, text))
        ]
        sound = next((hit for hit in hits if not self._negated(hit)), None)
        if sound:
            return self._trace(evidence=sound.place)
        if hits:
            words = words_of(hits[0].text)
            first = max(hits[0].stretches[0][0] - _LOOK_BACK, 0)
            theirs = hits[0].text[words.spans[first][0] : hits[0].place.end]
            message = f"the note denies what is quoted: “{theirs}”"
            return self._trace("quote-negation", message, "let the quotation begin earlier", hits[0].place)
        return None

    def misplaced(self, keys: Sequence[str]) -> Trace | None:
        """The trace of a quotation that only another note of the document has."""
        away = [key for key in self._context.sources if key not in keys]
        if sum(map(len, self._pieces)) <= _SHORT and not away:
            return None
        for source, passage, text in self._texts(away, own=False):
            if hit := self._sequence(source, passage, text):
                title, name = title_of(self._context.sources[source]), name_of(source)
                message = f"“{self._said}” is not in the note cited here, but in “{title}”"
                return self._trace("quote-other-note", message, f"cite [[{name}]] for it", hit.place)
        return None

    def unfound(self, keys: Sequence[str]) -> Trace | None:
        """The trace of a quotation that stands nowhere."""
        phrase = tuple(word for piece in self._pieces for word in piece)
        short = len(phrase) <= _SHORT
        if len(self._pieces) > 1 and (hit := self._scattered(keys)):
            message = "the pieces of this quotation stand in another order in the note"
            return self._trace("quote-order", message, "quote each on its own, or in their order", hit)
        if self._asks(keys):
            return None
        title = self._is_title()
        if not short and (near := self._near(phrase, [*keys, *self._others(keys)])):
            place, changes = near
            if place.source == OWN:
                # Whoever quotes the own question shortens it.
                return self._trace(evidence=place)
            theirs = " ".join(change.words for change in changes if change.sign != "+")
            return self._trace(
                "quote-altered",
                f"the note has other words: {_shown(changes)}",
                f"quote “{theirs}”, or mark the change with brackets or an ellipsis",
                place,
                changes,
            )
        if title:
            return None
        code = "quote-short" if short else "quote-missing"
        return self._trace(
            code,
            f"“{self._said}” is in none of the cited notes",
            "quote what the note has, or take the marks off",
        )

    def _trace(
        self,
        code: str = "",
        message: str = "",
        hint: str = "",
        evidence: Place | None = None,
        diff: tuple[Change, ...] = (),
    ) -> Trace:
        claim = self._claim
        return Trace(
            ClaimKind.QUOTATION, self._number, claim.start, claim.end, code, message, hint, evidence, diff
        )

    def _others(self, keys: Sequence[str]) -> list[str]:
        return [key for key in self._context.sources if key not in keys]

    def _texts(self, keys: Iterable[str], own: bool = True) -> Iterator[tuple[str, int, str]]:
        """The texts in which a quotation may stand: passages one by one, then works and the document
        itself.
        """
        keys = list(keys)
        for key in keys:
            for passage, prose in enumerate(self._context.sources[key].passages):
                yield key, passage, prose.text
        if own:
            for passage, prose in enumerate(self._context.own):
                yield OWN, passage, prose.text
            for work in self._context.works(keys):
                yield WORKS + work.key, -1, work.title

    def _sequence(self, source: str, passage: int, text: str) -> _Hit | None:
        """The pieces in ``text``, one after another."""
        words, after = words_of(text), 0
        stretches = []
        for piece in self._pieces:
            first = words.find(piece, after)
            if first < 0:
                return None
            after = first + len(piece)
            stretches.append((first, after))
        return _Hit(source, passage, text, tuple(stretches))

    def _scattered(self, keys: Sequence[str]) -> Place | None:
        """The place of the first piece in a source that has all of them."""
        for key in keys:
            places = []
            for piece in self._pieces:
                for passage, prose in enumerate(self._context.sources[key].passages):
                    words = words_of(prose.text)
                    if (first := words.find(piece)) >= 0:
                        places.append(
                            Place(key, passage, words.spans[first][0], words.spans[first + len(piece) - 1][1])
                        )
                        break
            if len(places) == len(self._pieces):
                return places[0]
        return None

    def _near(self, phrase: Phrase, keys: Sequence[str]) -> tuple[Place, tuple[Change, ...]] | None:
        """The words of a source that are most like the quotation, and the difference."""
        best: tuple[float, Place, tuple[Change, ...]] | None = None
        for source, passage, text in self._texts(keys):
            words = words_of(text)
            like = most_like(phrase, words)
            if is_like(like) and (best is None or like.ratio > best[0]):
                place = Place(source, passage, words.spans[like.first][0], words.spans[like.last - 1][1])
                best = like.ratio, place, difference(words.words[like.first : like.last], phrase)
        return best[1:] if best else None

    def _asks(self, keys: Sequence[str]) -> bool:
        """Whether the quotation is a question of the text's own: no cited note asks anything."""
        own = self._said.rstrip().endswith("?") and self._said[:1].isupper()
        return own and not any("?" in text for _, _, text in self._texts(keys))

    def _is_title(self) -> bool:
        """Whether the quotation is written like the title of a work."""
        words = [
            word
            for word in re.findall(r"[^\W\d_]+", self._said)
            if word.lower() not in self._context.language.function
        ]
        return len(words) > 1 and all(word[0].isupper() for word in words)

    def _negated(self, hit: _Hit) -> bool:
        """Whether the source denies what is quoted, by a word just before it or in an ellipsis, and the line
        does not.
        """
        words, negations = words_of(hit.text), self._context.language.denials
        first = hit.stretches[0][0]
        denied = _denies(words, max(first - _LOOK_BACK, 0), first, hit.text, negations) or any(
            0 < start - end <= _GAP and not negations.isdisjoint(_joined(words.words[end:start]))
            for (_, end), (start, _) in pairwise(hit.stretches)
        )
        if not denied:
            return False
        before = words_of(self._text[: self._claim.start]).words[-6:]
        return self._context.language.negations.isdisjoint(_joined(before)) and negations.isdisjoint(
            _joined(self._pieces[0][:1])
        )


def _denies(words: Words, first: int, last: int, text: str, negations: frozenset[str]) -> bool:
    """Whether one of the words from ``first`` to ``last`` negates what follows, without a break between."""
    for number in range(last - 1, first - 1, -1):
        following = words.spans[number + 1][0] if number + 1 < len(words.spans) else len(text)
        if _BREAK.search(text, words.spans[number][1], following):
            return False
        if not negations.isdisjoint(_joined(words.words[number : number + 2])):
            return True
    return False


def _joined(words: Sequence[str]) -> list[str]:
    """Words, with those together that an apostrophe has split: didn, t."""
    return [*words, *(f"{one}'t" for one, other in pairwise(words) if other == "t")]


def _shown(changes: Iterable[Change]) -> str:
    """A word diff as words: what only the note has struck out, what only the line has underlined."""
    marks = {" ": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return " ".join(marks[change.sign].format(change.words) for change in changes)

"""Finds statements that are flatter than what they restate: a hedge, a scope or an average that is gone, an
association that has become a cause.

A clause of the text is laid beside the clause of the cited notes that shares most of its words; words that
few clauses of a note have count more.
"""

from collections.abc import Collection, Iterator, Sequence
from math import sqrt

from clewline.evidence.citing import Citing
from clewline.evidence.context import Context
from clewline.evidence.hedges.keeping import keeps, keeps_average
from clewline.evidence.hedges.repetition import lost_hedge
from clewline.evidence.hedges.restated import Notes, Restated, books_of, restates, speaks_of, weights_of
from clewline.evidence.hedges.scope import Scope, scopes
from clewline.evidence.model import Caution, ClaimKind, Trace
from clewline.evidence.quotations.reading import read_quotations
from clewline.evidence.reading.clauses import Clause, Held, clauses
from clewline.evidence.reading.stems import stem, stems
from clewline.evidence.reading.texts import Reading
from clewline.evidence.reading.tokens import tokens_of

_WITH_MAIN_CLAUSE = 10
"""From so many words and signs on, a clause that begins with "when" holds what happens then, too."""
_CAREFUL = ("hedge-dropped", "is careful")
_LOSSES = {
    Caution.QUANTIFIER: ("hedge-quantifier", "speaks of a part only"),
    Caution.AVERAGE: ("hedge-average", "says so of an average"),
}
"""The code of a hedge that is gone, and what the note did with it; any other was careful."""
_CELLS = " | "
"""What stands between the cells of a table."""
_SHORT = 2
"""How many words that carry meaning a clause has at most that only says how sure the one beside it is."""
_ROOT = 4
"""How many letters a word has at least of which others are made."""
_SMALL = 20
"""Up to here a number may be of something else."""
_NEAR = 5
"""How many words that carry meaning a hedge reaches."""


def trace_hedges(
    number: int,
    reading: Reading,
    citing: Citing,
    flat: Collection[tuple[int, int]],
    quoted: Collection[tuple[int, int]],
    notes: Notes,
    context: Context,
) -> Iterator[Trace]:
    """The findings on statements of a text that are flatter than the ``notes`` they cite. ``flat`` are the
    figures that are known to be, ``quoted`` its quotations.
    """
    if not context.language.hedges:
        return
    for sentence, (start, end) in enumerate(reading.bounds):
        keys = citing.at(start).sentence
        if not keys or any(start <= figure < end for figure, _ in flat):
            continue
        # The row of a table states nothing that a note could hold back.
        if _CELLS not in reading.sentence(sentence) and notes.may_restate(reading, sentence, keys):
            said = notes.clauses(keys)
            yield from _Sentence(number, sentence, start, reading, said, quoted, context).findings()


class _Sentence:
    """One sentence of the text beside what it cites."""

    def __init__(
        self,
        number: int,
        sentence: int,
        offset: int,
        reading: Reading,
        notes: Sequence[Restated],
        quoted: Collection[tuple[int, int]],
        context: Context,
    ) -> None:
        self._number = number
        self._offset = offset
        self._text = reading.sentence(sentence)
        self._language = context.language
        self._context = context
        self._clauses = clauses(self._text, context.language)
        self._known = stems(reading.text, context.language).union(
            *(stems(prose.text, context.language) for prose in context.own)
        )
        self._notes = notes
        self._quoted = quoted
        self._weights = weights_of(notes)

    def findings(self) -> Iterator[Trace]:
        """At most one finding for each clause."""
        found = list(self._flatter())
        yield from found or self._repeated()

    def _flatter(self) -> Iterator[Trace]:
        best = [self._restated(clause) for clause in self._clauses]
        for clause, note in zip(self._clauses, best, strict=True):
            if self._is_condition(clause) or self._quotes(clause):
                continue
            lost = self._lost(clause, note, best) if note else None
            if note and lost:
                yield self._trace(clause, note, *lost)
            elif going := self._goes_together(clause):
                yield self._trace(clause, *going)

    def _repeated(self) -> Iterator[Trace]:
        """The finding on words of a note that the sentence repeats without their hedge."""
        loss = lost_hedge(self._text, self._notes, self._language)
        if not loss:
            return
        at = tokens_of(self._text, self._language)[loss.place].start
        clause = next(clause for clause in self._clauses if any(token.start == at for token in clause.tokens))
        behind = any(token.text == "," and token.start < at for token in clause.tokens)
        if not ((self._is_condition(clause) and not behind) or self._quotes(clause)):
            # If the trend goes on, the marsh will drown.
            words = self._of(loss.note, loss.held)
            code, what = _LOSSES.get(loss.held.caution, _CAREFUL)
            yield self._trace(clause, loss.note, code, words, what)

    def _is_condition(self, clause: Clause) -> bool:
        """Whether a clause asserts nothing: it only says on what another depends."""
        first = clause.tokens[0].low
        short = len(clause.tokens) < _WITH_MAIN_CLAUSE
        return first in self._language.conditions or (short and first in self._language.occasions)

    def _restated(self, clause: Clause) -> Restated | None:
        """The clause of the notes that ``clause`` restates; of two that are as near, the one that is flat."""
        best: Restated | None = None
        for note in self._notes:
            if not restates(clause.words, note.clause.words):
                continue
            weight = sum(self._weights[word] for word in clause.words & note.clause.words)
            score = weight / sqrt(len(clause.words) * len(note.clause.words))
            if best is None or (score, not note.clause.hedges) > (best.score, not best.clause.hedges):
                best = note._replace(score=score)
        return best

    def _lost(
        self, clause: Clause, note: Restated, others: Sequence[Restated | None]
    ) -> tuple[str, str, str] | None:
        """The code, the lost words and what was lost between a clause and the one that it restates."""
        books = books_of(self._language)
        beside = [
            other
            for other, theirs in zip(self._clauses, others, strict=True)
            if other is clause
            or (len(other.words) <= _SHORT if theirs is None else theirs.sentence == note.sentence)
        ]
        for held in note.clause.hedges:
            words = self._of(note, held)
            if held.caution is Caution.NOT_NECESSARILY:
                kept = books.doubts.anywhere(clause.tokens) or books.unforced.anywhere(clause.tokens)
                if self._denies(clause) and not kept:
                    return "hedge-dropped", words, "is careful"
                continue
            if not self._governs(held, note, clause):
                continue
            if held.caution is Caution.AVERAGE:
                if not keeps_average(beside, self._language) and self._has_figure(held, note, clause):
                    return "hedge-average", words, "says so of an average"
            elif held.caution is Caution.QUANTIFIER and self._says_all(clause, note):
                return "hedge-quantifier", words, "speaks of a part only"
            elif keeps(beside, note, self._language, held):
                continue
            elif held.caution is not Caution.QUANTIFIER:
                return "hedge-dropped", words, "is careful"
            elif self._counts_same(clause, note, held):
                return "hedge-quantifier", words, "speaks of a part only"
        if keeps(beside, note, self._language, anew=True):
            return None
        if association := self._caused(clause, note):
            return "hedge-cause", association, "says that the two go together"
        if scope := self._scope(note):
            return "hedge-scope", scope, "limits it"
        return None

    def _says_all(self, clause: Clause, note: Restated) -> bool:
        """Whether a clause says of all what the note says of a part: all eight methods; the pots were all."""
        theirs = {token.low for token in note.clause.tokens}
        return any(
            token.low in self._language.every - theirs
            and not (index and clause.tokens[index - 1].low in self._language.denials | self._language.nearly)
            for index, token in enumerate(clause.tokens)
        )

    def _has_figure(self, held: Held, note: Restated, clause: Clause) -> bool:
        """Whether a clause with figures has the one of the note that stands nearest to an average."""
        numbers = [index for index, token in enumerate(note.clause.tokens) if token.number]
        ours = {token.number.value for token in clause.tokens if token.number}
        if not (numbers and ours):
            return True
        # Not the spread: 9.3 km on average (SD 4.1).
        plain = [index for index in numbers if not _is_in_brackets(index, note.clause)] or numbers
        nearest = note.clause.tokens[min(plain, key=lambda index: _words_apart(index, held))].number
        return nearest is None or nearest.value in ours

    def _of(self, note: Restated, held: Held) -> str:
        tokens = note.clause.tokens
        return note.sentence[tokens[held.first].start : tokens[held.last - 1].end]

    def _quotes(self, clause: Clause) -> bool:
        """Whether ``clause`` mostly lets the note speak for itself."""
        start, end = self._offset + clause.start, self._offset + clause.end
        said = sum(min(last, end) - first for first, last in self._quoted if start <= first < end)
        return said * 2 >= end - start

    def _denies(self, clause: Clause) -> bool:
        return any(token.low in self._language.denials for token in clause.tokens)

    def _governs(self, held: Held, note: Restated, clause: Clause) -> bool:
        """Whether the hedge stands near words that the clause has taken over."""
        tokens = note.clause.tokens
        last = len(tokens)
        if held.caution is Caution.FREQUENCY:
            # Mainly improved recall, and did not help: an adverb reaches no further than its verb.
            joins = (
                index for index in range(held.last, last) if tokens[index].low in self._language.coordinators
            )
            last = next(joins, last)
        after = [token for token in tokens[held.last : last] if token.low not in self._language.function]
        before = [token for token in tokens[: held.first] if token.low not in self._language.function]
        few = sum(token.text.isalpha() for token in after) < _SHORT
        if held.last < len(tokens) and tokens[held.last].low in self._language.reasons:
            # Perhaps because they were larger: only the reason is in doubt.
            few = False
        both = held.caution is Caution.AVERAGE or few
        near = (*after[:_NEAR], *(before[-_NEAR:] if both else ()))
        return any(stem(token.low, self._language.code) in clause.words for token in near)

    def _counts_same(self, clause: Clause, note: Restated, held: Held) -> bool:
        """Whether what the note counts some of is in the clause, without a number of its own."""
        lead = [token.low for token in note.clause.tokens[: held.first]]
        theirs = {token.low for token in note.clause.tokens}
        own = any(token.number and token.low not in theirs for token in clause.tokens)
        follows = [token.low for token in note.clause.tokens[held.last : held.last + 2]]
        last = note.clause.tokens[held.last - 1].low
        of_those = last in self._language.of or (follows[:1] and follows[0] in self._language.of)
        if own or not (of_those or self._language.leads.issuperset(lead[-1:])):
            return False
        after = [
            token.low for token in note.clause.tokens[held.last :] if token.low not in self._language.function
        ]
        return bool(after) and any(stem(word, self._language.code) in clause.words for word in after[:2])

    def _goes_together(self, clause: Clause) -> tuple[Restated, str, str, str] | None:
        """The association of the notes that ``clause`` turns into a cause, and what is lost."""
        causes = {
            stem(token.low, self._language.code)
            for token in clause.tokens
            if token.low in self._language.causes or token.low in self._language.acts
        }
        if not causes:
            return None
        for note in self._notes:
            about = speaks_of(clause.words - causes, note.clause.words)
            words = self._caused(clause, note) if about else ""
            if words and not keeps([clause], note, self._language, anew=True):
                return note, "hedge-cause", words, "says that the two go together"
        return None

    def _caused(self, clause: Clause, note: Restated) -> str:
        """The words of the note for an association that the clause turns into a cause."""
        books, language = books_of(self._language), self._language
        tokens = note.clause.tokens
        found = [
            (index, hit[0]) for index in range(len(tokens)) if (hit := books.associations.at(tokens, index))
        ]
        if not found or books.associations.anywhere(clause.tokens):
            return ""
        causes = {token.low for token in clause.tokens} & (language.causes | language.acts)
        if not causes - {token.low for token in tokens}:
            return ""
        first, last = found[0]
        return note.sentence[tokens[first].start : tokens[last - 1].end]

    def _scope(self, note: Restated) -> str:
        """The words of the note that limit its clause and of which the text keeps nothing."""
        if self._context.sources[note.source].passages[note.passage].role == "title":
            # A title says where it was, not that it was only there.
            return ""
        quoted = read_quotations(note.sentence)
        for scope in scopes(note.sentence, self._language):
            inside = note.clause.start <= scope.start < note.clause.end
            # What somebody is quoted with limits what they say, and not what the note does.
            inside = inside and not any(said.start <= scope.start < said.end for said in quoted)
            if inside and self._counts_those(scope, note):
                continue
            if inside and not self._keeps(scope) and not self._is_of_other(scope, note):
                return note.sentence[scope.start : scope.end]
        return ""

    def _is_of_other(self, scope: Scope, note: Restated) -> bool:
        """Whether a scope stands behind a figure that the text does not have: 99% of the young and 87% among
        adults.
        """
        before = [token for token in note.clause.tokens if token.start < scope.start][-2:]
        numbers = {token.number.value for token in before if token.number}
        ours = {token.number.value for token in tokens_of(self._text, self._language) if token.number}
        return bool(numbers) and bool(ours) and numbers.isdisjoint(ours)

    def _counts_those(self, scope: Scope, note: Restated) -> bool:
        """Whether the text has the number of those whom a scope speaks of: the 8,222, of 8,222 people in one
        town.
        """
        before = [token for token in note.clause.tokens if token.end <= scope.start][-_NEAR:]
        numbers = {token.number.value for token in before if token.number and token.number.value > _SMALL}
        ours = {token.number.value for token in tokens_of(self._text, self._language) if token.number}
        return not numbers.isdisjoint(ours)

    def _keeps(self, scope: Scope) -> bool:
        """Whether the text has a word of a scope, or one that is made of it: townspeople, for in towns."""
        return not scope.words.isdisjoint(self._known) or any(
            len(word) >= _ROOT and known.startswith(word) for word in scope.words for known in self._known
        )

    def _trace(self, clause: Clause, note: Restated, code: str, words: str, what: str) -> Trace:
        return Trace(
            ClaimKind.HEDGE,
            self._number,
            self._offset + clause.start,
            self._offset + clause.end,
            code,
            f"the note {what}, and this does not: “{words}”",
            f"say it as the note does, or in other words: “{words}”",
            note.place,
        )


def _is_in_brackets(index: int, clause: Clause) -> bool:
    """Whether a word of a clause stands in brackets."""
    before = [token.text for token in clause.tokens[:index]]
    return before.count("(") > before.count(")")


def _words_apart(index: int, held: Held) -> int:
    """How far a word stands from a hedge, on whichever side."""
    return held.first - index if index < held.first else index - held.last + 1

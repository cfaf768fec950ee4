"""What the reader of claims must know of a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from clewline.evidence.model import Bound, Caution

T = TypeVar("T")

Phrase = tuple[str, ...]
"""Words in lower case, one after another."""


def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of a list that is separated by commas."""
    return tuple(tuple(words) for part in text.split(",") if (words := part.split()))


def by_phrase(lists: Mapping[T, str]) -> dict[Phrase, T]:
    """What each phrase of several lists stands for."""
    return {phrase: value for value, text in lists.items() for phrase in phrases(text)}


def words(text: str) -> frozenset[str]:
    """The words of a list that is separated by white space."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language as data. Words are in lower case."""

    code: str
    capital_nouns: bool = False
    """Whether a capital says nothing of names."""
    decimal: str = ""
    """The decimal mark; without one, a mark before three digits groups them, and any other is decimal."""
    numerals: frozenset[str] = frozenset()
    """Beginnings of words that number words are made of: without one of them a text has none."""
    scales: Mapping[str, float] = field(default_factory=dict)
    counting_scales: frozenset[str] = frozenset()
    """Letters that are scales only before what is counted: 15T tokens."""
    vague: frozenset[str] = frozenset()
    """Scales in the plural, which count nothing."""
    fractions: Mapping[str, float] = field(default_factory=dict)
    half: str = ""
    again: frozenset[str] = frozenset()
    """Words that make half as much one and a half times as much: half as much again."""
    folds: Mapping[str, float] = field(default_factory=dict)
    often: frozenset[str] = frozenset()
    """Factors that say how often before a time: twice a month."""
    doubles: Mapping[str, float] = field(default_factory=dict)
    """Words that are factors only before a determiner: double the …"""
    fold_endings: tuple[str, ...] = ()
    factor: Phrase = ()
    """Words before a factor: by a factor of."""
    multiplies: frozenset[str] = frozenset()
    """Verbs that make a factor of a number after "by"."""
    than: frozenset[str] = frozenset()
    comparative: str = ""
    """The ending of an adjective that makes "than" a bound: wider than."""
    superlative: str = ""
    """The ending of an adjective for an extreme."""
    no_superlative: frozenset[str] = frozenset()
    no_comparative: frozenset[str] = frozenset()
    """Words that only end like one: other than."""
    times: frozenset[str] = frozenset()
    fold_after: frozenset[str] = frozenset()
    """Words after "times" that make it a factor, not a frequency."""
    formerly: frozenset[str] = frozenset()
    """Words near a figure of what was before a change."""
    former: frozenset[str] = frozenset()
    """Words after "of" for what something was before: a quarter of what it was."""
    magnitudes: tuple[str, ...] = ()
    units: Mapping[Phrase, str] = field(default_factory=dict)
    per: frozenset[str] = frozenset()
    per_number: frozenset[str] = frozenset()
    """Words that say "per" before a number with a unit: per 100 grams, but not "every 9 minutes"."""
    reciprocal: frozenset[str] = frozenset()
    """Words after "each" that make it no denominator: each other."""
    rates: Mapping[str, str] = field(default_factory=dict)
    """Adjectives and adverbs that say "per": yearly."""
    fillers: frozenset[str] = frozenset()
    """Words between a number and a unit of time: 16 more days."""
    each: frozenset[str] = frozenset()
    """Articles that say "per" before a unit of time."""
    lately: frozenset[str] = frozenset()
    """Words before one unit of time: in the past year."""
    earlier: frozenset[str] = frozenset()
    """Words after a time that make it no denominator: a month earlier."""
    months: Mapping[str, int] = field(default_factory=dict)
    before: Mapping[Phrase, Bound] = field(default_factory=dict)
    after: Mapping[Phrase, Bound] = field(default_factory=dict)
    articles: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    not_half: frozenset[str] = frozenset()
    """Words before "half" that make it no share: the first half."""
    quantiles: Mapping[str, float] = field(default_factory=dict)
    """Groups of one size that something is divided into, with the share of each: decile."""
    medians: frozenset[str] = frozenset()
    """Words for what lies in the middle: half are above it."""
    noons: Mapping[str, float] = field(default_factory=dict)
    """Times of day that have a name, in minutes."""
    mornings: tuple[Phrase, ...] = ()
    """Words after an hour of the first half of the day, or of either: at nine in the morning."""
    evenings: tuple[Phrase, ...] = ()
    stepping: frozenset[str] = frozenset()
    """Words before a time that is counted off: by month four."""
    loose: frozenset[str] = frozenset()
    """Words that make a figure rough only if it is a round one: some 80, but not some 83."""
    roughly: frozenset[str] = frozenset()
    """Words that stand in commas behind a rough figure."""
    past: frozenset[str] = frozenset()
    """Words between minutes and an hour: half past ten."""
    at: frozenset[str] = frozenset()
    """Words before a time of day: at ten to four."""
    down: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    """Words before a step: fell by 3."""
    rather: frozenset[str] = frozenset()
    """Words between two figures of one unit: 310 instead of 259 ms."""
    coordinators: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    dating: frozenset[str] = frozenset()
    """Words before the name of a month that stands alone."""
    starts: frozenset[str] = frozenset()
    """Words before a range: from 3 to 5."""
    between: frozenset[str] = frozenset()
    one_in: frozenset[str] = frozenset()
    out_of: Phrase = ()
    """Words between the parts of a share: nine out of ten."""
    reaching: frozenset[str] = frozenset()
    """Words that make a figure the most there is: the loss can come to 90 minutes."""
    coauthors: frozenset[str] = frozenset({"al"})
    """Words for the other authors of a work, before its year: et al. 2011."""
    labels: frozenset[str] = frozenset()
    small_labels: frozenset[str] = frozenset()
    """Words that make a label of a small number that counts nothing itself: phase 3, but "in the trial 31
    died".
    """
    not_one: frozenset[str] = frozenset()
    """Words beside "one" and "first" that make them no figure."""
    old: frozenset[str] = frozenset()
    """What a unit before a hyphen may end with: 60 year-olds."""
    steps: frozenset[str] = frozenset()
    """Verbs after which "a third" is the next of several."""
    own: frozenset[str] = frozenset()
    """What a line counts of itself: its notes."""
    ages: frozenset[str] = frozenset()
    eldest: frozenset[str] = frozenset()
    """Words before an age, of one among several: the oldest speaker was 96."""
    majority: frozenset[str] = frozenset()
    """Words for more than half."""
    aged: frozenset[str] = frozenset()
    """Words for people, of whom a bound gives an age: adults over 60."""
    apiece: frozenset[str] = frozenset()
    """Words that say "per" elsewhere than before what they speak of."""
    totals: tuple[Phrase, ...] = ()
    rests: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    """Words that join things of which a share may be one of both: 43% chose the one or the other."""
    remainders: tuple[Phrase, ...] = ()
    changes: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()
    """Words beside the time between two dates, other than those of a change."""
    preterite: str = ""
    """The ending of regular verbs of which something is told."""
    undone: tuple[str, ...] = ()
    """Beginnings of such verbs that turn them round: unvaccinated."""
    irregular: Mapping[str, str] = field(default_factory=dict)
    """The infinitives of irregular forms of verbs."""
    function: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    """The negations that turn a quotation round if it leaves them out."""
    hedges: Mapping[Phrase, Caution] = field(default_factory=dict)
    keepers: tuple[Phrase, ...] = ()
    """Words that keep a hedge in a line, but are none that a line would have to keep."""
    every: frozenset[str] = frozenset()
    """Words for all of several."""
    nearly: frozenset[str] = frozenset()
    """Words before them that make them less, or something else: nearly all, in all."""
    universal: frozenset[str] = frozenset()
    assured: frozenset[str] = frozenset()
    """Words that take a doubt away: beyond dispute, without exception."""
    attributions: tuple[Phrase, ...] = ()
    """Words for whose statement it is, which say nothing of how often or of how many."""
    unforced: tuple[Phrase, ...] = ()
    """Words beside a denial that keep it from being one of every case: by no means a given."""
    may_fail: frozenset[str] = frozenset()
    """Verbs before which "may not" is a doubt: elsewhere it forbids."""
    exactly: frozenset[str] = frozenset()
    """Words before a figure that is claimed to the digit."""
    associations: tuple[Phrase, ...] = ()
    causes: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    """Verbs that make a cause of two things which a note only finds together: it makes them restless."""
    people: frozenset[str] = frozenset()
    """Words for whom or what was studied: they make a scope of ``in …`` and ``among …``."""
    scope_words: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    no_clause: frozenset[tuple[str, str]] = frozenset()
    """Words that begin no clause before another: has yet to be shown."""
    mid_clause: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Words after which one that looks like the beginning of a clause is none: nobody has yet shown."""
    scope_more: frozenset[str] = frozenset()
    """Words that go on with a scope: adults over 60."""
    generic: frozenset[str] = frozenset()
    """Words for a study itself, which limit nothing unless it is this one."""
    no_place: frozenset[str] = frozenset()
    """Words that limit nothing after "in this": way, case."""
    reports: frozenset[str] = frozenset()
    """Words for a study which, even if it is this one, only say where something was found."""
    here: frozenset[str] = frozenset()
    """Words that make a scope of any place or thing after ``in``: in this hospital."""
    openers: frozenset[str] = frozenset()
    """Words with which a sentence begins that says where it holds: in large cells, above 700 m."""
    arms: frozenset[str] = frozenset()
    """Words for the parts of a study, which limit nothing: in the treated villages."""
    this: frozenset[str] = frozenset()
    clause_words: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    """Words with which a reason begins."""
    relatives: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    """Verbs with which a sentence goes on behind a relative clause."""
    conditions: frozenset[str] = frozenset()
    """Words with which a clause begins that asserts nothing: when, if."""
    that: frozenset[str] = frozenset()
    frames: frozenset[str] = frozenset()
    """Words before "that" which only introduce a statement: the finding that …"""
    occasions: frozenset[str] = frozenset()
    """Words with which a short clause begins that only says when or of whom another speaks."""
    leads: frozenset[str] = frozenset()
    """Words before a quantifier of the subject: that some, but most."""
    averages: frozenset[str] = frozenset()
    mean: frozenset[str] = frozenset()
    """Words that are an average only with a figure."""
    no_hedge_after: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Words after which one that looks like a hedge is none."""
    no_hedge_before: Mapping[str, frozenset[str]] = field(default_factory=dict)
    not_counted: frozenset[str] = frozenset()
    """Words that "some" and the like do not count: some time."""
    singular: tuple[str, ...] = ()
    """Endings that only look like one of a plural."""
    plural: tuple[str, ...] = ()

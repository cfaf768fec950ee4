"""How well the evidence checks find what is altered, and how often they are wrong about what is sound.

python benchmarks/evidence.py [--aside] [--show KIND] [--time]
"""

import argparse
import random
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent / "evidence_cases"))
from alter import MONTHS, figures, quotations

from clewline.diagnostics.diagnostic import Severity
from clewline.diagnostics.rules import RULES
from clewline.evidence import ClaimKind, Mark, Prose, Source, Trace, trace

CASES = Path(__file__).parent / "evidence_cases"
SLOT = re.compile(r"\{(\w+):([^}]*)\}")
QUOTED = re.compile(r'"([^"]+)"')


class Case(NamedTuple):
    """One sentence of a line that cites the first of some notes."""

    family: str
    kind: str
    altered: bool
    sentence: str
    notes: tuple[str, ...]
    cites: int = 0
    place: tuple[int, int] = (0, 0)
    """Where the altered words stand in the sentence, if one stretch was altered."""


def fields(aside: bool) -> list[tuple[str, dict]]:
    """The prose of each field, by its name."""
    folder = CASES / "aside" if aside else CASES
    return [(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))]


def cases(aside: bool) -> Iterator[Case]:
    """All cases, the same in each run."""
    texts = fields(aside)
    quotes = [QUOTED.findall(note["text"]) for _, field in texts for note in field["note"]]
    foreign = [quote for found in quotes for quote in found]
    for name, field in texts:
        notes = [note["text"] for note in field["note"]]
        for number, note in enumerate(field["note"]):
            chance = random.Random(f"{name} {number}")
            other = notes[(number + 1) % len(notes)]
            pair = (note["text"], other)
            for line in note["lines"]:
                yield from _of_line(line, pair, chance)
            for line in note.get("sound", ()):
                yield Case(
                    "figures" if "“" not in line else "quotations", "derived, style", False, line, pair
                )
            for quote in QUOTED.findall(note["text"]):
                away = next(text for text in foreign if text not in note["text"] and text not in other)
                for kind, altered, text in quotations(quote.split(), chance, away):
                    start = len("The text speaks of ")
                    place = (start, start + len(text))
                    yield Case(
                        "quotations",
                        kind,
                        altered,
                        f"The text speaks of {text} at this point",
                        pair,
                        0,
                        place,
                    )
                yield Case("quotations", "wrong note", True, f"The text speaks of “{quote}” there", pair, 1)
        for entry in field.get("hedge", ()):
            # The statement stands among others, as in a note.
            text = f"{notes[0]} {entry['note']} {notes[1].split('. ')[0]}."
            for flat in entry["flat"]:
                yield Case("hedges", entry["kind"], True, flat, (text,))
            for kept in entry["kept"]:
                yield Case("hedges", entry["kind"], False, kept, (text,))
        for entry in field.get("decoy", ()):
            for sound in entry["sound"]:
                yield Case("hedges", "decoy", False, sound, (f"{entry['note']} {notes[0]}",))


def _of_line(line: str, notes: tuple[str, str], chance: random.Random) -> Iterator[Case]:
    plain = SLOT.sub(r"\2", line)
    yield Case("figures", "as in the note", False, plain, notes)
    yield Case("figures", "wrong note", True, plain, notes, 1)
    yield Case(
        "figures", "invented", True, f"{plain}, with {chance.randrange(713, 799)} of them in the west", notes
    )
    slots = list(SLOT.finditer(line))
    made = [list(figures(slot[1], slot[2], chance)) for slot in slots]
    for place, variants in enumerate(made):
        for kind, altered, text in variants:
            yield _with(line, slots, {place: text}, kind, altered, notes)
    # Two figures at once: one in another style, the other altered or in another style too.
    pairs = [
        (one, other, styled, variant)
        for one in range(len(slots))
        for other in range(len(slots))
        if one != other
        for styled in made[one]
        if not styled[1]
        for variant in made[other]
        if variant[1] or one < other
    ]
    for one, other, (_, _, style), (kind, altered, text) in chance.sample(pairs, min(len(pairs), 16)):
        yield _with(line, slots, {one: style, other: text}, kind, altered, notes)


def _with(
    line: str,
    slots: list[re.Match[str]],
    texts: dict[int, str],
    kind: str,
    altered: bool,
    notes: tuple[str, str],
) -> Case:
    """The line with other texts in some of its slots."""
    sentence, done = "", 0
    hard = False
    spot = (0, 0)
    for place, slot in enumerate(slots):
        text = texts.get(place, slot[2])
        sentence += line[done : slot.start()]
        spot = (len(sentence), len(sentence) + len(text)) if place in texts and len(texts) == 1 else spot
        sentence += text
        done = slot.end()
        # What happens to stand elsewhere in the note cannot be told from a sound figure.
        first = re.escape(text.split()[0])
        stands = bool(re.search(rf"(?<![\d.,]){first}(?![\d])", notes[0]))
        hard = hard or (
            place in texts and stands and kind not in ("unit", "points", "denominator", "magnitude")
        )
    family = "hard" if altered and hard else "figures"
    return Case(family, kind, altered, sentence + line[done:], notes, 0, spot)


def prose(case: Case, number: int) -> Prose:
    """The sentence with its citation, in one of several places."""
    key = f"note-{case.cites}"
    sentence = case.sentence
    if number % 4 == 1:
        return Prose(f"{sentence}.", (Mark(len(sentence) + 1, key),))
    if number % 4 == 2:
        text = f"{OPENINGS[2]}{sentence}."
        return Prose(text, (Mark(len(text) - 1, key),))
    if number % 4 == 3:
        text = f"{OPENINGS[3]}{sentence[0].lower() + sentence[1:] if sentence[:2].istitle() and sentence.split()[0] not in MONTHS else sentence}."
        return Prose(text, (Mark(len("As the note has it"), key, 3),))
    return Prose(f"{sentence}.", (Mark(len(sentence), key),))


OPENINGS = {2: "The question is an old one. ", 3: "As the note has it: "}
"""What stands before the sentence in some of the places of its citation."""


def is_exact(case: Case, number: int, made: list[Trace]) -> bool:
    """Whether a finding marks the altered words and, of what stands around them, no more than the rest of
    their figure: its unit, or the other end of a range.
    """
    offset = len(OPENINGS.get(number % 4, ""))
    start, end = case.place[0] + offset, case.place[1] + offset
    text = prose(case, number).text
    bounds = re.match(r"(?:(?:about|around|some|nearly|over|a)\s)*", text[start:end])
    start += bounds.end() if bounds else 0
    return any(
        one.start <= start and end <= one.end and len(text[one.start : one.end].split()) <= LONGEST
        if one.kind is ClaimKind.FIGURE
        else (one.start, one.end) == (start, end)
        for one in made
    )


LONGEST = 7
"""How many words a figure has at most: from 3.5 to 4.2 square kilometres."""


def findings(case: Case, number: int) -> list[Trace]:
    """The findings that a case gives."""
    sources = {
        f"note-{index}": Source(f"note-{index}", tuple(map(Prose, text.split("\n\n"))))
        for index, text in enumerate(case.notes)
    }
    return [made for made in trace([prose(case, number)], sources, (), (), "en") if made.code]


def main() -> None:
    """Prints a row for each kind."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--aside", action="store_true", help="the part that is kept aside")
    options.add_argument("--show", default="", help="print what went wrong in kinds with these letters")
    chosen = options.parse_args()
    everything = list(cases(chosen.aside))
    totals: Counter[tuple[str, bool]] = Counter()
    hits: Counter[tuple[str, bool]] = Counter()
    spans: Counter[bool] = Counter()
    rows: dict[tuple[str, str, bool], list[int]] = {}
    began = time.process_time()
    for number, case in enumerate(everything):
        made = findings(case, number)
        codes = [one.code for one in made]
        grave = [code for code in codes if RULES[code].severity > Severity.INFO]
        hit = bool(codes) if case.altered else bool(grave)
        row = rows.setdefault((case.family, case.kind, case.altered), [0, 0])
        row[0] += hit
        row[1] += 1
        if case.altered and hit and case.place != (0, 0):
            spans[is_exact(case, number, made)] += 1
        hits[case.family, case.altered] += hit
        totals[case.family, case.altered] += 1
        if hit != case.altered and chosen.show and chosen.show in f"{case.family} {case.kind} all":
            print(
                "MISSED" if case.altered else "FALSE ", case.kind, "|", prose(case, number).text, "|", codes
            )
            print("       ", case.notes[case.cites])
    spent = time.process_time() - began
    for (family, kind, altered), (hit, count) in sorted(rows.items()):
        print(
            f"{family:11} {'altered' if altered else 'sound':8} {kind:24} {hit:4}/{count:4}  {hit / count:6.1%}"
        )
    for (family, altered), count in sorted(totals.items()):
        word = "found" if altered else "false alarms"
        print(
            f"{family:11} {word:13} {hits[family, altered]:5}/{count:5}  {hits[family, altered] / count:6.2%}"
        )
    print(f"spans       exact         {spans[True]:5}/{spans.total():5}  {spans[True] / spans.total():6.2%}")
    print(f"{len(everything)} cases, {spent / len(everything) * 1e6:.0f} µs of processor time each")


if __name__ == "__main__":
    main()

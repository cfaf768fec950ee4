"""What surrounds figures in English."""

from clewline.evidence.languages.model import by_phrase, words
from clewline.evidence.model import Bound

BEFORE = by_phrase(
    {
        Bound.ABOUT: (
            "about, around, roughly, approximately, approx, approx ., circa, ca, ca ., c ., ~, ≈, ∼, "
            "some, close to, in the region of, on the order of, of the order of, an estimated, "
            "estimated at, estimated, or so, near, nearer, more or less, something like, "
            "somewhere around, barely, just about, a good, in the neighbourhood of"
        ),
        Bound.NEARLY: (
            "nearly, almost, just under, just below, just short of, just shy of, a little under, "
            "slightly under, slightly less than, slightly fewer than, a little less than, close on, "
            "not quite, little less than, a shade under, approaching, barely under, virtually"
        ),
        Bound.JUST_OVER: (
            "just over, just above, slightly over, slightly more than, slightly above, a little over, "
            "a little more than, a shade over, just more than, little more than, barely over, "
            "barely more than"
        ),
        Bound.OVER: "over, as few as, as little as",
        Bound.MORE: (
            "more than, above, exceeding, exceeded, exceeds, exceed, in excess of, upwards of, upward of, "
            ">, greater than, higher than, larger than, older than, longer than, beyond, well over, "
            "better than, beyond the age of, over the age of, above the age of, past the age of, "
            "farther than, further than, past, exceeded the limit of, exceeding the limit of, exceeds "
            "the limit of, "
            "above the limit of, over the limit of, above the threshold of, exceeded the threshold of"
        ),
        Bound.AT_LEAST: (
            "at least, at the least, at the very least, no fewer than, no less than, not less than, not "
            "fewer than, a minimum of, "
            "minimum of, ≥, > =, ⩾, minimum, from at least"
        ),
        Bound.LESS: (
            "less than, fewer than, under, below, <, lower than, smaller than, younger than, "
            "shorter than, below the limit of, under the limit of, below the threshold of, well under, "
            "not even, short of, under the age of, below the age of, nearer than"
        ),
        Bound.AT_MOST: (
            "at most, at the very most, at the utmost, no more than, not more than, a maximum of, "
            "maximum of, ≤, < =, ⩽, at the most, "
            "not exceeding, no greater than, no longer than, maximum, capped at"
        ),
        Bound.UP_TO: (
            "up to, as many as, as much as, as high as, as long as, as large as, reaching up to, "
            "anything up to"
        ),
        Bound.WITHIN: "within",
    }
)

AFTER = by_phrase(
    {
        Bound.AT_LEAST: (
            "or more, or over, and over, or older, and older, and above, or above, or greater, or higher, "
            "+, plus, at least, or longer, and up, and more, upwards, or later, at a minimum, "
            "at the least, at the very least, if not more, and upward, "
            "and beyond, or beyond"
        ),
        Bound.AT_MOST: (
            "or less, or fewer, or under, and under, or younger, and younger, or below, or lower, "
            "at most, at the most, at the very most, at the utmost, at the outside, or shorter, maximum, "
            "at a maximum, and below, tops, at best, if that"
        ),
        Bound.ABOUT: "or so, odd, ish, or thereabouts, give or take",
    }
)

FRACTIONS = {
    name + ending: 1 / over
    for name, over in {
        "third": 3,
        "quarter": 4,
        "fourth": 4,
        "fifth": 5,
        "sixth": 6,
        "seventh": 7,
        "eighth": 8,
        "ninth": 9,
        "tenth": 10,
        "twentieth": 20,
        "hundredth": 100,
    }.items()
    for ending in ("", "s")
}

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}

LABELS = words(
    "section sections sec chapter chapters figure figures fig figs table tables equation equations eq "
    "eqs appendix article articles art clause paragraph para page pages pp vol volume no nos type "
    "types version versions rule schedule annex directive regulation route highway interstate "
    "motorway apollo boeing airbus formula iso rfc windows python java html usb mach room gate "
    "channel flight chromosome exon verse psalm sonata symphony opus op ref footnote box panel"
)

SMALL_LABELS = words(
    "class category phase stage level grade tier group cohort arm study experiment trial part step "
    "model note item question act lot case track zone sample specimen plate run unit building block "
    "bay pier hole reactor platform exhibit form issue number line lines"
)

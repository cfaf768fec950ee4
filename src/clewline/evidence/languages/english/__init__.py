"""English."""

from clewline.evidence.languages.english.figures import AFTER, BEFORE, FRACTIONS, LABELS, MONTHS, SMALL_LABELS
from clewline.evidence.languages.english.statements import (
    ACTS,
    ASSOCIATIONS,
    CAUSES,
    FUNCTION,
    HEDGES,
    KEEPERS,
    PEOPLE,
)
from clewline.evidence.languages.english.units import UNITS
from clewline.evidence.languages.english.verbs import IRREGULAR
from clewline.evidence.languages.model import Language, phrases, words

_PLACES = words(
    "in on at with from by under for when after before during again first together here there and or as "
    "next near around within only where"
)
"""Words after "appears" that make it a coming to light."""

ENGLISH = Language(
    code="en",
    decimal=".",
    numerals=words(
        "zero one two three four five six sixteen seven eight nine ten eleven twelve thirty twenty fifty "
        "forty hundred thousand million billion trillion first second ninth tenth dozen"
    ),
    scales={"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
    | {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12, "t": 1e12},
    counting_scales=words("t"),
    vague=words("hundreds thousands millions billions trillions dozens"),
    fractions=FRACTIONS,
    half="half",
    again=words("again"),
    folds={
        "twice": 2,
        "thrice": 3,
        "doubled": 2,
        "doubling": 2,
        "tripled": 3,
        "tripling": 3,
        "trebled": 3,
        "trebling": 3,
        "quadrupled": 4,
        "quadrupling": 4,
        "quintupled": 5,
        "halved": 0.5,
        "halving": 0.5,
        "twofold": 2,
        "threefold": 3,
        "fourfold": 4,
        "fivefold": 5,
        "sixfold": 6,
        "sevenfold": 7,
        "eightfold": 8,
        "ninefold": 9,
        "tenfold": 10,
        "twelvefold": 12,
        "fifteenfold": 15,
        "twentyfold": 20,
        "thirtyfold": 30,
        "fortyfold": 40,
        "fiftyfold": 50,
        "sixtyfold": 60,
        "seventyfold": 70,
        "eightyfold": 80,
        "ninetyfold": 90,
        "hundredfold": 100,
        "thousandfold": 1000,
    },
    often=words("twice thrice"),
    doubles={"double": 2, "triple": 3, "treble": 3, "quadruple": 4},
    fold_endings=("fold",),
    factor=("factor", "of"),
    multiplies=words("multiply multiplies multiplied multiplying"),
    than=words("than"),
    comparative="er",
    superlative="est",
    no_superlative=words("forest request interest harvest conquest protest contest suggest honest manifest"),
    no_comparative=words("number matter after ever later earlier sooner"),
    times=words("times time"),
    fold_after=words(
        "as more higher greater larger the faster that less fewer lower longer bigger smaller likelier "
        "stronger better worse slower shorter its what their heavier cheaper deeper wider taller thicker "
        "hotter older brighter denser"
    ),
    formerly=words("before earlier previously originally formerly once had"),
    former=words("what size width length height weight mass cost price value rate level amount"),
    magnitudes=("order of magnitude", "orders of magnitude"),
    units=UNITS,
    per=words("per each every"),
    per_number=words("per /"),
    reciprocal=words("other"),
    rates={"yearly": "year", "annual": "year", "annually": "year", "monthly": "month", "weekly": "week"}
    | {"daily": "day", "hourly": "hour", "nightly": "day"},
    fillers=words("fewer less more further additional extra consecutive whole full long other"),
    each=words("a an"),
    lately=words("past last"),
    earlier=words("before after earlier later ago previously apart old long away"),
    months=MONTHS,
    before=BEFORE,
    after=AFTER,
    articles=words("a an the one"),
    determiners=words("the that its what their his her as this these those our of"),
    not_half=words("first second other latter former top bottom upper lower opening closing one's better"),
    quantiles={
        name + ending: share
        for name, share in {"decile": 0.1, "quintile": 0.2, "quartile": 0.25, "tercile": 1 / 3}.items()
        for ending in ("", "s")
    },
    medians=words("median medians"),
    noons={"midnight": 0.0, "noon": 720.0, "midday": 720.0},
    mornings=phrases("in the morning, o'clock, o’clock, before noon"),
    evenings=phrases("in the afternoon, in the evening, at night"),
    stepping=words("by in at on from until till before after and to through since"),
    loose=words("some around"),
    roughly=words("roughly approximately"),
    past=words("past"),
    at=words("at by until till before after"),
    down=words("down up as"),
    to=words("to through until till"),
    by=words("by"),
    rather=frozenset(
        {"instead of", "rather than", "out of", "compared with", "compared to", "up from", "down from"}
    ),
    coordinators=words("and or but"),
    joins=words("and or to versus vs against but then nor"),
    of=words("of"),
    dating=words(
        "in since until till by from during of early late mid last next each every through before after "
        "and to between this that around throughout"
    ),
    starts=words("from between"),
    between=words("between"),
    one_in=words("in"),
    out_of=("out", "of"),
    reaching=words(
        "can could may might reach reaches reached reaching peak peaks peaked most maximum worst best top "
        "topped extreme longest largest highest greatest biggest heaviest tallest oldest deepest strongest"
    ),
    coauthors=words("al colleagues coworkers workers others co"),
    labels=LABELS,
    small_labels=SMALL_LABELS,
    not_one=words(
        "of that who which can may might must should could would will is was has had another thing hand "
        "hand's side way to day by or and the this no any every each some only such these those for with "
        "in on at from as but cannot does did do knows sees finds expects wants hopes cares another's "
        "point sense reason"
    ),
    old=words("old olds long"),
    steps=words("is was concerns comes asks lies would may might can has says shows"),
    own=words("notes sources lines cards questions"),
    ages=words("aged age ages older younger old"),
    eldest=words("youngest oldest eldest"),
    majority=words("most majority mostly"),
    aged=words(
        "adults people men women children patients participants volunteers those persons boys girls workers "
        "anyone everyone residents voters citizens users smokers drivers individuals survivors athletes"
    ),
    apiece=words("apiece head average averages averaged averaging works"),
    totals=phrases(
        "in all, in total, altogether, a total of, total of, the total, totalling, totaling, combined, "
        "including those, counting those, including the, counting the, "
        "together, between them, jointly, put together, in sum, sum of, overall, all told, adding up "
        "to, adds up to, add up to, makes, making, "
        "make, total, for a total, bringing the total, a combined, summing to, sums to, amount to, "
        "amounting to, both, came to, took part, taken part, participated, were studied, were enrolled, "
        "were recruited, were included, totalled, totaled"
    ),
    rests=words(
        "not no never without rest remaining remainder remain remained other others failed except "
        "excepting but none lacked missed missing nor neither didn't don't wasn't weren't hadn't haven't "
        "cannot can't less unaffected unchanged absent excluded excluding dropped withdrew stayed "
        "kept spared escaped avoided"
    ),
    either=words("or either both"),
    remainders=phrases("the rest, remaining, remainder, others, all but, except, excepting"),
    changes=words(
        "by fell fall falls falling rose rise rises rising risen grew grow grows grown growth increase "
        "increased increases decrease decreased decreases drop dropped drops decline declined declines "
        "gain gained gains loss lost reduction reduced reduces cut higher lower more less fewer "
        "difference gap margin apart change changed older younger longer shorter later earlier faster "
        "slower added adding saved saving extra additional net further improvement improved shrank lead "
        "led ahead behind widened narrowed separated interval span spanned spanning lasted after old "
        "within spread climbed jumped slid sank slipped shed trimmed short majority over heavier lighter "
        "warmer cooler sooner above below off taller deeper larger smaller greater better worse "
        "beat beats beaten outdid outperformed surpassed trails trailed lags lagged"
    ),
    lasting=words("for until since between ago before stood reign life"),
    preterite="ed",
    undone=("un", "non"),
    irregular=IRREGULAR,
    function=FUNCTION,
    negations=words(
        "not no never nor neither without cannot can't don't doesn't didn't isn't aren't wasn't weren't "
        "won't wouldn't couldn't shouldn't hasn't haven't hadn't hardly scarcely barely fails failed fail "
        "none nothing lacks lacked nobody unable refused denies denied far"
    ),
    denials=words(
        "not no never nor neither without cannot can't don't doesn't didn't isn't aren't wasn't weren't "
        "won't wouldn't couldn't shouldn't hasn't haven't hadn't none nothing nobody nowhere"
    ),
    hedges=HEDGES,
    keepers=KEEPERS,
    assured=words("beyond without"),
    attributions=phrases("according to, says, said, say, report, reports, reported, claim, claims, claimed"),
    unforced=phrases(
        "by no means, a given, not always, not every, not all, without fail, of itself, as a matter of "
        "course, "
        "bound to, by itself, in itself, not in every, not invariably, not in all"
    ),
    may_fail=words(
        "be have hold apply carry generalise generalize extend transfer reflect represent last persist scale "
        "work help matter survive suffice reach capture suit fit do translate replicate exist occur always "
        "necessarily even yet actually fully affect explain cause improve change differ show pay reduce "
        "raise lower return remain stay need benefit"
    ),
    exactly=words("exactly precisely"),
    every=words("all every each both"),
    nearly=words("nearly almost virtually practically at in of for after above not"),
    universal=words(
        "all every each always everyone everybody everything entire entirely invariably universally any "
        "never none whole consistently without"
    ),
    associations=ASSOCIATIONS,
    causes=CAUSES,
    acts=ACTS,
    people=PEOPLE,
    scope_words=words("in among amongst for within under at on"),
    settings=words(
        "conditions condition circumstances setting settings settings doses dose temperatures temperature "
        "laboratory simulation simulations vitro vivo sample study trial dataset corpus cohort experiment "
        "experiments tests survey weather terrain ground speeds loads altitude depth light winters "
        "summers soils soil waters water"
    ),
    clause_words=words(
        "but while whereas although though since however yet whilst unless which who where when so"
    ),
    no_clause=frozenset({("yet", "to")}),
    mid_clause={"yet": words("has have had not is are was were as nobody")},
    scope_more=words(
        "over under above below aged and older younger with without who years of age at in from"
    ),
    reports=words("trial trials study studies survey experiment experiments test tests model models review"),
    no_place=words(
        "way ways case cases respect sense regard context paper article note section period time times year "
        "years month day decade century work report line chapter figure table order manner point matter "
        "direction light fashion effort process form area field question claim view account story last next "
        "means is was kind sort decades centuries months weeks days hours minutes words terms parts places "
        "cases respects circumstances instances others reports studies trials tests results experiments "
        "numbers total details practice theory general principle fact contrast addition"
    ),
    generic=words(
        "study studies trial trials dataset data experiment experiments sample samples cohort cohorts "
        "group groups survey surveys test tests model models population populations corpus benchmark "
        "benchmarks simulation simulations seasons season interviews"
    ),
    here=words("this these our one"),
    openers=words("in among amongst on at above below under over with for within"),
    arms=words(
        "comparison treated treatment control controls intervention placebo exposed unexposed "
        "experimental arm"
    ),
    this=words("this our these"),
    reasons=words("because since due owing thanks as for"),
    relatives=words("which who whose where"),
    auxiliaries=words(
        "is was are were has have had may might could can will would should must does did do seems seem "
        "appears appear probably possibly perhaps likely often usually typically also"
    ),
    conditions=words("if unless whether until"),
    that=words("that"),
    frames=words(
        "finding findings fact idea view claim claims result results conclusion answer message point shows "
        "show showed shown demonstrates demonstrate demonstrated finds find found states state stated says "
        "say said reports report reported concludes conclude concluded observes observe observed notes "
        "noted argues argue argued is"
    ),
    occasions=words("when where who once"),
    leads=words(
        "that and but while whereas although though because since however yet whilst so ; : , — – not in"
    ),
    averages=words(
        "average averages averaged averaging mean median typical typically usual usually overall about "
        "around roughly approximately generally ordinarily normally averagely mid ± sd"
    ),
    mean=words("average"),
    no_hedge_after={
        "might": words("the its their his her all with full sheer military of this such"),
        "likely": words("more less as equally times so"),
        "unlikely": words("more less as"),
        "may": words("early late mid"),
        "most": words("the its their his her our at second third my your whose same of"),
        "few": words("the past last next first these those very as so too"),
        "certain": words("is was are were be been make made for almost"),
        "possible": words("as where if when not made make makes making wherever whenever best"),
        "suggested": words("he she i we as"),
        "thought": words("of"),
        "hint": words("a the this that any no planted"),
        "hints": words("the these those"),
        "hinted": words("the a"),
        "about": words("brought bring brings bringing come comes came how what"),
        "many": words("as so too how"),
        "general": words("attorney"),
        "often": words("how more less as"),
    },
    no_hedge_before={
        "could": words(
            "not see hear read recall recognise recognize reach lift swim choose afford walk tell find run "
            "opt join apply vote ask withdraw refuse claim borrow order book attend "
            "no stand speak write buy sell enter leave pass play carry hold use"
        ),
        "appears": _PLACES,
        "appear": _PLACES,
        "appeared": _PLACES,
        "some": words("time day point way kind sort extent"),
        "may": words("not"),
        "open": words("the"),
    },
    not_counted=words("time times day days point way kind sort extent"),
    singular=("ss", "is", "rus", "tus", "pus", "sus", "cus"),
    plural=(
        "s",
        "people",
        "men",
        "women",
        "children",
        "mice",
        "data",
        "fish",
        "sheep",
        "cattle",
        "teeth",
        "feet",
        "species",
    ),
)

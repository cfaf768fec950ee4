"""English."""

from clewline.evidence.languages.model import Language, Phrase, phrases, words
from clewline.evidence.model import Bound, Caution


def _bounds(**lists: str) -> dict[Phrase, Bound]:
    return {phrase: Bound[name] for name, text in lists.items() for phrase in phrases(text)}


def _units(**lists: str) -> dict[Phrase, str]:
    return {phrase: _SIGN.get(name, name) for name, text in lists.items() for phrase in phrases(text)}


_SIGN = {
    "percent": "%",
    "permille": "‰",
    "micro_s": "µs",
    "micro_g": "µg",
    "micro_m": "µm",
    "inch": "in",
    "m2": "m²",
    "km2": "km²",
    "cm2": "cm²",
    "m3": "m³",
    "cm3": "cm³",
    "kmh": "km/h",
    "ms1": "m/s",
    "kms1": "km/s",
    "celsius": "°C",
    "fahrenheit": "°F",
    "degree": "°",
    "dollar": "$",
    "cent": "¢",
    "euro": "€",
    "pound": "£",
    "yen": "¥",
}

_UNITS = _units(
    percent="percent, per cent, pct, percents",
    permille="per mille, permille",
    pp="percentage points, percentage point, percent points, points, point, %-points, % points",
    bp="basis points, basis point, bps",
    ns="nanosecond, nanoseconds",
    micro_s="microsecond, microseconds",
    ms="millisecond, milliseconds, msec",
    s="second, seconds, sec, secs",
    min="minute, minutes, min, mins",
    hour="hour, hours, hr, hrs, h",
    day="day, days, night, nights",
    week="week, weeks, wk, wks",
    fortnight="fortnight, fortnights",
    month="month, months, mo, mos",
    quarter="",
    year="year, years, yr, yrs, year-old, years-old",
    decade="decade, decades",
    century="century, centuries",
    millennium="millennium, millennia",
    ng="nanogram, nanograms",
    micro_g="microgram, micrograms",
    mg="milligram, milligrams, milligramme, milligrammes",
    g="gram, grams, gramme, grammes, gm",
    kg="kilogram, kilograms, kilo, kilos, kg, kgs, kilogramme, kilogrammes",
    t="tonne, tonnes, ton, tons, metric ton, metric tons",
    oz="ounce, ounces, oz",
    lb="lb, lbs",
    st="",
    nm="nanometre, nanometres, nanometer, nanometers",
    micro_m="micrometre, micrometres, micrometer, micrometers, micron, microns",
    mm="millimetre, millimetres, millimeter, millimeters",
    cm="centimetre, centimetres, centimeter, centimeters",
    m="metre, metres, meter, meters",
    km="kilometre, kilometres, kilometer, kilometers, km, kms",
    inch="inch, inches",
    ft="foot, feet, ft",
    yd="yard, yards",
    mi="mile, miles",
    au="astronomical unit, astronomical units, au",
    ly="light year, light years, light - year, light - years, lightyear, lightyears",
    pc="parsec, parsecs",
    kpc="kiloparsec, kiloparsecs",
    Mpc="megaparsec, megaparsecs",
    m2="square metre, square metres, square meter, square meters, sq m",
    km2="square kilometre, square kilometres, square kilometer, square kilometers, sq km",
    cm2="square centimetre, square centimetres, square centimeter, square centimeters",
    m3="cubic metre, cubic metres, cubic meter, cubic meters",
    cm3="cubic centimetre, cubic centimetres, cubic centimeter, cubic centimeters, cc",
    ha="hectare, hectares",
    acre="acre, acres",
    ml="millilitre, millilitres, milliliter, milliliters, ml",
    cl="centilitre, centilitres",
    dl="decilitre, decilitres",
    l="litre, litres, liter, liters",
    tsp="teaspoon, teaspoons, tsp",
    tbsp="tablespoon, tablespoons, tbsp",
    cup="cup, cups",
    pint="pint, pints",
    gallon="gallon, gallons",
    kmh="kilometres per hour, kilometers per hour, km per hour, kilometres an hour, kilometers an hour, km an hour"
    ", kph, kmh",
    ms1="metres per second, meters per second, metres a second",
    kms1="kilometres per second, kilometers per second, km per second",
    mph="miles per hour, miles an hour, mph",
    kn="knot, knots",
    celsius="degrees celsius, degree celsius, degrees centigrade, celsius, degrees c, ° c",
    fahrenheit="degrees fahrenheit, fahrenheit, degrees f, ° f",
    degree="degree, degrees",
    K="kelvin, kelvins",
    arcsec="arcsecond, arcseconds",
    arcmin="arcminute, arcminutes",
    Hz="hertz",
    kHz="kilohertz",
    MHz="megahertz",
    GHz="gigahertz",
    J="joule, joules",
    kJ="kilojoule, kilojoules",
    MJ="megajoule, megajoules",
    cal="calorie",
    kcal="kilocalorie, kilocalories, calories",
    kWh="kilowatt hours, kilowatt hour, kilowatt - hours, kilowatt - hour",
    MWh="megawatt hours, megawatt hour, megawatt - hours",
    GWh="gigawatt hours, gigawatt - hours",
    TWh="terawatt hours, terawatt - hours",
    W="watt, watts",
    kW="kilowatt, kilowatts",
    MW="megawatt, megawatts",
    GW="gigawatt, gigawatts",
    hp="horsepower, hp",
    V="volt, volts",
    kV="kilovolt, kilovolts",
    mV="millivolt, millivolts",
    A="ampere, amperes, amp, amps",
    mA="milliampere, milliamperes, milliamp, milliamps",
    N="newton, newtons",
    kN="kilonewton, kilonewtons",
    Pa="pascal, pascals",
    hPa="hectopascal, hectopascals",
    kPa="kilopascal, kilopascals",
    MPa="megapascal, megapascals",
    GPa="gigapascal, gigapascals",
    bar="bar, bars",
    mmHg="mmhg, mm hg, millimetres of mercury, millimeters of mercury",
    B="byte, bytes",
    KB="kilobyte, kilobytes",
    MB="megabyte, megabytes",
    GB="gigabyte, gigabytes",
    TB="terabyte, terabytes",
    bit="bit, bits",
    mol="mole, moles",
    dB="decibel, decibels, db",
    dollar="dollar, dollars",
    cent="cents",
    euro="euro, euros",
    pound="pounds, pound, pounds sterling",
    yen="yen",
    ppm="parts per million",
    ppb="parts per billion",
)

_BEFORE = _bounds(
    ABOUT="about, around, roughly, approximately, approx, approx ., circa, ca, ca ., c ., ~, ≈, ∼, some, close to"
    ", in the region of, on the order of, of the order of, an estimated, estimated at, estimated, or so, near"
    ", nearer, more or less, something like, somewhere around, in the neighbourhood of",
    NEARLY="nearly, almost, just under, just below, just short of, just shy of, a little under, slightly under"
    ", slightly less than, slightly fewer than, a little less than, close on, not quite, little less than"
    ", a shade under, approaching, barely under, virtually",
    JUST_OVER="just over, just above, slightly over, slightly more than, slightly above, a little over"
    ", a little more than, a shade over, just more than, little more than, barely over, barely more than",
    OVER="over",
    MORE="more than, above, exceeding, exceeded, exceeds, exceed, in excess of, upwards of, upward of, >"
    ", greater than, higher than, larger than, older than, longer than, beyond, well over, better than",
    AT_LEAST="at least, no fewer than, no less than, not less than, not fewer than, a minimum of, minimum of, ≥, > ="
    ", ⩾, as few as, as little as, minimum, from at least",
    LESS="less than, fewer than, under, below, <, lower than, smaller than, younger than, shorter than, well under",
    AT_MOST="at most, no more than, not more than, a maximum of, maximum of, ≤, < =, ⩽, at the most, not exceeding"
    ", no greater than, no longer than, maximum, capped at",
    UP_TO="up to, as many as, as much as, as high as, as long as, as large as, reaching up to, anything up to",
)

_AFTER = _bounds(
    AT_LEAST="or more, or over, and over, or older, and older, and above, or above, or greater, or higher, +, plus"
    ", at least, or longer, and up, and more, upwards, or later, at a minimum, and upward",
    AT_MOST="or less, or fewer, or under, and under, or younger, and younger, or below, or lower, at most"
    ", at the most, or shorter, maximum, at a maximum, and below",
    ABOUT="or so, odd, ish, or thereabouts, give or take",
)

_FRACTIONS = {
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

_MONTHS = {
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

_LABELS = words(
    "section sections sec chapter chapters figure figures fig figs table tables equation equations eq eqs appendix"
    " article articles art clause paragraph para page pages pp vol volume no nos type types version versions rule"
    " schedule annex directive regulation route highway interstate motorway apollo boeing airbus formula iso rfc"
    " windows python java html usb mach room gate channel flight chromosome exon verse psalm sonata symphony opus op"
    " ref footnote box panel"
)

_SMALL_LABELS = words(
    "class category phase stage level grade tier group cohort arm study experiment trial part step model note item"
    " question act lot case track zone sample specimen plate run unit building block bay pier hole reactor platform"
    " exhibit form issue number line lines"
)

_FUNCTION = words(
    "a an the and or but nor so yet of in on at by for from to with without within into onto over under above below"
    " between among amongst across through during before after since until till as than that which who whom whose"
    " this these those it its they their them he his him she her we our us you your i my me is are was were be been"
    " being am has have had having do does did done will would shall should can could may might must not no if"
    " while whereas when where whether because although though however also only even just very more most less"
    " least much many few some any all each every both either neither such same other another there here then"
    " about around up down out off again once per via versus vs against despite per still too rather quite how why"
    " what one said says say"
)

_HEDGES: dict[Phrase, Caution] = {
    **dict.fromkeys(
        phrases(
            "may, might, could, seems, seem, seemed, seemingly, appears to, appear to, appeared to, it appears"
            ", apparently, suggests, suggest, suggested, suggesting, suggestive, likely, unlikely, probably, possibly"
            ", perhaps, maybe, potentially, presumably, conceivably, arguably, plausibly, plausible, possible"
            ", preliminary, tentative, tentatively, provisional, provisionally, uncertain, unclear, unknown, not known"
            ", not clear, not certain, not yet known, not established, not yet established, unproven, unconfirmed"
            ", inconclusive, remains to be seen, remains open, an open question, open question, we suspect"
            ", believe, believed, believes, is thought to, are thought to, was thought to"
            ", thought to, thought that, hypothesise, hypothesised, hypothesize, hypothesized, speculate"
            ", speculated, speculative, conjecture, cannot rule out, cannot be ruled out, could not rule out"
            ", could not be ruled out, not ruled out, cannot be excluded, weak evidence, limited evidence, some evidence"
            ", hints, hint, hinted"
            ", is consistent with, are consistent with, consistent with, in all likelihood, to be confirmed"
            ", not yet been confirmed, not been confirmed, has yet to be, have yet to be, pilot study, we believe"
            ", a chance, allegedly, reportedly, is said to, are said to, was said to, were said to, purportedly"
            ", supposedly, assumed, assume, estimated to, expected to, would appear, would seem, tentative evidence"
            ", low certainty, early signs, early results, early evidence, raises the possibility, possibility"
            ", no firm conclusion, not proven, not conclusive, insufficient evidence, too early to"
            ", cannot be certain, cannot yet, to some extent, in principle, we think, in our view"
        ),
        Caution.DOUBT,
    ),
    **dict.fromkeys(
        phrases(
            "typically, usually, often, sometimes, generally, occasionally, frequently, commonly, tends to, tend to"
            ", tended to, tendency, in many cases, in most cases, in some cases, in general, as a rule, largely, mostly"
            ", mainly, by and large, rarely, seldom, at times, on occasion, normally, ordinarily, for the most part"
            ", in part, partly, partially, not always, in certain cases, under some conditions, more often than not"
            ", now and then, from time to time, from case to case, in a few cases, in places, almost always"
            ", nearly always, hardly ever, roughly speaking, customarily, primarily, chiefly, in several cases"
        ),
        Caution.FREQUENCY,
    ),
    **dict.fromkeys(
        phrases(
            "some, most, many, several, a few, few, a majority of, the majority of, the bulk of, a minority of"
            ", a number of, certain, a handful of, much of, a proportion of, a subset of"
            ", not all, not every, almost all, nearly all, a large share of, the greater part of, almost every"
            ", nearly every, a portion of, a fraction of"
        ),
        Caution.QUANTIFIER,
    ),
    **dict.fromkeys(phrases("not necessarily, need not, not inevitably"), Caution.NOT_NECESSARILY),
    **dict.fromkeys(
        phrases("on average, on the average, averaged, averages, averaging, average of, on the whole"),
        Caution.AVERAGE,
    ),
}

_KEEPERS = phrases(
    "can, whether, open whether, leave open, leaves open, left open, leaving open, small trial, one trial, one study"
    ", single study, single trial, small study, in one, not proof, no proof, not prove, does not prove, not settled"
    ", unsettled, doubt, doubtful, doubts, in doubt, question, questionable, caution, cautious, cautiously, careful"
    ", not yet, so far, hypothetical, a risk that, is a risk, risks, chance, chances, candidate, candidates, potential, promise"
    ", promising, hope, hoped, argue, argues, argued, theory, if, would, should, reported, reports, report"
    ", as far as, not enough, too few, evidence that, evidence of, evidence for, sign, signs, look, looks, looked"
    ", allow, allows, allowed, able, permitted, permits, entitled, free to, impression, expects, expect, expected"
    ", says, said, according to, propose, proposes, proposed, prone, inclined, not in every, varies, varied, vary"
    ", not for all, among others, by no means, not exactly, not simply, not just, not only"
    ", roughly, about, around, approximately, sort of, somewhat, fairly, rule rather than, exception, exceptions"
    ", except, not guaranteed, no guarantee, unsure, ambiguous, mixed, debated, disputed, contested, put down to"
    ", not without exception, as often as not, at least one, at least some, at least in part, common, usual, typical"
    ", frequent, rare, normal, ordinary, general, regular, regularly, main, chief, majority, minority, most, many"
    ", several, some, few, half, certain, likelihood, probable, probability, in the main, could well, seeming"
    ", apparent, pilot study, not rule out, ruled out, rule out, not excluded, indicative, clue, clues, unexplained"
    ", not tell, cannot tell, cannot say, nobody knows, no one knows, not say, too soon, open, conjectural, unverified"
)

_ASSOCIATIONS = phrases(
    "associated with, association between, association of, association with, associations between, linked to"
    ", linked with, link between, links between, link with, correlated with, correlates with, correlate with"
    ", correlation between, correlation of, correlation with, related to, relationship between, relation between"
    ", went with, goes with, go with, went hand in hand, goes hand in hand, go hand in hand, hand in hand"
    ", accompanied by, accompanied, coincided with, coincides with, coincide with, tracked, tracks, predicted"
    ", predicts, predict, predictive of, predictor of, tied to, connected with, connected to, co-occurred"
    ", occurred together, in step with, went along with, goes along with, went together with, corresponded to"
    ", corresponds to, covaried with, covaries with, more common among, more common in, concurrent with"
    ", inversely associated, positively associated, paralleled, parallels, a marker of, marker for"
)

_CAUSES = words(
    "cause causes caused causing raise raises raised raising lead leads led leading reduce reduces reduced reducing"
    " increase increases increased increasing improve improves improved improving drive drives drove driven driving"
    " produce produces produced producing boost boosts boosted boosting cut cuts cutting lower lowers lowered lowering"
    " protect protects protected protecting prevent prevents prevented preventing trigger triggers triggered"
    " triggering induce induces induced inducing make makes made making bring brings brought bringing worsen worsens"
    " worsened shorten shortens shortened lengthen lengthens lengthened prolong prolongs prolonged result results"
    " resulted resulting because due owing thanks responsible explain explains explained determine determines"
    " determined create creates created force forces forced shape shapes shaped harm harms harmed help helps helped"
    " accelerate accelerates accelerated slow slows slowed delay delays delayed enhance enhances enhanced strengthen"
    " strengthens strengthened weaken weakens weakened diminish diminishes diminished curb curbs curbed spur spurs"
    " spurred fuel fuels fuelled generate generates generated suppress suppresses suppressed promote promotes"
    " promoted provoke provokes provoked depress depresses depressed damage damages damaged ruin ruins ruined"
    " eliminate eliminates eliminated give gives gave stem stems stemmed extend extends extended effect"
    " affect affects affected influence influences influenced yield yields yielded deliver delivers delivered lift"
    " lifts lifted stimulate stimulates stimulated erode erodes eroded spoil spoils spoiled"
)

_PEOPLE = words(
    "volunteers volunteer participants participant patients patient adults adult children child infants infant men"
    " women man woman boys girls students student pupils pupil workers employees users players athletes runners"
    " nurses doctors farmers drivers mothers fathers parents people persons individuals subjects respondents readers"
    " mice mouse rats rat rodents dogs cats pigs sheep cattle cows hens monkeys primates fish flies zebrafish"
    " sample samples cohort cohorts population populations group groups subgroup study studies trial trials dataset"
    " data experiment experiments simulation simulations laboratory lab model models vitro vivo survivors households"
    " firms companies schools hospitals villages towns cities countries states regions sites plots farms fields"
    " soils lakes rivers seedlings plants trees species birds bees cells tissue cultures specimens batches galaxies"
    " stars clusters beginners novices experts elderly teenagers adolescents smokers non-smokers veterans officers"
    " teams clubs cooks bakers kitchens recipes loaves courts cases parishes counties archives manuscripts letters"
    " cohort survey surveys interviews corpus benchmark benchmarks tests test bench prototype prototypes beams"
    " bridges samples season seasons league leagues riders swimmers cyclists rowers recruits conscripts prisoners"
    " homes wards clinics markets economies districts provinces"
)

ENGLISH = Language(
    code="en",
    decimal=".",
    numerals=words(
        "zer one two thr fou fiv six sev eig nin ten ele twe thi fif for hun tho mil bil tri fir sec doz"
    ),
    scales={"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
    | {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12},
    vague=words("hundreds thousands millions billions trillions dozens"),
    fractions=_FRACTIONS,
    half="half",
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
        "fiftyfold": 50,
        "hundredfold": 100,
        "thousandfold": 1000,
    },
    doubles={"double": 2, "triple": 3, "treble": 3, "quadruple": 4},
    fold_endings=("fold",),
    factor=("factor", "of"),
    than=words("than"),
    comparative="er",
    times=words("times time"),
    fold_after=words(
        "as more higher greater larger the faster that less fewer lower longer bigger smaller likelier"
        " stronger better worse slower shorter its what their heavier cheaper deeper wider taller thicker hotter"
        " older brighter denser"
    ),
    magnitudes=("order of magnitude", "orders of magnitude"),
    units=_UNITS,
    per=words("per each every"),
    per_number=words("per /"),
    each=words("a an"),
    months=_MONTHS,
    before=_BEFORE,
    after=_AFTER,
    articles=words("a an the one"),
    determiners=words("the that its what their his her as this these those our of"),
    not_half=words("first second other latter former top bottom upper lower opening closing one's better"),
    down=words("down up as"),
    to=words("to through until till"),
    joins=words("and or to versus vs against but then nor"),
    of=words("of"),
    dating=words(
        "in since until till by from during of early late mid last next each every through before after and to between"
        " this that around throughout"
    ),
    between=words("between"),
    one_in=words("in"),
    labels=_LABELS,
    small_labels=_SMALL_LABELS,
    not_one=words(
        "of that who which can may might must should could would will is was has had another thing hand hand's side"
        " way to day by or and the this no any every each some only such these those for with in on at from as but"
        " cannot does did do knows sees finds expects wants hopes cares another's point sense reason"
    ),
    old=words("old olds long"),
    ages=words("aged age ages"),
    totals=phrases(
        "in all, in total, altogether, a total of, total of, the total, totalling, totaling, combined, together"
        ", in sum, sum of, overall, all told, adding up to, adds up to, add up to, makes, making, make, total"
        ", for a total, bringing the total, a combined, summing to, sums to, amount to, amounting to, both, came to"
    ),
    rests=words(
        "not no never without rest remaining remainder remain remained other others failed except excepting but none"
        " lacked missed missing nor neither didn't don't wasn't weren't hadn't haven't cannot can't less unaffected"
        " unchanged absent excluded excluding dropped withdrew"
    ),
    remainders=words("rest remaining remainder others"),
    changes=words(
        "by fell fall falls falling rose rise rises rising risen grew grow grows grown growth increase increased"
        " increases decrease decreased decreases drop dropped drops decline declined declines gain gained gains loss"
        " lost reduction reduced reduces cut higher lower more less fewer difference gap margin apart change changed"
        " older younger longer shorter later earlier faster slower added adding saved saving extra additional net"
        " further improvement improved shrank lead led ahead behind widened narrowed separated interval span spanned"
        " spanning lasted after old within spread climbed jumped slid sank slipped shed trimmed short majority over heavier lighter"
        " warmer cooler above below taller deeper larger smaller greater better worse"
    ),
    function=_FUNCTION,
    negations=words(
        "not no never nor neither without cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't"
        " couldn't shouldn't hasn't haven't hadn't hardly scarcely barely fails failed fail none nothing lacks lacked"
        " nobody unable refused denies denied far"
    ),
    denials=words(
        "not no never nor neither without cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't"
        " couldn't shouldn't hasn't haven't hadn't none"
    ),
    hedges=_HEDGES,
    keepers=_KEEPERS,
    universal=words(
        "all every each always everyone everybody everything entire entirely invariably universally any never none"
        " whole consistently without"
    ),
    associations=_ASSOCIATIONS,
    causes=_CAUSES,
    people=_PEOPLE,
    scope_words=words("in among amongst for within under at on"),
    settings=words(
        "conditions condition circumstances setting settings settings doses dose temperatures temperature laboratory"
        " simulation simulations vitro vivo sample study trial dataset corpus cohort experiment experiments tests"
        " survey weather terrain ground speeds loads altitude depth light winters summers soils soil waters water"
    ),
    clause_words=words(
        "but while whereas although though because since however yet whilst unless which who where when so"
    ),
    scope_more=words("over under above below aged and older younger with without who years of age at in from"),
    reports=words("trial trials study studies survey experiment experiments test tests model models review"),
    generic=words(
        "study studies trial trials dataset data experiment experiments sample samples cohort cohorts group groups"
        " survey surveys test tests model models population populations corpus benchmark benchmarks simulation"
        " simulations seasons season interviews"
    ),
    this=words("this our these that one"),
    averages=words(
        "average averages averaged averaging mean median typical typically usual usually overall about around roughly"
        " approximately generally ordinarily normally averagely mid"
    ),
    no_hedge_after={
        "might": words("the its their his her all with full sheer military of this such"),
        "likely": words("more less as equally times so"),
        "unlikely": words("more less as"),
        "may": words("early late mid"),
        "most": words("the its their his her our at second third my your whose same of"),
        "few": words("the past last next first these those very"),
        "certain": words("is was are were be been make made for almost"),
        "possible": words("as where if when is not made make makes making wherever whenever best was"),
        "suggested": words("he she i we as"),
        "many": words("as so too how"),
        "general": words("attorney"),
        "often": words("how"),
    },
    no_hedge_before={
        "could": words(
            "not see hear read recall recognise recognize reach lift swim choose afford walk tell find run no stand"
            " speak write buy sell enter leave pass play carry hold use"
        ),
        "some": words("time day point way kind sort extent"),
        "may": words("not"),
        "open": words("the"),
    },
    not_counted=words("time times day days point way kind sort extent"),
    plural=("s", "people", "men", "women", "children", "mice", "data", "fish", "sheep", "cattle", "teeth", "feet", "species"),
)

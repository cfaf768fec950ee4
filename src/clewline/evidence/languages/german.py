"""German: enough to show that a language is data; what is left out here is not checked in German."""

from clewline.evidence.languages.model import Language, by_phrase, phrases, words
from clewline.evidence.model import Bound, Caution

_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()

GERMAN = Language(
    code="de",
    capital_nouns=True,
    decimal=",",
    numerals=words(
        "null ein eins eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig "
        "hundert "
        "tausend million milliarde billion erste erster zweite zweiter dritte dritter achte dutzend "
        "sechzehn siebzehn"
    ),
    scales={"hundert": 1e2, "tausend": 1e3, "million": 1e6, "millionen": 1e6, "mio": 1e6, "milliarde": 1e9}
    | {"milliarden": 1e9, "mrd": 1e9, "billion": 1e12, "billionen": 1e12, "dutzend": 12.0},
    vague=words("hunderte tausende"),
    fractions={
        name + ending: value
        for name, value in {
            "drittel": 1 / 3,
            "viertel": 0.25,
            "fünftel": 0.2,
            "sechstel": 1 / 6,
            "achtel": 0.125,
            "zehntel": 0.1,
        }.items()
        for ending in ("", "n")
    },
    half="hälfte",
    folds={
        "verdoppelt": 2,
        "verdoppelte": 2,
        "verdreifacht": 3,
        "verdreifachte": 3,
        "halbiert": 0.5,
        "doppelt": 2,
    }
    | {
        "zweifach": 2,
        "zweifache": 2,
        "dreifach": 3,
        "dreifache": 3,
        "vierfach": 4,
        "fünffach": 5,
        "zehnfach": 10,
    },
    fold_endings=("fach", "fache"),
    times=words("mal"),
    fold_after=words("so mehr höher größer"),
    former=words("dessen"),
    units=by_phrase(
        {
            "%": "prozent, vom hundert",
            "pp": "prozentpunkte, prozentpunkt, prozentpunkten",
            "s": "sekunde, sekunden",
            "min": "minute, minuten",
            "hour": "stunde, stunden, std",
            "day": "tag, tage, tagen",
            "week": "woche, wochen",
            "month": "monat, monate, monaten",
            "year": "jahr, jahre, jahren, jahrs, jahres",
            "decade": "jahrzehnt, jahrzehnte, jahrzehnten",
            "g": "gramm",
            "kg": "kilogramm, kilo",
            "t": "tonne, tonnen",
            "mm": "millimeter, millimetern",
            "cm": "zentimeter, zentimetern",
            "m": "meter, metern",
            "km": "kilometer, kilometern",
            "l": "liter, litern",
            "ha": "hektar",
            "km²": "quadratkilometer, quadratkilometern",
            "°C": "grad celsius, ° c",
            "°": "grad",
            "€": "euro",
            "$": "dollar",
        }
    ),
    per=words("pro je"),
    per_number=words("pro je /"),
    rates={"jährlich": "year", "monatlich": "month", "wöchentlich": "week", "täglich": "day"},
    fillers=words("weitere weiteren weiterer ganze volle"),
    each=words("ein eine einem einer einen"),
    months={name: number for number, name in enumerate(_MONTHS, 1)},
    before=by_phrase(
        {
            Bound.ABOUT: "etwa, ungefähr, rund, circa, ca ., ca, zirka, gegen, annähernd, "
            "schätzungsweise, ~, ≈",
            Bound.NEARLY: "fast, beinahe, knapp, nahezu",
            Bound.JUST_OVER: "gut, etwas mehr als, knapp über",
            Bound.OVER: "über",
            Bound.MORE: "mehr als, größer als, höher als, >",
            Bound.AT_LEAST: "mindestens, wenigstens, nicht weniger als, ≥, ab",
            Bound.LESS: "weniger als, unter, kleiner als, <, nicht einmal",
            Bound.AT_MOST: "höchstens, maximal, nicht mehr als, ≤",
            Bound.UP_TO: "bis zu",
        }
    ),
    after=by_phrase({Bound.AT_LEAST: "oder mehr, und mehr, und älter, +", Bound.AT_MOST: "oder weniger"}),
    articles=words("ein eine einem einer einen der die das dem den"),
    to=words("bis"),
    by=words("um"),
    rather=frozenset({"statt", "anstatt", "gegenüber", "verglichen mit", "im vergleich", "auf"}),
    coordinators=words("und oder aber"),
    joins=words("und oder"),
    starts=words("von zwischen"),
    between=words("zwischen"),
    of=words("von der des"),
    dating=words("im seit bis ab vom mitte anfang ende"),
    one_in=words("von"),
    labels=words(
        "abschnitt kapitel abbildung abb tabelle tab artikel art paragraph seite s nr typ version band"
    ),
    not_one=words("der die das von und oder kann wird ist hat"),
    ages=words("alter älter jünger alt ältere jüngere"),
    majority=words("meisten mehrheit meist"),
    aged=words("erwachsene menschen männer frauen kinder patienten personen"),
    apiece=words("jeweils kopf schnitt durchschnitt durchschnittlich"),
    old=words("jährige jährigen"),
    totals=phrases("insgesamt, zusammen, in summe, alles in allem"),
    rests=words("nicht kein keine rest übrigen anderen ohne außer"),
    remainders=phrases("der rest, die übrigen, die anderen, außer"),
    changes=words(
        "um mehr weniger höher niedriger gestiegen gesunken stieg sank fiel zunahme abnahme unterschied"
    ),
    lasting=words("nach später seit lang lange danach zwischen vergingen dauerte"),
    function=words(
        "der die das den dem des ein eine einen einem einer eines und oder aber von vom in im an am auf "
        "aus bei mit nach "
        "zu zum zur für über unter vor seit bis durch gegen ohne um als wie dass ob weil wenn es er sie "
        "wir ist sind war "
        "waren wird werden wurde wurden hat haben hatte hatten auch nur noch schon sich nicht kein "
        "keine dieser diese"
    ),
    negations=words("nicht kein keine keinen nie niemals ohne weder"),
    denials=words("nicht kein keine keinen nie niemals ohne weder"),
    hedges=by_phrase(
        {
            Caution.DOUBT: "könnte, könnten, dürfte, dürften, mag, scheint, scheinen, schien, schienen, "
            "vermutlich"
            ", wahrscheinlich, möglicherweise, vielleicht, wohl, offenbar, anscheinend, legt nahe, legen nahe"
            ", deutet darauf hin, deuten darauf hin, vorläufig, unklar, unbekannt, nicht bekannt, "
            "ungewiss, fraglich",
            Caution.FREQUENCY: "meist, meistens, oft, häufig, manchmal, gelegentlich, in der regel, "
            "gewöhnlich"
            ", üblicherweise, im allgemeinen, tendenziell, selten, teilweise, überwiegend, mitunter",
            Caution.QUANTIFIER: "einige, manche, mehrere, viele, die meisten, wenige, ein teil der, etliche",
            Caution.NOT_NECESSARILY: "nicht unbedingt, nicht zwangsläufig, nicht notwendigerweise, "
            "nicht immer",
            Caution.AVERAGE: "im durchschnitt, durchschnittlich, im mittel, im schnitt",
        }
    ),
    keepers=phrases(
        "kann, können, ob, sollte, sollten, zweifel, offen, nahe, hinweise, hinweis, anzeichen, gilt als"
    ),
    universal=words("alle alles jede jeder jedes jeden immer stets ausnahmslos sämtliche"),
    associations=phrases(
        "hängt zusammen, hängen zusammen, zusammenhang, geht einher, gehen einher, ging einher, einher, "
        "korreliert"
        ", korrelieren, korrelierte, verbunden mit, assoziiert"
    ),
    causes=words(
        "verursacht verursachen verursachte bewirkt bewirken erhöht erhöhen senkt senken führt führen "
        "führte verbessert "
        "verbessern verringert verringern steigert steigern macht wegen durch"
    ),
    people=words(
        "patienten probanden teilnehmer frauen männer kinder erwachsene mäuse ratten stichprobe labor studie"
    ),
    scope_words=words("in im bei unter an"),
    generic=words("stichprobe studie"),
    here=words("dieser dieses diesem diese"),
    this=words("dieser dieses diesem diese"),
    reports=words("studie"),
    clause_words=words("aber während obwohl weil doch jedoch sondern welche"),
    relatives=words("welche welcher welches"),
    conditions=words("wenn falls sofern"),
    leads=words("dass und aber"),
    averages=words("durchschnitt durchschnittlich mittel schnitt mittlere median etwa rund ungefähr"),
    not_counted=words("zeit"),
    plural=("n", "e", "er", "s"),
)

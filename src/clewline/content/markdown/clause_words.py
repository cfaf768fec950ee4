"""The words that tell where a clause can end, by language: data of `bare_marks`."""

from functools import lru_cache
from typing import NamedTuple

Words = frozenset[str]


class ClauseWords(NamedTuple):
    """The words of a language that decide. Behind ``open`` ones a clause goes on; one that begins with one of
    ``leading`` has its subject still to come. A ``saying`` verb has a citation before or behind it, unless
    the clause holds one of ``relative`` ("what the context says"), behind which a clause can end with a
    ``final`` verb too, and with one of ``stranded`` ("what the data were about"); a ``participle`` has one
    behind it, unless it follows ``passive`` ("were reported"); what can be a ``noun`` has none, unless it
    follows one of ``subjects`` ("this answers"). A clause can end with the two words of one of ``ending``.
    ``joining`` words stand between two citations of one group; the full stop behind ``abbreviated`` ones ends
    nothing.
    """

    open: Words
    leading: Words
    saying: Words
    final: Words
    relative: Words
    stranded: Words
    participle: Words
    passive: Words
    noun: Words
    subjects: Words
    ending: Words
    joining: Words
    abbreviated: Words


@lru_cache(maxsize=8)
def clause_words(language: str) -> ClauseWords | None:
    """The words of ``language`` (a tag without its region); None when there is no list of them."""
    lists = _LISTS.get(language)
    if lists is None:
        return None
    ending = frozenset(" ".join(words.split()) for words in lists["ending"].split(","))
    one_word = {name: frozenset(words.split()) for name, words in lists.items()}
    return ClauseWords(**{**one_word, "ending": ending})


_LISTS = {
    "en": {
        "open": """
            about above across after against along alongside amid among amongst around as at
            atop before behind below beneath beside besides between beyond but by concerning
            considering contra despite during except excluding following for from given if
            in including inside into like near of on onto opposite outside over past per
            regarding since than through throughout till to toward towards under underneath
            unlike until upon versus via vs with within without a an the this these those my
            our your their his her its every each some any no both either neither such and
            or nor yet so because although though unless whereas whether while when whenever
            where wherever once lest that which who whom whose why how what is are was were
            be been being am isn't aren't wasn't weren't become becomes became not also e.g
            i.e eg ie cf see compare namely called titled dubbed termed viz it's that's
            there's here's had has have do does did can could may might must shall should
            will would cannot can't won't don't doesn't didn't let lets use using read
            reread recall consider reconsider note notice follow apply accept reject know
            embody connect combine
            """,
        "leading": """
            about above across after against along alongside amid among amongst around as at
            atop before behind below beneath beside besides between beyond but by concerning
            considering contra despite during except excluding following for from given if
            in including inside into like near of on onto opposite outside over past per
            regarding since than through throughout till to toward towards under underneath
            unlike until upon versus via vs with within without accordingly again also
            although and because consequently conversely crucially even finally first
            furthermore generally hence here however importantly indeed instead likewise
            maybe meanwhile moreover nevertheless next nonetheless notably now often once
            only perhaps practically relatedly second similarly so sometimes specifically
            still that then there therefore third though thus today together unless when
            whenever where whereas whether while yet
            """,
        "saying": """
            show shows suggest suggests imply implies mean means find finds argue argues
            claim claims say says state states report reports demonstrate demonstrates
            indicate indicates prove proves contradict contradicts extend extends support
            supports confirm confirms refute refutes echo echoes mirror mirrors qualify
            qualifies complement complements challenge challenges cite cites discuss
            discusses resemble resembles violate violates explain explains answer answers
            motivate motivates underlie underlies underlay undermine undermines reinforce
            reinforces require requires assume assumes embodies enable enables illustrate
            illustrates describe describes address addresses note notes observe observes
            believe believes parallel parallels inverts invert generalises generalizes
            instantiates exemplifies establish establishes conclude concludes propose
            proposes document documents offer offers provide provides predict predicts warn
            warns tell tells makes uses treats frames
            """,
        "final": "",
        "relative": "what as than whatever",
        "stranded": "about after against at for from in like of on to under with without",
        "participle": """
            showed suggested implied meant found argued claimed said stated reported
            demonstrated indicated proved contradicted extended supported confirmed refuted
            echoed mirrored qualified complemented challenged cited discussed resembled
            violated explained motivated undermined reinforced assumed enabled illustrated
            described addressed told
            """,
        "passive": "is are was were be been being",
        "noun": """
            answer answers report reports claim claims note notes document documents
            challenge challenges mirror state states address addresses offer offers find
            finds parallel parallels use uses frames treats
            """,
        "subjects": "this that it which who they we he she these those and also directly again",
        "ending": """at once, say so, says so, said so, do so, does so, did so, even so, there before,
            ever before, never before, than before, as before, once before, seen before, known before,
            came before, come before, gone before, ever since, from within, from without, see above,
            described above, mentioned above, shown above, shown below, given below""",
        "joining": "and or as well plus",
        "abbreviated": "cf e.g eg i.e ie viz vs esp",
    },
    "de": {
        "open": """
            an am auf aus bei beim bis durch für gegen gemäß hinter im in ins laut mit nach
            neben ohne seit statt trotz um unter über von vom vor während wegen wider zu zum zur
            zwischen als bevor da damit das dass dem den denn der des die dies diese diesem
            diesen dieser dieses ein eine einem einen einer eines falls ihr ihre indem jede
            jeder jedes kein keine keinen nachdem ob obwohl oder seine siehe sobald sofern
            solange sondern sowie und unser unsere vgl warum weil wenn wie wo auch aber
            """,
        "leading": """
            an am auf aus bei beim bis durch für gegen gemäß hinter im in ins laut mit nach
            neben ohne seit statt trotz um unter über von vom vor während wegen wider zu zum
            zur zwischen aber allerdings also auch außerdem da dagegen daher damit dann dass
            dennoch deshalb dort ebenso ferner hier indem jedoch nachdem ob obwohl oder so
            sofern solange stattdessen und weil wenn wo zudem
            """,
        "saying": """
            zeigt zeigen belegt belegen besagt bestätigt bestätigen bedeutet heißt erklärt
            erklären ergänzt widerspricht widersprechen stützt stützen meint sagt nennt
            """,
        "final": "hat haben ist kann können muss müssen sein sind soll sollen war waren wird werden",
        "relative": """
            was wie als bevor da damit dass falls indem nachdem ob obwohl sobald sofern solange
            weil wenn
            """,
        "stranded": "",
        "participle": "",
        "passive": "",
        "noun": "",
        "subjects": "",
        "ending": "",
        "joining": "und oder sowie",
        "abbreviated": "vgl z.b d.h bzw",
    },
}

"""The words that tell where a clause can end, by language: data of `bare_marks`."""

from functools import lru_cache
from typing import NamedTuple


class ClauseWords(NamedTuple):
    """The words of a language that decide: behind ``open`` ones a clause goes on, ``joining`` ones stand
    between two citations of one group, a clause that begins with one of ``leading`` has its subject still to
    come, a ``saying`` verb needs one before it, and the full stop behind ``abbreviated`` ones ends nothing.
    """

    open: frozenset[str]
    joining: frozenset[str]
    leading: frozenset[str]
    saying: frozenset[str]
    abbreviated: frozenset[str]


@lru_cache(maxsize=8)
def clause_words(language: str) -> ClauseWords | None:
    """The words of ``language`` (a tag without its region); None when there is no list of them."""
    if language not in _LISTS:
        return None
    prepositions, leading, others, saying, joining, short = (
        frozenset(words.split()) for words in _LISTS[language]
    )
    return ClauseWords(prepositions | others | saying, joining, prepositions | leading, saying, short)


_LISTS = {
    "en": (
        """
        about above across after against along alongside amid among amongst around as at atop
        before behind below beneath beside besides between beyond but by concerning considering
        contra despite during except excluding following for from given if in including inside
        into like near of on onto opposite outside over past per regarding since than through
        throughout till to toward towards under underneath unlike until upon versus via vs with
        within without
        """,
        """
        accordingly again also although and because but consequently conversely crucially even
        finally first furthermore generally hence here however importantly indeed instead
        likewise maybe meanwhile moreover nevertheless next nonetheless notably now often once
        only perhaps practically relatedly second similarly so sometimes specifically still that
        then there therefore third though thus today together unless when whenever where whereas
        whether while yet
        """,
        """
        a an the this these those my our your their his her its every each some any no both
        either neither such and or nor yet so because although though unless whereas whether
        while when whenever where wherever once lest that which who whom whose why how what is
        are was were be been being am isn't aren't wasn't weren't become becomes became not also
        e.g i.e eg ie cf see compare namely called titled dubbed termed viz it's that's there's
        here's had has have do does did can could may might must shall should will would cannot
        can't won't don't doesn't didn't let lets use using used-by read reread recall consider
        reconsider note notice follow apply accept reject know embody connect combine
        """,
        """
        show shows showed suggest suggests suggested imply implies implied mean means meant find
        finds found argue argues argued claim claims claimed say says said state states stated
        report reports reported demonstrate demonstrates demonstrated indicate indicates
        indicated prove proves proved contradict contradicts contradicted extend extends
        extended support supports supported confirm confirms confirmed refute refutes refuted
        echo echoes echoed mirror mirrors mirrored qualify qualifies qualified complement
        complements complemented challenge challenges challenged cite cites cited discuss
        discusses discussed resemble resembles resembled violate violates violated explain
        explains explained answer answers motivate motivates motivated underlie underlies
        underlay undermine undermines undermined reinforce reinforces reinforced require
        requires assume assumes assumed embodies enable enables enabled illustrate illustrates
        illustrated describe describes described address addresses addressed note notes observe
        observes believe believes parallel parallels inverts invert generalises generalizes
        instantiates exemplifies establish establishes conclude concludes propose proposes
        document documents offer offers provide provides predict predicts warn warns tell tells
        told hold holds makes uses treats frames
        """,
        "and or as well plus",
        "cf e.g eg i.e ie viz vs esp",
    ),
    "de": (
        """
        an am auf aus bei beim bis durch für gegen gemäß hinter im in ins laut mit nach neben
        ohne seit statt trotz um unter über von vom vor während wegen wider zu zum zur zwischen
        """,
        """
        aber allerdings also auch außerdem da dagegen daher damit dann dass dennoch deshalb dort
        ebenso ferner hier indem jedoch nachdem ob obwohl oder so sofern solange stattdessen und
        weil wenn wo zudem
        """,
        """
        als bevor da damit das dass dem den denn der des die dies diese diesem diesen dieser
        dieses ein eine einem einen einer eines falls hat haben ihr ihre indem ist jede jeder
        jedes kann kein keine keinen können muss müssen nachdem nicht ob obwohl oder sein seine
        siehe sind sobald sofern solange soll sollen sondern sowie und unser unsere vgl war
        waren warum weil wenn wie wird werden wo auch aber
        """,
        """
        zeigt zeigen belegt belegen besagt bestätigt bestätigen bedeutet heißt erklärt erklären
        ergänzt widerspricht widersprechen stützt stützen meint sagt nennt
        """,
        "und oder sowie",
        "vgl z.b d.h bzw s",
    ),
}
"""By language: prepositions; adverbs and conjunctions that begin a clause; other words behind which a clause
goes on (articles, pronouns, auxiliaries, imperatives); verbs that need an object and can have a finding as
their subject; words that join two citations; abbreviations.
"""

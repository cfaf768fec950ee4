import pytest

from clewline.evidence import Prose, Source, trace
from evidence.cited import codes, prose

LOST = """
The drug may shorten the illness of children. | The drug shortens the illness of children | hedge-dropped
The charter was probably forged in the abbey. | The charter was forged in the abbey | hedge-dropped
It is not known whether the newts breed in the pond. | The newts breed in the pond | hedge-dropped
Otters typically leave the river before dawn. | Otters leave the river before dawn | hedge-dropped
The winning format depends on scale, not necessarily on quality. | The winning format depends on scale, not on quality | hedge-dropped
Most of the plots recovered after the fire. | All plots recovered after the fire | hedge-quantifier
Some goalkeepers guess the side early. | Goalkeepers guess the side early | hedge-quantifier
In healthy volunteers, the drug lowered blood pressure. | The drug lowered blood pressure | hedge-scope
In this sample, longer prompts lowered code quality. | Longer prompts lowered code quality | hedge-scope
On average the beams carried heavier loads. | The beams carried heavier loads | hedge-average
Shift work was associated with higher glucose. | Shift work raises glucose | hedge-cause
Fitness may explain much of the gap. | Fitness explains much of the gap | hedge-dropped
Income, which was not measured, might explain part of it. | Income explains part of it | hedge-dropped
Whether output alone can infringe is unsettled. | Output alone can infringe | hedge-dropped
The optimum is likely to vary by subject. | The optimum varies by subject | hedge-dropped
Coaches suspect that fatigue decides races. | Fatigue decides races | hedge-dropped
In this hospital, a short nap went with fewer errors. | A short nap went with fewer errors | hedge-scope
In trained athletes the best dose is likely above 12 hours. | The best dose is likely above 12 hours | hedge-scope
Above 700 m, thinning made no difference. | Thinning made no difference | hedge-scope
In uncrowded haloes, dust is negligible. | Dust is negligible | hedge-scope
Most people reuse at least one password. | All people reuse at least one password | hedge-quantifier
They were cooks; many were owned by nobles. | All were owned by nobles | hedge-quantifier
Women led many of the riots. | Women led the riots | hedge-quantifier
The average hearing lasted 6 minutes. | The hearing lasted 6 minutes | hedge-average
Hope and news were correlated. | News raised hope | hedge-cause
Nearly all singers were retired teachers. | All singers were retired teachers, so a choir of the young would have to be asked | hedge-quantifier
The bells tended to crack in frost. | When the night is one of hard frost, the bells of the old tower crack | hedge-dropped
Walks before dawn were associated with fewer asthma attacks among bakers. | For a baker who has the time, a brisk walk before dawn prevents further asthma attacks | hedge-cause
Damp in the lower rows could explain more than hail. | With so few rows left, damp in the lower rows explains more than hail | hedge-dropped
A fall of mould on the rafters after winter was suggested by the tins. | Mould on the rafters fell after winter, beyond any doubt | hedge-dropped
Guards report that fear of the flood plays a great role in moving house, sometimes exceeding the wish for space. | The most striking lesson that the town drew is the finding that moving house is driven less by a wish for space than by fear of the flood | hedge-dropped
The lamp is typically dimmer at 22:00. | The lamp is dimmer at 22:00 | hedge-dropped
Peat may offer a way out, but it is not necessarily the cheapest one. | Peat may offer a way out, but it is not the cheapest one | hedge-dropped
Hulls were typically thinner at the bow, yet not all boats leaked. | Hulls were thinner at the bow, yet not all boats leaked | hedge-dropped
If the rains go on, some 150 ha may drown by June; the canal is old. | If the rains go on, some 150 ha will drown by June | hedge-dropped
Mowed plots tended to gain less than others, perhaps because of drought. | Mowed plots gained less than others, perhaps because of drought | hedge-dropped
Women who weave at night seem to be the least likely to strike. | Women who weave at night are the least likely to strike | hedge-dropped
The boat sank after 1467, the year of the last coin, and perhaps in a storm. | The boat sank after 1467 in a storm | hedge-dropped
Most guards hailed it, but some porters sulked. | The guards hailed it, though some porters sulked | hedge-quantifier
It is possible that hidden wear is high. | Hidden wear is high | hedge-dropped
On clean cloth, the cheap ink lasted longer than the dear one. | The cheap ink lasted longer than the dear one | hedge-scope
In 410 nurses aged 40 and over, blood pressure fell by an eighth. | Blood pressure fell by an eighth | hedge-scope
A longer nap was associated with better tempers of the watch. | A longer nap brought better tempers of the watch | hedge-cause
The fall is linked to the number of buoys, yet a ban came in at the same time. | The buoys brought about the fall, yet a ban came in at the same time | hedge-cause
Guards may have stolen and hidden lamps. | Guards stole the lamps and hid them | hedge-dropped
Sleepers could lose up to 90 minutes. | Sleepers could lose 90 minutes | hedge-average
None of this necessarily holds for towns in the hills. | None of this holds for towns in the hills | hedge-dropped
Pike were on the whole slower in cold water. | Pike were slower in cold water | hedge-dropped
Some armed gangs moved to nearby farms. | Armed gangs all moved to nearby farms | hedge-quantifier
Full ruin of the tower is possible in the coming years. | Full ruin of the tower will come in the coming years | hedge-dropped
In this one harbour, the mantle of the squid shrank visibly. | The mantle of the squid shrank visibly | hedge-scope
"""

KEPT = """
The drug may shorten the illness of children. | The drug could shorten the illness of children
The drug may shorten the illness of children. | Whether the drug shortens the illness of children is left open
The tallest rowers are not necessarily the strongest. | The tallest rowers need not be the strongest
The smith spoke of "the loudest bell of my life in this valley". | The smith spoke of “the loudest bell of” his years
Older bells do not necessarily ring lower. | An old bell is no guarantee that it rings lower
Older bells do not necessarily ring lower. | It does not follow that older bells ring lower
Damp may have spoiled the older seed. | That damp spoiled the older seed is another explanation
On average, ringers climbed 61 steps. | The steps that ringers climbed were 61 when averaged over all
Most of the plots recovered after the fire. | The majority of plots recovered after the fire
In healthy volunteers, the drug lowered blood pressure. | The drug lowered blood pressure in volunteers
Shift work was associated with higher glucose. | Higher glucose went hand in hand with shift work
In May the array was moved with all its might. | The array was moved in May
The ringers could reach the lower boxes only. | The ringers reached the lower boxes only
Nests in the shade were more likely than others to fail. | Nests in the shade failed more than others
Bees may sleep in the hive; the queen lays eggs at night. | The queen lays eggs at night
In the treated villages attendance rose. | Attendance rose
In 44 schools children read more words. | Children read more words
The authors say screens “should not replace paper in schools”. | Screens “should not replace paper”, the authors say
The guild may have sold the bells. | If the guild has sold the bells, nobody wrote it down
The guild “rarely sells its bells”, and may regret it. | The guild “rarely sells its bells”
The plough may change more than the depth of the soil. | And when the plough changes depth, yields move
The average brew is better at home. | The brew is better at home
Scaling mainly improved recall and did not help in the tail. | Scaling did not help in the tail
Whether the results hold for tone languages is not known. | It has yet to be shown that the results hold for tone languages
Trade, rather than raids, seems to account for the upper layers. | For the upper layers the authors lean towards trade and away from raids
Some of the jars had their residues studied. | Part of the jars had their residues studied
In people with type 2 diabetes, sugar fell at night. | Sugar fell at night in patients with type 2 diabetes
In villages with tin roofs, the two nets differed less. | Under tin roofs the two nets differed less
Fish made up a third of the food in men and up to half in two of the boat graves. | In two of the boat graves, as much as half of the food was fish
The shaded street was on average 1.8 °C cooler, with gaps of up to 4.6 °C on the hottest day. | On the hottest day the gap of the shaded street reached 4.6 °C at the most
Sleepers lose up to 90 minutes. | For sleepers the loss can come to an hour and a half
Women came from elsewhere more often than men. | Women were more likely than men to come from elsewhere
Surveys suggest that the wait feels shorter than it is. | To judge from surveys, the wait feels shorter than it is
The hoard was found by a detectorist at a depth of about 60 cm. | It was a detectorist who found the hoard, some 0.6 m down
Payments came late for one woman in six. | Payments came on time for five women out of six
The spring grew for 10.8 thousand years. Growth of the spring averaged 0.07 mm a year. | Growth of the spring spanned 10,800 years
The damp might be milder in humid towns, which were not studied. | Humid towns were not studied
It is likely that mowing lowered the damage on treated land, where 1,150 ha of 6,800 ha burned. | A sixth of the treated land burned
Tides may lift the sand. | It is far from certain that tides lift the sand
Low fares are not necessarily a sign of poor service. | A low fare does not have to mean poor service
Pike were on the whole slower in cold water. | By and large, pike were slower in cold water
The clerks might have picked farms by the road. | The clerks might've picked farms by the road
Staff could opt out within 90 days, and 3% did. | Some 3% of staff opted out
Spoiled votes, which had typically run at 3%, fell to 0.9%. The vote was held in one town. | Spoiled votes fell to 0.9%
The bells were cast on one machine in the long summer of 1612. | The bells were cast in the long summer of 1612
Turtles of the north were 99% female as hatchlings and 87% among adults. | Turtles of the north were 99% female as hatchlings
"""


def table(text: str) -> list[list[str]]:
    return [[part.strip() for part in row.split("|")] for row in text.strip().splitlines()]


@pytest.mark.parametrize("note, line, code", table(LOST))
def test_a_flat_statement_is_a_finding(note: str, line: str, code: str) -> None:
    assert codes(f"{line} [[a]].", a=note) == [code]


@pytest.mark.parametrize("note, line", table(KEPT))
def test_a_kept_hedge_is_silent(note: str, line: str) -> None:
    assert codes(f"{line} [[a]].", a=note) == []


def test_a_title_states_too_unless_it_asks() -> None:
    line = "Bells of bronze crack in the frost [[a]]."
    for title, code in (
        ("Bells of bronze may crack in the frost", ["hedge-dropped"]),
        ("May bells crack?", []),
    ):
        source = Source("a", (Prose(title, role="title"), Prose("A founder wrote to the abbey.")))
        assert [made.code for made in trace([prose(line)], {"a": source}, (), (), "en")] == code


def test_german_hedges_are_data() -> None:
    note = "Der Deich könnte die Flut im Hafen aufhalten."
    assert codes("Der Deich hält die Flut im Hafen auf [[a]].", language="de", a=note) == ["hedge-dropped"]
    assert codes("Der Deich kann die Flut im Hafen aufhalten [[a]].", language="de", a=note) == []


def test_a_clause_that_joins_two_clauses_of_the_note_keeps_their_hedge() -> None:
    note = (
        "Tests show that dislike of change (the guarding of final goals) plays a part in feigned compliance,"
        " sometimes exceeding the wish to reach other goals."
    )
    line = "Feigned compliance is driven less by other goals than by the guarding of final goals [[a]]."
    assert codes(line, a=note) == ["hedge-dropped"]


def test_a_title_limits_nothing() -> None:
    title = Prose("The watch of an octopus on one ledge", role="title")
    source = Source("a", (title, Prose("The watch of the octopus lasted long.")))
    line = "The watch of the octopus went on [[a]]."
    assert [made.code for made in trace([prose(line)], {"a": source}, (), (), "en")] == []


def test_the_row_of_a_table_drops_no_hedge() -> None:
    note = "Eggs of whipworm lay in nearly all pits. Whipworm lay in 24 pits, roundworm in 19."
    assert codes("Pits with eggs of whipworm: 24 | with roundworm: 19 [[a]].", a=note) == []

import pytest

from clewline.evidence import Prose, Source, trace
from evidence.cited import codes, prose

LOST = """
Owners rode 9.3 km a day on average (SD 4.1), the others 6.0 km. | Each owner rode 9.3 km a day | hedge-average
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
The model was fitted to urban schools, so its forecasts are not necessarily sound outside them. | As the model rests on urban schools, its forecasts are not sound outside them | hedge-dropped
Contamination of the samples through the glue could not be excluded. | The glue did not contaminate the samples | hedge-dropped
The effect may not hold in colder seas. | In colder seas the effect does not hold | hedge-dropped
The gain may not carry over to older learners. | The gain does not carry over to older learners | hedge-dropped
Most of the nine mills cut their discharge. | All nine mills cut their discharge | hedge-quantifier
Most reviewers were paid by the maker. | The reviewers were all paid by the maker | hedge-quantifier
Some villages kept the old law. | Every village kept the old law | hedge-quantifier
The authors think that the fall in prices came too early. | The fall in prices came too early | hedge-dropped
Shade may also be cheaper, since it needs no power. | Shade, which needs no power, is also cheaper | hedge-dropped
Soil lead is linked with unrest in the wards. | Soil lead makes the wards restless | hedge-cause
The hardening of the clay is related to the salt in the pores. | Salt in the pores hardens the clay | hedge-cause
Noise was correlated with heart attacks near the airport. | Noise near the airport brings about heart attacks | hedge-cause
Rust, not load, is usually what fells old bridges. | It is rust, not load, that fells old bridges, according to the engineers | hedge-dropped
The dam is estimated to cost about $40 million. | The dam is estimated to cost exactly $40 million | hedge-average
The effect appears stronger in girls than in boys. | The effect is stronger in girls than in boys | hedge-dropped
A second quake within a year is very unlikely. | A second quake within a year is ruled out | hedge-dropped
Frost probably killed the seedlings on the slope. | Frost killed the seedlings on the slope | hedge-dropped
The scribe seems to have copied two older lists. | The scribe copied two older lists | hedge-dropped
The vaccine might protect calves for a second winter. | The vaccine protects calves for a second winter | hedge-dropped
Migrant birds often return to the same hedge. | Migrant birds return to the same hedge | hedge-dropped
It is not known whether the mutation spreads by wind. | The mutation spreads by wind | hedge-dropped
The findings suggest that rotation lowers nitrate in wells. | Rotation lowers nitrate in wells | hedge-dropped
Among women over 70, the pill cut falls by a fifth. | The pill cut falls by a fifth | hedge-scope
Savings reached up to 30% of fuel. | Savings reached 30% of fuel | hedge-average
On average the tutors gained 4 points. | The tutors gained 4 points | hedge-average
Wages tend to rise after a merger. | Wages rise after a merger | hedge-dropped
The link between dust and asthma could be due to mould. | The link between dust and asthma is due to mould | hedge-dropped
Early results indicate that the resin resists salt water. | The resin resists salt water | hedge-dropped
Whether the bones are those of the bishop remains uncertain. | The bones are those of the bishop | hedge-dropped
The tax possibly delayed the closure of smaller pits. | The tax delayed the closure of smaller pits | hedge-dropped
Preliminary data show that the glacier retreats faster since 2010. | The glacier retreats faster since 2010 | hedge-dropped
The coating may reduce fouling on ferries. | The coating reduces fouling on ferries | hedge-dropped
Many of the potters signed their work. | The potters all signed their work | hedge-quantifier
The drop in sales is likely to reflect the strike. | The drop in sales reflects the strike | hedge-dropped
The heuristic does not always find the shortest tour. | The heuristic never finds the shortest tour | hedge-dropped
A cause of the failure could not be ruled out in the weld. | The weld caused the failure | hedge-dropped
Eating late was associated with higher weight in nurses on night shifts. | Eating late raises weight in nurses on night shifts | hedge-cause
Tree cover correlates with lower crime across the wards. | Tree cover keeps crime down across the wards | hedge-cause
Larger herds tended to yield more per cow. | Larger herds yield more per cow | hedge-dropped
Pollen from the lower layer may come from trees upstream. | Pollen from the lower layer comes from trees upstream | hedge-dropped
Perhaps the fire began in the drying room. | The fire began in the drying room | hedge-dropped
The treaty was apparently never ratified by the lower house. | The treaty was never ratified by the lower house | hedge-dropped
Roughly speaking, heavier loads halve the life of the bearing. | Heavier loads halve the life of the bearing | hedge-dropped
In mice, the compound restored hearing. | The compound restored hearing | hedge-scope
The survey was small, and the rise could be chance. | The rise is chance | hedge-dropped
Fines do not necessarily deter firms. | Fines do not deter firms | hedge-dropped
Most hand-thrown jars leak. | All hand-thrown jars leak | hedge-quantifier
The finder, who kept it, may have sold it; the gain may not last. | The gain does not last | hedge-dropped
The star appears brighter at dusk in summer, a fact that surprised the keepers. | The star is brighter at dusk in summer | hedge-dropped
Late frost may kill seedlings on the northern slope. | Late frost kills many seedlings on the northern slope | hedge-dropped
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
Probe directions are associated with honest output but have not been shown to cause it. | Probe directions go along with honest output, but nobody has yet shown that they cause it
Interviews suggest that the same thieves come back. | Going by what thieves say in interviews, the same ones come back
Turnover was lower in four-day practices, perhaps because these were larger. | Four-day practices had lower turnover, which may be owed to their size
Weekly data probably understate the toll. | In all likelihood weekly data make the toll look smaller than it is
Reefs were bleached to some extent. | Reefs showed bleaching of some degree
Yields rose by up to 2.5 t in the wettest plots. | At the extreme, in the wettest plots, yields rose by two and a half tonnes
The coating may reduce fouling on ferries. | On ferries the coating has some prospect of reducing fouling
The effect appears larger in boys. | To all appearance the effect is larger in boys
It is not known whether shade matters. | Nobody knows whether shade matters
It is not known whether shade matters. | Whether shade matters has yet to be found out
Migrant birds often return to the same hedge. | More often than not migrant birds return to the same hedge
Most studies were of low quality. | Studies were for the greater part of low quality
Frost probably killed the seedlings. | Frost is the likeliest killer of the seedlings
Frost probably killed the seedlings. | The seedlings were killed, in the authors' judgement, by frost
The glue could have contaminated the samples. | Contamination by the glue is not excluded
The treaty was apparently never ratified. | By all accounts the treaty was never ratified
The treaty was apparently never ratified. | The treaty, it appears, was never ratified
Savings came to about $40 million. | Savings came to some $40 million
Noise was correlated with heart attacks near the airport. | Where the airport was louder, heart attacks were more frequent
Noise was correlated with heart attacks near the airport. | Heart attacks rose in step with noise near the airport
Among women over 70, the pill cut falls by a fifth. | The pill cut falls by a fifth in women past seventy
In a cohort of 312 nurses, eating late was linked with higher weight. | The 312 nurses who ate late weighed more
The vaccine might protect calves for a second winter. | A second winter of protection for calves is within the vaccine's possible reach
Wages tend to rise after a merger. | After a merger wages generally go up
Fines do not necessarily deter firms. | That fines deter firms is by no means a given
The rise could be due to chance. | The rise may be no more than chance
The models suggest that snow will vanish by 2060. | On the models' showing snow will vanish by 2060
The authors believe that mould caused the rash. | To the authors' mind mould caused the rash
Preliminary data show that the glacier retreats faster. | First data, not yet final, show the glacier retreating faster
Fish may avoid the warm outlet. | The warm outlet is perhaps avoided by fish
Larger herds usually yield more per cow. | As a rule, cows in larger herds yield more
The bones are thought to be those of the bishop. | The bones pass for those of the bishop
The bones are thought to be those of the bishop. | The bones are held to be the bishop's
The tax possibly delayed the closure of smaller pits. | The tax is one reason why smaller pits may have closed later
Roads could explain half of the loss. | Half of the loss is potentially down to roads
A sudden stop might bring the warming back. | The warming would come back if it stopped, the authors fear
Students were given a hint and 28% admitted the hint. | Some 72% never owned up to the hint
The model reached 67.5% average accuracy on twelve tests. | The model reached 67.5% on twelve tests
A network of 8,222 people in one town held most of the injuries. | Most of the injuries fell on the network of 8,222
Lead is higher in towns. | Townspeople have more lead
A tenant may not sublet the flat. | The tenant must not sublet the flat
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

"""What holds statements back in English, and what they are about."""

from clewline.evidence.languages.model import by_phrase, phrases, words
from clewline.evidence.model import Caution

FUNCTION = words(
    "a an the and or but nor so yet of in on at by for from to with without within into onto over "
    "under above below between among amongst across through during before after since until till as "
    "than that which who whom whose this these those it its they their them he his him she her we our "
    "us you your i my me is are was were be been being am has have had having do does did done will "
    "would shall should can could may might must not no if while whereas when where whether because "
    "although though however also only even just very more most less least much many few some any all "
    "each every both either neither such same other another there here then about around up down out "
    "off again once per via versus vs against despite per still too rather quite how why what one "
    "said says say instead compared respectively"
)

HEDGES = by_phrase(
    {
        Caution.DOUBT: (
            "may, might, could, may've, might've, could've, seems, seem, seemed, seemingly, appears to, "
            "appear to, appeared to, "
            "it appears, apparently, suggests, suggest, suggested, suggesting, suggestive, likely, "
            "unlikely, probably, possibly, perhaps, maybe, potentially, presumably, conceivably, "
            "arguably, plausibly, plausible, possible, preliminary, tentative, tentatively, provisional, "
            "provisionally, uncertain, unclear, unknown, not known, not clear, not certain, "
            "not yet known, not established, not yet established, unproven, unconfirmed, inconclusive, "
            "remains to be seen, remains open, an open question, open question, we suspect, believe, "
            "believed, believes, is thought to, are thought to, was thought to, thought to, thought that, "
            "hypothesise, hypothesised, hypothesize, hypothesized, speculate, speculated, speculative, "
            "conjecture, cannot rule out, cannot be ruled out, could not rule out, "
            "could not be ruled out, not ruled out, cannot be excluded, weak evidence, limited evidence, "
            "some evidence, hints, hint, hinted, is consistent with, are consistent with, "
            "consistent with, in all likelihood, to be confirmed, not yet been confirmed, "
            "not been confirmed, has yet to be, have yet to be, pilot study, we believe, a chance, "
            "allegedly, reportedly, is said to, are said to, was said to, were said to, purportedly, "
            "supposedly, assumed, assume, estimated to, expected to, would appear, would seem, "
            "it is possible that, "
            "tentative evidence, low certainty, early signs, early results, early evidence, "
            "raises the possibility, possibility, no firm conclusion, not proven, not conclusive, "
            "insufficient evidence, too early to, cannot be certain, cannot yet, to some extent, "
            "in principle, we think, in our view, unsettled, undecided, moot, contested, disputed, "
            "debatable, controversial, arguable, arguably, doubtful, questionable, open to question, "
            "open to doubt, not been settled, not settled, yet to be settled, not been determined, "
            "not been established, not been shown, not been studied, disagree, "
            "disagreed, divided over, divided on, suspect that, suspects that, suspected that, "
            "no one knows, nobody knows, not been tested, never been tested, untested, "
            "unresolved"
        ),
        Caution.FREQUENCY: (
            "typically, usually, often, sometimes, generally, occasionally, frequently, commonly, "
            "tends to, tend to, tended to, tendency, in many cases, in most cases, in some cases, "
            "in general, as a rule, largely, mostly, mainly, by and large, rarely, seldom, at times, "
            "on occasion, normally, ordinarily, for the most part, on the whole, in part, partly, partially, "
            "not always, in certain cases, under some conditions, more often than not, now and then, "
            "from time to time, from case to case, in a few cases, in places, almost always, "
            "nearly always, hardly ever, roughly speaking, customarily, primarily, chiefly, "
            "in several cases"
        ),
        Caution.QUANTIFIER: (
            "some, most, many, several, a few, few, a majority of, the majority of, the bulk of, "
            "a minority of, a number of, certain, a handful of, much of, a proportion of, a subset of, "
            "not all, not every, almost all, nearly all, a large share of, the greater part of, "
            "almost every, nearly every, a portion of, a fraction of"
        ),
        Caution.NOT_NECESSARILY: (
            "not necessarily, necessarily, need not, needn't, not inevitably, inevitably, not have to, "
            "not automatically, automatically, not of necessity, not by itself, not in itself, "
            "no guarantee, not guaranteed, not follow that, not mean that"
        ),
        Caution.AVERAGE: ("on average, on the average, averaged, averages, averaging, average of, average"),
    }
)

KEEPERS = phrases(
    "can, whether, open whether, leave open, leaves open, left open, leaving open, small trial, "
    "one trial, one study, single study, single trial, small study, in one, not proof, no proof, "
    "not prove, does not prove, not settled, unsettled, doubt, doubtful, doubts, in doubt, question, "
    "questionable, caution, cautious, cautiously, careful, not yet, so far, hypothetical, "
    "a risk that, is a risk, risks, chance, chances, candidate, candidates, potential, promise, "
    "promising, hope, hoped, argue, argues, argued, theory, if, would, should, reported, reports, "
    "report, as far as, not enough, too few, evidence that, evidence of, evidence for, sign, signs, "
    "look, looks, looked, allow, allows, allowed, able, permitted, permits, entitled, free to, "
    "impression, expects, expect, expected, says, said, according to, propose, proposes, proposed, "
    "prone, inclined, not in every, varies, varied, vary, not for all, among others, by no means, "
    "not exactly, not simply, not just, not only, roughly, about, around, approximately, sort of, "
    "somewhat, fairly, a good number, rule rather than, exception, "
    "exceptions, except, not guaranteed, no guarantee, "
    "unsure, ambiguous, mixed, debated, disputed, contested, put down to, not without exception, "
    "as often as not, at least one, at least some, at least in part, common, usual, typical, "
    "frequent, rare, normal, ordinary, general, regular, regularly, main, chief, majority, minority, "
    "most, many, several, some, few, half, certain, likelihood, probable, probability, in the main, "
    "could well, seeming, apparent, pilot study, not rule out, ruled out, rule out, not excluded, "
    "indicative, clue, clues, unexplained, not tell, cannot tell, cannot say, nobody knows, "
    "no one knows, not say, too soon, open, conjectural, unverified"
    ", lean, leans, leaned, leaning, reckon, reckons, reckoned, reckoning, room to, room for, part of"
    ", far from, above all, by one account, on one view, to judge, judging, at risk, risk of, hard to say"
    ", hard to tell, hard to know, cannot be told, cannot be said, uncertainty, guess, guesses"
    ", guessed, assumption, assumptions, assuming, estimate, estimates, projected, first results, interpret"
    ", interpreted, read as, opinion, credible, supposed, presumed, not everyone, not everybody, to a degree"
    ", in some measure, to an extent, quite a few, a good many, once in a while, implies, imply, speculation"
    ", in the view of, in the eyes of, not firmly, a share of, warn, warns, warned, fear, feared"
    ", points to, point to, pointed to, pointing to"
    ", hypothesis, hypotheses, conceivable, imaginable, not be dismissed, cannot be dismissed"
    ", rival explanation, another explanation, other explanation, other explanations, alternative explanation"
    ", indicates, indicate, indicated, indication, indications, suspicion, suspected, thought"
)

ASSOCIATIONS = phrases(
    "associated with, association between, association of, association with, associations between, "
    "linked to, linked with, link between, links between, link with, correlated with, "
    "correlates with, correlate with, correlation between, correlation of, correlation with, "
    "related to, relationship between, relation between, went with, goes with, go with, "
    "went hand in hand, goes hand in hand, go hand in hand, hand in hand, accompanied by, "
    "accompanied, coincided with, coincides with, coincide with, tracked, tracks, predicted, "
    "predicts, predict, predictive of, predictor of, tied to, connected with, connected to, "
    "co-occurred, occurred together, in step with, went along with, goes along with, "
    "went together with, corresponded to, corresponds to, covaried with, covaries with, "
    "more common among, more common in, concurrent with, inversely associated, positively associated, "
    "correlated, correlate, correlates, moved together, move together, "
    "paralleled, parallels, a marker of, marker for"
)

CAUSES = words(
    "cause causes caused causing raise raises raised raising lead leads led leading reduce reduces "
    "reduced reducing increase increases increased increasing improve improves improved improving "
    "drive drives drove driven driving produce produces produced producing boost boosts boosted "
    "boosting cut cuts cutting lower lowers lowered lowering protect protects protected protecting "
    "prevent prevents prevented preventing trigger triggers triggered triggering induce induces "
    "induced inducing worsen worsens worsened "
    "shorten shortens shortened lengthen lengthens lengthened prolong prolongs prolonged result "
    "results resulted resulting because due owing thanks responsible explain explains explained "
    "determine determines determined create creates created forced shaped "
    "harms harmed accelerate accelerates accelerated slows slowed delay "
    "delays delayed enhance enhances enhanced strengthen strengthens strengthened weaken weakens "
    "weakened diminish diminishes diminished curb curbs curbed spurs spurred fuel fuels fuelled "
    "generate generates generated suppress suppresses suppressed promote promotes promoted provoke "
    "provokes provoked depress depresses depressed damage damages damaged ruin ruins ruined eliminate "
    "eliminates eliminated stemmed extend extends extended affect "
    "affects affected influence influences influenced yield yields yielded deliver delivers delivered "
    "lift lifts lifted bring brings brought stimulate stimulates stimulated erode erodes eroded "
    "spoil spoils spoiled"
)

PEOPLE = words(
    "volunteers volunteer participants participant patients patient adults adult children child "
    "infants infant men women man woman boys girls students student pupils pupil workers employees "
    "users players athletes runners nurses doctors farmers drivers mothers fathers parents people "
    "persons individuals subjects respondents readers mice mouse rats rat rodents dogs cats pigs "
    "sheep cattle cows hens monkeys primates fish flies zebrafish sample samples cohort cohorts "
    "population populations group groups subgroup study studies trial trials dataset data experiment "
    "experiments simulation simulations laboratory lab model models vitro vivo survivors households "
    "firms companies schools hospitals villages towns cities countries states regions sites plots "
    "farms fields soils lakes rivers seedlings plants trees species birds bees cells tissue cultures "
    "specimens batches galaxies stars clusters beginners novices experts elderly teenagers "
    "adolescents smokers non-smokers veterans officers teams clubs cooks bakers kitchens recipes "
    "loaves courts cases parishes counties archives manuscripts letters cohort survey surveys "
    "interviews corpus benchmark benchmarks prototype prototypes beams bridges samples season seasons "
    "league leagues riders swimmers cyclists rowers recruits conscripts prisoners homes wards clinics "
    "markets economies districts provinces"
)

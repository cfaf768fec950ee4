from clewline.evidence import read_claims
from clewline.evidence.model import Bound, Caution, Nature


def test_a_text_is_read_into_its_claims() -> None:
    text = "At least 30 of the 2.3 million may call it “a slow thaw”; heat causes 5 mg per day."
    claims = read_claims(text, "en")
    first, second, third = claims.quantities
    assert (first.low, first.bound) == (30, Bound.AT_LEAST)
    assert (second.low, second.step, text[second.start : second.end]) == (2.3e6, 1e5, "2.3 million")
    assert (third.low, third.unit, third.per) == (5, "mg", "day")
    (quotation,) = claims.quotations
    assert text[slice(*quotation.pieces[0])] == "a slow thaw"
    (hedge,) = claims.hedges
    assert (text[hedge.start : hedge.end], hedge.caution) == ("may", Caution.DOUBT)
    assert text[slice(*hedge.clause)].endswith("“a slow thaw”")
    (causal,) = claims.causals
    assert (text[causal.start : causal.end], causal.cause) == ("causes", True)


def test_names_labels_and_citations_are_no_quantities() -> None:
    text = "GPT-4, Llama-2-70B, COVID-19, PM2.5, type 2, Section 3, pass@1, 24/7 and (Smith 2011) say no one saw it."
    assert read_claims(text, "en").quantities == ()


def test_natures_are_told_apart() -> None:
    text = "On 14 March 1998 at 14:30 the third wave rose threefold to 12."
    natures = [figure.nature for figure in read_claims(text, "en").quantities]
    assert natures == [Nature.DATE, Nature.CLOCK, Nature.ORDINAL, Nature.FOLD, Nature.NUMBER]

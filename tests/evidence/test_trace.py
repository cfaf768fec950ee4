from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.diagnostics.rules import RULES
from clewline.evidence import Mark, Prose, Source, read_claims, trace

_WORDS = st.sampled_from(
    "about 31% 1,204 two thirds of the 14 March 1998 may some … [x] “ ” ' \" ± – 5 mg per 1,000 a half twelve third"
    " GPT-4 12:30 threefold not , . ; ( ) £ 2.3 million € ½ ² \ufffc ß İ 𝟙 ٣ 1.2.3 - / % x × +".split()
)
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=25).map(" ".join))
_LANGUAGES = st.sampled_from(["en", "en-GB", "de", "fr", ""])


@given(_TEXTS, _LANGUAGES)
@settings(max_examples=300)
def test_reading_never_fails_and_stays_inside_the_text(text: str, language: str) -> None:
    for claims in read_claims(text, language):
        for claim in claims:
            assert 0 <= claim.start < claim.end <= len(text)


@given(_TEXTS, _TEXTS, _LANGUAGES)
@settings(max_examples=200)
def test_tracing_never_fails_and_stays_inside_the_texts(text: str, note: str, language: str) -> None:
    sources = {"a": Source("a", (Prose(note),))}
    for made in trace([Prose(text, (Mark(len(text), "a"),))], sources, (), (), language):
        assert 0 <= made.start < made.end <= len(text)
        assert not made.code or (made.code in RULES and made.message)
        if made.evidence and made.evidence.source == "a":
            assert 0 <= made.evidence.start <= made.evidence.end <= len(note)


@given(_TEXTS, _LANGUAGES)
@settings(max_examples=200)
def test_a_text_bears_itself_out(text: str, language: str) -> None:
    sources = {"a": Source("a", (Prose(text),))}
    found = trace([Prose(text, (Mark(len(text), "a"),))], sources, (), (), language)
    assert [made for made in found if made.code] == []


def test_without_sources_nothing_is_traced() -> None:
    assert trace([Prose("31% left.")], {}, (), (), "en") == ()

"""What makes a difference to a digest."""

import pytest

from clewline.evidence.reviews.digests import digest_of, long_digest_of

SAID = "It rose from 13 to 24 percent – “not by chance” – in the trial’s 2nd year…"


def test_digests_are_short() -> None:
    assert len(digest_of(SAID)) == 4 and len(long_digest_of(SAID)) == 5


@pytest.mark.parametrize(
    "same",
    [
        f"  {SAID} \n",
        SAID.replace(" ", "\u00a0"),
        SAID.replace("–", "-").replace("“", '"').replace("”", '"').replace("’", "'"),
        SAID.replace("…", "..."),
        SAID.replace("percent", "per\u00adcent"),
    ],
)
def test_form_makes_none(same: str) -> None:
    assert digest_of(same) == digest_of(SAID) and long_digest_of(same) == long_digest_of(SAID)


@pytest.mark.parametrize("other", [SAID.replace("24", "25"), SAID.replace("not ", ""), SAID.upper(), ""])
def test_words_do(other: str) -> None:
    assert digest_of(other) != digest_of(SAID) and long_digest_of(other) != long_digest_of(SAID)

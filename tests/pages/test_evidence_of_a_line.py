"""A whole line with its notes, as one would be written: what is traced, what is lost, what is its own."""

from pathlib import Path

import pytest

from driver import SiteDriver, note

QUESTION = "Why does tuning quiet faking in some models but strengthen it in others?"
LINE = note(
    QUESTION,
    """\
The notes name ‘terminal goal guarding’ as a motive [[guarding]]. Peers strengthen it by roughly an order of
magnitude [[guarding]].

LIMA used 1,000 examples [[few]]. Which format wins depends on the size of the model, not on which is better [[format]].

Rejection of false claims goes from 84% down to 2.44% [[agreement]]. In the ‘Artificial Hivemind’ 70+ models give
nearly the same answers [[alike]].

No note here varies ‘quiet or strengthen faking’ itself.""",
)
FILES = {
    "lines/q.md": LINE,
    "notes/guarding.md": note(
        "Guarding",
        "A dislike of any change (terminal goal guarding) plays a part in faking. Peers amplify it by roughly "
        "an order of magnitude.",
    ),
    "notes/few.md": note("Few", "LIMA is tuned on 1000 careful examples."),
    "notes/format.md": note(
        "Format", "The format that wins depends on the size of the model, not necessarily on how good it is."
    ),
    "notes/agreement.md": note(
        "Agreement", "Models reject false claims at very different rates (GPT 84%, Mistral 2.44%)."
    ),
    "notes/alike.md": note("Alike", 'An "Artificial Hivemind": 70+ models give strikingly similar answers.'),
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """For each claim of the line, by its words, the code of what is wrong, else the path of where it is."""
    site = SiteDriver(Path(tmp_path_factory.mktemp("line")))
    for path, text in FILES.items():
        site.write(path, text)
    built = site.build()
    passages = built.evidence.texts["lines/q.md"]
    return {
        passages[one.passage].text[one.trace.start : one.trace.end]: one.trace.code
        or (one.words.path if one.words else "")
        for one in built.evidence.traced("lines/q.md")
    }


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("an order of magnitude", "notes/guarding.md"),
        ("1,000", "notes/few.md"),
        ("70+", "notes/alike.md"),
        ("‘terminal goal guarding’", "notes/guarding.md"),
        ("‘Artificial Hivemind’", "notes/alike.md"),
        ("‘quiet or strengthen faking’", "lines/q.md"),
    ],
)
def test_what_is_traced(outcome: dict[str, str], words: str, place: str) -> None:
    found = {" ".join(said.split()): at for said, at in outcome.items()}
    assert found[" ".join(words.split())] == place


def test_both_ends_of_a_range(outcome: dict[str, str]) -> None:
    assert {at for said, at in outcome.items() if "84" in said or "2.44" in said} == {"notes/agreement.md"}


def test_a_lost_hedge(outcome: dict[str, str]) -> None:
    (lost,) = [said for said, code in outcome.items() if code.startswith("hedge-")]
    assert "depends on the size of the model" in lost

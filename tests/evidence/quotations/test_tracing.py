import pytest

from clewline.evidence import Work
from evidence.cited import codes, full

NOTE = 'The warden wrote: "the ice had not broken by Easter, and the boats lay idle in the harbour".'


@pytest.mark.parametrize(
    "quoted",
    [
        "“the boats lay idle in the harbour”",
        '"the boats lay idle"',
        "'the boats lay idle in the harbour'",
        "«the boats lay idle»",
        "‘The boats lay idle in the harbour,’",
        "“[T]he boats lay idle”",
        "“the boats [of the guild] lay idle”",
        "“the ice had not broken … the boats lay idle”",
        "“the ice had not broken [...] in the harbour”",
        "“the boats lay\u00ad idle”",
    ],
)
def test_quoted_words_are_found_in_any_style(quoted: str) -> None:
    assert codes(f"The warden says that {quoted} that year [[a]].", a=NOTE) == []


@pytest.mark.parametrize(
    "quoted, code",
    [
        ("“the boats lay broken in the harbour”", "quote-altered"),
        ("“the boats lay in the harbour”", "quote-altered"),
        ("“the boats all lay idle in the harbour”", "quote-altered"),
        ("“the ice had broken by Easter”", "quote-altered"),
        ("“lay idle in the harbour … the ice had not broken”", "quote-order"),
        ("“a spring without any ships at all”", "quote-missing"),
        ("“broken by Easter, and the boats lay idle”", "quote-negation"),
        ("“the ice had … broken by Easter”", "quote-negation"),
        ("“dead calm”", "quote-short"),
    ],
)
def test_altered_quotations_are_findings(quoted: str, code: str) -> None:
    assert codes(f"The warden says that {quoted} that year [[a]].", a=NOTE) == [code]


def test_a_quotation_of_another_note_names_it() -> None:
    (found,) = full(
        "It was “a slow thaw in the hills” [[a]].", a="Nothing.", b="It was a slow thaw in the hills."
    )
    assert (found.code, found.hint) == ("quote-other-note", "cite [[b]] for it")


def test_a_near_quotation_shows_what_differs() -> None:
    (found,) = full("It says “the boats lay broken in the harbour” [[a]].", a=NOTE)
    assert [(change.sign, change.words) for change in found.diff] == [
        (" ", "the boats lay"),
        ("-", "idle"),
        ("+", "broken"),
        (" ", "in the harbour"),
    ]


def test_the_own_question_and_titles_may_be_quoted() -> None:
    line = "It reads “why do some boats stay” and “The Ice Diary of the North” [[a]]."
    assert codes(line, a="Nothing.") == ["quote-missing"]
    own = full(
        line, own=["Why do some boats stay?"], works=[Work("The Ice Diary of the North")], a="Nothing."
    )
    assert [found.code for found in own] == ["", ""]
    misquoted = full(
        "See “The Ice Book of the North” [[a]].", works=[Work("The Ice Diary of the North")], a="No."
    )
    assert [found.code for found in misquoted] == ["quote-altered"]


def test_a_question_of_the_text_is_no_quotation_where_no_note_asks() -> None:
    line = "“Is it the ice or the owner?” is what the diary leaves open [[a]]."
    assert codes(line, a=NOTE) == []
    assert codes(line, a="A skipper asked: “Is it the ice or the wind?”") == ["quote-altered"]


def test_a_line_may_deny_what_the_note_denies() -> None:
    note = "The skipper had promised “neither a tax on nets nor a gate around the bay”."
    assert codes("The skipper denied that it was “a gate around the bay” [[a]].", a=note) == []
    assert codes("The skipper spoke of “a gate around the bay” [[a]].", a=note) == ["quote-negation"]


@pytest.mark.parametrize(
    "line",
    [
        "The boats' owners and the captains' wives waited",
        "It's the crew's boat, rock 'n' roll",
        "A 5' 10\" mast broke",
    ],
)
def test_apostrophes_open_no_quotation(line: str) -> None:
    assert [code for code in codes(f"{line} [[a]].", a=f"{line}.") if code] == []

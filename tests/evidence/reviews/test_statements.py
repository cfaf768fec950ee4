"""What a document says, as digests."""

from clewline.evidence.reviews import Part, Standing, Statement, standing_of
from clewline.evidence.reviews.digests import digest_of, long_digest_of


def said(*words: str) -> tuple[Statement, ...]:
    return tuple(Statement(word, word) for word in words)


def test_each_statement_has_its_digest_and_all_own_words_have_one() -> None:
    standing = standing_of({Part.TEXT: said("One.", "Two."), Part.TITLE: said("T"), Part.WORKS: said("W")})
    assert standing.whole == long_digest_of("T One. Two.")
    assert standing.parts == {
        Part.TITLE: (digest_of("T"),),
        Part.TEXT: (digest_of("One."), digest_of("Two.")),
        Part.WORKS: (digest_of("W"),),
    }


def test_what_is_not_there_has_none() -> None:
    assert standing_of({Part.TEXT: ()}) == Standing(long_digest_of(""), {})


def test_how_words_are_parted_makes_no_difference_to_all_of_them() -> None:
    apart, together = (
        standing_of({Part.TEXT: said("One.", "Two.")}),
        standing_of({Part.TEXT: said("One. Two.")}),
    )
    assert apart.whole == together.whole and apart.parts != together.parts

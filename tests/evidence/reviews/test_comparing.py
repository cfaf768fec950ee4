"""What has changed since a review."""

from clewline.evidence.reviews import (
    Difference,
    Freshness,
    Part,
    PartChange,
    Review,
    State,
    Statement,
    freshness,
    standing_of,
)
from clewline.evidence.reviews.digests import digest_of
from clewline.evidence.reviews.model import Standing


def standing(text: str = "", cited: str = "", stance: str = "", **parts: str) -> Standing:
    """What a document says: statements are parted by ``|``."""
    said = {Part(name): words for name, words in {"text": text, "cited": cited, **parts}.items() if words}
    made = standing_of(
        {part: [Statement(one, one) for one in words.split("|")] for part, words in said.items()}
    )
    return Standing(made.whole, made.parts | ({Part.STANCE: (stance,)} if stance else {}))


LINE = standing("So a.|And b.", question="Is it?")
NOTES = {
    "notes/a.md": standing("A one.|A two.|A three.", "So a.", "supports", title="A", works="W"),
    "notes/b.md": standing("B one.", "So a.|And b.", title="B"),
}
REVIEW = Review("lines/q.md", "Me", "2026-01-02", "", LINE, NOTES)


def fresh(line: Standing = LINE, **notes: Standing) -> Freshness:
    return freshness(REVIEW, line, NOTES | {f"notes/{name}.md": note for name, note in notes.items()})


def only_part(found: Freshness) -> PartChange:
    (difference,) = found.notes
    assert difference.kind == "changed" and not found.own
    (part,) = difference.parts
    return part


def test_without_a_review() -> None:
    assert freshness(None, LINE, NOTES) == Freshness(State.UNREVIEWED)


def test_nothing_has_changed() -> None:
    assert fresh() == Freshness(State.REVIEWED, "Me", "2026-01-02")


def test_a_sentence_of_a_note() -> None:
    found = fresh(a=standing("A one.|A 2.|A three.", "So a.", "supports", title="A", works="W"))
    assert found.state is State.STALE and found.notes[0].path == found.notes[0].was == "notes/a.md"
    assert only_part(found) == PartChange(Part.TEXT, (digest_of("A 2."),), 1)


def test_order_and_other_bounds_of_sentences_make_no_difference() -> None:
    assert fresh(a=standing("A two.|A one.|A three.", "So a.", "supports", title="A", works="W")).notes == ()
    assert fresh(a=standing("A one. A two.|A three.", "So a.", "supports", title="A", works="W")).notes == ()


def test_title_stance_and_works() -> None:
    same = "A one.|A two.|A three."
    title = only_part(fresh(a=standing(same, "So a.", "supports", title="Z", works="W")))
    assert title == PartChange(Part.TITLE, (digest_of("Z"),), 1)
    stance = only_part(fresh(a=standing(same, "So a.", "opposes", title="A", works="W")))
    assert stance == PartChange(Part.STANCE, ("opposes",), 1)
    works = only_part(fresh(a=standing(same, "So a.", "supports", title="A")))
    assert works == PartChange(Part.WORKS, (), 1)


def test_a_contradiction_that_has_come() -> None:
    found = fresh(b=standing("B one.", "So a.|And b.", title="B", opposed="C"))
    assert only_part(found) == PartChange(Part.OPPOSED, (digest_of("C"),), 0)


def test_the_line_itself() -> None:
    found = fresh(standing("So a.|And c.", question="Is it?"))
    assert found.own == (PartChange(Part.TEXT, (digest_of("And c."),), 1),) and found.notes == ()


def test_a_citation_that_has_moved_from_one_sentence_to_another() -> None:
    found = fresh(b=standing("B one.", "So a.", title="B"))
    assert only_part(found) == PartChange(Part.CITED, (), 1)
    found = fresh(a=standing("A one.|A two.|A three.", "So a.|And b.", "supports", title="A", works="W"))
    assert only_part(found) == PartChange(Part.CITED, (digest_of("And b."),), 0)


def test_a_note_more_and_a_note_less() -> None:
    more = freshness(REVIEW, LINE, NOTES | {"notes/c.md": standing("C.", title="C")})
    assert more.notes == (Difference("notes/c.md", "", "added"),)
    less = freshness(REVIEW, LINE, {"notes/a.md": NOTES["notes/a.md"]})
    assert less.notes == (Difference("notes/b.md", "notes/b.md", "dropped"),)


def test_a_note_under_another_name_is_followed() -> None:
    renamed = freshness(REVIEW, LINE, {"notes/z.md": NOTES["notes/a.md"], "notes/b.md": NOTES["notes/b.md"]})
    assert renamed.state is State.REVIEWED
    edited = standing("A one.|A two.|A 3.", "So a.", "supports", title="A", works="W")
    both = freshness(REVIEW, LINE, {"notes/z.md": edited, "notes/b.md": NOTES["notes/b.md"]})
    (difference,) = both.notes
    assert (difference.path, difference.was) == ("notes/z.md", "notes/a.md")
    other = freshness(
        REVIEW, LINE, {"notes/z.md": standing("Z.", title="Z"), "notes/b.md": NOTES["notes/b.md"]}
    )
    assert [one.kind for one in other.notes] == ["added", "dropped"]

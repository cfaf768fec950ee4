"""Lists of retractions, and what a reference says of the fate of its work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clewline.content.bibliography import (
    parse_bibtex,
    parse_csl_json,
    parse_retractions,
    reference_from_fields,
)
from clewline.content.works import Listed, Nature, Notice
from clewline.text.spans import SourceFile, file_start

HEAD = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,"
    "RetractionNature,Reason,Paywalled,Notes\n"
)
ROW = (
    '1,"Ropes, wet and dry",(PHY) Physics;,Institute,Journal,Publisher,Norway,Bo Able;Cy Bay,,Research Article;,'
    "3/9/2021 0:00,10.1000/Notice,0,12/31/2019 0:00,10.1000/ABC,123,Retraction,+Error in Data;+Withdrawal;,No,\n"
)


def listed(text: str | bytes) -> tuple[Listed, ...]:
    data = text if isinstance(text, bytes) else text.encode()
    made = parse_retractions(SourceFile("r.csv", data))
    assert made.diagnostics == ()
    return made.value


def test_a_row() -> None:
    notice = Notice(Nature.RETRACTED, "2021-03-09", "10.1000/notice", "Error in Data; Withdrawal")
    row = Listed(notice, "10.1000/abc", "123", "Ropes, wet and dry", "2019", ("Bo Able", "Cy Bay"))
    assert listed(HEAD + ROW) == (row,)


@pytest.mark.parametrize(
    ("word", "nature"),
    [
        ("Expression of concern", Nature.CONCERN),
        ("Correction", Nature.CORRECTED),
        ("Reinstatement", Nature.REINSTATED),
        ("RETRACTION", Nature.RETRACTED),
    ],
)
def test_natures(word: str, nature: Nature) -> None:
    assert [row.notice.nature for row in listed(HEAD + ROW.replace(",Retraction,", f",{word},"))] == [nature]
    assert listed(HEAD + ROW.replace(",Retraction,", ",Something else,")) == ()


def test_what_is_not_available_is_not_taken_for_an_identifier() -> None:
    row = ROW.replace("10.1000/ABC,123", "unavailable,0").replace("10.1000/Notice", "Unavailable")
    (found,) = listed(HEAD + row)
    assert (found.doi, found.pmid, found.notice.doi) == ("", "", "")


def test_rows_that_name_no_work_or_have_no_place_are_passed_over() -> None:
    nameless = ROW.replace("10.1000/ABC,123", ",").replace('"Ropes, wet and dry"', "")
    assert listed(HEAD + nameless + "1,2\n" + "\n" + ROW) == listed(HEAD + ROW)
    assert listed(HEAD + ROW.replace("\n", ",more,than,columns\n")) == listed(HEAD + ROW)


def test_encodings_and_line_ends() -> None:
    rows = HEAD + ROW.replace("Able", "Åble")
    found = listed(rows)
    assert found[0].authors[0] == "Bo Åble"
    assert listed(rows.encode("utf-8-sig")) == listed(rows.encode("cp1252")) == found
    assert listed(rows.replace("\n", "\r\n")) == found


@pytest.mark.parametrize(
    ("date", "day"),
    [("13/9/2021 0:00", "2021"), ("2021-03-09", "2021-03-09"), ("soon", ""), ("", "")],
)
def test_dates(date: str, day: str) -> None:
    assert listed(HEAD + ROW.replace("3/9/2021 0:00", date))[0].notice.day == day


def test_a_file_that_is_no_such_list() -> None:
    (found,) = parse_retractions(SourceFile("r.csv", b"Title,RetractionNature\na,b\n")).diagnostics
    assert found.code == "retractions-unreadable"
    assert "there is no column OriginalPaperDOI" in found.message
    (found,) = parse_retractions(SourceFile("r.csv", b"")).diagnostics
    assert "RetractionNature and no column OriginalPaperDOI" in found.message


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    parse_retractions(SourceFile("r.csv", data))
    parse_retractions(SourceFile("r.csv", HEAD.encode() + data))


def test_a_value_without_end_is_reported() -> None:
    long = HEAD + '1,"' + "x" * (1 << 21)
    (found,) = parse_retractions(SourceFile("r.csv", long.encode())).diagnostics
    assert "field larger" in found.message


@pytest.mark.parametrize(
    ("value", "notices"),
    [
        ("true", (Notice(Nature.RETRACTED),)),
        ("yes", (Notice(Nature.RETRACTED),)),
        ("false", ()),
        ("no", ()),
        ("2021-03-09", (Notice(Nature.RETRACTED, "2021-03-09"),)),
        ("2021", (Notice(Nature.RETRACTED, "2021"),)),
        ("https://doi.org/10.1000/N", (Notice(Nature.RETRACTED, doi="10.1000/n"),)),
        ("the data were made up", (Notice(Nature.RETRACTED, reason="the data were made up"),)),
    ],
)
def test_a_reference_says_that_its_work_was_retracted(value: str, notices: tuple[Notice, ...]) -> None:
    span = file_start("w.md")
    assert reference_from_fields("w", {"title": "T", "retracted": value}, span).value.notices == notices
    bib = f"@book{{w, title={{T}}, retracted={{{value}}}}}".encode()
    assert parse_bibtex(SourceFile("w.bib", bib)).value[0].notices == notices
    item = f'[{{"id": "w", "type": "book", "title": "T", "retracted": "{value}"}}]'
    assert parse_csl_json(SourceFile("w.json", item.encode())).value[0].notices == notices


def test_other_fates() -> None:
    fields = {
        "title": "T",
        "corrected": "2020-01-02",
        "superseded": "by the second edition",
        "concern": "true",
    }
    made = reference_from_fields("w", fields, file_start("w.md")).value
    assert [notice.nature for notice in made.notices] == [
        Nature.CONCERN,
        Nature.CORRECTED,
        Nature.SUPERSEDED,
    ]


def test_the_status_of_csl() -> None:
    item = b'[{"id": "w", "type": "book", "title": "T", "status": "Retracted"}]'
    assert parse_csl_json(SourceFile("w.json", item)).value[0].notices == (Notice(Nature.RETRACTED),)
    item = item.replace(b"Retracted", b"in press")
    assert parse_csl_json(SourceFile("w.json", item)).value[0].notices == ()

import pytest

from clewline.content.bibliography.dates import clean_date, date_from_text, year_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023", {"date-parts": [[2023]]}),
        ("2023-05-07T10:00:00Z", {"date-parts": [[2023, 5, 7]]}),
        ("2019/2020", {"date-parts": [[2019], [2020]]}),
        ("2019--2020", {"date-parts": [[2019], [2020]]}),
        ("7 May 2023", {"date-parts": [[2023, 5, 7]]}),
        ("Sept. 2021", {"date-parts": [[2021, 9]]}),
        ("c. 1890", {"date-parts": [[1890]]}),
        ("2023-13-45", {"date-parts": [[2023]]}),
        ("in press", {"literal": "in press"}),
        ("soon", {}),
        ("0", {}),
    ],
)
def test_dates_as_written(text: str, date: dict[str, object]) -> None:
    assert date_from_text(text) == date


def test_dates_of_csl_json() -> None:
    assert clean_date({"date-parts": [[None]], "raw": "2020-02"}) == {"date-parts": [[2020, 2]]}
    assert clean_date({"date-parts": [["2020", "3"], [2021], [2022]], "circa": 1}) == {
        "date-parts": [[2020, 3], [2021]],
        "circa": True,
    }
    assert clean_date({"date-parts": "x"}) == clean_date([2020]) == clean_date({"date-parts": [[{}]]}) == {}


def test_years() -> None:
    assert year_of({"date-parts": [[2019], [2020]]}) == "2019"
    assert year_of({"date-parts": [[-44]]}) == "44 BC"
    assert year_of({"literal": "in press"}) == ""

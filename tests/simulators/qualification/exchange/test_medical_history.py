"""Invented records are such as one person's could be."""

from datetime import date

from simulators.qualification.exchange.medical_history import checkups

TODAY = date(2026, 11, 20)


def test_a_grown_person_stays_as_tall_as_they_are() -> None:
    for person in ("a", "b", "c"):
        heights = [
            float(item.value)
            for checkup in checkups(person, date(1960, 1, 1), TODAY)
            for item in checkup.items
            if item.name == "身長"
        ]
        assert len(heights) > 1
        assert max(heights) - min(heights) < 1


def test_people_differ_and_years_do() -> None:
    told = {checkup.items for each in "abc" for checkup in checkups(each, date(1960, 1, 1), TODAY)}
    assert len(told) == sum(len([*checkups(each, date(1960, 1, 1), TODAY)]) for each in "abc")

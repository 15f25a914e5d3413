"""The dated rules as they ship, and what a changed file must be like."""

from datetime import date
from pathlib import Path

import pytest
from markupsafe import escape

from kiosk.console.areas.paper.rules_file import FILE, RulesBroken, load_rules
from kiosk.console.dates import both
from kiosk.console.texts import load_texts
from kiosk.domain.paper_rules import Certainty, DatedRule, RuleCode, Standing
from tests.console.asgi import Client

WORDS = load_texts().language("ja")


def test_the_dates_that_ship_are_those_of_the_ministry() -> None:
    rules = load_rules()
    ends = {code: rule.last for code, rule in rules.dated.items() if rule.last}
    assert ends == {
        RuleCode.OLD_CARD_ALONE: date(2025, 12, 1),
        RuleCode.OLD_PAPER_WITH_QUERY: date(2026, 3, 31),
        RuleCode.CERTIFICATE_FOR_ALL_LATTER_STAGE: date(2026, 7, 31),
    }
    assert set(rules.dated) == set(RuleCode)
    assert all(rule.source for rule in rules.dated.values())
    assert rules.unknown.insurer == "77777777"
    assert rules.help_desk == "0800-080-4583"


def test_another_date_needs_no_other_program(tmp_path: Path) -> None:
    changed = tmp_path / "paper.toml"
    text = FILE.read_text(encoding="utf-8").replace("until = 2026-03-31", "until = 2027-03-31")
    changed.write_text(text, encoding="utf-8")
    day = date(2026, 11, 21)
    assert not load_rules().allow(RuleCode.OLD_PAPER_WITH_QUERY, day)
    assert load_rules(changed).allow(RuleCode.OLD_PAPER_WITH_QUERY, day)


def test_a_rule_that_is_not_written_down_allows_nothing(tmp_path: Path) -> None:
    changed = tmp_path / "paper.toml"
    text = FILE.read_text(encoding="utf-8").replace(
        "[rule.school_copies]", "[rule.old_card_alone2]"
    )
    changed.write_text(text, encoding="utf-8")
    with pytest.raises(RulesBroken, match="rule"):
        load_rules(changed)


@pytest.mark.parametrize(
    ("before", "after"),
    [("until = 2026-03-31", "until = 'soon'"), ("from = 2025-04-01", "form = 2025-04-01"),
     ('insurer = "77777777"', 'insurer = "7"'), ('certainty = "A"', 'certainty = "?"')],
)  # fmt: skip
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, before: str, after: str) -> None:
    changed = tmp_path / "paper.toml"
    changed.write_text(FILE.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(RulesBroken, match=r"paper\.toml: "):
        load_rules(changed)


def test_staff_see_until_when_each_rule_holds_and_who_says_so(client: Client) -> None:
    text = client.get("/paper").text
    for code, rule in load_rules().dated.items():
        assert WORDS(f"rules.name.{code}") in text
        assert escape(rule.source) in text
        assert rule.last is None or both(rule.last) in text
    assert text.count(WORDS("rules.over")) == 3
    assert text.count(WORDS("rules.in_force")) == 2
    assert all(f"rules.certainty.{one}" in WORDS.by_key for one in Certainty)


def test_a_rule_stands_on_its_first_and_its_last_day_and_on_no_other() -> None:
    rule = DatedRule(date(2026, 4, 1), date(2026, 7, 31), "", Certainty.OFFICIAL)
    days = (date(2026, 3, 31), date(2026, 4, 1), date(2026, 7, 31), date(2026, 8, 1))
    assert [rule.standing(day) for day in days] == [
        Standing.NOT_YET,
        Standing.IN_FORCE,
        Standing.IN_FORCE,
        Standing.OVER,
    ]


def test_every_rule_says_how_sure_it_is() -> None:
    assert {rule.certainty for rule in load_rules().dated.values()} <= set(Certainty)

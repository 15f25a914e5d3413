"""Whatever a kiosk says that it needs, staff are told in words, and what to do first."""

import pytest

from kiosk.console.needs import Action, action_for, also_for, may_be_checked, said, worded
from kiosk.console.texts import LANGUAGES, load_texts
from kiosk.domain.shape import Shape
from kiosk.flow.reasons import CardProblem, FaceProblem, ServiceProblem, StaffReason

TEXTS = load_texts()
CODES = (
    "help", "help.no_photo", "help_gone", "visual_check", "form", "pin_locked", "attack",
    "passcode_paused", "provisional", "not_kept", "card_left", "interrupted",
    *(f"see_staff.{one.value}" for one in StaffReason),
    *(f"card.{one.value}" for one in CardProblem),
    *(f"face.{one.value}" for one in FaceProblem),
    *(f"service.{one.value}" for one in ServiceProblem),
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_need_has_words(code: str, language: str) -> None:
    words = TEXTS.language(language)
    for part in ("title", "what", "do"):
        assert words.find(f"needs.{code}.{part}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_words_for_nothing_else(language: str) -> None:
    words = TEXTS.language(language)
    found = {key for key in words.by_key if key.startswith("needs.")}
    assert found == {f"needs.{code}.{part}" for code in CODES for part in ("title", "what", "do")}


@pytest.mark.parametrize("code", CODES)
def test_a_patient_who_is_gone_is_not_called_at_the_kiosk(code: str) -> None:
    assert action_for(code, under_way=False) in {Action.PAPER, Action.HANDLED}


@pytest.mark.parametrize("code", [c for c in CODES if c.startswith("face.")])
def test_a_card_without_photo_is_never_offered_a_visual_check(code: str) -> None:
    checked = action_for(code, under_way=True) is Action.CHECK
    assert checked == (code not in {"face.no_photo", "face.not_live"})


def test_a_look_is_offered_beside_coming_where_it_leads_anywhere_and_nowhere_else() -> None:
    offered = {
        (token, by): also_for("help", under_way=True, checkable=may_be_checked(token, by))
        for token in ("card", "android", "iphone")
        for by in (None, "pin")
    }
    assert [way for way, action in offered.items() if action is Action.CHECK] == [("card", None)]
    assert also_for("help", under_way=False) is None
    locked_phone = may_be_checked("android", None)
    assert action_for("pin_locked", under_way=True, checkable=locked_phone) is Action.PAPER


def test_a_look_is_offered_only_where_staff_at_the_desk_see_who_stands_there() -> None:
    told = (*Shape, None)  # None: a visit before the kiosk told its shape
    seen = [shape for shape in told if may_be_checked("card", None, shape)]
    assert seen == [Shape.STANDARD, Shape.COUNTER, None]
    assert not may_be_checked("card", None, "of another version")


def test_the_words_ask_nobody_to_pay_everything() -> None:
    """Where 10割 is named at all, it is to say: not that (qualification.md §6.3)."""
    words = TEXTS.language("ja")
    named = [
        words(key) for key in words.by_key if key.startswith("needs.") and "10割" in words(key)
    ]
    assert named
    assert all("いただきません" in text for text in named)


def test_a_code_of_a_later_release_has_words_too() -> None:
    words = TEXTS.language("ja")
    assert said(words, "see_staff.something_new", "title")
    assert action_for("something_new", under_way=True) is Action.HANDLED


@pytest.mark.parametrize(
    ("settled", "fitting"),
    [
        (None, "provisional"),
        ("2", "see_staff.insurance_ended"),
        ("3", "see_staff.insurance_changed"),
        ("4", "see_staff.insurance_not_found"),
        ("5", "see_staff.insurance_several"),
        ("6", "see_staff.insurance_ticket"),
        ("9", "see_staff.insurance_unclear"),
    ],
)
def test_a_provisional_reception_is_worded_by_the_answer_that_came(
    settled: str | None, fitting: str
) -> None:
    assert worded("provisional", under_way=False, settled=settled) == fitting


def test_who_called_and_is_gone_is_not_said_to_be_calling() -> None:
    assert worded("help", under_way=True) == "help"
    assert worded("help", under_way=False) == "help_gone"
    assert worded("help.no_photo", under_way=True) == "help.no_photo"
    assert worded("help.no_photo", under_way=False) == "help_gone"


def test_no_look_is_offered_at_a_card_that_has_no_photo() -> None:
    assert action_for("help.no_photo", under_way=True) is Action.COMING
    assert also_for("help.no_photo", under_way=True) is None

"""From every state to a screen: complete, in both languages, without anything personal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from kiosk.domain.consent import Information, RecordedConsent
from kiosk.domain.language import Language
from kiosk.domain.pin import PinTries
from kiosk.flow import states as s
from kiosk.flow.doors import doors
from kiosk.screens.completion import until
from kiosk.screens.page import in_one_line
from kiosk.screens.phrases import JOINER
from kiosk.screens.present import present
from kiosk.screens.readings import without_readings
from kiosk.screens.screen import Intent, Kind, Role, Tone
from tests.screens.examples import EXAMPLES
from tests.screens.invented import FACTS, MARKS, ORDER, VISIT
from tests.screens.looking import NOT_CALLED_OUT, RULES, TEXTS, WRITTEN_FIRST, intents, shown


def test_there_is_an_example_of_every_state() -> None:
    assert {type(state) for state in EXAMPLES.values()} == set(get_args(s.State))


@pytest.mark.parametrize("language", Language)
def test_every_state_has_a_screen_that_says_something(language: Language) -> None:
    for name, state in EXAMPLES.items():
        screen = shown(name, language)
        assert screen.title, name
        assert screen.message, name
        if name.removeprefix("phone_") not in NOT_CALLED_OUT:
            assert screen.spoken.startswith(without_readings(in_one_line(screen.title))), name
        assert screen.session == state.visit.session, name
        assert 0 <= screen.step <= 5, name
        assert "{" not in repr(screen) + repr(screen.rows), name


@pytest.mark.parametrize("language", Language)
def test_no_screen_shows_anything_personal(language: Language) -> None:
    screens = [(name, shown(name, language)) for name in EXAMPLES]
    told = [(name, repr(screen) + screen.spoken) for name, screen in screens]
    assert [(name, mark) for name, text in told for mark in MARKS if mark in text] == []


def test_the_order_of_the_keys_and_what_was_typed_hide_in_repr() -> None:
    for name in EXAMPLES:
        text = repr(shown(name))
        assert repr(ORDER) not in text, name
        assert "typed" not in text, name


def test_the_mark_of_simulation_is_on_every_screen_or_on_none() -> None:
    for name in EXAMPLES:
        assert "模擬" in shown(name, simulated=True).frame.simulated, name
        assert shown(name).frame.simulated == "", name


def test_one_choice_stands_out_at_most() -> None:
    for name in EXAMPLES:
        roles = [choice.role for choice in shown(name).choices]
        assert roles.count(Role.PRIMARY) <= 1, name


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("カードを\n置いてください", "カードを置いてください"),
        ("카드를\n놓아 주세요", "카드를 놓아 주세요"),
        ("请把卡片\n放好", "请把卡片放好"),
        ("Đặt thẻ\nMy Number", "Đặt thẻ My Number"),
    ],
)
def test_a_broken_title_is_heard_as_its_language_writes_it(title: str, line: str) -> None:
    assert in_one_line(title) == line


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, state in EXAMPLES.items()
        if isinstance(state, s.ChoosingMethod | s.FaceRefused | s.PinLocked)
        and not name.startswith("phone_")
    ],
)
def test_only_open_doors_are_offered(name: str) -> None:
    state = EXAMPLES[name]
    assert isinstance(state, s.ChoosingMethod | s.FaceRefused | s.PinLocked)
    open_doors = doors(state.visit, state.facts, RULES)
    offered = intents(shown(name))
    assert (Intent.FACE in offered) is open_doors.face
    assert (Intent.PIN in offered) is open_doors.pin
    assert (Intent.STAFF in offered) is open_doors.staff


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("choosing_without_photo", "カードに顔写真がありません。"),
        ("choosing_no_camera_over_the_card", "カードの表面を読み取れません。"),
        ("choosing_no_face_portrait_unusable", "カードの中の顔写真を読めませんでした。"),
        ("choosing_no_face_portrait_too_small", "カードの中の顔写真が、小さすぎました。"),
        ("choosing_no_face_tries_spent", "明日から、また使えます。"),
        ("choosing_no_face_uncounted", "機械の調子がよくありません。"),
        ("choosing_no_face_no_photo", "カードに顔写真がありません。"),
        ("choosing_no_face_check_number_wrong", "カードの文字を、正しく読み取れませんでした。"),
        ("choosing_no_face_check_number_spared", "カードを守るため、今は使えません。"),
        ("choosing_without_camera", "ただいま、カメラが使えません。"),
        ("choosing_face_tried_out", "お試しいただける回数に達しました。"),
        ("choosing_pin_locked", "ロックされているか、設定のないカードです。"),
    ],
)
def test_a_closed_door_says_why(name: str, why: str) -> None:
    assert why in [row.detail for row in shown(name).rows]


def test_without_any_door_the_patient_is_sent_to_the_desk() -> None:
    screen = shown("choosing_nothing")
    assert screen.kind is Kind.POSTER
    assert "窓口" in screen.title
    assert screen.tone is Tone.ATTENTION


def test_a_wrong_pin_says_how_many_tries_are_left() -> None:
    assert "残り2回" in shown("entering_pin_wrong").message
    assert "残り2回" in shown("entering_pin_two_left").message
    assert "残り3回" in shown("entering_pin").message


@pytest.mark.parametrize("name", ["entering_pin_last", "last_pin_try", "last_pin_try_wrong"])
def test_the_last_try_warns(name: str) -> None:
    screen = shown(name)
    assert "あと1回です" in screen.title.replace("\n", "") + screen.message
    assert "市区町村の窓口での手続きが必要です" in screen.message
    assert screen.tone is Tone.ATTENTION


@pytest.mark.parametrize("name", ["last_pin_try", "last_pin_try_wrong"])
def test_before_the_last_try_another_way_stands_out(name: str) -> None:
    screen = shown(name)
    assert screen.keypad is None
    roles = {choice.intent: choice.role for choice in screen.choices}
    assert roles[Intent.GO_BACK] is Role.PRIMARY
    assert roles[Intent.GO_ON] is Role.SECONDARY


def test_without_another_way_the_last_try_names_the_desk() -> None:
    screen = shown("last_pin_try_no_other_way")
    assert intents(screen) == {Intent.GO_ON, Intent.GIVE_UP}
    assert "窓口" in screen.detail


def test_a_front_that_could_not_be_read_can_be_read_again() -> None:
    again = [one for one in shown("face_refused_front").choices if one.intent is Intent.FACE]
    assert [one.label for one in again] == ["もう一度、読み取る"]


@pytest.mark.parametrize("name", ["face_refused_front_no_other_way", "face_refused_no_door"])
def test_no_other_way_is_promised_where_there_is_none(name: str) -> None:
    assert "ほかの方法" not in shown(name).spoken
    assert "窓口" in shown(name).spoken


def test_a_forged_card_face_is_told_to_staff_and_not_called_out() -> None:
    screen = shown("see_staff_card_not_authentic")
    assert "券面データの署名が正しくありません" in screen.detail
    assert "お確かめください" in screen.detail  # what to do, not where it is written
    assert "署名" not in screen.spoken + screen.title + screen.message
    assert "偽" not in repr(screen)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("choosing_front_pending", "choosing_without_photo"),
        ("choosing_without_staff", "choosing"),
        ("choosing", "choosing_without_camera"),
    ],
)
def test_ways_that_move_are_another_place(before: str, after: str) -> None:
    assert shown(before).place != shown(after).place
    assert shown("choosing_front_pending").place == shown("choosing").place


def test_a_locked_pin_names_the_municipal_office_and_the_other_ways() -> None:
    screen = shown("pin_locked")
    assert "お住まいの市区町村の窓口でしか解除できません" in screen.message
    assert {Intent.FACE, Intent.STAFF} <= intents(screen)


def test_keys_answer_only_once_the_order_is_there() -> None:
    waiting, ready = shown("entering_pin_not_shuffled").keypad, shown("entering_pin_half").keypad
    assert waiting is not None
    assert ready is not None
    assert not waiting.ready
    assert ready.ready
    assert ready.correct.enabled
    assert not ready.confirm.enabled


def test_a_complete_pin_can_be_confirmed() -> None:
    keypad = shown("entering_pin_complete").keypad
    assert keypad is not None
    assert keypad.confirm.enabled


def test_consent_offers_all_one_by_one_and_none() -> None:
    assert [choice.label for choice in shown("giving_consent").choices] == [
        "すべて同意する",
        "一つずつ選ぶ",
        "同意しない",
    ]


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.startswith("giving_consent")])
def test_consent_is_free_so_no_answer_stands_out(name: str) -> None:
    assert Role.PRIMARY not in [choice.role for choice in shown(name).choices]


def test_a_single_item_is_agreed_to_without_all() -> None:
    labels = [choice.label for choice in shown("giving_consent_single").choices]
    assert labels == ["同意する", "同意しない"]


@pytest.mark.parametrize("language", Language)
def test_what_is_spoken_has_no_joiners(language: Language) -> None:
    screens = [(name, shown(name, language)) for name in EXAMPLES]
    assert [name for name, screen in screens if JOINER in repr(screen) + screen.spoken] == []


def test_each_item_is_a_question_of_its_own() -> None:
    places = {shown(f"giving_consent_item_{number}").place for number in range(3)}
    assert len(places) == 3
    assert {Intent.YES, Intent.NO, Intent.GO_BACK} <= intents(shown("giving_consent_item_1"))


@pytest.mark.parametrize("language", WRITTEN_FIRST)
def test_done_names_what_is_not_shared_for_a_certificate_may_be(language: Language) -> None:
    said = shown("done_nothing_shared", language).guidance.lower()
    words = TEXTS[language]
    for kind in Information:
        assert words.say(f"information.{kind}").lower() in said


def test_done_says_what_is_shared_until_when() -> None:
    rows = shown("done").rows
    assert [(row.label, row.detail) for row in rows] == [
        ("薬・健診", "この情報を提供しています（明日 10:30 まで）")
    ]


@pytest.mark.parametrize(
    ("hours", "text"),
    [(1, "今日 11:30 まで"), (24, "明日 10:30 まで"), (72, "11月23日 10:30 まで")],
)
def test_until_is_said_in_japans_time(hours: int, text: str) -> None:
    given = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
    consent = RecordedConsent(Information.DIAGNOSIS, given, given + timedelta(hours=hours))
    assert until(TEXTS[Language.JAPANESE], consent) == text


def test_a_changed_pin_count_is_the_same_question() -> None:
    one = s.EnteringPin(VISIT, FACTS, keypad=ORDER)
    other = replace(one, typed=one.typed.typed(1))
    assert _place(one) == _place(other)


def test_a_wrong_pin_is_another_question() -> None:
    one = s.EnteringPin(VISIT, FACTS, keypad=ORDER)
    wrong = replace(one, facts=replace(FACTS, pin_tries=PinTries(2)), was_wrong=True)
    assert _place(one) != _place(wrong)


def _place(state: s.State) -> str:
    return present(state, TEXTS, RULES, simulated=False).place

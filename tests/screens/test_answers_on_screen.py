"""What a verified patient is asked, and what is said where the service has not answered."""

import re

import pytest

from kiosk.domain.language import Language
from kiosk.flow.advance import advance
from kiosk.flow.events import WentBack
from kiosk.screens.screen import Intent, Kind, Role, Tone
from tests.screens.examples import EXAMPLES
from tests.screens.looking import NOT_CALLED_OUT, RULES, WRITTEN_FIRST, intents, shown


@pytest.mark.parametrize("name", NOT_CALLED_OUT)
def test_a_certificate_is_neither_called_out_nor_logged(name: str) -> None:
    screen = shown(name)
    assert screen.spoken.startswith(
        "画面の質問に、お答えください。どちらを選んでも、受付はできます。\n1番、"
    )
    assert not any(row.label in screen.spoken for row in screen.rows)
    assert intents(screen) == {Intent.OPTION_FIRST, Intent.OPTION_SECOND, Intent.GO_BACK}


def test_public_expenses_are_named_on_the_glass() -> None:
    labels = [row.label for row in shown("answering_option_public_expense").rows]
    assert labels == ["自立支援医療（精神通院）", "子ども医療費助成"]


def test_many_certificates_share_a_row_and_none_is_left_out() -> None:
    screen = shown("answering_option_public_expense_four")
    (row,) = screen.rows
    assert row.label.split("・") == [
        "自立支援医療（精神通院）",
        "子ども医療費助成",
        "小児慢性特定疾病医療費助成",
        "ひとり親家庭等医療費助成",
    ]


@pytest.mark.parametrize("name", NOT_CALLED_OUT)
@pytest.mark.parametrize("language", Language)
def test_a_large_title_does_not_tell_the_queue_which_certificate(
    name: str, language: Language
) -> None:
    screen = shown(name, language)
    assert not re.search("疾病|助成|[Dd]isease", screen.title + screen.message)
    assert screen.rows


@pytest.mark.parametrize(
    "name", [name for name in EXAMPLES if name.startswith(("see_staff_ins", "phone_see_staff_ins"))]
)
@pytest.mark.parametrize("language", WRITTEN_FIRST)
def test_how_somebody_is_insured_is_read_and_not_called_out(name: str, language: Language) -> None:
    screen = shown(name, language)
    said = screen.spoken.replace("\n", " ")
    assert not re.search("保険|手続き|insurance|papers|check", said)
    assert re.search("窓口へお越しください|desk", said)
    assert ("スマートフォン" in said or "phone" in said) is name.startswith("phone_")
    assert screen.message not in screen.spoken


def test_a_certificate_that_could_not_be_sent_may_be_shown_at_the_desk() -> None:
    screen = shown("consents_not_sent_certificates")
    assert screen.detail == "受給者証などを使う方は、窓口でお見せください。"
    assert "受給者証" not in screen.spoken
    assert not shown("consents_not_sent").detail
    assert not shown("consents_not_sent_options_alone").detail


def test_whoever_does_not_register_today_is_told_that_staff_receive_them() -> None:
    screen = shown("offering_registration")
    assert "窓口で職員が受付いたします" in screen.detail
    assert Role.PRIMARY not in [choice.role for choice in screen.choices]


def test_as_last_time_is_offered_with_what_it_was_in_words() -> None:
    screen = shown("giving_consent_as_last_time")
    assert [choice.label for choice in screen.choices] == [
        "すべて同意する",
        "一つずつ選ぶ",
        "同意しない",
        "前回と同じ",
    ]
    notes = [(row.label, row.note.replace("\n", "")) for row in screen.rows]
    assert notes == [
        ("手術の情報", "前回は同意あり"),
        ("診療と薬の情報", "前回は同意あり"),
        ("健診の情報", "前回は同意なし"),
    ]
    assert Intent.LAST_ANSWERS not in intents(shown("giving_consent"))
    assert not any(row.note for row in shown("giving_consent").rows)


def test_one_by_one_shows_last_times_answer_and_marks_no_button() -> None:
    screen = shown("giving_consent_as_last_time_item_1")
    assert [row.note for row in screen.rows] == ["前回は\n同意あり"]
    assert Intent.LAST_ANSWERS not in intents(screen)


PROVISIONAL = [name for name in EXAMPLES if "provisional" in name or "number_in_sight" in name]


@pytest.mark.parametrize("name", PROVISIONAL)
def test_a_provisional_reception_is_never_called_done(name: str) -> None:
    japanese, english = shown(name), shown(name, Language.ENGLISH)
    assert "完了" not in japanese.title + japanese.message + japanese.detail + japanese.spoken
    assert not re.search(r"[Dd]one|[Cc]hecked in", english.spoken)
    assert japanese.tone is not Tone.SUCCESS
    assert japanese.step != 5


def test_the_number_is_large_and_spoken_and_said_to_be_unconfirmed() -> None:
    screen = shown("received_provisionally_7")
    assert (screen.kind, screen.number, screen.guidance) == (Kind.NUMBER, "7", "7番")
    assert "まだ確認できていません" in screen.message
    assert "7番" in screen.spoken
    assert "カードをお取りください" in screen.message


def test_without_the_line_there_is_a_provisional_reception_but_not_for_an_iphone() -> None:
    offered = intents(shown("service_unavailable_no_answer"))
    assert offered == {Intent.GO_ON, Intent.PROVISIONAL, Intent.GIVE_UP}
    assert intents(shown("service_unavailable_iphone")) == {Intent.GO_ON, Intent.GIVE_UP}
    assert "まだ調べています" in shown("service_unavailable_still_processing").message


def test_whoever_was_asked_for_no_consent_hears_nothing_of_sharing() -> None:
    screen = shown("consents_not_sent_options_alone")
    assert "提供" not in screen.spoken + "".join(choice.label for choice in screen.choices)
    assert intents(screen) == intents(shown("consents_not_sent"))


def test_a_birth_date_that_differs_is_told_to_staff_and_not_called_out() -> None:
    screen = shown("see_staff_card_of_another")
    assert "生年月日" in screen.detail
    assert "生年月日" not in screen.spoken


@pytest.mark.parametrize("name", [one for one in EXAMPLES if one.startswith("answering_option")])
def test_a_way_back_is_offered_only_where_it_leads_back(name: str) -> None:
    state = EXAMPLES[name]
    led = advance(state, WentBack(state.visit.session), RULES).state
    assert (Intent.GO_BACK in intents(shown(name))) is (led != state)

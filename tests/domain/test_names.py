"""Characters that a claim refuses, what to write instead, and how kana compare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.names import (
    _COMMON_FORMS,
    CharacterSet,
    character_set,
    claim_form,
    common_forms,
    given_name,
    has_bullet,
    kana_key,
    refused_by_claims,
)

CLAIM, JIS_X_0213 = CharacterSet.CLAIM, CharacterSet.JIS_X_0213
VENDOR, UNICODE = CharacterSet.VENDOR, CharacterSet.UNICODE

KATAKANA = [chr(code) for code in range(ord("ァ"), ord("ヶ") + 1)]


@pytest.mark.parametrize(
    ("chars", "expected"),
    [
        ("高崎徳吉浜濱辺邊邉斎齋齊沢澤冨嶋凜", CLAIM),  # first and second level
        ("●〓　ー・ＡＢＣ〜～－−", CLAIM),  # either mapping of the signs that CP932 maps otherwise
        ("ABC 123ｱｲｳﾞ", CLAIM),
        ("德﨑濵瀨栁桒曻黑增寬彅鷗噓𠮟", JIS_X_0213),
        ("髙靑淸昻", VENDOR),
        ("\ue000", VENDOR),  # a character of somebody's own (外字)
        ("𠮷彥產槗", UNICODE),
        ("\U000e0100\ud800😀", UNICODE),
    ],
)
def test_the_smallest_set_of_a_character(chars: str, expected: CharacterSet) -> None:
    assert {char: character_set(char) for char in chars} == dict.fromkeys(chars, expected)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("高橋　徳子", False),
        ("秘密●花子", False),  # a claim accepts ●
        ("ﾋﾐﾂ ﾊﾅｺ", False),
        ("", False),
        ("高橋　德子", True),
        ("髙橋　徳子", True),
        ("𠮷田　邉\U000e0100", True),
    ],
)
def test_what_a_claim_refuses(text: str, refused: bool) -> None:
    assert refused_by_claims(text) is refused


@pytest.mark.parametrize(("text", "bullet"), [("●", True), ("山●太", True), ("〇○◎", False)])
def test_the_bullet_of_a_lost_character_is_told_from_other_rounds(text: str, bullet: bool) -> None:
    assert has_bullet(text) is bullet


@pytest.mark.parametrize(
    ("char", "forms"),
    [
        ("髙", ("高",)),
        ("﨑", ("崎",)),
        ("德", ("徳",)),
        ("𠮷", ("吉",)),
        ("濵", ("浜", "濱")),
        ("瀨", ("瀬",)),
        ("\ufa19", ("神",)),  # compatibility ideograph of 神
        ("\ufa1e", ("羽",)),
        ("\uf93d", ("緑",)),  # of 綠, which is not in JIS X 0208 either
        ("高", ("高",)),
        ("\U000e0100", ("",)),
        ("彅", ()),
        ("😀", ()),
        ("\ud800", ()),
    ],
)
def test_what_to_write_instead(char: str, forms: tuple[str, ...]) -> None:
    assert common_forms(char) == forms


def test_the_table_of_variants_holds_what_a_claim_refuses_and_leads_to_what_it_takes() -> None:
    assert [char for char in _COMMON_FORMS if not refused_by_claims(char)] == []
    assert [
        char for char, forms in _COMMON_FORMS.items() if refused_by_claims("".join(forms))
    ] == []
    assert all(len(form) == 1 for forms in _COMMON_FORMS.values() for form in forms)
    assert all(_COMMON_FORMS.values())


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("髙橋　德子", "高橋　徳子"),
        ("濵﨑　𠮷男", "浜崎　吉男"),
        ("渡邉\U000e0100　花子", "渡邉　花子"),
        ("秘密　花子", "秘密　花子"),
        ("秘密●花子", "秘密●花子"),
        ("草彅　花子", None),
        ("", ""),
    ],
)
def test_the_form_of_a_name_in_a_claim(text: str, form: str | None) -> None:
    assert claim_form(text) == form


@given(st.text())
def test_a_claim_form_is_never_refused_and_stays(text: str) -> None:
    form = claim_form(text)
    if form is not None:
        assert not refused_by_claims(form)
        assert claim_form(form) == form


@given(st.text())
def test_what_a_claim_takes_is_never_changed(text: str) -> None:
    if not refused_by_claims(text):
        assert claim_form(text) == text


@given(st.characters())
def test_no_hint_is_refused_itself(char: str) -> None:
    assert not any(refused_by_claims(form) for form in common_forms(char))


@pytest.mark.parametrize(
    "text",
    ["ﾋﾐﾂ ﾊﾅｺ", "ヒミツ　ハナコ", "ひみつはなこ", " ヒ ミ ツ ハナコ ", "ひみっ　ハナコ"],
)
def test_the_ways_to_write_a_reading_compare_as_one(text: str) -> None:
    assert kana_key(text) == "ヒミツハナコ"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ｷｮｳｺ", "キヨウコ", True),
        ("ｶﾞｸ", "ガク", True),
        ("ゔぁん", "ヴアン", True),
        ("かすゞ", "カスヾ", True),
        ("カク", "ガク", False),
        ("ハナコ", "ハナエ", False),
        ("オノ", "オオノ", False),
        ("トール", "トオル", False),
    ],
)
def test_readings_compare_by_their_sounds_as_written(one: str, other: str, same: bool) -> None:
    assert (kana_key(one) == kana_key(other)) is same


@pytest.mark.parametrize(
    ("name", "given_alone"),
    [
        ("見本　花子", "花子"),
        ("ﾐﾎﾝ ﾊﾅｺ", "ﾊﾅｺ"),
        ("見本花子", ""),
        ("", ""),
        ("　", ""),
        ("A　B C", "B C"),
    ],
)
def test_the_given_name_is_what_follows_the_first_space(name: str, given_alone: str) -> None:
    assert given_name(name) == given_alone


@given(st.text())
def test_a_comparison_form_stays_as_it_is(text: str) -> None:
    assert kana_key(kana_key(text)) == kana_key(text)


@given(st.text(st.sampled_from(KATAKANA)), st.text(st.sampled_from(KATAKANA)))
def test_a_space_between_family_and_given_name_never_matters(one: str, other: str) -> None:
    assert kana_key(f"{one}　{other}") == kana_key(f"{one} {other}") == kana_key(one + other)

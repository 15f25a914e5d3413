"""The cast's files: nobody who could exist, written as a municipality and an insurer write."""

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from simulators.personas.cast import (
    FOLDER,
    CastError,
    Persona,
    load_cast,
    load_persona,
    passes_check_digit,
)

TODAY = date(2026, 11, 21)
CAST = load_cast(today=TODAY)
EVERYBODY = pytest.mark.parametrize("persona", CAST.values(), ids=list(CAST))
INSURED = pytest.mark.parametrize(
    "persona",
    [persona for persona in CAST.values() if "name" in persona.qualification],
    ids=lambda persona: persona.key,
)
FULL_KANA = re.compile(r"[ァ-ヴー]+(　[ァ-ヴー]+)+")
HALF_KANA = re.compile(r"[ｦ-ﾟ]+( [ｦ-ﾟ]+)+")
ASCII_OR_HALF = re.compile(r"[\x00-\x7f｡-ﾟ]")
NUMBERED = ("insurer_number", "insured_identification_number", "insured_branch_number")
ROLES = {
    "good card": "hanako taro sora mei",
    "PIN": "jiro ichiro goro kaoru",
    "check number": "shizuko shiro",
    "no or no adult's certificate": "no_photo ren momo",
    "dates": "saki yuko kirie",
    "standing": "tomeo keisuke",
    "service's answer": "hajime fujio mutsuo naomi futaba",
    "insurance": "ume kaoru shizuko shiro momo fujio",
    "print and text": "jugemu noriko yukari maria",
    "other tokens": "sora mei tokujiro not_mynumber",
}


def test_everybody_is_there_for_a_reason() -> None:
    assert set(CAST) == {key for keys in ROLES.values() for key in keys.split()}


@EVERYBODY
def test_a_role_is_said_shortly_in_two_languages(persona: Persona) -> None:
    assert 2 <= len(persona.role_ja) <= 24
    assert 2 <= len(persona.role_en) <= 46
    assert persona.role_en.isprintable()
    first = (FOLDER / f"{persona.key}.toml").read_text("utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith(".")


def test_no_two_people_share_what_is_one_persons() -> None:
    for field in ("certificate_serial", "individual_number", "check_number_b", "kana", "name"):
        values = [getattr(persona, field) for persona in CAST.values()]
        assert len(set(values)) == len(values), field
    signing = [p.signing_serial for p in CAST.values() if p.signing_serial is not None]
    assert len(set(signing)) == len(signing)
    insured = [
        tuple(p.qualification.get(name) for name in NUMBERED)
        for p in CAST.values()
        if "insurer_number" in p.qualification
    ]
    assert len(set(insured)) == len(insured)


@EVERYBODY
def test_numbers_are_nobodys(persona: Persona) -> None:
    assert not passes_check_digit(persona.individual_number)
    assert persona.municipality_code == "13999"
    assert persona.post_number == "1999901"
    assert persona.address.startswith("東京都見本市")
    insurer = persona.qualification.get("insurer_number")
    assert insurer is None or insurer.strip()[-4:-1] == "999"


@EVERYBODY
def test_names_and_addresses_are_full_width(persona: Persona) -> None:
    for text in (persona.name, persona.address, persona.alias or ""):
        assert not ASCII_OR_HALF.search(text), text
    assert FULL_KANA.fullmatch(persona.kana)
    assert "　" in persona.name


@INSURED
def test_the_insurer_writes_kana_half_width_and_the_same_name(persona: Persona) -> None:
    kana = persona.qualification["name_kana"]
    assert HALF_KANA.fullmatch(kana)
    assert unicodedata.normalize("NFKC", kana) == persona.kana.replace("　", " ")
    other = persona.qualification.get("name_of_other_kana")
    assert other is None or HALF_KANA.fullmatch(other)


@EVERYBODY
def test_pins_are_what_the_card_takes(persona: Persona) -> None:
    pins = persona.pins
    assert pins.auth is None or re.fullmatch("[0-9]{4}", pins.auth)
    assert pins.text is None or re.fullmatch("[0-9]{4}", pins.text)
    assert pins.signing is None or re.fullmatch("[A-Z0-9]{6,16}", pins.signing)
    if persona.card_kind in ("my_number", "android", "iphone"):
        assert (pins.signing is None) == (persona.signing_serial is None)
        assert (pins.auth is None) == persona.face_only


@EVERYBODY
def test_who_is_younger_than_fifteen_has_no_signing_certificate(persona: Persona) -> None:
    born = persona.birth_date
    age = TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))
    if age < 15:
        assert persona.signing_serial is None


def test_counters_say_what_the_roles_say() -> None:
    tries = {key: persona.tries_left for key, persona in CAST.items()}
    assert tries["jiro"]["auth"] == 1
    assert [tries["goro"][pin] for pin in ("auth", "signing", "text")] == [0, 0, 0]
    assert [tries["kaoru"][pin] for pin in ("auth", "signing", "text")] == [0, 0, 0]
    assert [tries["shizuko"][number] for number in ("visual_b", "text_b")] == [0, 0]
    assert [tries["shiro"][number] for number in ("visual_b", "text_b")] == [4, 3]
    assert {key for key, p in CAST.items() if p.standing != "good"} == {"tomeo", "keisuke"}


def test_a_card_without_pin_says_so_in_its_margin() -> None:
    kaoru = CAST["kaoru"]
    assert kaoru.face_only
    assert (kaoru.pins.auth, kaoru.pins.signing, kaoru.pins.text) == (None, None, None)
    assert kaoru.signing_serial is None
    assert kaoru.printed_front().note == "顔認証"
    assert all(p.printed_front().note == "" for p in CAST.values() if p is not kaoru)


def test_foreign_residents_dates_are_printed_in_gregorian_years() -> None:
    maria = CAST["maria"]
    assert maria.printed_front().birth_date == "1990年5月5日"
    assert maria.check_number_b == "90050520354418"
    assert {key for key, p in CAST.items() if p.prints_gregorian} == {"maria", "yukari"}


@pytest.mark.parametrize("line", ['standing = "lost"', "[tries_left]\nface = 3"])
def test_a_word_that_means_nothing_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "odd.toml"
    text = (FOLDER / "hanako.toml").read_text("utf-8")
    if line.startswith("["):
        text += f"\n{line}\n"
    else:
        text = text.replace("serial = 0x5A100001", f"serial = 0x5A100001\n{line}")
    path.write_text(text, "utf-8")
    with pytest.raises(CastError, match="odd"):
        load_persona(path, TODAY)

from datetime import date
from pathlib import Path

import pytest

from simulators.card.text_ap import four_attributes
from simulators.personas.cast import (
    FOLDER,
    CastError,
    Persona,
    in_era,
    load_cast,
    passes_check_digit,
)


def test_the_cast_is_complete(cast: dict[str, Persona]) -> None:
    expected = "hanako ichiro jiro no_photo not_mynumber ren taro ume"
    assert set(expected.split()) <= set(cast)


def test_nobody_in_the_cast_could_be_somebody(cast: dict[str, Persona]) -> None:
    assert not any(passes_check_digit(persona.individual_number) for persona in cast.values())
    assert passes_check_digit("123456789018")  # the published worked example


def test_a_file_with_a_possible_number_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "hanako.toml").read_text("utf-8").replace("981200010002", "123456789018")
    (tmp_path / "somebody.toml").write_text(text, "utf-8")
    with pytest.raises(CastError, match="somebody"):
        load_cast(tmp_path)


def test_check_number_b_is_era_birth_date_expiry_year_and_code(cast: dict[str, Persona]) -> None:
    assert cast["hanako"].check_number_b == "55021720352285"
    assert cast["no_photo"].check_number_b.startswith("080320")


def test_the_front_is_printed_as_on_a_card(cast: dict[str, Persona]) -> None:
    front = cast["hanako"].printed_front()
    assert (front.birth_date, front.expiry_year) == ("昭和55年2月17日", 2035)
    assert (front.security_code, front.has_photo, front.sex) == ("2285", True, "女")


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
    ],
)
def test_eras_change_on_their_day(day: date, printed: str) -> None:
    assert in_era(day) == printed


def test_serial_numbers_are_one_persons_each(cast: dict[str, Persona]) -> None:
    serials = [persona.certificate_serial for persona in cast.values()]
    assert len(set(serials)) == len(serials)


def test_certificates_may_end_relative_to_the_day(tmp_path: Path) -> None:
    text = (FOLDER / "ren.toml").read_text("utf-8")
    text = text.replace("not_after = 2029-06-11", "not_after_days = -10")
    (tmp_path / "late.toml").write_text(text, "utf-8")
    late = load_cast(tmp_path, today=date(2026, 3, 11))["late"]
    assert late.auth_validity.not_after == date(2026, 3, 1)


def test_a_persona_hides_in_logs(cast: dict[str, Persona]) -> None:
    persona = cast["hanako"]
    for shown in (repr(persona), repr(persona.pins), repr(persona.printed_front())):
        assert not any(
            secret in shown for secret in (persona.name, persona.address, "1234", "ABC123", "2285")
        )


def luhn_holds(number: str) -> bool:
    """検証番号 of an insurer's number: modulus 10, weights 2 and 1 from the right."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [d * (1 + n % 2) for n, d in enumerate(digits)]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def without_missing_characters(text: str) -> str:
    """As the insurer's system writes it, which has no 髙."""
    return text.replace("髙", "●")


def test_what_the_insurer_knows_agrees_with_the_card(cast: dict[str, Persona]) -> None:
    insured = [persona for persona in cast.values() if "name" in persona.qualification]
    assert len(insured) >= 25
    for persona in insured:
        known = persona.qualification
        assert known["birthdate"] == f"{persona.birth_date:%Y%m%d}"
        assert known["name"] == without_missing_characters(persona.name)
        assert known["address"] == without_missing_characters(persona.address)
        assert known.get("name_of_other") == persona.alias
        # 裏面性別 stands instead of the one on the front, which is then 未設定.
        assert (known["sex1"], known.get("sex2")) in {(persona.sex, None), ("3", persona.sex)}


def test_only_the_name_with_a_missing_character_comes_back_with_a_dot(
    cast: dict[str, Persona],
) -> None:
    dotted = {key for key, p in cast.items() if "●" in p.qualification.get("name", "")}
    assert dotted == {"noriko"}
    assert cast["noriko"].qualification["name"] == "●﨑　德子"


def test_insurers_are_nobodys_and_their_numbers_hold(cast: dict[str, Persona]) -> None:
    numbered = [p.qualification for p in cast.values() if "insurer_number" in p.qualification]
    assert len(numbered) >= 24
    for known in numbered:
        number = known["insurer_number"]
        assert len(number) == 8
        assert number.strip()[-4:-1] == "999"
        assert luhn_holds(number.strip())


def test_ages_and_insurances_fit(cast: dict[str, Persona]) -> None:
    today = date(2026, 11, 21)
    for persona in cast.values():
        known, born = persona.qualification, persona.birth_date
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        if "insurer_number" not in known:
            continue
        elderly = known["insurer_number"].startswith("39")
        assert elderly == (age >= 75), persona
        assert elderly == ("insured_partial_contribution_ratio" in known), persona
        assert elderly == ("insured_card_symbol" not in known), persona
        assert ("preschool_classification" in known) == (age < 6), persona


@pytest.mark.parametrize(
    ("key", "outer"),
    [("hanako", "ff2059"), ("yukari", "ff2081bc"), ("jugemu", "ff20820138")],
    ids=["short", "81: over 127 bytes", "82: over 255 bytes"],
)
def test_long_names_and_addresses_take_the_long_forms_of_length(
    cast: dict[str, Persona], key: str, outer: str
) -> None:
    file = four_attributes(cast[key])
    head = bytes.fromhex(outer)
    assert file.startswith(head + b"\xdf\x21\x08")
    assert len(file) - len(head) == {"hanako": 0x59, "yukari": 0xBC, "jugemu": 0x138}[key]


def test_one_address_alone_is_over_127_bytes(cast: dict[str, Persona]) -> None:
    address = cast["jugemu"].address.encode("utf-8")
    assert b"\xdf\x23\x81" + bytes([len(address)]) + address in four_attributes(cast["jugemu"])

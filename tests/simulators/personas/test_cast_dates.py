"""Certificates that end relative to the day mean the same on every day of a year."""

from datetime import date, timedelta

import pytest

from kiosk.domain.certificate import CertificateState, CertificateValidity
from simulators.personas.cast import FOLDER, Persona, load_cast, load_persona

LEAP_YEAR = [date(2028, 1, 1) + timedelta(days=day) for day in range(366)]
PLAIN_YEAR = [date(2027, 1, 1) + timedelta(days=day) for day in range(365)]
RELATIVE = {
    "saki": CertificateState.EXPIRES_SOON,
    "yuko": CertificateState.IN_GRACE,
    "kirie": CertificateState.EXPIRED,
}
TODAY = date(2026, 11, 21)


def state(persona: Persona, today: date) -> CertificateState:
    return CertificateValidity(persona.auth_validity.not_after).state(today)


@pytest.mark.parametrize("key", RELATIVE)
@pytest.mark.parametrize("year", [PLAIN_YEAR, LEAP_YEAR], ids=["365 days", "366 days"])
def test_relative_dates_mean_the_same_on_every_day(key: str, year: list[date]) -> None:
    for today in year:
        persona = load_persona(FOLDER / f"{key}.toml", today)
        assert state(persona, today) is RELATIVE[key], today
        assert persona.auth_validity.not_before < today
        assert persona.auth_validity == persona.signing_validity


def test_who_expires_soon_does_so_within_two_months() -> None:
    for today in PLAIN_YEAR:
        saki = load_persona(FOLDER / "saki.toml", today)
        assert saki.auth_validity.not_after - today < timedelta(days=59)


def test_everybody_elses_card_and_certificate_are_good_for_another_year() -> None:
    lasting = [
        persona
        for persona in load_cast(today=TODAY).values()
        if persona.key not in RELATIVE and persona.card_kind != "juki"
    ]
    for persona in lasting:
        for today in (TODAY, TODAY + timedelta(days=365)):
            assert state(persona, today) is CertificateState.VALID, (persona, today)
            assert persona.auth_validity.not_before < today < persona.expires_on, persona


def test_a_fixed_certificate_ends_on_the_fifth_birthday_after_its_issue() -> None:
    for persona in load_cast(today=TODAY).values():
        if persona.key in RELATIVE or persona.card_kind in ("juki", "other"):
            continue
        begin, end, born = (
            persona.auth_validity.not_before,
            persona.auth_validity.not_after,
            persona.birth_date,
        )
        first_birthday = begin.year + ((begin.month, begin.day) >= (born.month, born.day))
        assert end == date(first_birthday + 4, born.month, born.day), persona
        assert persona.expires_on.year - end.year in (0, 5) or persona.card_kind != "my_number"

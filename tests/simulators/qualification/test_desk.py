"""What the simulated service decides: freshness, trust, dates, consents."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.qualification.desk import Desk, Malformed
from tests.simulators.qualification.cards import (
    PEOPLE,
    STRANGER,
    TARO,
    Authority,
    Chip,
    HeldClock,
)

AUTHORITY = Authority()


def ask(desk: Desk, chip: Chip, key: str = "chip", challenge: bytes | None = None) -> Any:
    fresh = challenge or b64decode(desk.challenge()["challenge"])
    proof = chip.proof(fresh, key)
    return desk.qualification(
        {
            "challenge": b64encode(proof.challenge).decode(),
            "certificate": b64encode(proof.certificate).decode(),
            "signature": b64encode(proof.signature).decode(),
            "method": "face",
        }
    )


def code(answer: Any) -> str | None:
    return answer["XmlMsg"]["MessageHeader"].get("ErrorCode")


def notice(answer: Any) -> str | None:
    return answer["XmlMsg"]["MessageBody"].get("ProcessingResultCode")


def valid_until(year: int, month: int, day: int) -> Chip:
    last = datetime(year, month, day, 14, 59, 59, tzinfo=UTC)  # the day's last second in Japan
    return Chip(AUTHORITY.issue(first=datetime(2021, 1, 1, tzinfo=UTC), last=last))


def test_a_good_proof_gets_the_persons_qualification_by_element_names(desk: Desk) -> None:
    answer = ask(desk, Chip())
    message = answer["XmlMsg"]
    assert message["MessageHeader"]["SegmentOfResult"] == "1"
    assert message["MessageBody"]["QualificationValidity"] == "1"
    [result] = message["MessageBody"]["ResultList"]["ResultOfQualificationConfirmation"]
    assert result["InsurerNumber"] == PEOPLE[TARO]["insurer_number"]
    assert result["InsuredIdentificationNumber"] == "4567"
    assert result["NameKana"] == PEOPLE[TARO]["name_kana"]
    assert result["Sex1"] == "1"


def test_a_challenge_serves_once(desk: Desk) -> None:
    challenge = b64decode(desk.challenge()["challenge"])
    assert code(ask(desk, Chip(), challenge=challenge)) is None
    assert code(ask(desk, Chip(), challenge=challenge)) == "SIM-0001"


def test_a_challenge_serves_sixty_seconds(desk: Desk, clock: HeldClock) -> None:
    first, second = (b64decode(desk.challenge()["challenge"]) for _ in range(2))
    clock.pass_by(60)
    assert code(ask(desk, Chip(), challenge=first)) is None
    clock.pass_by(0.001)
    assert code(ask(desk, Chip(), challenge=second)) == "SIM-0001"


def test_a_challenge_of_ones_own_is_refused(desk: Desk) -> None:
    assert code(ask(desk, Chip(), challenge=bytes(32))) == "SIM-0001"


def test_a_signature_by_another_key_is_refused(desk: Desk) -> None:
    assert code(ask(desk, Chip(), key="forger")) == "SIM-0002"


def test_a_certificate_of_another_authority_is_refused_even_under_the_same_name(
    desk: Desk,
) -> None:
    assert code(ask(desk, Chip(Authority("others").issue()))) == "SIM-0003"
    impostor = Desk(PEOPLE, Authority("impostor").pem, "1319999999", lambda: datetime.now(UTC))
    assert code(ask(impostor, Chip())) == "SIM-0003"


def test_rubbish_and_a_signing_certificate_are_no_user_certificates(desk: Desk) -> None:
    assert code(ask(desk, Chip(b"rubbish"))) == "SIM-0003"
    assert code(ask(desk, Chip(AUTHORITY.issue(signature_purpose=False)))) == "SIM-0003"


def test_a_revoked_certificate_and_a_stranger_are_refused(desk: Desk) -> None:
    assert code(ask(desk, Chip(AUTHORITY.issue(STRANGER)))) == "SIM-0006"
    desk.revoke(TARO)
    assert code(ask(desk, Chip())) == "SIM-0005"


def test_a_suspended_certificate_is_refused_and_a_revoked_one_stays_revoked(desk: Desk) -> None:
    desk.suspend(TARO)
    assert code(ask(desk, Chip())) == "SIM-0010"
    desk.revoke(TARO)
    desk.suspend(TARO)
    assert code(ask(desk, Chip())) == "SIM-0005"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ((2025, 5, 9), (None, None)),
        ((2025, 5, 10), (None, "SIM-0101")),  # three months before
        ((2025, 8, 10), (None, "SIM-0101")),  # the last day itself
        ((2025, 8, 11), (None, "SIM-0102")),
        ((2025, 11, 30), (None, "SIM-0102")),  # the last day of the third month after
        ((2025, 12, 1), ("SIM-0004", None)),
        ((2020, 12, 31), ("SIM-0004", None)),  # not yet valid
    ],
)
def test_an_expired_certificate_serves_to_the_end_of_the_third_month_after(
    desk: Desk, clock: HeldClock, today: tuple[int, int, int], expected: tuple[str, str]
) -> None:
    clock.time = datetime(*today, 12, tzinfo=UTC) - timedelta(hours=9)
    answer = ask(desk, valid_until(2025, 8, 10))
    assert (code(answer), notice(answer)) == expected


def test_an_expired_certificate_gives_no_consents(desk: Desk, clock: HeldClock) -> None:
    clock.time = datetime(2025, 9, 1, tzinfo=UTC)
    receipt = ask(desk, valid_until(2025, 8, 10))["receipt"]
    yes = desk.consents({"receipt": receipt, "flags": {"PharmacistsInfoConsFlg": "1"}})
    no = desk.consents({"receipt": receipt, "flags": {"PharmacistsInfoConsFlg": "0"}})
    assert (code(yes), code(no)) == ("SIM-0009", None)


def test_consents_last_twenty_four_hours_and_are_remembered(desk: Desk, clock: HeldClock) -> None:
    clock.time = datetime(2026, 2, 21, 8, 48, 35, tzinfo=UTC)
    receipt = ask(desk, valid_until(2030, 1, 1))["receipt"]
    flags = {"PharmacistsInfoConsFlg": "1", "OperationInfoConsFlg": "0"}
    body = desk.consents({"receipt": receipt, "flags": flags})["XmlMsg"]["MessageBody"]
    assert body["PharmacistsInfoConsTime"] == "20260221174835"
    assert body["PharmacistsInfoAvailableTime"] == "20260222174835"
    assert body["OperationInfoConsFlg"] == "0"
    assert "OperationInfoConsTime" not in body
    assert desk.consents_of(TARO) == flags


def test_the_same_consents_again_keep_their_time_and_others_are_refused(
    desk: Desk, clock: HeldClock
) -> None:
    receipt = ask(desk, Chip())["receipt"]
    yes, no = ({"PharmacistsInfoConsFlg": flag} for flag in "10")
    first = desk.consents({"receipt": receipt, "flags": yes})["XmlMsg"]["MessageBody"]
    clock.pass_by(5)
    assert desk.consents({"receipt": receipt, "flags": yes})["XmlMsg"]["MessageBody"] == first
    assert code(desk.consents({"receipt": receipt, "flags": no})) == "SIM-0008"
    assert code(desk.consents({"receipt": "unknown", "flags": yes})) == "SIM-0007"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
NAMES = st.sampled_from(["challenge", "certificate", "signature", "method", "receipt", "flags"])


@given(st.dictionaries(NAMES, JSON | st.just("QUFB") | st.just("pin")))
def test_any_request_is_answered_or_malformed(request: dict[str, Any]) -> None:
    desk = Desk(PEOPLE, AUTHORITY.pem, "1319999999", lambda: datetime.now(UTC))
    for decide in (desk.qualification, desk.consents):
        try:
            assert code(decide(request)) is not None
        except Malformed:
            continue

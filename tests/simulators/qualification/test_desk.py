"""What the simulated service decides: freshness, trust, dates, consents."""

from base64 import b64decode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulators.qualification.desk import Desk
from simulators.qualification.registry import Registry
from simulators.qualification.requests import Malformed
from tests.simulators.qualification.asking import ask, code, valid_until
from tests.simulators.qualification.cards import (
    PERSON,
    STRANGER,
    TARO,
    Authority,
    Chip,
    HeldClock,
)

AUTHORITY = Authority()


def notice(answer: Any) -> str | None:
    return answer["XmlMsg"]["MessageBody"].get("ProcessingResultCode")


def test_a_good_proof_gets_the_persons_qualification_by_element_names(desk: Desk) -> None:
    answer = ask(desk, Chip())
    message = answer["XmlMsg"]
    assert message["MessageHeader"]["SegmentOfResult"] == "1"
    assert message["MessageBody"]["QualificationValidity"] == "1"
    [result] = message["MessageBody"]["ResultList"]["ResultOfQualificationConfirmation"]
    assert result.items() >= PERSON.items()


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
    desk: Desk, registry: Registry
) -> None:
    assert code(ask(desk, Chip(Authority("others").issue()))) == "SIM-0003"
    impostor = Desk(registry, Authority("impostor").pem, "1319999999", lambda: datetime.now(UTC))
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


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
PROOF = ["challenge", "certificate", "signature", "method"]
ANSWERS = ["receipt", "flags", "prescription", "public_expense", "registration"]
NAMES = st.sampled_from(PROOF + ANSWERS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(request=st.dictionaries(NAMES, JSON | st.sampled_from(["QUFB", "pin", "1"])))
def test_any_request_is_answered_or_malformed(desk: Desk, request: dict[str, Any]) -> None:
    for decide in (desk.qualification, desk.result, desk.registration, desk.consents):
        try:
            assert code(decide(request)) is not None
        except Malformed:
            continue

"""In the three months after a certificate's end nothing medical is shown (§4.2)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from simulators.personas.insured import Insured
from simulators.qualification.desk import Desk
from simulators.qualification.exchange.exchange import Exchange
from simulators.qualification.exchange.store import ExchangeStore
from simulators.qualification.registry import Registry
from tests.simulators.qualification.asking import ask, valid_until
from tests.simulators.qualification.cards import PERSON, TARO, Authority, HeldClock
from tests.simulators.qualification.exchange.clinic import INSTITUTION

LAST = datetime(2026, 11, 20, 14, 59, 59, tzinfo=UTC)  # the certificate's last second
ALL = dict.fromkeys(
    (
        "PharmacistsInfoConsFlg",
        "DiagnosisInfoConsFlg",
        "OperationInfoConsFlg",
        "SpecificHealthCheckupsInfoConsFlg",
    ),
    "1",
)


def test_a_reception_in_grace_shows_nothing_and_ends_what_was_shown(tmp_path: Path) -> None:
    clock = HeldClock(LAST - timedelta(hours=1))
    registry = Registry({TARO: Insured((PERSON,))}, tmp_path / "registry.sqlite")
    desk = Desk(registry, Authority().pem, INSTITUTION, clock)
    store = ExchangeStore(tmp_path / "exchange.sqlite")
    exchange = Exchange(registry, store, INSTITUTION, clock)
    chip = valid_until(2026, 11, 20)

    def shown() -> list[str]:
        header = {
            "MedicalInstitutionCode": INSTITUTION,
            "InsurerNumber": PERSON["InsurerNumber"],
            "InsuredPersonIdentificationNumber": PERSON["InsuredIdentificationNumber"],
        }
        body = {"FileCategory": "4", "StartDate": "202401", "EndDate": "202611"}
        checkup = {"FileCategory": "2"}
        return [
            interface
            for interface, asked in (("YZKsiquc01", body), ("TKKsiquc01", checkup))
            if "document"
            in exchange.answer(
                interface, {"XmlMsg": {"MessageHeader": header, "MessageBody": asked}}
            )
        ]

    desk.consents({"receipt": ask(desk, chip)["receipt"], "flags": ALL})
    assert shown() == ["YZKsiquc01", "TKKsiquc01"]
    clock.time = LAST + timedelta(seconds=1)
    receipt = ask(desk, chip)["receipt"]
    assert shown() == []
    refused = desk.consents({"receipt": receipt, "flags": ALL})["XmlMsg"]["MessageHeader"]
    assert refused["ErrorCode"] == "SIM-0009"
    assert shown() == []

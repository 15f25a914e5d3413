"""A clinic whose receipt computer asks the simulated service, without any network."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from simulators.personas.insured import Insured
from simulators.qualification.exchange.exchange import Exchange
from simulators.qualification.exchange.store import ExchangeStore
from simulators.qualification.registry import Registry
from tests.simulators.qualification.cards import HeldClock
from tests.simulators.qualification.description import hold, hold_request

INSTITUTION = "1319999999"
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)  # noon in Japan

ADULT, TWIN, ELDER, MOVED, LOST, SOLDIER, CHILD, AIDED = range(1, 9)
FAMILY = {
    "InsurerNumber": "  139998",
    "InsuredCardSymbol": "見本ー7",
    "InsuredIdentificationNumber": "0045",
    "InsuredCardClassification": "01",
    "QualificationDate": "20190401",
    "InsuredCardValidDate": "20190401",
    "InsuredCardExpirationDate": "20300331",
}
LIMIT = {"LimitApplicationCertificateClassificationFlag": "A03"}
DISEASE = {"SpecificDiseasesCertificateInfo": [{"SpecificDiseasesDiseaseCategory": "1"}]}


def person(name: str, number: str, birth: str, **more: Any) -> dict[str, Any]:
    return {
        **FAMILY,
        "Name": f"秘密　{name}",
        "NameKana": "ﾋﾐﾂ",
        "Sex1": "2",
        "InsuredIdentificationNumber": number,
        "InsuredBranchNumber": "00",
        "Birthdate": birth,
        **more,
    }


OLD = person("移", "61", "19700101", DisqualificationDate="20260930", ReasonOfLoss="03")
NEW = person("移", "4", "19700101", InsurerNumber="06139992", QualificationDate="20260930") | {
    "InsuredCardValidDate": "20260930"
}
PEOPLE: Mapping[int, Insured] = {
    ADULT: Insured(
        (
            person(
                "花子",
                "0045",
                "19860908",
                LimitApplicationCertificateRelatedInfo=LIMIT,
                SpecificDiseasesCertificateList=DISEASE,
            ),
        )
    ),
    TWIN: Insured((person("双子", "0045", "19860908", InsuredBranchNumber="01"),)),
    ELDER: Insured(
        (
            {
                **person("年長", "12345678", "19400101", InsurerNumber="39139993"),
                "InsuredCardSymbol": "",
                "InsuredBranchNumber": "",
            },
        )
    ),
    MOVED: Insured((OLD, NEW), "3"),
    LOST: Insured(
        (person("失", "71", "19850202", DisqualificationDate="20260930", ReasonOfLoss="03"),), "2"
    ),
    SOLDIER: Insured((person("隊", "81", "19900303", InsuredCardClassification="07"),)),
    CHILD: Insured((person("子", "91", "20210202"),)),
    AIDED: Insured((person("扶助", "95", "19670509", InsuredCardClassification="A1"),), "6"),
}


def people() -> dict[int, Insured]:
    return dict(PEOPLE)


class Clinic:
    """Sends requests and receives patients."""

    def __init__(self, folder: Path, clock: HeldClock | None = None, processing: int = 1) -> None:
        self.folder = folder
        self.clock = clock or HeldClock(NOW)
        self.registry = Registry(people(), folder / "registry.sqlite")
        store = ExchangeStore(folder / "exchange.sqlite")
        self.exchange = Exchange(self.registry, store, INSTITUTION, self.clock, processing)

    def receive(self, serial: int, **consents: bool) -> None:
        """Receive a patient with their answers."""
        self.registry.add_reception(serial, "face", self.clock())
        if consents:
            self.registry.record_consents(serial, consents, self.clock())

    def send(
        self, interface: str, body: Mapping[str, Any], **header: str
    ) -> tuple[dict[str, str], dict[str, Any]]:
        """Return header and body of the answer."""
        message = self.whole(interface, body, **header)["XmlMsg"]
        return message["MessageHeader"], message["MessageBody"]

    def whole(self, interface: str, body: Mapping[str, Any], **header: str) -> dict[str, Any]:
        head = {"MedicalInstitutionCode": INSTITUTION, **header}
        message = {"MessageHeader": head, "MessageBody": body}
        answer = self.exchange.answer(interface, {"XmlMsg": message})
        if not _many(answer):
            hold(f"/exchange/{interface}", answer)
        if answer["XmlMsg"]["MessageHeader"]["SegmentOfResult"] != "9":
            hold_request(f"/exchange/{interface}", {"XmlMsg": message})
        return answer

    def search(self, info: Mapping[str, Any], day: str = "20261120") -> dict[str, Any]:
        """Return the body of a single query's answer."""
        header, body = self.send(
            "OQSsiquc01",
            {"QualificationConfirmSearchInfo": info},
            QualificationConfirmationDate=day,
        )
        assert header["SegmentOfResult"] == "1", header
        return body

    def view(self, interface: str, serial: int, category: str, **body: str) -> dict[str, Any]:
        """Ask for a person's medical information; return the whole answer."""
        result = PEOPLE[serial].results[0]
        header = {
            "InsurerNumber": result["InsurerNumber"],
            "InsuranceCardSymbol": result["InsuredCardSymbol"],
            "InsuredPersonIdentificationNumber": result["InsuredIdentificationNumber"],
            "BranchNumber": result["InsuredBranchNumber"],
        }
        asked = {"FileCategory": category, **body}
        if interface == "YZKsiquc01":
            asked = {"StartDate": "202311", "EndDate": "202611", **asked}
        return self.whole(interface, asked, **header)


def _many(answer: Mapping[str, Any]) -> bool:
    """Say whether it takes long to hold an answer against its description."""
    return len(answer["XmlMsg"]["MessageBody"].get("BulkConfirmUnit", ())) > 100


def asking(serial: int, which: int = 0, **changed: str) -> dict[str, str]:
    """Return the QualificationConfirmSearchInfo of a person's qualification."""
    names = (
        "InsurerNumber",
        "InsuredCardSymbol",
        "InsuredIdentificationNumber",
        "InsuredBranchNumber",
        "Birthdate",
    )
    info = {name: PEOPLE[serial].results[which][name] for name in names} | changed
    return {name: value for name, value in info.items() if value}


def results(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the results of a body or a unit."""
    return body["ResultList"]["ResultOfQualificationConfirmation"]

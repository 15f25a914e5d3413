"""Who comes on these days: many people of nobody's, each known to the service by a serial."""

from collections.abc import Mapping

from simulators.personas.insured import Insured
from tests.fakes import people

FIRST_SERIAL = 0x5A200000
HOW_MANY = 240


def _person(number: int) -> Mapping[str, str]:
    return {
        "InsurerNumber": "  139998",
        "InsuredCardSymbol": "見本",
        "InsuredIdentificationNumber": f"7{number:06}",
        "InsuredBranchNumber": "00",
        "InsuredCardClassification": "01",
        "Name": f"秘密　{number:04}子",
        "NameKana": f"ﾋﾐﾂ {number:04}ｺ",
        "Birthdate": "19800217",
        "Sex1": "2",
        "Address": f"東京都見本市秘密町{number:04}",
    }


SERIALS = tuple(FIRST_SERIAL + number for number in range(HOW_MANY))
NEWCOMER, CERTIFIED = FIRST_SERIAL + HOW_MANY, FIRST_SERIAL + HOW_MANY + 1
"""Somebody who has not applied for 利用登録; somebody with 公費 and 特定疾病 certificates."""
_EXPENSE = {
    "name": "指定難病",
    "payer_number": "54139993",
    "recipient_number": "1234566",
    "valid_start_date": "20260101",
    "valid_end_date": "20301231",
}
_DISEASES = {"SpecificDiseasesCertificateInfo": [{"SpecificDiseasesDiseaseCategory": "1"}]}
PEOPLE = {
    **{serial: Insured((_person(serial - FIRST_SERIAL),)) for serial in SERIALS},
    NEWCOMER: Insured((_person(HOW_MANY),), registered=False),
    CERTIFIED: Insured(
        ({**_person(HOW_MANY + 1), "SpecificDiseasesCertificateList": _DISEASES},),
        public_expenses=(_EXPENSE,),
    ),
}
MARKS = frozenset({"秘密", "ﾋﾐﾂ", "19800217", people.PIN})
"""What stands for anybody of them, in names and addresses too."""
NUMBERS = frozenset(one.results[0]["InsuredIdentificationNumber"] for one in PEOPLE.values())
"""What is one person's alone."""


def name_of(serial: int) -> str:
    """Return a person's name as the service tells it."""
    [result] = PEOPLE[serial].results
    return str(result["Name"])

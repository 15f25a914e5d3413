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


PEOPLE = {FIRST_SERIAL + number: Insured((_person(number),)) for number in range(HOW_MANY)}
SERIALS = tuple(PEOPLE)
MARKS = frozenset({"秘密", "ﾋﾐﾂ", "19800217", people.PIN})
"""What stands for anybody of them, in names and addresses too."""
NUMBERS = frozenset(
    result["InsuredIdentificationNumber"] for result in map(_person, range(HOW_MANY))
)
"""What is one person's alone."""


def name_of(serial: int) -> str:
    """Return a person's name as the service tells it."""
    [result] = PEOPLE[serial].results
    return str(result["Name"])

"""Medical information as the XML that viewing software reads.

The names of elements are those that public integrations read (薬剤・診療: ``MeTrMonthInf`` …,
特定健診: ``SpecificHealthCheckupInfo`` …); which others the real files hold is not known.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Comment, Element, tostring

from simulators.qualification.exchange.medical_history import Checkup, Drug, Treatment, Visit
from simulators.qualification.exchange.medical_sheet import Sheet

_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
OTHER_CLINIC: Final = "2"  # PrIsOrg: not the institution that asks
OUTPATIENT: Final = "2"  # InOut: 1 入院, 2 入院外


def visits_xml(sheet: Sheet, visits: Iterable[Visit]) -> bytes:
    """Write 薬剤・診療・手術, by month and day. What the visits do not hold leaves no element."""
    person = _element(
        "QuaInf",
        _element("Name", sheet.name),
        _element("KanaName", sheet.kana),
        _element("Birth", f"{sheet.birth:%Y%m%d}"),
        _element("AdmGendCode", sheet.sex),
    )
    body = Element("MessageBody")
    for (month, *_), days in groupby(visits, lambda v: (f"{v.day:%Y%m}", v.clinic_code)):
        body.append(_month(month, list(days)))
    return _message(sheet, person, body)


def checkups_xml(sheet: Sheet, checkups: Iterable[Checkup]) -> bytes:
    """Write 特定健診."""
    person = _element(
        "QualificationsInfo",
        _element("Name", sheet.name),
        _element("KanasName", sheet.kana),
        _element("Birthday", f"{sheet.birth:%Y%m%d}"),
        _element("AdministrativeGenderCode", sheet.sex),
    )
    found = (_checkup(checkup) for checkup in checkups)
    return _message(
        sheet, person, _element("MessageBody", _element("SpecificHealthCheckupInfos", *found))
    )


def _message(sheet: Sheet, person: Element, body: Element) -> bytes:
    header = _element(
        "MessageHeader",
        _element("ProcessExecutionTime", f"{sheet.made_at:%Y%m%d%H%M%S}"),
        _element("MedicalInstitutionCode", sheet.institution),
        _element("CharacterCodeIdentifier", "0"),
        _element("ResultCode", "1"),
        person,
    )
    if sheet.file_identifier:
        header.insert(2, _element("ArbitraryFileIdentifier", sheet.file_identifier))
    root = _element("XmlMsg", header, body)
    root.insert(0, Comment(" 見本 / simulated "))
    return _DECLARATION + tostring(root, encoding="utf-8", xml_declaration=False)


def _element(name: str, *content: Element | str) -> Element:
    made = Element(name)
    for one in content:
        if isinstance(one, str):
            made.text = one
        else:
            made.append(one)
    return made


def _month(month: str, visits: list[Visit]) -> Element:
    first = visits[0]
    found = _element(
        "MeTrMonthInf",
        _element("DiOrg", "1"),
        _element("MeTrMonth", month),
        _element("PrIsOrg", OTHER_CLINIC),
        _element("InOut", OUTPATIENT),
        _element("PrlsHCd", first.clinic_code),
        _element("PrlsHNm", first.clinic),
    )
    if any(visit.drugs for visit in visits):
        found.extend(
            (_element("MeTrDiHCd", first.pharmacy_code), _element("MeTrDiHNm", first.pharmacy))
        )
    found.append(_element("DiDateInfs", *(_day(visit) for visit in visits)))
    return found


def _day(visit: Visit) -> Element:
    found = _element(
        "DiDateInf",
        _element("DiDate", f"{visit.day:%Y%m%d}"),
        _element("PrDate", f"{visit.day:%Y%m%d}"),
    )
    if visit.drugs:
        found.append(_element("DrugInfs", *(_drug(drug) for drug in visit.drugs)))
    if visit.treatments:
        found.append(_element("MeTrInfs", *(_treatment(one) for one in visit.treatments)))
    return found


def _drug(drug: Drug) -> Element:
    return _element(
        "DrugInf",
        _element("MeTrIdCl", "21"),
        _element("DrugC", drug.code),
        _element("DrugN", drug.name),
        _element("IngreN", drug.ingredient),
        _element("Qua1", str(drug.quantity)),
        _element("Unit", drug.unit),
        _element("UsageN", drug.usage),
        _element("Times", str(drug.days)),
    )


def _treatment(treatment: Treatment) -> Element:
    return _element(
        "MeTrInf",
        _element("MeTrIdCl", treatment.kind),
        _element("SinInfCd", treatment.code),
        _element("SinInfN", treatment.name),
        _element("Qua1", "1"),
        _element("Times", "1"),
    )


def _checkup(checkup: Checkup) -> Element:
    items = (
        _element(
            "HealthCheckupResultAndQuestionInfo",
            _element("ItemCode", item.code),
            _element("ItemName", item.name),
            _element("DataType", "PQ"),
            _element("DataValue", item.value),
            _element("Unit", item.unit),
        )
        for item in checkup.items
    )
    return _element(
        "SpecificHealthCheckupInfo",
        _element("EffectiveTime", f"{checkup.day:%Y%m%d}"),
        _element("HealthCheckupResultAndQuestionInfos", *items),
    )

"""Face files, sidecars and answers as tests write them: by hand, without the kiosk's writers."""

import json
from typing import Any

INSTITUTION = "1319999999"
NOON = "20261120120000"
PERSON = (
    "<Birthdate>19860908</Birthdate><InsurerNumber>  139998</InsurerNumber>"
    "<Name>秘密　太郎</Name><NameKana>ﾋﾐﾂ ﾀﾛｳ</NameKana>"
    "<InsuredIdentificationNumber>4567</InsuredIdentificationNumber>"
)
CONSENT = (
    "<PharmacistsInfoConsFlg>1</PharmacistsInfoConsFlg>"
    "<PharmacistsInfoConsTime>20261120120000</PharmacistsInfoConsTime>"
    "<PharmacistsInfoAvailableTime>20261121120000</PharmacistsInfoAvailableTime>"
)


def face_name(number: int = 0, time: str = NOON, ending: str = "xml") -> str:
    return f"OQSsiquc01res_face_{INSTITUTION}{number:020x}_{time}.{ending}"


def message(header: str, body: str, encoding: str = "UTF-8") -> bytes:
    declaration = f'<?xml version="1.0" encoding="{encoding}" standalone="no"?>'
    text = (
        f"{declaration}\n<XmlMsg><MessageBody>{body}</MessageBody>"
        f"<MessageHeader>{header}</MessageHeader></XmlMsg>"
    )
    return text.encode("cp932" if encoding == "Shift_JIS" else "utf-8")


def header(code: str = "0", segment: str = "1", more: str = "") -> str:
    return (
        f"<SegmentOfResult>{segment}</SegmentOfResult>"
        f"<ProcessExecutionTime>{NOON}</ProcessExecutionTime>"
        f"<MedicalInstitutionCode>{INSTITUTION}</MedicalInstitutionCode>"
        f"<CharacterCodeIdentifier>{code}</CharacterCodeIdentifier>{more}"
    )


def face(*persons: str, encoding: str = "UTF-8", validity: str = "1") -> bytes:
    """Return a face file about these persons, or the usual one."""
    results = "".join(
        f"<ResultOfQualificationConfirmation>{person}</ResultOfQualificationConfirmation>"
        for person in persons or (PERSON + CONSENT,)
    )
    body = (
        f"<ResultList>{results}</ResultList>"
        f"<QualificationValidity>{validity}</QualificationValidity>"
    )
    return message(header("1" if encoding == "Shift_JIS" else "0"), body, encoding)


def sidecar(file: str | None, **more: Any) -> bytes:
    values = {
        "schema": "uketsuke-sidecar-1",
        "reception": "00000000-0000-4000-8000-000000000001",
        "status": "provisional" if file is None else "confirmed",
        "method": "face",
        **({} if file is None else {"file": file}),
        **more,
    }
    return json.dumps(values, ensure_ascii=False).encode()

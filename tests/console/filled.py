"""A morning at a clinic of nobody's, written into the tables as a kiosk writes it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, insert

from kiosk.domain.certificates_of_benefit import (
    ElderlyRecipientCertificate,
    LimitApplicationCertificate,
    SpecificDiseasesCertificate,
)
from kiosk.domain.consent import Information, RecordedConsent
from kiosk.domain.insurance import number_key
from kiosk.domain.japan_time import JAPAN, time_digits
from kiosk.domain.qualification import Qualification, QualificationConfirmation, Validity
from kiosk.domain.qualification_tree import tree_of
from kiosk.storage import desk_tables as desk
from kiosk.storage import tables
from kiosk.storage.database import open_database, writing
from kiosk.storage.details import name_columns
from kiosk.storage.message_json import to_json

NOW = datetime(2026, 11, 21, 10, 40, tzinfo=JAPAN)
INSTITUTION = "1319999999"
STAFF = ((1, "sato", "佐藤 恵", "administrator"), (2, "suzuki", "鈴木 一郎", "receptionist"))

HANAKO = Qualification(
    insured_card_classification="01",
    insurer_number="01130012",
    insurer_name="全国健康保険協会東京支部",
    insured_card_symbol="１２３４５６７８",
    insured_identification_number="0000123",
    insured_branch_number="01",
    personal_family_classification="1",
    insured_name="見本　花子",
    name="見本　花子",
    name_kana="ﾐﾎﾝ ﾊﾅｺ",
    sex1="2",
    birthdate="19860708",
    post_number="199-9901",
    address="東京都見本市例示町１－２－３",
    qualification_date="20190401",
    insured_card_valid_date="20190401",
    reference_number="00012345",
)
TAKEKO = replace(
    HANAKO,
    insurer_number="  138016",
    insurer_name="見本市",
    insured_card_symbol="例－７",
    insured_identification_number="0004711",
    insured_branch_number="02",
    personal_family_classification="2",
    name="●木　竹子",
    name_kana="ﾀﾝｷﾞ ﾀｹｺ",
    name_of_other="高木　タケ",
    birthdate="19541102",
    qualification_date="20200401",
    insured_card_expiration_date="20270731",
    reference_number=None,
    elderly_recipient_certificate=ElderlyRecipientCertificate(
        "20260801", "20260801", "20270731", "020"
    ),
    limit_application_certificate=LimitApplicationCertificate(
        "01", "B04", "20260801", "20260801", "20270731"
    ),
    specific_diseases_cons_flg="1",
    specific_diseases_certificates=(
        SpecificDiseasesCertificate("1", "20240601", "20240601", None, "10000"),
    ),
)
ENDED = replace(
    HANAKO,
    insured_identification_number="0000456",
    name="例示　太郎",
    name_kana="ﾚｲｼﾞ ﾀﾛｳ",
    sex1="1",
    birthdate="19720229",
    disqualification_date="20261031",
    reason_of_loss="03",
    reference_number="00000077",
)


@dataclass(frozen=True)
class Made:
    """A visit to write: minutes before `NOW`, and what differs from a quiet one."""

    key: str
    minutes: float
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    person: Qualification | None = None
    validity: Validity = Validity.VALID
    doubts: tuple[tuple[str, str, int], ...] = ()
    provisional: int | None = None


def ident(key: str) -> str:
    """Return the id of what is called so here."""
    return str(uuid5(NAMESPACE_URL, key))


RECEIVED: Mapping[str, Any] = {"outcome": "received", "state": "done", "step": 5}
MORNING = (
    Made("hanako", 31, {**RECEIVED, "verified_by": "face"}, HANAKO),
    Made("takeko", 24, {**RECEIVED, "verified_by": "pin", "face_failures": 2}, TAKEKO,
         doubts=(("name_has_bullet", "Name", 0), ("other_name", "NameOfOther", 0))),
    Made("ended", 12, {**RECEIVED, "verified_by": "face", "state": "see_staff",
                       "needs": "see_staff.insurance_ended", "at": 11}, ENDED, Validity.INVALID,
         (("qualification_ended", "QualificationValidity", 0),)),
    Made("line", 9, {"outcome": "provisional", "state": "received_provisionally", "step": 5,
                     "verified_by": "face", "needs": "provisional", "at": 8}, provisional=1),
    Made("refused", 44, {"outcome": "card_refused", "state": "card_not_usable",
                         "needs": "card.certificate_expired", "at": 44, "handled": 2}),
    Made("left", 38, {"outcome": "left", "state": "giving_consent", "step": 4}),
    Made("face", 2, {"state": "face_refused", "step": 2, "needs": "face.not_matched", "at": 1.2,
                     "face_failures": 3, "open": True, "kiosk": "kiosk-1"}),
    Made("locked", 3, {"state": "pin_locked", "step": 2, "needs": "pin_locked", "at": 0.6,
                       "pin_failures": 3, "open": True, "kiosk": "kiosk-2"}),
)  # fmt: skip


def fill(path: Path, now: datetime = NOW, *, more: int = 0) -> None:
    """Write the morning into the database; `more` quiet receptions besides, through the day."""
    engine = open_database(path)
    with writing(engine) as connection:
        staff(connection, now)
        kiosks(connection, now)
        for made in MORNING:
            write(connection, made, now)
        for number in range(more):
            quiet = Made(f"more-{number}", 50 + number / 2, MORNING[0].values, HANAKO)
            write(connection, quiet, now)
    engine.dispose()


def staff(connection: Connection, now: datetime) -> None:
    """Write two colleagues, none of whom can sign in."""
    rows = [
        {"id": number, "login": login, "name": name, "role": role, "created_at": now}
        for number, login, name, role in STAFF
    ]
    connection.execute(insert(desk.staff).prefix_with("OR IGNORE"), rows)


def kiosks(connection: Connection, now: datetime) -> None:
    """Write two kiosks that live."""
    for kiosk, state, visit in (
        ("kiosk-1", "face_refused", ident("face")),
        ("kiosk-2", "pin_locked", ident("locked")),
    ):
        connection.execute(
            insert(desk.kiosks).values(
                kiosk=kiosk,
                version="0.6.0",
                started_at=now - timedelta(hours=2),
                beat_at=now,
                state=state,
                since=now - timedelta(minutes=1),
                visit=visit,
            )
        )


def write(connection: Connection, made: Made, now: datetime) -> None:
    """Write a visit with everything that hangs on it."""
    at = now - timedelta(minutes=made.minutes)
    _visit(connection, made, now)
    if made.person is not None:
        answer = _answer(made, at)
        _kept(connection, made, answer, at)
        _details(connection, made, answer, at)
    if made.provisional is not None:
        connection.execute(
            insert(tables.provisional_receptions).values(
                reception=ident(made.key),
                day=at.date(),
                number=made.provisional,
                kiosk="kiosk-1",
                at=at,
                verified_by="face",
                face_failures=0,
            )
        )


def _visit(connection: Connection, made: Made, now: datetime) -> None:
    began, values = now - timedelta(minutes=made.minutes), dict(made.values)
    handled, since = values.pop("handled", None), values.pop("at", None)
    under_way = values.pop("open", False)
    row: dict[str, Any] = {
        "id": ident(made.key),
        "kiosk": "kiosk-1",
        "session": 7,
        "began_at": began,
        "ended_at": None if under_way else began + timedelta(seconds=48),
        "step": 1,
        "token": "card",
        "language": "ja",
        "needs_since": None if since is None else now - timedelta(minutes=since),
        "handled_at": now - timedelta(minutes=1) if handled else None,
        "handled_by": handled,
    }
    connection.execute(insert(desk.visits).values(**(row | values)))


def _answer(made: Made, at: datetime) -> QualificationConfirmation:
    shared = tuple(
        RecordedConsent(kind, at, at + timedelta(hours=24))
        for kind in (Information.DIAGNOSIS, Information.PHARMACISTS)
    )
    return QualificationConfirmation(
        process_execution_time=time_digits(at),
        confirmation_date=f"{at:%Y%m%d}",
        medical_institution_code=INSTITUTION,
        arbitrary_file_identifier="ZmljdGl0aW91cyE=",
        validity=made.validity,
        results=(made.person,) if made.person else (),
        consents=shared,
    )


def _kept(
    connection: Connection, made: Made, answer: QualificationConfirmation, at: datetime
) -> None:
    connection.execute(
        insert(tables.check_ins).values(
            id=ident(made.key),
            at=at,
            kiosk="kiosk-1",
            verified_by=made.values["verified_by"],
            validity=made.validity.value,
            medical_institution_code=INSTITUTION,
            arbitrary_file_identifier="ZmljdGl0aW91cyE=",
            doubts=json.dumps(made.doubts),
        )
    )
    recorded = {one.information: one for one in answer.consents}
    for kind in Information:
        given = recorded.get(kind)
        connection.execute(
            insert(tables.consents).values(
                check_in=ident(made.key),
                information=kind.value,
                given=given is not None,
                consented_at=given and given.consented_at,
                available_until=given and given.available_until,
            )
        )
    connection.execute(
        insert(tables.outbox).values(
            check_in=ident(made.key),
            kiosk="kiosk-1",
            folder="face",
            name=f"OQSsiquc01res_face_{INSTITUTION}{ident(made.key).replace('-', '')[:20]}.xml",
            kept_at=at,
            attempts=0,
            delivered_at=at + timedelta(seconds=1),
        )
    )


def _details(
    connection: Connection, made: Made, answer: QualificationConfirmation, at: datetime
) -> None:
    person = made.person
    assert person is not None
    kinds = {kind: any(one.information is kind for one in answer.consents) for kind in Information}
    connection.execute(
        insert(desk.reception_details).values(
            reception=ident(made.key),
            at=at,
            **name_columns(person.name, person.name_kana),
            birthdate=person.birthdate,
            number_key=number_key(person.insured_identification_number),
            reference_number=person.reference_number,
            message=to_json(tree_of(answer, kinds, "0")),
        )
    )

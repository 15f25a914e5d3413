"""What the kiosk writes, read by software that shares nothing with it."""

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn, VerifiedBy
from kiosk.domain.qualification import Qualification
from kiosk.domain.session import SessionId
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.qualification_xml import Encoding
from kiosk.ports.records import ResultFile
from simulators.receipt_computer.computer import ReceiptComputer
from simulators.receipt_computer.decoding import Part, text
from simulators.receipt_computer.reception import Provisional, Reception, read_reception
from tests.output.receptions import NOON, QUALIFICATION, confirmation, reception, recorded
from tests.output.strategies import XML_TEXT, receptions

RECEPTION = "00000000-0000-4000-8000-000000000001"
INSTITUTION = "1319999999"


def writer(folder: Path, encoding: Encoding) -> OqsFolders:
    return OqsFolders(folder / "face", folder / "res", encoding, INSTITUTION, "kiosk-1")


def deliver(output: OqsFolders, files: Sequence[ResultFile]) -> None:
    for file in files:
        output.publish(file, output.stage(file, None))


@pytest.mark.parametrize("encoding", list(Encoding))
def test_a_reception_arrives_as_it_was(
    computer: ReceiptComputer, folder: Path, encoding: Encoding
) -> None:
    output, check_in = writer(folder, encoding), reception()
    files, doubts = output.render(check_in, RECEPTION, NOON)
    deliver(output, files)
    [taken] = computer.take_all()
    assert isinstance(taken, Reception)
    assert (taken.validity, doubts) == ("1", ())
    [person] = taken.results
    assert texts(person) == known(QUALIFICATION)
    assert list(taken.consents) == ["PharmacistsInfo"]
    assert taken.sidecar is not None
    assert (taken.sidecar.reception, taken.sidecar.method) == (RECEPTION, "face")
    assert computer.rejected == {}


def known(person: Qualification) -> dict[str, str]:
    """Return the elements of a person that are texts."""
    values = {
        field.metadata["element"]: getattr(person, field.name)
        for field in fields(person)
        if "element" in field.metadata and "block" not in field.metadata
    }
    return {name: value for name, value in values.items() if value}


def texts(person: Part) -> dict[str, str]:
    """Return the elements that are texts, but for consents."""
    return {
        name: value
        for name, value in person.items()
        if isinstance(value, str) and not name.startswith(("Pharmacists", "Operation"))
    }


def test_a_provisional_reception_arrives_with_its_number(
    computer: ReceiptComputer, folder: Path
) -> None:
    output = writer(folder, Encoding.UTF_8)
    check_in = ProvisionalCheckIn(SessionId(7), VerifiedBy.PIN)
    deliver(output, [output.render_provisional(check_in, RECEPTION, 3, NOON)])
    [taken] = computer.take_all()
    assert isinstance(taken, Provisional)
    assert (taken.sidecar.number, taken.sidecar.reception) == (3, RECEPTION)


def test_receptions_of_one_second_keep_their_own_sidecars(
    computer: ReceiptComputer, folder: Path
) -> None:
    output, names = writer(folder, Encoding.UTF_8), [f"秘密　{number}" for number in range(5)]
    for name in names:
        person = replace(QUALIFICATION, name=name)
        check_in = reception(confirmation=confirmation(person, consents=recorded()))
        deliver(output, output.render(check_in, f"{RECEPTION[:-1]}{name[-1]}", NOON)[0])
    taken = [one for one in computer.take_all() if isinstance(one, Reception)]
    assert sorted(text(one.results[0], "Name") for one in taken) == names
    for one in taken:
        assert one.sidecar is not None
        assert text(one.results[0], "Name")[-1] == one.sidecar.reception[-1]


@settings(max_examples=60, deadline=None)
@given(check_in=receptions(XML_TEXT), encoding=st.sampled_from(Encoding))
def test_whatever_the_kiosk_writes_is_truthful_and_readable(
    check_in: CheckIn, encoding: Encoding
) -> None:
    output = OqsFolders(Path(), None, encoding, INSTITUTION, "kiosk-1")
    files, _ = output.render(usual(check_in), RECEPTION, NOON)
    [face] = [file for file in files if file.name.endswith(".xml")]
    told = read_reception(face.name, face.content)
    assert len(told.results) == len(check_in.confirmation.results)


def usual(check_in: CheckIn) -> CheckIn:
    """Return the reception with what this software insists on: numbers, dates and 24 hours."""
    told = check_in.confirmation
    results = (
        replace(one, insurer_number="  139998", birthdate="19800217") for one in told.results
    )
    consents = recorded(*(consent.information for consent in told.consents))
    return replace(
        check_in,
        confirmation=replace(
            told,
            process_execution_time="20261120120000",
            medical_institution_code=INSTITUTION,
            results=tuple(results),
            consents=consents,
        ),
    )

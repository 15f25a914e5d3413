"""What is written reads back equal, in both encodings, and says truthfully how it is encoded."""

from dataclasses import replace

import pytest
from hypothesis import given

from kiosk.domain.certificates_of_benefit import MedicalTicket
from kiosk.domain.check_in import CheckIn
from kiosk.domain.consent import Consents, Information
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import Validity
from kiosk.output.encoding import Encoding
from kiosk.output.qualification_reader import read_consents, read_result
from kiosk.output.qualification_xml import render_result, substituted
from kiosk.ports.faults import DeviceFault
from tests.output.receptions import QUALIFICATION, confirmation, reception, recorded
from tests.output.strategies import CP932_TEXT, XML_TEXT, receptions


@given(receptions(XML_TEXT))
def test_a_utf8_file_reads_back_equal(check_in: CheckIn) -> None:
    content = render_result(check_in, Encoding.UTF_8)
    assert read_result(content) == check_in.confirmation
    assert read_consents(content) == check_in.consents


@given(receptions(CP932_TEXT))
def test_a_shift_jis_file_reads_back_equal(check_in: CheckIn) -> None:
    content = render_result(check_in, Encoding.SHIFT_JIS)
    assert read_result(content) == check_in.confirmation
    assert read_consents(content) == check_in.consents


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("髙橋　德子①", "髙橋　德子①"),
        ("ｱｵﾊﾞ ﾊﾅｺ", "ｱｵﾊﾞ ﾊﾅｺ"),
        ("吉田", "吉田"),
        ("𠮷田", "〓田"),
        ("葛\U000e0100城", "葛城"),
        ("１〜２−３‖", "１～２－３∥"),
        ("José", "Jos〓"),
        ("●", "●"),
    ],
)
def test_a_character_that_cp932_lacks_becomes_a_geta(text: str, kept: str) -> None:
    named = reception(confirmation=confirmation(replace(QUALIFICATION, name=text)))
    content = render_result(named, Encoding.SHIFT_JIS)
    assert f"<Name>{kept}</Name>" in content.decode("cp932")
    assert f"<Name>{text}</Name>".encode() in render_result(named, Encoding.UTF_8)


@pytest.mark.parametrize("text", ["髙橋　德子①", "１〜２−３‖", "¥", "●", "〓", ""])
def test_a_sign_that_only_takes_its_other_code_point_is_not_flagged(text: str) -> None:
    named = reception(confirmation=confirmation(replace(QUALIFICATION, name=text)))
    assert substituted(named, Encoding.SHIFT_JIS) == ()


@pytest.mark.parametrize("text", ["𠮷田", "葛\U000e0100城", "José", "〓𠮷"])
def test_every_element_that_loses_a_character_is_flagged_once_and_by_result(text: str) -> None:
    ticket = MedicalTicket(injury_name_1=text, injury_name_2="骨折")
    results = (
        replace(QUALIFICATION, name=text * 2),
        replace(QUALIFICATION, medical_tickets=(ticket, ticket), others=(Node("New", text),)),
    )
    answer = replace(confirmation(*results), processing_result_message=text)
    named = reception(confirmation=answer)
    assert [(doubt.element, doubt.result) for doubt in substituted(named, Encoding.SHIFT_JIS)] == [
        ("ProcessingResultMessage", 0),
        ("Name", 0),
        ("InjuryName1", 1),
        ("New", 1),
    ]
    assert substituted(named, Encoding.UTF_8) == ()


@pytest.mark.parametrize(
    ("encoding", "identifier"), [(Encoding.UTF_8, b"0"), (Encoding.SHIFT_JIS, b"1")]
)
def test_declaration_bytes_and_identifier_agree(encoding: Encoding, identifier: bytes) -> None:
    content = render_result(reception(), encoding)
    first_line = f'<?xml version="1.0" encoding="{encoding.value}" standalone="no"?>\n'
    assert content.startswith(first_line.encode())
    assert b"<CharacterCodeIdentifier>%s</CharacterCodeIdentifier>" % identifier in content
    assert "秘密　花子" in content.decode(encoding.codec)


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x0b", "\ud800", "\ufffe"])
def test_a_character_that_xml_cannot_hold_is_a_fault_that_tells_nothing(character: str) -> None:
    name = f"秘密{character}花子"
    named = reception(confirmation=confirmation(replace(QUALIFICATION, name=name)))
    with pytest.raises(DeviceFault) as error:
        render_result(named, Encoding.UTF_8)
    assert str(error.value) == "receipt_computer: illegal_character"


def test_markup_in_a_value_stays_a_value() -> None:
    hostile = "</Name><Sex1>9</Sex1>&amp;]]><!--"
    named = reception(confirmation=confirmation(replace(QUALIFICATION, name=hostile)))
    for encoding in Encoding:
        assert read_result(render_result(named, encoding)).results[0].name == hostile


def test_every_kind_asked_has_its_flag_and_only_a_yes_has_times() -> None:
    content = render_result(reception(), Encoding.UTF_8).decode()
    assert "<PharmacistsInfoConsFlg>1</PharmacistsInfoConsFlg>" in content
    assert "<PharmacistsInfoConsTime>20261120120000</PharmacistsInfoConsTime>" in content
    assert "<PharmacistsInfoAvailableTime>20261121120000</PharmacistsInfoAvailableTime>" in content
    assert "<OperationInfoConsFlg>0</OperationInfoConsFlg>" in content
    assert "OperationInfoConsTime" not in content
    assert "DiagnosisInfo" not in content


def test_no_flag_is_set_that_the_patient_did_not_agree_to_or_the_service_did_not_record() -> None:
    asked = Consents({Information.OPERATION: False, Information.DIAGNOSIS: True})
    answer = confirmation(consents=recorded(Information.OPERATION, Information.PHARMACISTS))
    content = render_result(reception(consents=asked, confirmation=answer), Encoding.UTF_8)
    assert read_consents(content).given == frozenset()


def test_no_qualification_leaves_an_empty_list() -> None:
    answer = replace(confirmation(), validity=Validity.NONE, results=())
    refused = reception(consents=Consents(), confirmation=answer)
    assert read_result(render_result(refused, Encoding.UTF_8)) == answer

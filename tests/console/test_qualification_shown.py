"""A qualification as the terminal shows and copies it."""

from dataclasses import replace

from kiosk.console.qualification import ShownQualification, shown
from kiosk.console.texts import load_texts
from kiosk.domain.certificates_of_benefit import (
    ElderlyRecipientCertificate,
    LimitApplicationCertificate,
)
from kiosk.domain.qualification import Qualification, QualificationConfirmation, Validity
from tests.fakes import people

TEXTS = load_texts()
JA, EN = TEXTS.language("ja"), TEXTS.language("en")


def seen(*records: Qualification, validity: Validity | None = Validity.VALID) -> ShownQualification:
    confirmation = QualificationConfirmation(
        "20261120120000", "20261120", people.INSTITUTION, "", validity, records
    )
    return shown(confirmation, EN, JA)


def test_the_copy_has_the_terminals_labels_tabs_and_order_whatever_language_is_read() -> None:
    record = replace(
        people.PERSON, sex1="2", preschool_classification="1", personal_family_classification="2"
    )
    copied = seen(record).records[0].copy.split("\n")
    assert copied[:3] == [
        "確認日\t令和8年11月20日（2026年）",
        "保険者番号\t139998",
        "証区分\t一般",
    ]
    labels = [line.split("\t")[0] for line in copied]
    assert labels[3:8] == ["記号", "番号", "フリガナ", "氏名", "生年月日"]
    assert "性別\t女" in copied
    assert copied[-1] == "未就学区分\t義務教育就学前"


def test_what_is_absent_has_no_line() -> None:
    [section] = seen(Qualification(name="見本")).records[0].sections
    assert [label for label, _ in section.lines] == ["Confirmed for (確認日)", "Name (氏名)"]


def test_each_certificate_is_a_section_of_its_own() -> None:
    record = replace(
        people.PERSON,
        name_of_other="別名",
        elderly_recipient_certificate=ElderlyRecipientCertificate(contribution_ratio="020"),
        limit_application_certificate=LimitApplicationCertificate(classification_flag="A03"),
        disqualification_date="20260930",
        reason_of_loss="03",
    )
    found = seen(record).records[0]
    assert len(found.sections) == 5
    assert "負担割合\t2割" in found.copy
    assert "適用区分\tウ" in found.copy
    assert "20260930" not in found.copy
    assert "喪失" not in found.copy


def test_a_code_that_nobody_knows_is_shown_as_it_came() -> None:
    record = replace(people.PERSON, insured_card_classification="88", birthdate="19809999")
    copied = seen(record).records[0].copy
    assert "証区分\t88" in copied
    assert "生年月日\t19809999" in copied


def test_every_validity_has_words_and_none_but_valid_is_green() -> None:
    kinds = {validity: seen(validity=validity).kind for validity in (None, *Validity)}
    assert [validity for validity, kind in kinds.items() if kind == "done"] == [Validity.VALID]
    assert all(seen(validity=validity).text for validity in kinds)


def test_the_services_own_words_are_shown_as_they_are() -> None:
    confirmation = people.confirmation()
    told = replace(confirmation, processing_result_code="W1", processing_result_message="更新を")
    assert shown(told, JA, JA).notice == "W1 更新を"

"""A qualification as the terminal shows and copies it."""

from dataclasses import fields, replace

from kiosk.console.qualification import ShownQualification, shown
from kiosk.console.texts import load_texts
from kiosk.domain.certificates_of_benefit import (
    ElderlyRecipientCertificate,
    LimitApplicationCertificate,
    MedicalTicket,
)
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import Qualification, QualificationConfirmation, Validity
from tests.console.filled import TAKEKO
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
    assert copied[:4] == [
        "資格情報(医療保険)",
        "確認日 : \t令和8年11月20日",
        "保険者番号\t139998",
        "証区分\t一般",
    ]
    labels = [line.split("\t")[0] for line in copied]
    assert labels[4:9] == ["記号", "番号", "フリガナ", "氏名", "生年月日"]
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


def test_no_date_of_the_copy_is_in_two_calendars_and_those_of_the_page_are() -> None:
    found = seen(TAKEKO).records[0]
    assert "生年月日\t昭和29年11月2日\n" in found.copy
    assert "（" not in "".join(line for line in found.copy.splitlines() if "年" in line)
    assert ("Birth date (生年月日)", "2 November 1954 (Showa 29)") in found.sections[0].lines


def _read(copy: str) -> dict[tuple[str, str], str]:
    """Read a copy as programs in the field do; what they would stop at fails here."""
    dated = {"有効開始日", "有効終了日", "負担割合"}
    allowed = {
        "裏面記載情報(医療保険)": {"氏名", "氏名カナ", "性別"},
        "資格情報(医療扶助)": {
            "フリガナ",
            "氏名",
            "生年月日",
            "性別",
            "郵便番号",
            "住所",
            "証区分",
        },
        "裏面記載情報(医療扶助)": {"氏名", "氏名カナ", "性別"},
        "高齢受給者証": dated,
        "限度額適用認定証": set[str](),
    }
    checked = dated | {label for labels in allowed.values() for label in labels}
    assert copy.startswith("資格情報")
    read: dict[tuple[str, str], str] = {}
    section = ""
    for line in copy.splitlines():
        label, tab, value = line.partition("\t")
        if not tab:
            section = label
            continue
        wanted = allowed.get(section, checked)
        assert label not in checked or label in wanted, (section, label)
        assert (section, label) not in read
        read[section, label] = value
    return read


def test_programs_that_read_the_terminals_copy_read_this_one() -> None:
    insured = "資格情報(医療保険)"
    read = _read(seen(TAKEKO).records[0].copy)
    assert read[insured, "確認日 : "] == "令和8年11月20日"
    assert read[insured, "氏名"] == "●木　竹子"
    assert read["裏面記載情報(医療保険)", "氏名"] == "高木　タケ"
    assert read["高齢受給者証", "負担割合"] == "2割"
    assert read["限度額適用認定証", "適用区分"] == "一般"
    aided = replace(TAKEKO, insured_card_classification="A1")
    assert _read(seen(aided).records[0].copy)["資格情報(医療扶助)", "氏名"] == "●木　竹子"


def test_a_ticket_is_shown_whole_and_what_is_new_in_it_by_its_own_name() -> None:
    told = {one.name: f"{one.name}-1" for one in fields(MedicalTicket) if one.name != "others"}
    told |= {"valid_date": "20261101", "treatment_month": "202611", "expiration_date": "202699"}
    told["self_pay_amount"] = "12000"
    others = (Node("WelfareOfficeName", "見本市福祉事務所"), Node("Brandnew", "7"))
    record = replace(people.PERSON, medical_tickets=(MedicalTicket(**told, others=others),))
    days = {
        "ja": {"令和8年11月1日（2026年）", "令和8年11月（2026年）"},
        "en": {"1 November 2026 (Reiwa 8)", "November 2026 (Reiwa 8)"},
    }
    for words in (JA, EN):
        section = (
            shown(replace(people.confirmation(), results=(record,)), words, JA)
            .records[0]
            .sections[-1]
        )
        values = {value for _, value in section.lines}
        assert set(told.values()) - {"20261101", "202611", "12000"} <= values
        assert days[words.language] | {"12,000", "見本市福祉事務所"} <= values
        assert ("Brandnew", "7") in section.lines
    assert "見本市福祉事務所" not in seen(record).records[0].copy


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


def test_an_insurance_that_is_over_is_marked_and_one_that_ends_later_is_not() -> None:
    over = replace(people.PERSON, disqualification_date="20261120")
    later = replace(people.PERSON, disqualification_date="20261121")
    answer = seen(over, later, people.PERSON, validity=Validity.INVALID_NEW_ONE_EXISTS)
    assert [bool(one.ended) for one in answer.records] == [True, False, False]
    assert "20 November 2026" in answer.records[0].ended

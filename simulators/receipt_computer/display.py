"""What a clinic's software shows of what it took: one line each, for the person before the screen.

Names may stand there: it plays the clinic's own software. They go to no log and no file.
"""

import re
from typing import Final

from simulators.receipt_computer.answers import Answer
from simulators.receipt_computer.computer import Taken
from simulators.receipt_computer.decoding import Part, Rejected, section, sections, text
from simulators.receipt_computer.reception import Provisional, Reception

_VALIDITY: Final = {
    "1": "有効",
    "2": "無効",
    "3": "無効（新しい資格あり）",
    "4": "該当資格なし",
    "5": "複数該当",
    "6": "有効（医療券未登録）",
    "": "資格確認エラー",
}
_METHOD: Final = {"face": "顔認証", "pin": "暗証番号", "visual_check": "目視", "phone": "スマホ"}
_PRESCRIPTION: Final = {"1": "電子処方箋", "2": "紙の処方箋"}
_SEGMENT: Final = {"1": "正常終了", "2": "処理中", "9": "異常終了"}


def line_of(taken: Taken) -> str:
    """Return the line of a reception."""
    if isinstance(taken, Provisional):
        method = _METHOD.get(taken.sidecar.method, taken.sidecar.method)
        return f"仮受付 {taken.sidecar.number}番  {method}  受付ID {taken.sidecar.reception}"
    return "  ".join(part for part in _parts(taken) if part)


def answer_line(answer: Answer) -> str:
    """Return the line of an answer."""
    words = [answer.interface, _SEGMENT[answer.segment], answer.error]
    if answer.error:
        words.append(text(section(answer.message, "MessageHeader"), "ErrorMessage"))
    if answer.for_staff:
        words.append("職員の方へ: どの要求の答えでもありません")
    words.append(_found(answer.body))
    people = _people(answer.body)
    if people:
        words.append(f"{len(people)}名: {'、'.join(map(person_line, people[:3]))}")
    if answer.document is not None:
        words.append(f"文書 {len(answer.document):,} バイト")
    return "  ".join(word for word in words if word)


def person_line(person: Part) -> str:
    """Return who somebody is, as a line of a list would say it."""
    name, kana = text(person, "Name"), text(person, "NameKana")
    born = re.sub("(....)(..)(..)", r"\1-\2-\3", text(person, "Birthdate"))
    insurer = text(person, "InsurerNumber").strip()
    number = text(person, "InsuredIdentificationNumber")
    who = f"{name}（{kana}）{born}生" if name else "氏名なし"
    numbers = (insurer and f"保険者{insurer}", number and f"番号{number}")  # 医療扶助 has neither
    return " ".join(part for part in (who, *numbers) if part)


def _parts(reception: Reception) -> list[str]:
    time = re.sub(r".*_\d{8}(..)(..)(..)\.xml", r"\1:\2:\3", reception.file)
    people = "、".join(map(person_line, reception.results))
    consents = reception.consents_in_words
    parts = [time, _VALIDITY[reception.validity], people, f"同意 {consents or 'なし'}"]
    parts.append(_PRESCRIPTION.get(_body_text(reception, "PrescriptionIssueSelect"), ""))
    sidecar = reception.sidecar
    if sidecar is not None:
        used = "・".join(sidecar.public_expenses)
        parts += [f"受給者証 {used}" if used else "", _METHOD.get(sidecar.method, sidecar.method)]
        parts.extend(f"注意 {warning}" for warning in sidecar.warnings)
    if notice := _body_text(reception, "ProcessingResultMessage"):
        parts.append(f"お知らせ「{notice}」")  # as it stands (qualification.md §2.2)
    return parts


def _body_text(reception: Reception, name: str) -> str:
    try:
        return text(reception.body, name)
    except Rejected:  # it stands twice: neither is taken
        return ""


def _found(body: Part) -> str:
    """Return in words what the service found out about one person; nothing of other answers."""
    validity = text(body, "QualificationValidity")
    return _VALIDITY.get(validity, validity) if validity else ""


def _people(body: Part) -> list[Part]:
    """Return the people of an answer, of one query or of many."""
    units = [body, *_blocks(body, "BulkConfirmUnit")]
    lists = [results for unit in units for results in _blocks(unit, "ResultList")]
    return [one for each in lists for one in _blocks(each, "ResultOfQualificationConfirmation")]


def _blocks(part: Part, name: str) -> list[Part]:
    try:
        return [one for one in sections(part, name) if one]
    except Rejected:
        return []

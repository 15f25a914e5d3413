"""Renders what a request is answered: the service's message, or an error of the kiosk's own.

Error files have the standard's shape: SegmentOfResult 9 with ErrorCode and ErrorMessage, which says
in Japanese what to do (qualification.md §2.1).
"""

from dataclasses import replace
from datetime import datetime
from typing import Final

from kiosk.domain.japan_time import time_digits
from kiosk.domain.message_tree import Node
from kiosk.output.characters import is_xml_text, loses_in_cp932
from kiosk.output.qualification_xml import Encoding, render_message
from kiosk.output.request_interfaces import answer_stem
from kiosk.ports.qualification import Exchanged
from kiosk.ports.records import Folder, ResultFile
from kiosk.ports.requests import RequestFault, RequestRefused

_ABNORMAL: Final = "9"  # SegmentOfResult: 異常終了
_AGAIN: Final = "直してから、新しいファイル名で送り直してください。"
MESSAGES: Final = {
    RequestFault.SIZE: "要求ファイルが空か、大きすぎます（上限は1件照会で1MB、一括で64MB）。"
    + _AGAIN,
    RequestFault.ENCODING: "要求ファイルの文字コードが、宣言と違うか、使えないものです"
    "（UTF-8かShift_JIS）。" + _AGAIN,
    RequestFault.DOCTYPE: "要求ファイルにDOCTYPEは使えません。" + _AGAIN,
    RequestFault.NOT_XML: "要求ファイルがXMLとして読めません。" + _AGAIN,
    RequestFault.NO_MESSAGE: "要求ファイルの最上位の要素が違います。" + _AGAIN,
    RequestFault.MISSING: "必要な項目がありません。" + _AGAIN,
    RequestFault.BAD_VALUE: "項目の値、桁数または個数が正しくありません"
    "（コードや日付は半角の数字）。" + _AGAIN,
    RequestFault.OTHER_CLINIC: "医療機関コードが受付キオスクの設定と違います。" + _AGAIN,
    RequestFault.UNKNOWN_INTERFACE: "この種類の要求は受付キオスクでは扱えません。"
    "資格確認端末をお使いください。",
    RequestFault.NAME_USED: "同じ名前の要求ファイルを受け取り済みです。"
    "ファイル名の番号を変えて送り直してください。",
    RequestFault.RESULT_UNKNOWN: "送信の途中で途切れたため、処理されたか分かりません。"
    "登録や受付の状況を確かめてから、新しいファイル名で送り直してください。",
    RequestFault.NO_ANSWER: "何度送っても、オンライン資格確認等システムから答えがありません。"
    "時間をおいて、新しいファイル名で送り直してください。",
    RequestFault.ANSWER_UNUSABLE: "オンライン資格確認等システムの答えをファイルに書けません。"
    "資格確認端末でお確かめください。",
}


def render_answer(name: str, exchanged: Exchanged, encoding: Encoding) -> tuple[ResultFile, ...]:
    """Render the answer to the request of a name.

    A document goes first, so that it is there for whoever finds the message: a PDF under the
    message's own name, an XML document, whose ending is the message's too, with ``.document``: no
    request has a dot in its name, so no other answer is called so.
    """
    stem, message = answer_stem(name), _truthful(exchanged.message, encoding)
    answer = _result(f"{stem}.xml", render_message(message, encoding))
    if exchanged.document is None:
        return (answer,)
    ending = ".pdf" if exchanged.media == "pdf" else ".document.xml"
    return (_result(stem + ending, exchanged.document), answer)


def substituted(message: Node, encoding: Encoding) -> int:
    """Count the elements of an answer that lose a character in its encoding."""
    if encoding is Encoding.UTF_8:
        return 0
    below = sum(substituted(child, encoding) for child in message.children)
    return below + loses_in_cp932(message.text)


def render_refusal(
    name: str,
    refused: RequestRefused,
    header: tuple[str, str | None],
    at: datetime,
    encoding: Encoding,
) -> tuple[ResultFile, ...]:
    """Render an error file; `header` holds MedicalInstitutionCode and ArbitraryFileIdentifier."""
    institution, identifier = header
    text = MESSAGES[refused.fault]
    if refused.element:
        text = f"{refused.element}：{text}"
    children = [
        Node("ProcessExecutionTime", time_digits(at)),
        Node("MedicalInstitutionCode", institution),
        Node("SegmentOfResult", _ABNORMAL),
        Node("ErrorCode", refused.fault.value),
        Node("ErrorMessage", text),
        Node("CharacterCodeIdentifier", encoding.identifier),
    ]
    if identifier and is_xml_text(identifier):
        children.insert(2, Node("ArbitraryFileIdentifier", identifier))
    message = Node(
        "XmlMsg", children=(Node("MessageHeader", children=tuple(children)), Node("MessageBody"))
    )
    return (_result(f"{answer_stem(name)}.xml", render_message(message, encoding)),)


def _result(name: str, content: bytes) -> ResultFile:
    return ResultFile(name, content, Folder.RES)


def _truthful(message: Node, encoding: Encoding) -> Node:
    """Return the message with the CharacterCodeIdentifier of the bytes that it becomes."""
    return replace(
        message,
        children=tuple(
            _with_identifier(child, encoding) if child.name == "MessageHeader" else child
            for child in message.children
        ),
    )


def _with_identifier(header: Node, encoding: Encoding) -> Node:
    others = (child for child in header.children if child.name != "CharacterCodeIdentifier")
    identifier = Node("CharacterCodeIdentifier", encoding.identifier)
    return replace(header, children=(*others, identifier))

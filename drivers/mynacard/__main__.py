"""`python -m drivers.mynacard`: look at the card in the reader, for support people.

Tells the kind of card, the month in which its certificate ends (the day would be the holder's
birthday) and the tries left. It never sends a PIN. `--trace` shows the dialogue with everything
blanked that could be somebody's.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from drivers.mynacard.files import PUBLIC_FILES
from drivers.mynacard.look import Look, look_at
from drivers.pcsc.connection import Connection
from drivers.pcsc.reader import ReaderConnection, look_once
from drivers.pcsc.trace import TracingConnection
from kiosk.domain.certificate import CertificateValidity
from kiosk.domain.refusal import CardRefusal
from kiosk.domain.token import TokenKind
from kiosk.ports.faults import DeviceFault

KINDS: Final[Mapping[TokenKind, str]] = {
    TokenKind.CARD: "マイナンバーカード  My Number card",
    TokenKind.OLD_CARD: "住民基本台帳カード（使えません）  old resident card, cannot be used",
    TokenKind.ANDROID: "スマートフォン（Android）  Android phone",
    TokenKind.IPHONE: "スマートフォン（iPhone）  iPhone",
}
PROBLEMS: Final[Mapping[str, str]] = {
    "pcscd_gone": "カードのサービス pcscd が動いていません。\n"
    "pcscd, the card service, does not run: start it (systemctl start pcscd.socket)",
    "reader_gone": "カードリーダーが抜けました。  The reader was unplugged: plug it in again",
    "reader_busy": "ほかのソフトがカードを使っています。\n"
    "Another program uses the card: close it, or stop the kiosk",
    "reader_failed": "カードリーダーが正しく動きません。  The reader fails: unplug it, plug it in",
    "card_gone": "カードが離れました。  The card left the reader: place it again and wait",
    "card_mute": "カードが答えません。裏返すか、ケースから出してください。\n"
    "The card does not answer: turn it over, take it out of its case",
    "card_reset": "ほかのソフトがカードを初期化しました。  Another program reset it: once more",
}
OTHER_PROBLEM: Final = "カードの中身が読めません。  The card answers what no such card should"
NO_READER: Final = "カードリーダーが見つかりません。  No reader was found: is it plugged in?"
NO_CARD: Final = "カードがありません。  There is no card in it"
NOT_OURS: Final = "マイナンバーカードではありません。  This is not a My Number card"
BY_PIN_ALONE: Final = "暗証番号のあとで分かります  shown after the PIN alone"
NO_CERTIFICATE: Final = "なし  none"


def main(arguments: Sequence[str] | None = None) -> int:
    """Look at every reader; 0 when a card was read, 1 when none was, 2 for wrong arguments."""
    parser = argparse.ArgumentParser(prog="python -m drivers.mynacard", description=__doc__)
    parser.add_argument("--reader", default="", help="part of the reader's name; else every one")
    parser.add_argument("--trace", action="store_true", help="show the dialogue, blanked")
    options = parser.parse_args(arguments)
    try:
        readers = {name: card for name, card in look_once().items() if options.reader in name}
    except DeviceFault as fault:
        print(_words(fault))
        return 1
    if not readers:
        print(NO_READER)
    found = [_report(name, has_card, options.trace) for name, has_card in readers.items()]
    return 0 if any(found) else 1


def _report(reader: str, has_card: bool, trace: bool) -> bool:
    print(f"\n{reader}")
    if not has_card:
        print(f"  {NO_CARD}")
        return False
    try:
        found = _look(reader, trace)
    except DeviceFault as fault:
        print(f"  {_words(fault)}")
        return False
    if isinstance(found, CardRefusal):
        print(f"  {NOT_OURS}")
        return False
    for line in _lines(found):
        print(f"  {line}")
    return True


def _look(reader: str, trace: bool) -> Look | CardRefusal:
    connection: Connection = ReaderConnection.open(reader)
    if trace:
        connection = TracingConnection(connection, lambda line: print(f"  {line}"), PUBLIC_FILES)
    try:
        return look_at(connection)
    finally:
        connection.close()


def _lines(look: Look) -> list[str]:
    return [
        f"種類 Kind: {KINDS[look.kind]}",
        f"利用者証明用電子証明書 Certificate: {_until(look.certificate)}",
        f"暗証番号（4桁）PIN: {_left(look.pin_tries, 3)}",
        f"署名用暗証番号 Signing password: {_left(look.sign_pin_tries, 5)}",
        f"照合番号B Check number: {_left(look.check_number_tries, 10)}",
    ]


def _until(certificate: CertificateValidity | CardRefusal | None) -> str:
    if certificate is None:
        return BY_PIN_ALONE
    if isinstance(certificate, CardRefusal):
        return NO_CERTIFICATE
    last = certificate.last_day
    return f"{last.year}年{last.month}月まで  until {last:%Y-%m}"


def _left(tries: int | None, most: int) -> str:
    if tries is None:
        return "なし  none"
    if tries == 0:
        return "使えません（0回）  locked, or never set"
    return f"あと{tries}回（{most}回のうち）  {tries} of {most} tries left"


def _words(fault: DeviceFault) -> str:
    code = fault.fault.code
    notes = "".join(f" [{note}]" for note in getattr(fault, "__notes__", ()))
    return f"{PROBLEMS.get(code, OTHER_PROBLEM)} ({code}){notes}"


if __name__ == "__main__":
    sys.exit(main())

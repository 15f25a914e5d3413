"""Asks the simulated service's desk as a kiosk would."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from typing import Any

from simulators.qualification.desk import Desk
from tests.simulators.qualification.cards import Authority, Chip


def ask(
    desk: Desk,
    chip: Chip,
    key: str = "chip",
    challenge: bytes | None = None,
    method: str = "face",
    **of_the_reader: object,
) -> Any:
    fresh = challenge or b64decode(desk.challenge()["challenge"])
    proof = chip.proof(fresh, key)
    return desk.qualification(
        {
            "challenge": b64encode(proof.challenge).decode(),
            "certificate": b64encode(proof.certificate).decode(),
            "signature": b64encode(proof.signature).decode(),
            "method": method,
            **of_the_reader,
        }
    )


def code(answer: Any) -> str | None:
    return answer["XmlMsg"]["MessageHeader"].get("ErrorCode")


def body(answer: Any) -> Any:
    return answer["XmlMsg"]["MessageBody"]


def results(answer: Any) -> list[Any]:
    return body(answer)["ResultList"]["ResultOfQualificationConfirmation"]


def segment(answer: Any) -> str:
    return answer["XmlMsg"]["MessageHeader"]["SegmentOfResult"]


def valid_until(year: int, month: int, day: int) -> Chip:
    last = datetime(year, month, day, 14, 59, 59, tzinfo=UTC)  # the day's last second in Japan
    return Chip(Authority().issue(first=datetime(2021, 1, 1, tzinfo=UTC), last=last))

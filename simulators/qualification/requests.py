"""Reads what a kiosk asks: strict, for what is not understood must not be recorded."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from simulators.qualification.messages import CONSENTS

METHODS: Final = ("face", "pin", "visual_check", "phone")
READERS: Final = ("face", "general")

_FLAGS: Final = frozenset(f"{kind}ConsFlg" for kind in CONSENTS)
_CHOICES: Final = frozenset({"1", "2"})  # PrescriptionIssueSelect: 電子, 紙


class Malformed(Exception):
    """The request is none of this service's."""


@dataclass(frozen=True)
class Proof:
    """A signed challenge, and how the kiosk knew the holder."""

    challenge: bytes
    certificate: bytes
    signature: bytes
    method: str
    home_visit: bool = False  # MedicalTreatmentFlag 2: 訪問診療
    information: bool = True  # whether the reader may ask for medical information at all


@dataclass(frozen=True)
class Answers:
    """A patient's answers; what was not asked is absent, or None."""

    consents: Mapping[str, bool]  # by CONSENTS
    prescription: str | None
    public_expense: bool | None

    @property
    def consents_to_anything(self) -> bool:
        """Whether any flag is 1."""
        return any(self.consents.values())


def read_proof(request: Mapping[str, Any]) -> Proof:
    """Read the body of /qualification. Raises `Malformed`."""
    method = read_text(request, "method")
    if method not in METHODS:
        raise Malformed
    challenge, certificate, signature = (
        _octets(request, name) for name in ("challenge", "certificate", "signature")
    )
    return Proof(challenge, certificate, signature, method, *_of_the_reader(request, method))


def _of_the_reader(request: Mapping[str, Any], method: str) -> tuple[bool, bool]:
    """Return whether it is a home visit, and whether it may ask for medical information.

    What is not told is that of a 顔認証付きカードリーダー. A general reader compares no faces.
    """
    reader, information = request.get("reader", "face"), request.get("information", True)
    treatment = request.get("MedicalTreatmentFlag", "1")
    if reader not in READERS or treatment not in ("1", "2") or not isinstance(information, bool):
        raise Malformed
    if reader == "general" and method == "face":
        raise Malformed
    return treatment == "2", information


def read_answers(request: Mapping[str, Any]) -> Answers:
    """Read the body of /consents but its receipt. Raises `Malformed`."""
    prescription, expense = request.get("prescription"), request.get("public_expense")
    if "prescription" in request and not (
        isinstance(prescription, str) and prescription in _CHOICES
    ):
        raise Malformed
    if "public_expense" in request and not isinstance(expense, bool):
        raise Malformed
    return Answers(_consents(request.get("flags")), prescription, expense)


def read_text(request: Mapping[str, Any], name: str) -> str:
    """Read a text that must be there. Raises `Malformed`."""
    text = request.get(name)
    if not isinstance(text, str):
        raise Malformed
    return text


def _octets(request: Mapping[str, Any], name: str) -> bytes:
    try:
        return b64decode(read_text(request, name), validate=True)
    except ValueError:
        raise Malformed from None


def _consents(value: object) -> dict[str, bool]:
    if not isinstance(value, dict):
        raise Malformed
    flags = cast("dict[str, object]", value)
    if not flags.keys() <= _FLAGS or not all(flag in ("0", "1") for flag in flags.values()):
        raise Malformed
    return {name.removesuffix("ConsFlg"): flag == "1" for name, flag in flags.items()}

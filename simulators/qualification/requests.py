"""Reads what a kiosk asks: strict, for what is not understood must not be recorded."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from simulators.qualification.messages import CONSENTS

METHODS: Final = ("face", "pin", "visual_check", "phone")

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
    return Proof(challenge, certificate, signature, method)


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

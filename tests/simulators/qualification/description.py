"""Holds what the simulated service answers against its published description (openapi.json)."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from simulators.qualification.description import description
from simulators.qualification.desk import Desk

DESCRIPTION: Mapping[str, Any] = description()


@cache
def _validator(path: str, status: str) -> Draft202012Validator:
    response = DESCRIPTION["paths"][path]["post"]["responses"][status]
    schema = response["content"]["application/json"]["schema"]
    return Draft202012Validator({**schema, "components": DESCRIPTION["components"]})


@cache
def _request_validator(path: str) -> Draft202012Validator:
    schema = DESCRIPTION["paths"][path]["post"]["requestBody"]["content"]["application/json"][
        "schema"
    ]
    return Draft202012Validator({**schema, "components": DESCRIPTION["components"]})


def hold(path: str, answer: Any, status: int = 200) -> Any:
    """Return the answer, if it is as described."""
    _validator(path, str(status)).validate(answer)
    return answer


def hold_request(path: str, request: Any) -> None:
    """Raise `ValidationError` where a request that the service understands is not as described."""
    _request_validator(path).validate(request)


class DescribedDesk(Desk):
    """A desk that fails the test when an answer is not as described, or a request not refused."""

    def challenge(self) -> dict[str, Any]:
        return hold("/challenge", super().challenge())

    def qualification(self, request: Mapping[str, Any]) -> dict[str, Any]:
        answer = super().qualification(request)
        hold_request("/qualification", request)
        return hold("/qualification", answer)

    def result(self, request: Mapping[str, Any]) -> dict[str, Any]:
        answer = super().result(request)
        hold_request("/qualification/result", request)
        return hold("/qualification/result", answer)

    def registration(self, request: Mapping[str, Any]) -> dict[str, Any]:
        answer = super().registration(request)
        hold_request("/registration", request)
        return hold("/registration", answer)

    def consents(self, request: Mapping[str, Any]) -> dict[str, Any]:
        answer = super().consents(request)
        hold_request("/consents", request)
        return hold("/consents", answer)

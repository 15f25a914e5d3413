"""Where the service is and how long it is waited for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from drivers.qualification.refusals import REFUSALS
from kiosk.domain.refusal import QualificationRefusal
from kiosk.domain.shape import Shape


@dataclass(frozen=True)
class ServiceSettings:
    """What the client needs to know.

    `url` is ``https://host:port`` and an optional path; `ca` the only authority trusted for the
    server; `client_certificate` and `client_key` prove this kiosk (all PEM files).
    `institution` is the clinic's 医療機関コード of ten digits: an answer to another is refused.
    `connect_seconds` bounds the connection with its handshake, `answer_seconds` the wait for an
    answer and, once more, the reading of it; `bulk_seconds` the same for bulk answers, which
    nobody stands and waits for. `processing_seconds` is how long 処理中 is borne. `refusals` maps
    the service's error codes; `shape` is told with each proof, for what reader it comes from and
    whether it is a home visit (MedicalTreatmentFlag) decides what may be asked.
    """

    url: str
    ca: Path
    client_certificate: Path
    client_key: Path
    institution: str
    connect_seconds: float = 3.0
    answer_seconds: float = 10.0
    bulk_seconds: float = 60.0
    processing_seconds: float = 12.0
    shape: Shape = Shape.STANDARD
    refusals: Mapping[str, QualificationRefusal] = field(default_factory=lambda: REFUSALS)

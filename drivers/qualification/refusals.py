"""Which error code of the service means which refusal.

The official codes (別紙6-1) are not public; these are the ones of the simulated service. A code
that is not in the table is a fault of the service, never a refusal of the patient.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kiosk.domain.refusal import QualificationRefusal

REFUSALS: Final[Mapping[str, QualificationRefusal]] = MappingProxyType(
    {
        "SIM-0001": QualificationRefusal.PROOF_INVALID,
        "SIM-0002": QualificationRefusal.PROOF_INVALID,
        "SIM-0003": QualificationRefusal.CERTIFICATE_UNKNOWN,
        "SIM-0004": QualificationRefusal.CERTIFICATE_EXPIRED,
        "SIM-0005": QualificationRefusal.CERTIFICATE_REVOKED,
        "SIM-0006": QualificationRefusal.NOT_REGISTERED,
        "SIM-0010": QualificationRefusal.CERTIFICATE_SUSPENDED,
    }
)

"""Expected outcomes that end a road: values, each with a screen of its own."""

from dataclasses import dataclass
from enum import StrEnum


class CardRefusal(StrEnum):
    """Why a card cannot be used, as far as the chip itself can tell."""

    NOT_MY_NUMBER_CARD = "not_my_number_card"
    OLD_CARD = "old_card"
    NO_CERTIFICATE = "no_certificate"


class PortraitRefusal(StrEnum):
    """Why there is no portrait to compare with."""

    CHECK_NUMBER_WRONG = "check_number_wrong"  # what was printed did not open the chip
    CHECK_NUMBER_SPARED = "check_number_spared"  # too few of the ten tries left to risk one
    NO_PHOTO = "no_photo"
    NOT_AUTHENTIC = "not_authentic"  # the signature over the card face does not hold: forged?


class FaceImpossible(StrEnum):
    """Why no verdict was reached: other doors are offered."""

    NO_FACE = "no_face"  # nobody usable before the camera in time
    SEVERAL_FACES = "several_faces"
    PORTRAIT_UNUSABLE = "portrait_unusable"  # does not decode
    PORTRAIT_NO_FACE = "portrait_no_face"
    PORTRAIT_SEVERAL_FACES = "portrait_several_faces"
    PORTRAIT_TOO_SMALL = "portrait_too_small"
    STOPPED = "stopped"  # the session ended meanwhile


class QualificationRefusal(StrEnum):
    """Why the service gives no qualification: an answer, not a fault."""

    CERTIFICATE_REVOKED = "certificate_revoked"
    CERTIFICATE_SUSPENDED = "certificate_suspended"  # 一時停止, as for a card reported lost
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_UNKNOWN = "certificate_unknown"  # not issued by the authority the service trusts
    PROOF_INVALID = "proof_invalid"  # signature or challenge does not hold
    NOT_REGISTERED = "not_registered"  # 保険証利用登録 not done


@dataclass(frozen=True)
class Refused:
    """No qualification, and the service's own code for the help desk; empty where it gave none."""

    why: QualificationRefusal
    code: str = ""

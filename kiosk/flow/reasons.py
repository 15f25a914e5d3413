"""Why a reception takes another road: each reason has a screen of its own."""

from enum import StrEnum


class CardProblem(StrEnum):
    """Why this card cannot go on."""

    UNREADABLE = "unreadable"
    NOT_MY_NUMBER_CARD = "not_my_number_card"
    OLD_CARD = "old_card"
    NO_CERTIFICATE = "no_certificate"
    CERTIFICATE_EXPIRED = "certificate_expired"
    PHONE_NOT_APPROVED = "phone_not_approved"  # its holder did not vouch by Face ID or Touch ID


class FaceProblem(StrEnum):
    """Why the face did not open the way."""

    NOT_MATCHED = "not_matched"
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    PORTRAIT = "portrait"  # the chip gave none that can be compared
    CAMERA = "camera"
    FRONT = "front"  # the print could not be read; another reading may
    NO_PHOTO = "no_photo"
    CHECK_NUMBER_WRONG = "check_number_wrong"
    CHECK_NUMBER_SPARED = "check_number_spared"  # too few tries left to risk one


class StaffReason(StrEnum):
    """Why the patient is asked to speak to staff."""

    NOT_QUALIFIED = "not_qualified"  # received, but the insurance needs a look
    CERTIFICATE_REVOKED = "certificate_revoked"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_UNKNOWN = "certificate_unknown"
    PROOF_INVALID = "proof_invalid"
    NOT_REGISTERED = "not_registered"
    SIGNING_REFUSED = "signing_refused"
    VISUAL_CHECK_REFUSED = "visual_check_refused"
    PERHAPS_KEPT = "perhaps_kept"  # the records have not answered; they may hold it all the same
    CARD_NOT_AUTHENTIC = "card_not_authentic"  # the signature over the card face does not hold
    INTERNAL = "internal"


class CardLeft(StrEnum):
    """Why the card still lies in the reader."""

    FINISHED = "finished"
    TIMED_OUT = "timed_out"
    GAVE_UP = "gave_up"

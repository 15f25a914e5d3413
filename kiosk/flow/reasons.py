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
    UNSURE = "unsure"  # neither the same nor another: staff can tell
    CHALLENGE = "challenge"  # the movement asked for was not seen in time
    NOT_LIVE = "not_live"  # what stood before the camera was not taken for a person
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    PORTRAIT_UNUSABLE = "portrait_unusable"
    PORTRAIT_NO_FACE = "portrait_no_face"
    PORTRAIT_SEVERAL_FACES = "portrait_several_faces"
    PORTRAIT_TOO_SMALL = "portrait_too_small"
    CAMERA = "camera"
    FRONT = "front"  # the print could not be read; another reading may
    NO_PHOTO = "no_photo"
    CHECK_NUMBER_WRONG = "check_number_wrong"
    CHECK_NUMBER_SPARED = "check_number_spared"  # too few tries left to risk one
    TRIES_SPENT = "tries_spent"  # this card has failed often enough today
    UNCOUNTED = "uncounted"  # the records cannot count, so nothing is tried


PORTRAIT_PROBLEMS = frozenset(
    {
        FaceProblem.PORTRAIT_UNUSABLE,
        FaceProblem.PORTRAIT_NO_FACE,
        FaceProblem.PORTRAIT_SEVERAL_FACES,
        FaceProblem.PORTRAIT_TOO_SMALL,
    }
)
"""What another try with the same card cannot mend."""

NO_VERDICT = PORTRAIT_PROBLEMS | {FaceProblem.NO_FACE, FaceProblem.SEVERAL_FACES}
"""Nobody was compared with the portrait: no failure of this card."""


class StaffReason(StrEnum):
    """Why the patient is asked to speak to staff."""

    INSURANCE_ENDED = "insurance_ended"  # 無効: received, as with all that begin so
    INSURANCE_CHANGED = "insurance_changed"  # 無効（新しい資格あり）
    INSURANCE_NOT_FOUND = "insurance_not_found"  # 該当資格なし
    INSURANCE_SEVERAL = "insurance_several"  # 複数該当
    INSURANCE_TO_CHOOSE = "insurance_to_choose"  # 有効, but more than one result
    INSURANCE_TICKET = "insurance_ticket"  # 有効（未登録）: 医療券 to come
    INSURANCE_UNCLEAR = "insurance_unclear"  # none of these
    CERTIFICATE_REVOKED = "certificate_revoked"
    CERTIFICATE_SUSPENDED = "certificate_suspended"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_UNKNOWN = "certificate_unknown"
    PROOF_INVALID = "proof_invalid"
    NOT_REGISTERED = "not_registered"
    SIGNING_REFUSED = "signing_refused"
    VISUAL_CHECK_REFUSED = "visual_check_refused"
    PERHAPS_KEPT = "perhaps_kept"  # the records have not answered; they may hold it all the same
    CARD_NOT_AUTHENTIC = "card_not_authentic"  # the signature over the card face does not hold
    CARD_OF_ANOTHER = "card_of_another"  # its print is not of whom the service names
    INTERNAL = "internal"


class ServiceProblem(StrEnum):
    """Why the service has not answered."""

    NO_ANSWER = "no_answer"
    STILL_PROCESSING = "still_processing"  # 処理中: it works on it and was not done in time


class CardLeft(StrEnum):
    """Why the card still lies in the reader."""

    FINISHED = "finished"
    PROVISIONAL = "provisional"  # received provisionally, which is not finished
    TIMED_OUT = "timed_out"
    GAVE_UP = "gave_up"

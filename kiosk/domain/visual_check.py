"""目視確認: why staff look at a patient themselves, and where they say what they saw."""

from enum import StrEnum


class VisualReason(StrEnum):
    """The four reasons for which staff may look instead of the machine (qualification.md §6.1)."""

    FACE_AND_PIN = "face_and_pin"  # the face is not matched and the PIN forgotten
    CANNOT_OPERATE = "cannot_operate"  # the patient cannot work the kiosk alone
    UNWELL = "unwell"
    MACHINE = "machine"  # camera, reader or the like do not work

"""Status words this card gives (JICSAP 1.1, an ISO 7816-4 dialect)."""

from typing import Final

OK: Final = 0x9000
NO_INFORMATION_CHANGED: Final = 0x63C0  # + tries left
NO_SESSION_KEY_HERE: Final = 0x66F1  # SET SESSION KEY in an AP that is not made for it
WRONG_LENGTH: Final = 0x6700
CHANNEL_NOT_SUPPORTED: Final = 0x6881
SECURE_MESSAGING_NOT_SUPPORTED: Final = 0x6882
WRONG_FILE_STRUCTURE: Final = 0x6981
SECURITY_STATUS: Final = 0x6982
KEY_BLOCKED: Final = 0x6984
CONDITIONS: Final = 0x6985
NO_CURRENT_EF: Final = 0x6986
SECURE_OBJECT_MISSING: Final = 0x6987
SECURE_OBJECT_WRONG: Final = 0x6988
NO_SESSION: Final = 0x69FC  # secure messaging before a session key was set
BAD_DATA: Final = 0x6A80
FUNCTION_NOT_SUPPORTED: Final = 0x6A81
NOT_FOUND: Final = 0x6A82
NO_SUCH_RECORD: Final = 0x6A83
WRONG_P1_P2: Final = 0x6A86
NO_DATA_OBJECT: Final = 0x6A88
OFFSET_PAST_END: Final = 0x6B00
UNKNOWN_INS: Final = 0x6D00
UNKNOWN_CLA: Final = 0x6E00
INTERNAL: Final = 0x6F00


class Refused(Exception):
    """A command ends with a status word other than 9000."""

    def __init__(self, sw: int) -> None:
        super().__init__(f"{sw:04X}")
        self.sw = sw

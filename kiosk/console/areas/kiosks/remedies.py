"""What to do about a fault: one of few remedies for each code that a device can give."""

from collections.abc import Iterator, Mapping
from typing import Final

from kiosk.console.texts import Words
from kiosk.ports.desk.kiosks import Trouble

_STRANGE_CARD: Final = (
    "jpki_ap_missing visual_ap_missing file_missing file_too_long file_too_short"
    " certificate_protected malformed_certificate malformed_signature malformed_tlv short_answer"
    " endless_answer unexpected_status"
)
_BY_DEVICE: Final[Mapping[str, Mapping[str, str]]] = {
    "reader": {"reader_gone reader_busy reader_failed": "cable", "pcscd_gone": "reader_service"},
    "card": {"card_gone card_mute card_reset": "place_again", _STRANGE_CARD: "strange_card"},
    "camera": {"camera_lost card_face_camera_lost no_card_face_camera no_camera": "camera"},
    "vision": {
        "not_started child_died timed_out": "by_itself",
        "model_missing model_altered": "model",
    },
    "service": {
        "unreachable timed_out still_processing": "line",
        "untrusted": "certificate",
        "service_error malformed_answer": "wait",
    },
    "records": {"disk_full": "disk", "unavailable": "rights", "corrupt": "restore"},
    "receipt_computer": {"illegal_character": "terminal"},
    "folder": {
        "folder_missing": "share",
        "folder_changed": "share_changed",
        "not_writable not_readable": "folder_rights",
        "disk_full": "disk",
        "name_taken": "name_taken",
        "staged_elsewhere": "staged",
        "broken": "maker",
    },
}


def _flat() -> Iterator[tuple[tuple[str, str], str]]:
    for device, groups in _BY_DEVICE.items():
        for codes, remedy in groups.items():
            for code in codes.split():
                yield (device, code), remedy


REMEDIES: Final[Mapping[tuple[str, str], str]] = dict(_flat())
"""Device (``folder``: one of the receipt computer) and code → key below ``kiosks.remedy``."""


def what_failed(words: Words, trouble: Trouble) -> str:
    """Return the words of a trouble: what, of which part."""
    return words(f"kiosks.trouble.{trouble.what}", part=part_name(words, _part(trouble)))


def code_of(trouble: Trouble) -> str:
    """Return the code of a trouble, for the help desk; empty where it has none."""
    return str(trouble.details.get("code", ""))


def what_to_do(words: Words, trouble: Trouble) -> str:
    """Return what staff should do; empty when there is nothing."""
    if trouble.what in {"broken", "passcode_paused"}:
        return words(f"kiosks.remedy.{'maker' if trouble.what == 'broken' else 'passcode'}")
    if trouble.what in {"in_service", "delivery_resumed"}:
        return ""
    group = "folder" if "folder" in trouble.details else _part(trouble)
    return remedy(words, group, code_of(trouble))


def remedy(words: Words, group: str, code: str) -> str:
    """Return what to do about a device's (or folder's) code; for an unknown code, of the device."""
    key = REMEDIES.get((group, code)) or {"reader": "cable", "camera": "camera"}.get(group, "maker")
    return words(f"kiosks.remedy.{key}")


def part_name(words: Words, part: str) -> str:
    """Return a device's or folder's name for people."""
    return words.find(f"kiosks.part.{part}", part)


def _part(trouble: Trouble) -> str:
    return str(trouble.details.get("device") or trouble.details.get("folder") or "kiosk")

"""What nobody has published about the card, or only one weak source says: options with a default.

Everything else in this package follows what was seen on real cards.
"""

from dataclasses import dataclass
from typing import Final, Literal

from simulators.card import status as sw


@dataclass(frozen=True, slots=True)
class Guesses:
    """Each field is one guess, with the reason for its default."""

    failed_verify_revokes: bool = True
    """A wrong value takes back the right an earlier VERIFY gave: the stricter rule for software."""
    wrong_length_costs_a_try: bool = True
    """A PIN of an impossible length counts as wrong; else 6A80 at no cost. The dearer rule."""
    reset_keeps_rights: bool = True
    """A warm reset keeps what was verified; one survey of real cards says so."""
    not_changeable: int = sw.CONDITIONS
    """Answer to a change of 照合番号 or 生年月日, which nobody can change."""
    bad_new_pin: int = sw.BAD_DATA
    """Answer to a new PIN of a length or with characters the PIN does not take."""
    record_zero: int = sw.WRONG_P1_P2
    """Answer to READ RECORD of record number 0: no record has it."""
    short_record_read: int = sw.WRONG_LENGTH
    """Answer when Le is smaller than the record, as GET DATA answers."""
    records_at_once: bool = True
    """READ RECORD reads to the last record as well; else 6A81. One survey's tool relies on it."""
    key_records_are_tlv: bool = True
    """EF 0002 of the 住基AP and the 共通カードAP: 01 10 before the key's id, as in EF 0001."""
    no_photo: Literal["absent", "empty", "undecodable"] = "absent"
    """DF27 on a card issued without a photograph; "absent" asks most of a reader's parser."""
    no_sign_certificate: Literal["absent", "empty"] = "absent"
    """EF 0001 of the JPKI AP where no signing certificate was issued: 6A82, or an empty file."""
    attributes_after_two_bytes: bool = False
    """EF 0002 of the text AP has two bytes before FF20; reported once, of cards issued in 2023."""
    contact_atr_in_ap_only: bool = False
    """GET DATA 5F51 answers with an AP selected and only then, as some cards do; else always."""
    lower_cv_certificate: bool = True
    """GET DATA 7F21 answers; some cards have no such object."""
    juki_card_authenticates: bool = True
    """The old 住基カード carries key, PIN and certificate for authentication as well.

    It did not; with them a reader has to refuse it for what it is, not for a file it lacks.
    """
    short_names: bool = False
    """SELECT takes less than five bytes of an AID, and the first AP where they mean several.

    A survey's tool seems to rely on it. Refusing shows software that asks for less than it means.
    """
    names_itself: bool = True
    """SELECT of an AP with P2 = 00 and Le tells 6F 84 AID; that it tells anything is one remark."""


DEFAULT: Final = Guesses()

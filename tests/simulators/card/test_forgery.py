"""Cards that lie: another's face over the signed one, or a card face nobody certified."""

import hashlib
from typing import Any

from simulators.card.authority import Authority
from simulators.card.options import Guesses
from simulators.personas.cast import Persona
from tests.simulators.card.dialogue import VISUAL, Issue, read_file, verify, words
from tests.simulators.card.test_card_face import DIGEST_INFO_96, objects_of, recovered, value

HANAKO_B = "55021720352285"


def face_of(issue: Issue, name: str, number: str, **options: Any) -> bytes:
    chip = issue(name, **options)
    assert words(chip, VISUAL, verify(number, "92")) == ["9000", "9000"]
    return read_file(chip, "0002")


def test_a_forged_portrait_is_somebody_elses_and_no_longer_the_signed_one(
    issue: Issue, authority: Authority, cast: dict[str, Persona]
) -> None:
    true = face_of(issue, "hanako", HANAKO_B)
    other = face_of(issue, "taro", cast["taro"].check_number_b)
    forged = face_of(issue, "hanako", HANAKO_B, forged_portrait="taro")
    mine, theirs, lie = objects_of(true), objects_of(other), objects_of(forged)
    assert lie[0xDF27] == theirs[0xDF27] != mine[0xDF27]
    assert lie[0xDF28] == mine[0xDF28]
    shown = recovered(authority.visual.key.public_key(), value(lie[0xDF28]))
    assert shown.endswith(hashlib.sha256(mine[0xDF27]).digest())


def test_the_table_of_a_forged_card_still_leads_to_each_object(issue: Issue) -> None:
    face = face_of(issue, "hanako", HANAKO_B, forged_portrait="taro")
    table = value(objects_of(face)[0xDF21])
    places = [int.from_bytes(table[n : n + 2]) for n in range(0, 18, 2)]
    tags = [face[place : place + 2].hex().upper() for place in places]
    assert tags == [f"DF{n:X}" for n in range(0x22, 0x2B)]


def test_a_forgery_is_not_remembered(issue: Issue) -> None:
    true = face_of(issue, "hanako", HANAKO_B)
    face_of(issue, "hanako", HANAKO_B, forged_portrait="taro")
    assert face_of(issue, "hanako", HANAKO_B) == true


def test_a_forged_issuer_signs_well_but_nobody_certified_it(
    issue: Issue, authority: Authority
) -> None:
    chip = issue("hanako", forged_issuer=True)
    assert words(chip, VISUAL, verify(HANAKO_B, "92")) == ["9000", "9000"]
    certificate = read_file(chip, "0004")
    assert certificate[10:42] == authority.visual.certificate[10:42]  # under the same names
    digest = hashlib.sha256(certificate[10:307]).digest()
    root = authority.visual.root.public_key()
    assert not recovered(root, certificate[-256:]).endswith(digest)
    signature = value(objects_of(read_file(chip, "0002"))[0xDF28])
    assert DIGEST_INFO_96 not in recovered(authority.visual.key.public_key(), signature)


def test_what_a_card_without_a_photograph_holds_can_be_chosen(
    issue: Issue, cast: dict[str, Persona], authority: Authority
) -> None:
    number = cast["no_photo"].check_number_b
    empty = face_of(issue, "no_photo", number, guesses=Guesses(no_photo="empty"))
    assert objects_of(empty)[0xDF27] == bytes.fromhex("DF2700")
    broken = face_of(issue, "no_photo", number, guesses=Guesses(no_photo="undecodable"))
    head = bytes.fromhex("0000000C6A5020200D0A870A")
    assert value(objects_of(broken)[0xDF27]).startswith(head)
    for face in (empty, broken):
        objects = objects_of(face)
        shown = recovered(authority.visual.key.public_key(), value(objects[0xDF28]))
        assert shown.endswith(hashlib.sha256(objects[0xDF27]).digest())

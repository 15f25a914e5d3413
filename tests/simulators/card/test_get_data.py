"""The card's own objects (GET DATA), with no application selected."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from simulators.card.authority import Authority
from simulators.card.cv_certificate import public_key_of
from simulators.card.options import Guesses
from tests.simulators.card.dialogue import JPKI, Issue, send, words

TAGS = ("0042", "0045", "0066", "00F0", "00F2", "00F7", "00F8", "7F21", "5F51")
WHOLE = "000000"  # extended Le


@pytest.mark.parametrize("tag", TAGS)
def test_every_object_is_told_with_no_application_selected(issue: Issue, tag: str) -> None:
    chip = issue("hanako")
    ask = f"00CA{tag}{WHOLE}"
    inside = "9000" if tag == "5F51" else "6A88"  # the contact ATR is told everywhere
    assert words(chip, ask, JPKI, ask, "00A4040C07A0000001510000", ask) == [
        *("9000", "9000", inside, "9000", "9000"),
    ]


@pytest.mark.parametrize(
    ("tag", "content"),
    [
        ("0042", b"6900021\x08\x05001" + bytes(4)),
        ("0045", b"0000001510998017"),
        ("00F0", b"13999"),
        ("00F2", b"20350217"),
        ("00F7", b"6900021\x08\x05001" + bytes(4)),
        ("5F51", bytes.fromhex("E000FF8131FE4514")),
    ],
)
def test_short_objects_hold_what_they_say(issue: Issue, tag: str, content: bytes) -> None:
    assert send(issue("hanako"), f"00CA{tag}00") == (content, "9000")


def test_the_recognition_data_says_global_platform(issue: Issue) -> None:
    data, _ = send(issue("hanako"), "00CA006600")
    assert data[:2] == bytes([0x73, len(data) - 2])
    assert data[2:].startswith(bytes.fromhex("06072A864886FC6B01"))


@pytest.mark.parametrize("tag", ["00F8", "7F21"])
def test_a_large_object_needs_an_extended_length(issue: Issue, tag: str) -> None:
    chip = issue("hanako")
    assert words(chip, f"00CA{tag}00", f"00CA{tag}FF", f"00CA{tag}000232") == ["6700"] * 3
    assert len(send(chip, f"00CA{tag}000233")[0]) == 563
    assert len(send(chip, f"00CA{tag}{WHOLE}")[0]) == 563


def test_the_certificates_hang_on_each_other(issue: Issue, authority: Authority) -> None:
    chip = issue("hanako")
    upper = send(chip, f"00CA00F8{WHOLE}")[0]
    lower = send(chip, f"00CA7F21{WHOLE}")[0]
    root = authority.card_upper.root.public_key()
    for key, content in ((root, upper), (public_key_of(upper[5:302]), lower)):
        assert (content[:5].hex(), content[302:307].hex()) == ("5f4e820129", "5f37820100")
        key.verify(content[307:], content[5:302], padding.PKCS1v15(), hashes.SHA256())
    assert lower[5:21] == upper[21:37]
    assert upper[5:21] == b"6900020\x08\x05001\x00\x00\x00\xa8"  # the last byte is no padding


def test_odd_questions_are_refused(issue: Issue) -> None:
    chip = issue("hanako")
    asked = ("00CA00F201", "00CA00F2", "00CA00F201AA00", "00CADF3005", "00CA000000")
    assert words(chip, *asked) == ["6700", "6700", "6700", "6A88", "6A88"]


def test_some_cards_tell_the_contact_atr_inside_an_application_alone(issue: Issue) -> None:
    chip = issue("hanako", guesses=Guesses(contact_atr_in_ap_only=True))
    assert words(chip, "00CA5F5100", JPKI, "00CA5F5100", "00CA00F000") == [
        *("6A88", "9000", "9000", "6A88"),
    ]


def test_some_cards_have_no_lower_certificate(issue: Issue) -> None:
    chip = issue("hanako", guesses=Guesses(lower_cv_certificate=False))
    assert words(chip, f"00CA7F21{WHOLE}") == ["6A88"]

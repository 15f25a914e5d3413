"""Secure messaging of the 券面事項入力補助AP, spoken here by a terminal written for the test."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from simulators.card.chip import Chip
from tests.simulators.card.dialogue import (
    COMMON,
    JPKI,
    JUKI,
    TEXT,
    VISUAL,
    Issue,
    read_file,
    send,
    verify,
    words,
)

OAEP = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)


class Terminal:
    """Counts its commands and encrypts what they carry."""

    def __init__(self, key: bytes) -> None:
        self.key, self.count = key, 0

    def cipher(self) -> "Cipher[modes.CBC]":
        block = Cipher(algorithms.AES(self.key), modes.ECB()).encryptor()
        return Cipher(algorithms.AES(self.key), modes.CBC(block.update(self.count.to_bytes(16))))

    def carrying(self, header: str, data: bytes) -> str:
        self.count += 1
        padded = data + b"\x80" + bytes(-(len(data) + 1) % 16)
        body = b"\x01" + self.cipher().encryptor().update(padded)
        body = bytes([0x86, len(body)]) + body
        return f"{header}{len(body):02X}{body.hex()}"

    def reading(self, count: int = 0) -> str:
        self.count += 1
        return f"08B00000000005960300{count:04X}0000"

    def opened(self, answer: bytes) -> bytes:
        assert answer[0] == 0x86
        head = {0x81: 3, 0x82: 4}.get(answer[1], 2)
        assert answer[head] == 0x01
        plain = self.cipher().decryptor().update(answer[head + 1 :])
        body, _, _ = plain.rpartition(b"\x80")
        return body


def public_key(chip: Chip) -> rsa.RSAPublicKey:
    file = read_file(chip, "0006")
    assert (len(file), file[:9].hex()) == (269, "a1820109" + "9003010001")
    return rsa.RSAPublicNumbers(65_537, int.from_bytes(file[-256:])).public_key()


def session(chip: Chip, seed: bytes, structure: str = "A0228020") -> str:
    sealed = public_key(chip).encrypt(bytes.fromhex(structure) + seed, OAEP)
    return words(chip, f"80AE0000000100{sealed.hex()}")[0]


@pytest.fixture
def chip(issue: Issue) -> Chip:
    chip = issue("hanako")
    assert words(chip, TEXT, verify("1234", "91")) == ["9000", "9000"]
    return chip


@pytest.fixture
def terminal(chip: Chip) -> Terminal:
    # Not a random one: a wrong counter leaves what looks like padding once in some hundred keys.
    seed = bytes(range(32))
    assert session(chip, seed) == "9000"
    return Terminal(seed[:16])


def test_a_file_is_selected_and_read_under_the_session_key(chip: Chip, terminal: Terminal) -> None:
    clear = read_file(chip, "0002")
    assert words(chip, terminal.carrying("08A4020C", b"\x00\x02")) == ["9000"]
    answer, word = send(chip, terminal.reading())
    assert (word, terminal.opened(answer)) == ("9000", clear)
    answer, word = send(chip, terminal.reading(5))
    assert (word, terminal.opened(answer)) == ("9000", clear[:5])


def test_a_long_answer_has_a_long_head(chip: Chip, terminal: Terminal) -> None:
    send(chip, terminal.carrying("08A4020C", b"\x00\x04"))
    answer, word = send(chip, terminal.reading())
    assert (word, answer[:2].hex(), len(terminal.opened(answer))) == ("9000", "8682", 568)


def test_a_number_is_verified_under_the_session_key(chip: Chip, terminal: Terminal) -> None:
    assert words(chip, terminal.carrying("08200095", b"0" * 14)) == ["63C9"]
    assert words(chip, terminal.carrying("08200095", b"55021720352285")) == ["9000"]


def test_a_command_that_fails_counts_as_well(chip: Chip, terminal: Terminal) -> None:
    assert words(chip, terminal.carrying("08A4020C", b"\x00\x1f")) == ["6A82"]
    assert words(chip, terminal.carrying("08A4020C", b"\x00\x02")) == ["9000"]


def test_another_counter_ends_the_session(chip: Chip, terminal: Terminal) -> None:
    terminal.count += 1
    assert words(chip, terminal.carrying("08A4020C", b"\x00\x02")) == ["6988"]
    assert words(chip, terminal.carrying("08A4020C", b"\x00\x02")) == ["69FC"]


@pytest.mark.parametrize(
    ("apdu", "word"),
    [
        ("08A4020C02 8600", "6988"),
        ("08A4020C03 860101", "6988"),
        ("08A4020C01 86", "6988"),
        ("08A4020C12 8510 01" + "00" * 15, "6988"),
        ("08A4020C12 8611 01" + "00" * 15, "6988"),
        ("08A4020C05 9603000000", "6988"),  # a wanted length where a cryptogram belongs
        ("08B0000013 8611 01" + "00" * 16 + "00", "6988"),  # and the other way round
        ("08B000000A 9603000000 9603000000 00", "6988"),  # two objects
        ("0CB0000005 9603000000 00", "6987"),  # there is no key for a checksum
        ("08A4020C", "6987"),
        ("08A4040C0A D392F000260100000001", "6882"),  # no application is selected so
    ],
)
def test_objects_that_are_none(chip: Chip, terminal: Terminal, apdu: str, word: str) -> None:
    assert words(chip, apdu) == [word]


def test_an_answer_that_is_not_asked_for_is_not_given(chip: Chip, terminal: Terminal) -> None:
    send(chip, terminal.carrying("08A4020C", b"\x00\x02"))
    assert words(chip, "08B00000059603000000") == ["6700"]


def test_a_session_needs_the_pin(issue: Issue) -> None:
    chip = issue("hanako")
    assert words(chip, TEXT, verify("981200010002", "94")) == ["9000", "9000"]  # 照合番号A
    assert session(chip, bytes(32)) == "6982"
    assert words(chip, "08A4020C03860101") == ["69FC"]


@pytest.mark.parametrize(
    ("seed", "structure"), [(31, "A0228020"), (33, "A0228020"), (32, "A0228120"), (0, "")]
)
def test_a_seed_in_another_form_is_refused(chip: Chip, seed: int, structure: str) -> None:
    assert session(chip, bytes(seed), structure) == "6A80"


def test_what_does_not_decrypt_is_refused(chip: Chip) -> None:
    assert words(chip, "80AE0000000100" + "5A" * 256, "80AE0000045A5A5A5A") == ["6A80", "6A80"]
    assert words(chip, "80AE0100000100" + "5A" * 256) == ["6A86"]


def test_a_number_above_the_modulus_is_an_internal_error(chip: Chip) -> None:
    assert words(chip, "80AE0000000100" + "FF" * 256) == ["6F00"]


def test_the_length_of_a_cryptogram_may_be_written_long(chip: Chip, terminal: Terminal) -> None:
    short = bytes.fromhex(terminal.carrying("08A4020C", b"\x00\x02"))
    long = short[:4] + bytes([short[4] + 1, 0x86, 0x81]) + short[6:]
    assert words(chip, long.hex()) == ["9000"]


@pytest.mark.parametrize(
    ("ap", "word"), [(JPKI, "6982"), (JUKI, "6982"), (VISUAL, "66F1"), (COMMON, "66F1")]
)
def test_no_other_application_takes_a_session_key(issue: Issue, ap: str, word: str) -> None:
    chip = issue("hanako")
    assert words(chip, ap, "80AE0000000100" + "5A" * 256) == ["9000", word]


@pytest.mark.parametrize("cla", ["08", "0C"])
@pytest.mark.parametrize("ap", [JPKI, VISUAL, COMMON])
def test_without_a_session_nothing_is_secured(issue: Issue, ap: str, cla: str) -> None:
    chip = issue("hanako")
    asked = (f"{cla}A4020C03860101", f"{cla}B0000005960300000000", f"{cla}20008003860101")
    assert words(chip, ap, *asked) == ["9000", "6882", "69FC", "69FC"]


def test_the_session_ends_where_its_application_is_left(chip: Chip, terminal: Terminal) -> None:
    words(chip, JPKI, TEXT)
    assert words(chip, terminal.carrying("08A4020C", b"\x00\x02")) == ["69FC"]


def test_the_session_ends_with_a_reset(chip: Chip, terminal: Terminal) -> None:
    chip.reset()
    words(chip, TEXT)
    assert words(chip, terminal.carrying("08A4020C", b"\x00\x02")) == ["69FC"]

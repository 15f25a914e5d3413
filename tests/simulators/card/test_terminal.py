import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from simulators.card import cv_certificate
from simulators.card.authority import Authority
from simulators.card.chip import Chip
from simulators.card.terminal import certificate_blocks
from tests.simulators.card.dialogue import AUTH_KEY, JPKI, SIGN, VISUAL, Issue, send, words

TERMINAL_CA = "00A4020C020016"
PREFIX = b"UKETSUKE-FICTION-TERMINAL"


def hand_over(chip: Chip, certificate: bytes) -> list[str]:
    """SET PUBLIC IC KEY in two blocks, as published: extended Lc and Le."""
    first, second = certificate_blocks(certificate)
    return words(
        chip,
        TERMINAL_CA,
        f"80A206C1000133{first.hex()}0000",
        f"80A200C1000105{second.hex()}0000",
    )


def prove(chip: Chip, key: rsa.RSAPrivateKey, prefix: bytes = PREFIX) -> str:
    challenge, word = send(chip, "0084000020")
    assert word == "9000"
    signature = key.sign(prefix + challenge, padding.PKCS1v15(), hashes.SHA256())
    return words(chip, f"00820000000100{signature.hex()}")[0]


@pytest.fixture
def chip(issue: Issue) -> Chip:
    chip = issue("ichiro")  # the PIN is locked: a signature can come from the terminal alone
    assert words(chip, JPKI) == ["9000"]
    return chip


def test_a_certified_terminal_uses_the_authentication_key_without_a_pin(
    chip: Chip, authority: Authority
) -> None:
    assert words(chip, AUTH_KEY, SIGN) == ["9000", "6982"]
    assert hand_over(chip, authority.terminal_certificate) == ["9000"] * 3
    assert words(chip, AUTH_KEY, SIGN) == ["9000", "6982"]  # a certificate alone proves nothing
    assert prove(chip, authority.terminal.key) == "9000"
    assert words(chip, AUTH_KEY, SIGN) == ["9000", "9000"]
    assert words(chip, "802A009A015A00") == ["6982"]  # never the signing key


def test_the_proof_is_lost_like_a_pin(chip: Chip, authority: Authority) -> None:
    hand_over(chip, authority.terminal_certificate)
    prove(chip, authority.terminal.key)
    chip.reset()
    assert words(chip, JPKI, AUTH_KEY, SIGN) == ["9000"] * 3
    assert words(chip, VISUAL, JPKI, AUTH_KEY, SIGN)[-1] == "6982"
    assert prove(chip, authority.terminal.key) == "6985"  # the key is forgotten as well


def test_another_key_does_not_prove_the_terminal(chip: Chip, authority: Authority) -> None:
    hand_over(chip, authority.terminal_certificate)
    assert prove(chip, authority.auth.key) == "6982"
    assert words(chip, AUTH_KEY, SIGN)[-1] == "6982"


def test_a_signature_over_something_else_is_refused(chip: Chip, authority: Authority) -> None:
    hand_over(chip, authority.terminal_certificate)
    assert prove(chip, authority.terminal.key, b"") == "6982"


def test_a_challenge_serves_once(chip: Chip, authority: Authority) -> None:
    hand_over(chip, authority.terminal_certificate)
    challenge, _ = send(chip, "0084000020")
    signature = authority.terminal.key.sign(PREFIX + challenge, padding.PKCS1v15(), hashes.SHA256())
    assert words(chip, f"00820000000100{'00' * 256}") == ["6982"]
    assert words(chip, f"00820000000100{signature.hex()}") == ["6985"]


def test_a_certificate_of_nobody_is_refused(chip: Chip, authority: Authority) -> None:
    forged = cv_certificate.issue(
        authority.auth.key, bytes(16), bytes(16), authority.terminal.key.public_key()
    )
    assert hand_over(chip, forged) == ["9000", "9000", "6982"]
    assert prove(chip, authority.terminal.key) == "6985"


@pytest.mark.parametrize(
    ("apdu", "word"),
    [
        ("80A200C1000105" + "5F37820100" + "00" * 256 + "0000", "6985"),  # no first block
        ("80A200C1000100" + "00" * 256 + "0000", "6700"),
        ("80A206C1000133" + "00" * 307 + "0000", "6A80"),
        ("80A20000000100" + "00" * 256 + "0000", "6A86"),
        ("80A280000100", "6A86"),
        ("008200000400000000", "6700"),
        ("008201000400000000", "6A86"),
    ],
)
def test_odd_commands_of_a_terminal(chip: Chip, apdu: str, word: str) -> None:
    assert words(chip, TERMINAL_CA, apdu) == ["9000", word]


def test_only_the_terminal_authority_judges_a_terminal(issue: Issue) -> None:
    chip = issue("hanako")
    dummy = "80A200C1000100" + "00" * 256 + "0000"
    assert words(chip, JPKI, dummy) == ["9000", "6700"]  # no EF is asked for
    chip = issue("hanako")
    block = "80A206C1000133" + "00" * 307 + "0000"
    assert words(chip, block, JPKI, block, AUTH_KEY, block) == [
        *("6986", "9000", "6986", "9000", "6981"),
    ]
    assert words(chip, VISUAL, "00820000000100" + "00" * 256) == ["9000", "6D00"]

"""An independent judge: OpenSC's own driver for this card, through the real pcscd.

Signatures and certificates are judged by openssl, which knows nothing of cards.
"""

import subprocess
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from simulators.card.chip import CONTACT, CONTACTLESS
from simulators.card.issue import issue_card, reset_tries
from simulators.card.virtual_reader import PrivateReader
from simulators.card.vpcd import VirtualSlot
from simulators.personas.cast import Persona
from tests.reader import eventually, run_tool
from tests.simulators.card.dialogue import AUTH_PIN, JPKI, QUERY, Issue, words

pytestmark = pytest.mark.reader

AUTH, SIGNING = ("--slot-index", "0"), ("--slot-index", "1")
PASSWORD = ("--verify-pin", "--auth-id", "02", "--pin", "ABC123")


@pytest.fixture
def slot(reader: PrivateReader) -> Generator[VirtualSlot]:
    place = VirtualSlot(reader.slot_address())
    yield place
    place.remove()
    eventually(lambda: not sees_card(reader), "the reader sees the card gone")


Insert = Callable[..., None]


@pytest.fixture
def insert(
    reader: PrivateReader, slot: VirtualSlot, cast: dict[str, Persona], state: Path
) -> Insert:
    def inserted(name: str, atr: bytes | None = None) -> None:
        reset_tries(cast[name], state)
        slot.insert(issue_card(cast[name], state, atr=atr))
        eventually(lambda: sees_card(reader), "the reader sees the card")

    return inserted


def sees_card(reader: PrivateReader) -> bool:
    return run_tool(reader, "opensc-tool", "--reader", "0", "--atr").returncode == 0


def name_of_driver(reader: PrivateReader) -> str:
    return run_tool(reader, "opensc-tool", "--name").stdout.strip()


def pkcs11(reader: PrivateReader, *options: str) -> tuple[int, str]:
    done = run_tool(reader, "pkcs11-tool", *options)
    return done.returncode, done.stdout + done.stderr


def login(reader: PrivateReader, pin: str, slot: tuple[str, ...] = AUTH) -> str:
    """Log in and out; "" when it succeeded, else what was said."""
    status, said = pkcs11(reader, *slot, "--login", "--pin", pin, "--list-objects")
    return said if status else ""


def openssl(*arguments: str) -> str:
    done = subprocess.run(
        ["openssl", *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def certificate(reader: PrivateReader, into: Path, number: str, *options: str) -> Path:
    """Let OpenSC read a certificate into a PEM file."""
    done = run_tool(reader, "pkcs15-tool", "--read-certificate", number, *options)
    assert done.returncode == 0, done.stderr
    file = into / f"{number}.pem"
    file.write_text(done.stdout, "ascii")
    return file


@pytest.mark.parametrize("atr", [CONTACTLESS, CONTACT], ids=["contactless", "contact"])
def test_the_card_is_known_by_its_applications_or_its_atr(
    reader: PrivateReader, insert: Insert, atr: bytes
) -> None:
    insert("hanako", atr)
    assert name_of_driver(reader) == "jpki"
    done = run_tool(reader, "pkcs15-tool", "-D")
    assert done.returncode == 0
    for said in (
        "PIN [User Authentication PIN]",
        "PIN [Digital Signature PIN]",
        "Tries left     : 3",
        "Tries left     : 5",
        "X.509 Certificate [User Authentication Certificate CA]",
        "Encoded serial : 02 04 5A100001",
        "ModLength      : 2048",
    ):
        assert said in done.stdout


def test_the_certificates_are_read_and_form_chains(
    reader: PrivateReader, insert: Insert, tmp_path: Path
) -> None:
    insert("hanako")
    for number, authority, options in (("01", "03", ()), ("02", "04", PASSWORD)):
        root = certificate(reader, tmp_path, authority)
        leaf = certificate(reader, tmp_path, number, *options)
        during = ("-attime", "1780000000")  # 2026-05-28, when both are valid
        judged = openssl(*("verify", *during, "-CAfile", str(root), str(leaf)))
        assert judged.strip().endswith("OK")


def test_the_authentication_certificate_says_nothing_of_its_holder(
    reader: PrivateReader, insert: Insert, tmp_path: Path
) -> None:
    insert("hanako")
    file = certificate(reader, tmp_path, "01")
    said = openssl("x509", "-in", str(file), "-noout", "-subject", "-issuer", "-serial")
    assert "serial=5A100001" in said
    assert "O = JPKI-SIM" in said
    assert "青葉" not in openssl("x509", "-in", str(file), "-noout", "-text", "-nameopt", "utf8")


def test_the_signing_certificate_needs_its_password(
    reader: PrivateReader, insert: Insert, tmp_path: Path
) -> None:
    insert("hanako")
    done = run_tool(reader, "pkcs15-tool", "--read-certificate", "02")
    assert done.returncode != 0
    assert certificate(reader, tmp_path, "02", *PASSWORD).exists()


@pytest.mark.parametrize(
    ("slot_index", "pin", "number"), [(AUTH, "1234", "01"), (SIGNING, "ABC123", "02")]
)
@pytest.mark.parametrize("digest", ["sha1", "sha256", "sha384", "sha512"])
def test_openssl_verifies_what_the_card_signed(
    reader: PrivateReader,
    insert: Insert,
    tmp_path: Path,
    slot_index: tuple[str, ...],
    pin: str,
    number: str,
    digest: str,
) -> None:
    insert("hanako")
    message, signature, public = (tmp_path / name for name in ("message", "signature", "key.pem"))
    message.write_bytes(b"a fresh challenge")
    status, said = pkcs11(
        reader,
        *(*slot_index, "--login", "--pin", pin, "--id", number),
        *("--sign", "--mechanism", f"{digest.upper()}-RSA-PKCS"),
        *("--input-file", str(message), "--output-file", str(signature)),
    )
    assert status == 0, said
    read = certificate(reader, tmp_path, number, "--verify-pin", "--auth-id", number, "--pin", pin)
    public.write_text(openssl("x509", "-in", str(read), "-noout", "-pubkey"), "ascii")
    judged = openssl(
        *("dgst", f"-{digest}", "-verify", str(public)),
        *("-signature", str(signature), str(message)),
    )
    assert judged.strip() == "Verified OK"


def test_a_wrong_pin_is_told_and_counted(
    reader: PrivateReader, insert: Insert, issue: Issue
) -> None:
    insert("hanako")
    assert "CKR_PIN_INCORRECT" in login(reader, "9999")
    assert "user PIN count low" in pkcs11(reader, "--list-slots")[1]
    assert words(issue("hanako", fresh=False), JPKI, AUTH_PIN, QUERY)[-1] == "63C2"
    assert login(reader, "1234") == ""
    assert "user PIN count low" not in pkcs11(reader, "--list-slots")[1]


@pytest.mark.parametrize(
    ("slot_index", "wrong", "right", "tries"),
    [(AUTH, "9999", "1234", 3), (SIGNING, "WRONG99", "ABC123", 5)],
)
def test_wrong_pins_lock_the_card_and_the_right_one_comes_too_late(
    reader: PrivateReader,
    insert: Insert,
    slot_index: tuple[str, ...],
    wrong: str,
    right: str,
    tries: int,
) -> None:
    insert("hanako")
    for _ in range(tries):
        assert "CKR_PIN_INCORRECT" in login(reader, wrong, slot_index)
    assert "user PIN locked" in pkcs11(reader, "--list-slots")[1]
    assert "C_Login failed" in login(reader, right, slot_index)
    done = run_tool(reader, "pkcs15-tool", "-D")
    assert done.stdout.count("Tries left     : 0") == 1


def test_a_card_that_came_locked_is_told_locked(reader: PrivateReader, insert: Insert) -> None:
    insert("ichiro")
    assert "user PIN locked" in pkcs11(reader, "--list-slots")[1]
    assert "C_Login failed" in login(reader, "3456")


def test_a_childs_card_authenticates_and_does_not_sign(
    reader: PrivateReader, insert: Insert
) -> None:
    insert("ren")
    listed = run_tool(reader, "pkcs15-tool", "-D")
    assert listed.returncode == 0
    assert "Encoded serial : 02 04 5A10" in listed.stdout
    assert login(reader, "1234") == ""
    assert "C_Login failed" in login(reader, "ABC123", SIGNING)
    assert run_tool(reader, "pkcs15-tool", "--read-certificate", "02", *PASSWORD).returncode != 0


def test_a_card_without_pins_shows_its_certificate_alone(
    reader: PrivateReader, insert: Insert, tmp_path: Path
) -> None:
    insert("kaoru")
    assert name_of_driver(reader) == "jpki"
    assert pkcs11(reader, "--list-slots")[1].count("user PIN locked") == 2
    assert "C_Login failed" in login(reader, "1234")
    file = certificate(reader, tmp_path, "01")
    assert "O = JPKI-SIM" in openssl("x509", "-in", str(file), "-noout", "-issuer")


def test_an_android_phone_shows_its_certificate_after_the_pin(
    reader: PrivateReader, insert: Insert, tmp_path: Path
) -> None:
    insert("sora")
    assert name_of_driver(reader) == "jpki"
    assert run_tool(reader, "pkcs15-tool", "--read-certificate", "01").returncode != 0
    pin = ("--verify-pin", "--auth-id", "01", "--pin", "8642")
    assert certificate(reader, tmp_path, "01", *pin).exists()


def test_a_card_of_another_kind_is_not_taken_for_one(reader: PrivateReader, insert: Insert) -> None:
    insert("not_mynumber")
    assert name_of_driver(reader) != "jpki"

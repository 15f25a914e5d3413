"""An independent judge: OpenSC's own driver for this card, through the real pcscd."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from simulators.card.chip import CONTACT
from simulators.card.issue import issue_card
from simulators.card.virtual_reader import PrivateReader
from simulators.card.vpcd import VirtualSlot
from simulators.personas.cast import Persona
from tests.reader import eventually, run_tool
from tests.simulators.card.dialogue import AUTH_PIN, JPKI, QUERY, Issue, words

pytestmark = pytest.mark.reader

Insert = Callable[[str], None]


@pytest.fixture
def insert(reader: PrivateReader, issue: Issue) -> Generator[Insert]:
    slot = VirtualSlot(reader.slot_address())

    def inserted(name: str) -> None:
        slot.insert(issue(name))
        eventually(lambda: sees_card(reader), "the reader sees the card")

    yield inserted
    slot.remove()
    eventually(lambda: not sees_card(reader), "the reader sees the card gone")


def sees_card(reader: PrivateReader) -> bool:
    return run_tool(reader, "opensc-tool", "--reader", "0", "--atr").returncode == 0


def pkcs11(reader: PrivateReader, *options: str) -> tuple[int, str]:
    done = run_tool(reader, "pkcs11-tool", *options)
    return done.returncode, done.stdout + done.stderr


def test_opensc_knows_the_card_by_its_applications(reader: PrivateReader, insert: Insert) -> None:
    insert("hanako")
    assert run_tool(reader, "opensc-tool", "--name").stdout.strip() == "jpki"


def test_opensc_knows_the_contact_card_by_its_atr(
    reader: PrivateReader, state: Path, cast: dict[str, Persona]
) -> None:
    slot = VirtualSlot(reader.slot_address())
    slot.insert(issue_card(cast["hanako"], state, atr=CONTACT))
    eventually(lambda: sees_card(reader), "the reader sees the card")
    named = run_tool(reader, "opensc-tool", "--name").stdout.strip()
    slot.remove()
    eventually(lambda: not sees_card(reader), "the reader sees the card gone")
    assert named == "jpki"


def test_pkcs15_tool_lists_pins_keys_and_certificates(
    reader: PrivateReader, insert: Insert
) -> None:
    insert("hanako")
    done = run_tool(reader, "pkcs15-tool", "-D")
    assert done.returncode == 0
    assert "PIN [User Authentication PIN]" in done.stdout
    assert "Tries left     : 3" in done.stdout
    assert "Tries left     : 5" in done.stdout
    assert "Encoded serial : 02 04 5A100001" in done.stdout
    assert "ModLength      : 2048" in done.stdout


def certificate(reader: PrivateReader, number: str, *options: str) -> x509.Certificate:
    done = run_tool(reader, "pkcs15-tool", "--read-certificate", number, *options)
    assert done.returncode == 0, done.stderr
    return x509.load_pem_x509_certificate(done.stdout.encode("ascii"))


def test_the_certificates_form_a_chain(reader: PrivateReader, insert: Insert) -> None:
    insert("hanako")
    certificate(reader, "01").verify_directly_issued_by(certificate(reader, "03"))
    password = ("--verify-pin", "--auth-id", "02", "--pin", "ABC123")
    signing = certificate(reader, "02", *password)
    signing.verify_directly_issued_by(certificate(reader, "04"))


@pytest.mark.parametrize(
    ("slot_index", "pin", "identifier"), [("0", "1234", "01"), ("1", "ABC123", "02")]
)
def test_pkcs11_tool_signs_what_the_certificate_verifies(
    reader: PrivateReader,
    insert: Insert,
    tmp_path: Path,
    slot_index: str,
    pin: str,
    identifier: str,
) -> None:
    insert("hanako")
    message, signature = tmp_path / "message", tmp_path / "signature"
    message.write_bytes(b"a fresh challenge")
    status, said = pkcs11(
        reader,
        *("--slot-index", slot_index, "--login", "--pin", pin, "--id", identifier),
        *("--sign", "--mechanism", "SHA256-RSA-PKCS"),
        *("--input-file", str(message), "--output-file", str(signature)),
    )
    assert status == 0, said
    password = ("--verify-pin", "--auth-id", identifier, "--pin", pin)
    key = certificate(reader, identifier, *password).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(signature.read_bytes(), message.read_bytes(), padding.PKCS1v15(), hashes.SHA256())


def test_a_wrong_pin_is_told_and_counted(
    reader: PrivateReader, insert: Insert, issue: Issue
) -> None:
    insert("hanako")
    status, said = pkcs11(reader, "--login", "--pin", "9999", "--list-objects")
    assert status != 0
    assert "CKR_PIN_INCORRECT" in said
    assert words(issue("hanako", fresh=False), JPKI, AUTH_PIN, QUERY)[-1] == "63C2"


def test_a_locked_pin_is_told(reader: PrivateReader, insert: Insert) -> None:
    insert("ichiro")
    assert "user PIN locked" in pkcs11(reader, "--list-slots")[1]
    assert pkcs11(reader, "--login", "--pin", "3456", "--list-objects")[0] != 0


def test_a_card_of_another_kind_is_not_taken_for_one(reader: PrivateReader, insert: Insert) -> None:
    insert("not_mynumber")
    assert run_tool(reader, "opensc-tool", "--name").stdout.strip() != "jpki"

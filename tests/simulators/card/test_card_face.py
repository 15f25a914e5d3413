import hashlib
from io import BytesIO

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from PIL import Image

from simulators.card.authority import Authority
from simulators.card.chip import Chip
from simulators.card.face_of_card import NAME_SIZE, address_image, text_image
from simulators.card.options import Guesses
from simulators.personas.cast import Persona
from tests.simulators.card.dialogue import (
    TEXT,
    VISUAL,
    Issue,
    read_file,
    send,
    verify,
    words,
)

DIGEST_INFO_96 = bytes.fromhex("3071300D060960864801650304020105000460")


def objects_of(file: bytes) -> dict[int, bytes]:
    """Whole objects with two-byte tags inside a file's outer object, by tag."""
    place = 2 + head(file[2:])[0]
    found: dict[int, bytes] = {}
    while place < len(file):
        size, count = head(file[place + 2 :])
        end = place + 2 + size + count
        found[int.from_bytes(file[place : place + 2])] = file[place:end]
        place = end
    return found


def head(data: bytes) -> tuple[int, int]:
    """Bytes of a BER length, and the length."""
    if data[0] < 0x80:
        return 1, data[0]
    count = data[0] & 0x7F
    return 1 + count, int.from_bytes(data[1 : 1 + count])


def value(whole: bytes) -> bytes:
    return whole[2 + head(whole[2:])[0] :]


def opened(issue: Issue, name: str, number: str) -> Chip:
    chip = issue(name)
    assert words(chip, VISUAL, verify(number, "92")) == ["9000", "9000"]
    return chip


@pytest.fixture
def face(issue: Issue) -> bytes:
    return read_file(opened(issue, "hanako", "55021720352285"), "0002")


def test_the_card_face_opens_with_either_check_number_and_not_without(issue: Issue) -> None:
    chip = issue("hanako")
    assert words(chip, VISUAL, "00B0820000") == ["9000", "6982"]
    assert words(chip, verify("550217", "91"), "00B0820000") == ["9000", "6982"]
    assert words(chip, "00B0810000") == ["9000"]
    assert words(chip, verify("981200010002", "93"), "00B0820000") == ["9000", "9000"]
    assert words(chip, "00B0850000") == ["9000"]


def test_check_number_b_does_not_open_the_individual_number(issue: Issue) -> None:
    assert words(opened(issue, "hanako", "55021720352285"), "00B0850000") == ["6982"]


def test_the_table_leads_to_each_object(face: bytes) -> None:
    table = value(objects_of(face)[0xDF21])
    places = [int.from_bytes(table[n : n + 2]) for n in range(0, 18, 2)]
    tags = [face[place : place + 2].hex().upper() for place in places]
    assert tags == [f"DF{n:X}" for n in range(0x22, 0x2B)]


def test_the_card_face_says_what_is_printed(face: bytes) -> None:
    objects = objects_of(face)
    assert value(objects[0xDF22]) == b"19800217"
    assert value(objects[0xDF23]) == b"2"
    assert value(objects[0xDF29]) == b"20350217"


def test_the_portrait_is_a_grey_jpeg_2000_of_some_kilobytes(face: bytes) -> None:
    portrait = value(objects_of(face)[0xDF27])
    assert portrait.startswith(bytes.fromhex("0000000C6A5020200D0A870A"))
    assert 4_000 <= len(portrait) <= 8_000
    image = Image.open(BytesIO(portrait))
    assert (image.format, image.mode, image.size) == ("JPEG2000", "L", (240, 320))


def test_the_texts_are_pictures_of_one_bit(face: bytes) -> None:
    objects = objects_of(face)
    for tag, size in ((0xDF25, (480, 48)), (0xDF26, (480, 96)), (0xDF2A, (24, 12))):
        image = Image.open(BytesIO(value(objects[tag])))
        assert (image.format, image.mode, image.size) == ("PNG", "1", size)
        assert image.convert("L").getextrema() == (0, 255)


def recovered(key: rsa.RSAPublicKey, signature: bytes) -> bytes:
    numbers = key.public_numbers()
    return pow(int.from_bytes(signature), numbers.e, numbers.n).to_bytes(256)


@pytest.mark.parametrize("name", ["hanako", "no_photo"])
def test_the_signature_covers_the_three_digests(
    issue: Issue, authority: Authority, cast: dict[str, Persona], name: str
) -> None:
    objects = objects_of(read_file(opened(issue, name, cast[name].check_number_b), "0002"))
    photo = objects.get(0xDF27, b"")
    parts = (
        objects[0xDF22] + objects[0xDF23] + objects[0xDF24],
        objects[0xDF25] + objects[0xDF26],
        photo,
    )
    digests = b"".join(hashlib.sha256(part).digest() for part in parts)
    shown = recovered(authority.visual.key.public_key(), value(objects[0xDF28]))
    assert shown.endswith(b"\xff\x00" + DIGEST_INFO_96 + digests)


def test_a_card_without_a_photograph_has_no_portrait_and_no_place_for_it(
    issue: Issue, cast: dict[str, Persona]
) -> None:
    face = read_file(opened(issue, "no_photo", cast["no_photo"].check_number_b), "0002")
    objects = objects_of(face)
    assert 0xDF27 not in objects
    assert value(objects[0xDF21])[10:12] == b"\x00\x00"


def test_the_certificate_in_the_application_vouches_for_the_issuer(
    issue: Issue, authority: Authority
) -> None:
    chip = issue("hanako")
    for aid, issuer in ((VISUAL, authority.visual), (TEXT, authority.text)):
        assert words(chip, aid) == ["9000"]
        certificate = read_file(chip, "0004")
        assert len(certificate) == 568
        digest = hashlib.sha256(certificate[10:307]).digest()
        assert recovered(issuer.root.public_key(), certificate[-256:]).endswith(digest)


def test_the_own_key_of_the_application_signs_for_anybody(issue: Issue) -> None:
    chip = opened(issue, "hanako", "55021720352285")
    written = value(objects_of(read_file(chip, "0002"))[0xDF24])
    signature, word = send(chip, "802A0000 04 01020304 00")
    assert word == "9000"
    key = rsa.RSAPublicNumbers(65_537, int.from_bytes(written[-256:])).public_key()
    assert recovered(key, signature).endswith(b"\xff\x00\x01\x02\x03\x04")


def test_the_text_application_holds_number_and_attributes(
    issue: Issue, cast: dict[str, Persona], authority: Authority
) -> None:
    chip, persona = issue("hanako"), cast["hanako"]
    assert words(chip, TEXT, "00B0810011", verify("1234", "91")) == ["9000", "6982", "9000"]
    number = read_file(chip, "0001")
    assert (len(number), number[3:15].decode()) == (17, persona.individual_number)
    attributes = read_file(chip, "0002")
    objects = objects_of(attributes)
    assert value(objects[0xDF22]).decode() == persona.name
    assert value(objects[0xDF23]).decode() == persona.address
    table = value(objects[0xDF21])
    assert attributes[int.from_bytes(table[2:4]) :].startswith(objects[0xDF23])
    signed = read_file(chip, "0003")
    assert len(signed) == 336
    after = b"".join(objects[tag] for tag in (0xDF22, 0xDF23, 0xDF24, 0xDF25))
    digests = objects_of(signed)
    assert value(digests[0xDF31]) == hashlib.sha256(number).digest()
    assert value(digests[0xDF32]) == hashlib.sha256(after).digest()
    shown = recovered(authority.text.key.public_key(), value(digests[0xDF33]))
    assert shown.endswith(hashlib.sha256(digests[0xDF31] + digests[0xDF32]).digest())


def test_check_number_a_opens_the_number_but_not_the_attributes(
    issue: Issue, cast: dict[str, Persona]
) -> None:
    chip, persona = issue("hanako"), cast["hanako"]
    assert words(chip, TEXT, verify(persona.individual_number, "94")) == ["9000", "9000"]
    assert words(chip, "00B0810011", "00B0820000") == ["9000", "6982"]
    words(chip, VISUAL, TEXT, verify(persona.check_number_b, "95"))
    assert words(chip, "00B0810011", "00B0820000") == ["6982", "9000"]


def height_of_letters(png: bytes) -> int:
    """Rows with ink of the tallest line of writing."""
    image = Image.open(BytesIO(png)).convert("L")
    dark = [
        image.crop((0, y, image.width, y + 1)).getextrema()[0] == 0 for y in range(image.height)
    ]
    return max(len(run) for run in "".join("#" if ink else " " for ink in dark).split())


def test_a_long_address_is_written_large_enough_to_read() -> None:
    long = "東京都見本市大字水行末雲来末風来末字食寝処住処１２３４番地の５６７８藪柑子" * 2
    assert height_of_letters(address_image(long)) >= 18


@pytest.mark.parametrize("identifier", ["001C", "001E"])
def test_files_of_unknown_use_exist(issue: Issue, identifier: str) -> None:
    chip = issue("hanako")
    assert words(chip, VISUAL, "00A4020C02" + identifier, "00B0000001", "00200080") == [
        *("9000", "9000", "6981", "6981"),
    ]


def test_the_session_key_of_the_text_application_opens_with_any_of_its_numbers(
    issue: Issue,
) -> None:
    chip = issue("hanako")
    assert words(chip, TEXT, "00B0860001") == ["9000", "6982"]
    for number, reference in (("1234", "91"), ("981200010002", "94"), ("55021720352285", "95")):
        chip.power_off()
        assert words(chip, TEXT, verify(number, reference)) == ["9000", "9000"]
        file = read_file(chip, "0006")
        assert file[:13].hex() == "a182010990030100019182" + "0100"
        assert len(file) == 269


def test_a_proof_of_possession_verifies_with_the_signed_key_of_the_text_application(
    issue: Issue, authority: Authority
) -> None:
    chip = issue("hanako")
    assert words(chip, TEXT, verify("1234", "91")) == ["9000", "9000"]
    objects = objects_of(read_file(chip, "0007"))
    assert list(objects) == [0xDF51, 0xDF52]
    digest = hashlib.sha256(objects[0xDF51]).digest()
    issuer = authority.text.key.public_key()
    assert recovered(issuer, value(objects[0xDF52])).endswith(digest)
    key = rsa.RSAPublicNumbers(65_537, int.from_bytes(objects[0xDF51][-256:])).public_key()
    signature, word = send(chip, "802A0500 04 01020304 00")
    assert word == "9000"
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.AUTO)
    key.verify(signature, b"\x01\x02\x03\x04", pss, hashes.SHA256())


@pytest.mark.parametrize(
    ("identifier", "head", "size"),
    [
        ("0001", "ff1082021edf1108", 547),  # 5 bytes of head, 542 of objects
        ("0003", "ff3082013bdf310406030e01", 320),
    ],
)
def test_the_small_files_of_the_visual_application(
    issue: Issue, identifier: str, head: str, size: int
) -> None:
    chip = issue("hanako")
    assert words(chip, VISUAL, verify("550217", "91")) == ["9000", "9000"]
    file = read_file(chip, identifier)
    assert (file[: len(head) // 2].hex(), len(file)) == (head, size)


def test_the_basic_information_of_the_text_application_is_256_bytes(issue: Issue) -> None:
    chip = issue("hanako")
    assert words(chip, TEXT) == ["9000"]
    file = read_file(chip, "0005")
    assert len(file) == 256
    assert file.rstrip(b"\xff")[:11].hex() == "ff40819edf410401030e01"


def test_an_alias_stands_beside_the_name(issue: Issue, cast: dict[str, Persona]) -> None:
    plain = read_file(opened(issue, "hanako", "55021720352285"), "0002")
    chip = issue("hanako", changed={"alias": "見本　はな"})
    assert words(chip, VISUAL, verify("55021720352285", "92")) == ["9000", "9000"]
    aliased = objects_of(read_file(chip, "0002"))
    expected = text_image(f"{cast['hanako'].name}（見本　はな）", NAME_SIZE)
    assert value(aliased[0xDF25]) == expected
    assert aliased[0xDF25] != objects_of(plain)[0xDF25]


def test_the_attributes_may_stand_two_bytes_further_back(issue: Issue) -> None:
    plain, shifted = (
        issue("hanako"),
        issue("hanako", guesses=Guesses(attributes_after_two_bytes=True)),
    )
    for chip in (plain, shifted):
        assert words(chip, TEXT, verify("1234", "91")) == ["9000", "9000"]
    assert read_file(shifted, "0002") == b"\x00\x00" + read_file(plain, "0002")
    assert read_file(shifted, "0003") == read_file(plain, "0003")

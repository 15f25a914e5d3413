import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.pcsc.tlv import Tlv, read_header, read_object, read_objects
from kiosk.domain.fault import Device, Fault
from kiosk.ports.faults import DeviceFault


def encode(tag: int, value: bytes) -> bytes:
    tag_bytes = tag.to_bytes((tag.bit_length() + 7) // 8, "big")
    if len(value) < 0x80:
        return tag_bytes + bytes((len(value),)) + value
    size = (len(value).bit_length() + 7) // 8
    return tag_bytes + bytes((0x80 | size,)) + len(value).to_bytes(size, "big") + value


@given(
    st.lists(
        st.tuples(st.sampled_from([0x30, 0x81, 0x5F37, 0xDF27, 0xFF20]), st.binary(max_size=300))
    )
)
def test_objects_are_read_as_they_were_written(objects: list[tuple[int, bytes]]) -> None:
    written = b"".join(encode(tag, value) for tag, value in objects)
    assert list(read_objects(written)) == [Tlv(tag, value) for tag, value in objects]


@given(st.binary(max_size=400))
def test_any_bytes_are_objects_or_a_fault_of_the_card(data: bytes) -> None:
    try:
        objects = list(read_objects(data))
    except DeviceFault as caught:
        fault = caught.fault
    else:
        fault = None
        assert sum(len(each.value) for each in objects) <= len(data)
    assert fault in (None, Fault(Device.CARD, "malformed_tlv"))


@given(st.binary(max_size=300), st.data())
def test_a_truncated_object_is_never_read(value: bytes, data: st.DataObject) -> None:
    written = encode(0xDF27, value)
    cut = data.draw(st.integers(0, len(written) - 1))
    with pytest.raises(DeviceFault, match="malformed_tlv"):
        read_object(written[:cut])


@pytest.mark.parametrize(
    "data", ["3080", "30FF", "3084000000010000", "1FFFFFFF00", "1F", "", "30", "3082 01"]
)
def test_forms_that_no_card_file_has_are_faults(data: str) -> None:
    with pytest.raises(DeviceFault, match="malformed_tlv"):
        read_header(bytes.fromhex(data))


@pytest.mark.parametrize("offset", [-1, 3, 1000])
def test_an_offset_outside_is_a_fault(offset: int) -> None:
    with pytest.raises(DeviceFault, match="malformed_tlv"):
        read_header(b"\x30\x01\x00", offset)


def test_a_header_can_be_read_before_its_value_is_there() -> None:
    header = read_header(bytes.fromhex("FF2082123400"))
    assert (header.tag, header.length, header.size, header.total) == (0xFF20, 0x1234, 5, 0x1239)


def test_an_object_does_not_show_its_value() -> None:
    assert repr(Tlv(0xDF27, b"face")) == "<Tlv DF27, 4 bytes>"

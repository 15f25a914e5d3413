import struct
from pathlib import Path

import pytest

from drivers.vision.v4l2 import (
    QUERYCAP,
    Identity,
    identify,
    is_virtual,
    node_of,
    place_of,
    stable_name,
)

USB = Path("/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/video4linux/video0")
NOWHERE = Path("/sys/devices/virtual/video4linux/video7")
WEBCAM = Identity("uvcvideo", "HD Webcam C270", "usb-0000:00:14.0-2")


def test_the_request_is_the_kernels() -> None:
    assert QUERYCAP == 0x80685600  # VIDIOC_QUERYCAP as linux/videodev2.h makes it


def test_an_answer_is_read_up_to_its_zeros() -> None:
    texts = (b"uvcvideo\0rubbish", b"HD Webcam C270", b"usb-0000:00:14.0-2")
    answer = struct.pack("=16s32s32s6I", *texts, 0x60100, 0x84A00001, 0x04200001, 0, 0, 0)
    assert Identity.unpack(answer) == WEBCAM


def test_letters_that_are_none_do_no_harm() -> None:
    answer = struct.pack("=16s32s32s6I", b"uvcvideo", b"\xff\xfe", b"", 0, 0, 0, 0, 0, 0)
    assert Identity.unpack(answer).driver == "uvcvideo"


def test_what_is_no_camera_is_an_error() -> None:
    with pytest.raises(OSError, match="Inappropriate ioctl"):
        identify(Path("/dev/null"))
    with pytest.raises(OSError, match="No such file"):
        identify(Path("/dev/video-that-is-not-there"))


@pytest.mark.parametrize(
    "identity",
    [
        Identity("v4l2 loopback", "OBS Virtual Camera", "platform:v4l2loopback-000"),
        Identity("v4l2loopback-dc", "Droidcam", "platform:v4l2loopback_dc-000"),
        Identity("akvcam", "Virtual Camera", "platform:akvcam-0"),
        Identity("vivid", "vivid", "platform:vivid-000"),
    ],
    ids=lambda identity: identity.driver,
)
def test_cameras_fed_by_a_program_are_known_by_name(identity: Identity) -> None:
    assert is_virtual(identity, USB)
    assert is_virtual(identity, None)


def test_a_loopback_with_a_webcams_name_is_known_by_its_place() -> None:
    assert is_virtual(WEBCAM, NOWHERE)


@pytest.mark.parametrize("place", [USB, None], ids=["usb", "unknown"])
def test_a_real_camera_is_none(place: Path | None) -> None:
    assert not is_virtual(WEBCAM, place)
    assert not is_virtual(Identity("uvcvideo", "OBSBOT Vivid Cam", "usb-1"), place)


@pytest.mark.parametrize(
    ("source", "node"),
    [
        ("0", "/dev/video0"),
        ("12", "/dev/video12"),
        ("/dev/v4l/by-id/usb-x-video-index0", "/dev/v4l/by-id/usb-x-video-index0"),
        ("http://127.0.0.1:1/video", None),
        ("rtsp://camera/1", None),
        ("-1", None),
        ("²", None),
        ("", None),
    ],
)
def test_which_node_is_meant(source: str, node: str | None) -> None:
    assert node_of(source) == (Path(node) if node else None)


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    """Two nodes; only the second has a stable name."""
    names = tmp_path / "by-id"
    names.mkdir()
    for node in ("video0", "video1"):
        (tmp_path / node).touch()
    (names / "usb-HD_Webcam-video-index0").symlink_to("../video1")
    return tmp_path


def test_a_bare_number_is_told_its_stable_name(devices: Path) -> None:
    names = devices / "by-id"
    stable = names / "usb-HD_Webcam-video-index0"
    assert stable_name(devices / "video1", names) == stable
    assert stable_name(devices / "video0", names) is None
    assert stable_name(stable, names) is None
    assert stable_name(devices / "video1", devices / "absent") is None


def test_the_place_is_where_the_link_leads(devices: Path) -> None:
    hardware = devices / "virtual" / "video4linux" / "video1"
    hardware.mkdir(parents=True)
    listed = devices / "class"
    listed.mkdir()
    (listed / "video1").symlink_to(hardware)
    place = place_of(devices / "by-id" / "usb-HD_Webcam-video-index0", listed)
    assert place == hardware
    assert is_virtual(WEBCAM, place)
    assert place_of(devices / "video0", listed) is None

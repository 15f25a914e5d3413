"""The state folder beside a card that lies in a reader: reset, shared, spoilt, full, outdated."""

import json
import shutil
from collections.abc import Generator
from io import StringIO
from pathlib import Path

import pytest

from simulators.card import face_of_card
from simulators.card.face_of_card import portrait_jp2
from simulators.card.issue import reset_tries
from simulators.card.pins import PinStore
from simulators.card.wire_trace import WireTrace
from simulators.personas import cast as personas
from simulators.personas.cast import Persona
from tests.simulators.card.dialogue import AUTH_PIN, JPKI, QUERY, Issue, verify, words

CHANGE = "0024018004" + b"9876".hex()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "pins.json"


def test_a_reset_reaches_a_card_that_lies_in_the_reader(
    issue: Issue, state: Path, cast: dict[str, Persona]
) -> None:
    chip = issue("jiro")
    assert words(chip, JPKI, AUTH_PIN, verify("2345"), CHANGE, verify("9876"), QUERY)[-1] == "63C3"
    reset_tries(cast["jiro"], state)
    assert words(chip, QUERY, verify("9876")) == ["63C1", "63C0"]
    reset_tries(cast["jiro"], state)
    assert words(chip, verify("2345"), QUERY) == ["9000", "63C3"]


def test_one_card_in_two_readers_has_one_counter(issue: Issue, state: Path) -> None:
    chip, same = issue("hanako"), issue("hanako", fresh=False)
    words(same, JPKI, AUTH_PIN)
    assert words(chip, JPKI, AUTH_PIN, verify("0000"))[-1] == "63C2"
    assert words(same, QUERY, verify("0000")) == ["63C2", "63C1"]
    assert words(chip, QUERY) == ["63C1"]


def test_a_file_that_is_spoilt_meanwhile_changes_nothing(kept: Path) -> None:
    store = PinStore({"auth": 3}, kept)
    store.set_tries("auth", 2)
    kept.write_text("{")
    assert store.tries("auth") == 2
    store.set_tries("auth", 1)
    assert json.loads(kept.read_text())["tries"] == {"auth": 1}


def test_where_counters_cannot_be_kept_the_card_fails_and_no_try_is_gained(
    issue: Issue, state: Path, cast: dict[str, Persona], monkeypatch: pytest.MonkeyPatch
) -> None:
    chip = issue("hanako")
    words(chip, JPKI, AUTH_PIN)

    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("simulators.card.pins._write", full)
    assert words(chip, verify("0000"), QUERY) == ["6F00", "63C2"]
    assert words(chip, verify("1234"), "802A0097015A00") == ["6F00", "6982"]


class FullDisk(StringIO):
    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_a_trace_on_a_full_disk_ends_and_leaves_the_card_in_peace() -> None:
    trace = WireTrace(FullDisk())
    trace.event("power on")
    assert trace.failure == "No space left on device"
    trace.exchange(b"\x00\x20\x00\x80", b"\x63\xc3")


@pytest.fixture
def faces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Path]:
    """Yield a copy of the cast's folder, used in place of it."""
    folder = tmp_path / "personas"
    shutil.copytree(personas.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(personas, "FOLDER", folder)
    face_of_card._edition.cache_clear()
    yield folder / "faces"
    face_of_card._edition.cache_clear()


def drawn(name: str, folder: Path) -> list[str]:
    """Draw a portrait as a new process would; whose portraits were drawn until now."""
    face_of_card._edition.cache_clear()
    portrait_jp2(name, folder)
    return sorted(path.name for path in folder.glob("portrait-*"))


def test_a_face_that_changed_is_drawn_again_and_nobody_elses(faces: Path, tmp_path: Path) -> None:
    folder = tmp_path / "card"
    folder.mkdir()
    first = drawn("hanako", folder)
    (faces / "taro.toml").write_text((faces / "taro.toml").read_text() + "\n# changed\n")
    assert drawn("hanako", folder) == first
    (faces / "hanako.toml").write_text((faces / "hanako.toml").read_text() + "\n# changed\n")
    assert len(drawn("hanako", folder)) == 2

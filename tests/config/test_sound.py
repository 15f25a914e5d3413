"""Loudspeaker, headphones and voice by configuration."""

from pathlib import Path

import pytest

from kiosk.adapters_sound import build_voice
from kiosk.config import ConfigRefused, load
from tests.config.test_config import written


def refused(tmp_path: Path, section: str, profile: str = "production") -> str:
    with pytest.raises(ConfigRefused) as refusal:
        load(written(tmp_path, f"[sound]\n{section}\n", profile))
    return str(refusal.value)


def test_a_recording_has_no_place_where_patients_are_received(tmp_path: Path) -> None:
    assert "sound.port is recording" in refused(tmp_path, 'port = "recording"\nfolder = "/tmp"')


def test_a_recording_needs_a_folder(tmp_path: Path) -> None:
    assert "sound.folder is missing" in refused(tmp_path, 'port = "recording"', "test")


def test_private_listening_needs_headphones(tmp_path: Path) -> None:
    assert "sound.headphones" in refused(tmp_path, "private_listening = true")


@pytest.mark.parametrize("volume", ["-0.1", "1.1", '"loud"'])
def test_a_volume_is_from_nothing_to_all(tmp_path: Path, volume: str) -> None:
    assert "sound.volume" in refused(tmp_path, f"volume = {volume}")


def test_a_kiosk_may_be_without_a_loudspeaker(tmp_path: Path) -> None:
    assert build_voice(load(written(tmp_path, '[sound]\nport = "none"\n'))) is None
    assert build_voice(load(written(tmp_path))) is not None

"""A certificate of one's own: made once, for the names that staff type, and anew in time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from kiosk.console.certificate import LIFETIME, SPARE, fingerprint, own_certificate

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_the_same_certificate_serves_until_it_soon_ends(tmp_path: Path) -> None:
    first = fingerprint(own_certificate(tmp_path, ["192.0.2.1"], NOW).certificate)
    later = NOW + LIFETIME - SPARE - timedelta(hours=2)
    assert fingerprint(own_certificate(tmp_path, ["192.0.2.1"], later).certificate) == first
    in_time = NOW + LIFETIME - SPARE
    assert fingerprint(own_certificate(tmp_path, ["192.0.2.1"], in_time).certificate) != first


def test_it_is_for_the_names_that_staff_type(tmp_path: Path) -> None:
    files = own_certificate(tmp_path, ["192.0.2.1", "uketsuke.clinic.test"], NOW)
    made = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = [str(each) for each in names.get_values_for_type(x509.IPAddress)]
    assert {"192.0.2.1", "127.0.0.1", "::1"} <= set(addresses)
    assert {"uketsuke.clinic.test", "localhost"} <= set(names.get_values_for_type(x509.DNSName))
    assert made.not_valid_after_utc - made.not_valid_before_utc <= timedelta(days=825)


def test_another_name_needs_another_certificate(tmp_path: Path) -> None:
    first = fingerprint(own_certificate(tmp_path, [], NOW).certificate)
    assert fingerprint(own_certificate(tmp_path, ["192.0.2.1"], NOW).certificate) != first


def test_the_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    files = own_certificate(tmp_path / "console", [], NOW)
    assert files.key.stat().st_mode & 0o777 == 0o600
    assert files.key.parent.stat().st_mode & 0o777 == 0o700


def test_what_serves_is_there_until_another_is_written_whole(tmp_path: Path) -> None:
    files = own_certificate(tmp_path, [], NOW)
    kept = files.certificate.read_bytes(), files.key.read_bytes()
    (tmp_path / "certificate.pem.new").mkdir()  # a disk on which only the key finds room
    with pytest.raises(IsADirectoryError):
        own_certificate(tmp_path, ["192.0.2.1"], NOW)
    assert (files.certificate.read_bytes(), files.key.read_bytes()) == kept


def test_a_certificate_without_its_key_is_made_anew(tmp_path: Path) -> None:
    files = own_certificate(tmp_path, [], NOW)
    first = fingerprint(files.certificate)
    files.key.write_bytes(own_certificate(tmp_path / "other", [], NOW).key.read_bytes())
    assert fingerprint(own_certificate(tmp_path, [], NOW).certificate) != first

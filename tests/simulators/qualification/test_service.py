"""The simulated service's own side: files, switches, and that it never runs in production."""

import json
import stat
from pathlib import Path

import pytest

from simulators.guard import SimulatorRefused
from simulators.qualification.service import INSTITUTION, SimulatedService
from simulators.qualification.tls import ORGANISATION, tls_files
from tests.simulators.qualification.asking import segment
from tests.simulators.qualification.cards import PEOPLE, PERSON, Authority
from tests.simulators.qualification.description import hold
from tests.simulators.qualification.talking import Kiosk


def test_it_refuses_to_exist_outside_development_and_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "production")
    with pytest.raises(SimulatorRefused):
        SimulatedService(tmp_path / "state", PEOPLE, Authority().pem)
    assert list(tmp_path.iterdir()) == []


def test_keys_are_private_and_made_once(tmp_path: Path) -> None:
    files = tls_files(tmp_path / "state")
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    for key in (files.server_key, files.client_key):
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = files.ca.read_bytes()
    assert tls_files(tmp_path / "state").ca.read_bytes() == before
    files.client_key.unlink()
    assert tls_files(tmp_path / "state").ca.read_bytes() != before


def test_the_test_authority_says_what_it_is(tmp_path: Path) -> None:
    from cryptography import x509

    authority = x509.load_pem_x509_certificate(tls_files(tmp_path).ca.read_bytes())
    assert f"O={ORGANISATION}" in authority.subject.rfc4514_string()


def test_it_comes_back_at_the_same_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "test")
    service = SimulatedService(tmp_path, PEOPLE, Authority().pem)
    service.start()
    before = service.url
    service.down()
    service.up()
    assert service.url == before
    service.close()
    service.close()


def test_a_receipt_computers_question_is_answered_as_described(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "test")
    service = SimulatedService(tmp_path, PEOPLE, Authority().pem)
    service.start()
    person = {name: PERSON[name] for name in ("InsurerNumber", "Birthdate")}
    number = {"InsuredIdentificationNumber": PERSON["InsuredIdentificationNumber"]}
    header = {"MedicalInstitutionCode": INSTITUTION, "QualificationConfirmationDate": "20261120"}
    search = {"QualificationConfirmSearchInfo": person | number}
    request = {"XmlMsg": {"MessageHeader": header, "MessageBody": search}}
    status, content = Kiosk(service).send("/exchange/OQSsiquc01", json.dumps(request).encode())
    service.close()
    answer = hold("/exchange/{interface}", json.loads(content), status)
    assert segment(answer) == "1"

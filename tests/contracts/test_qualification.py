"""The qualification port against the simulated service, over real HTTPS on this machine."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from drivers.qualification.client import HttpsQualificationService
from drivers.qualification.settings import ServiceSettings
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.holder import HolderProof
from kiosk.ports.qualification import QualificationRefusal, QualificationService
from simulators.qualification.service import SimulatedService
from tests.contracts.qualification_suite import QualificationContract
from tests.simulators.qualification.cards import PEOPLE, STRANGER, Authority, Chip

LONG_AGO = datetime.now(UTC) - timedelta(days=200)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Generator[SimulatedService]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        state: Path = tmp_path_factory.mktemp("service")
        service = SimulatedService(state, PEOPLE, Authority().pem)
    service.start()
    yield service
    service.close()


@pytest.fixture
def service(served: SimulatedService) -> Generator[QualificationService]:
    client = HttpsQualificationService(
        ServiceSettings(served.url, served.ca, served.client_certificate, served.client_key)
    )
    yield client
    client.close()


class TestSimulatedService(QualificationContract):
    def good(self, challenge: bytes) -> HolderProof:
        return Chip().proof(challenge)

    def forged(self, challenge: bytes) -> HolderProof:
        return Chip().proof(challenge, key="forger")

    def of_another_authority(self, challenge: bytes) -> HolderProof:
        return Chip(Authority("others").issue()).proof(challenge)

    def expired(self, challenge: bytes) -> HolderProof:
        certificate = Authority().issue(first=LONG_AGO - timedelta(days=9), last=LONG_AGO)
        return Chip(certificate).proof(challenge)

    def not_registered(self, challenge: bytes) -> HolderProof:
        return Chip(Authority().issue(STRANGER)).proof(challenge)

    def test_a_revoked_certificate_is_refused(
        self, served: SimulatedService, service: QualificationService
    ) -> None:
        stranger = Chip(Authority().issue(STRANGER))
        served.revoke(STRANGER)
        outcome = service.confirm(stranger.proof(service.request_challenge()), VerifiedBy.PIN)
        assert outcome is QualificationRefusal.CERTIFICATE_REVOKED

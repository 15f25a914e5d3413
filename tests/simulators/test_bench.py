"""The bench tells the simulated service what the authority says of the cast's certificates."""

from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from drivers.qualification.client import HttpsQualificationService
from drivers.qualification.settings import ServiceSettings
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.holder import HolderProof
from kiosk.domain.qualification import Validity
from kiosk.domain.refusal import QualificationRefusal, Refused
from kiosk.ports.qualification import Confirmed, NotRegistered
from simulators.bench import Bench
from simulators.camera.directions import DIRECTIONS
from simulators.card.certificates import auth_certificate
from simulators.card.issue import authority_of
from simulators.dock.switches import SWITCHES
from simulators.qualification.scenarios import SCENARIOS
from simulators.qualification.service import INSTITUTION
from tests.reader import private_reader

pytestmark = pytest.mark.reader


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        with (
            private_reader() as reader,
            Bench(tmp_path_factory.mktemp("bench"), reader) as started,
        ):
            yield started


def connected(bench: Bench) -> HttpsQualificationService:
    """Connect to the bench's service as a kiosk."""
    service = bench.service
    return HttpsQualificationService(
        ServiceSettings(
            *(service.url, service.ca, service.client_certificate, service.client_key),
            institution=INSTITUTION,
        )
    )


def ask(bench: Bench, name: str) -> Confirmed | NotRegistered | Refused:
    """Prove to the bench's service to be somebody of the cast, with a key made here."""
    persona = bench.personas[name]
    key = rsa.generate_private_key(65537, 2048)
    authority = authority_of(bench.endpoints_file.parent / "cards")
    certificate = auth_certificate(persona, key.public_key(), authority.auth)
    client = connected(bench)
    challenge = client.request_challenge()
    signature = key.sign(challenge, padding.PKCS1v15(), hashes.SHA256())
    der = certificate.public_bytes(serialization.Encoding.DER)
    try:
        return client.confirm(HolderProof(challenge, der, signature), VerifiedBy.PIN)
    finally:
        client.close()


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("keisuke", QualificationRefusal.CERTIFICATE_REVOKED),
        ("tomeo", QualificationRefusal.CERTIFICATE_SUSPENDED),
        ("kirie", QualificationRefusal.CERTIFICATE_EXPIRED),
    ],
)
def test_who_is_to_be_refused_is_refused(
    bench: Bench, name: str, refusal: QualificationRefusal
) -> None:
    outcome = ask(bench, name)
    assert isinstance(outcome, Refused)
    assert outcome.why is refusal


@pytest.mark.parametrize("name", ["hanako", "yuko", "noriko"])
def test_others_are_answered(bench: Bench, name: str) -> None:
    assert isinstance(ask(bench, name), Confirmed)


def test_who_is_not_registered_may_apply_on_the_spot(bench: Bench) -> None:
    bench.service.reset()
    refused = ask(bench, "hajime")
    assert isinstance(refused, NotRegistered)
    client = connected(bench)
    assert isinstance(client.register(refused.registration), Confirmed)
    client.close()
    assert isinstance(ask(bench, "hajime"), Confirmed)


def test_every_scenario_is_somebodys_and_its_switch_the_benchs(bench: Bench) -> None:
    for scenario in SCENARIOS.values():
        assert scenario.persona in bench.personas
        assert scenario.switch is None or scenario.switch in bench.switches()


def test_what_a_switch_broke_is_well_again_afterwards(bench: Bench) -> None:
    switches = bench.switches()
    broken = {one.switch for one in SCENARIOS.values() if one.switch}
    broken -= {"network_down"}  # ends the server, whose thread this module shares
    for name in sorted(broken):
        switches[name]()
        switches["network_up"]()
    outcome = ask(bench, "mutsuo")
    assert isinstance(outcome, Confirmed)
    assert outcome.confirmation.validity is Validity.INVALID


def test_starting_made_nobodys_card_and_drew_nobody(bench: Bench) -> None:
    folder = bench.endpoints_file.parent
    assert not list(folder.glob("cards/cards/*"))
    assert not list(folder.rglob("portrait-*"))
    pictures = [p for p in (folder / "camera").rglob("*") if p.is_file()]
    assert len(pictures) < len(bench.personas)  # empty rooms at most


def test_every_button_of_the_dock_is_a_switch_of_the_bench(bench: Bench) -> None:
    groups = [group for kind in SWITCHES.values() for group in kind.values()]
    buttons = [name for group in groups for name in group]
    assert set(buttons) <= set(bench.switches())
    assert len(buttons) == len(set(buttons))


def test_no_two_buttons_of_the_dock_have_the_same_caption() -> None:
    groups = [group for kind in SWITCHES.values() for group in kind.values()]
    captions = [caption for group in groups for caption in group.values()]
    titles = [title for kind in SWITCHES.values() for title in kind]
    assert len(captions) == len(set(captions))
    assert len(titles) == len(set(titles))


def test_every_word_for_the_camera_has_its_button() -> None:
    groups = [group for kind in SWITCHES.values() for group in kind.values()]
    assert set(DIRECTIONS) <= {name for group in groups for name in group}
